"""Audits of dependencies in CI: what is there, what to run, and where it goes."""
