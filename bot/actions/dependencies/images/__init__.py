"""Images that Dockerfiles, compose files and jobs name, and their tags."""
