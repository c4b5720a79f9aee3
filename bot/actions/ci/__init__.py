"""Continuous integration and containers."""
