"""Change: one action applied to the files of the base commit."""
