"""Verification: what the target's own tests and tools say of a change."""
