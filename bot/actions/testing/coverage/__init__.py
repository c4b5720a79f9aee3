"""Measure coverage: what is set up, what lacks, and where it belongs."""
