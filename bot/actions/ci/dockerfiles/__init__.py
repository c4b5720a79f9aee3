"""What the actions on Dockerfiles share."""
