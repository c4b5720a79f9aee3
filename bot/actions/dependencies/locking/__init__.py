"""Locks are written anew by the project's own tool, inside the sandbox."""
