"""What a file, and the whole project, say: trees, names, kinds of values, roles."""
