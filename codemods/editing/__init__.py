"""Changes of a file's text that keep everything around them as it is."""
