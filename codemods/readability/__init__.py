"""Codemods of the area readability: what a reader stumbles over."""
