"""Orders and rates of a small shop."""
