"""Lay the code out: which formatter, which version, which settings, which gate."""
