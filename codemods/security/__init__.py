"""Codemods of the area security: what an attacker could use."""
