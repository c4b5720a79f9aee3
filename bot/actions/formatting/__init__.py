"""Actions of the area formatting and linting."""
