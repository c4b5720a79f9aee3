"""Codemods for the tests of a project."""
