"""Set Ruff up: what the other linters' settings become, and what is green."""
