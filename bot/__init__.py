"""Honebot: carries out an improvement plan, one verified pull request at a time."""

__version__ = "0.1.0"
