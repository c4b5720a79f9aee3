"""Codemods that belong to a version step of a package: one file each."""
