"""Codemods of the area observability: what a running program tells."""
