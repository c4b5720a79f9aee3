"""Codemods of the area performance: what costs time or memory for nothing."""
