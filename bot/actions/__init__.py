"""Plan actions that are more than a rewrite of Python source."""
