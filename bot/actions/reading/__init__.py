"""Files as actions read them: every word with its place in the file.

An action that inserts text at a place that it read here changes no other byte.
"""
