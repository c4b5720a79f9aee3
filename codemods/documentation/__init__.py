"""Codemods of the area documentation: one file each."""
