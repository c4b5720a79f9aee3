"""Which Pythons a project names, and which it should name."""
