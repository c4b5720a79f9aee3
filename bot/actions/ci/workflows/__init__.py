"""What the actions on GitHub workflows share."""
