"""Files as they are written: every word, key and value with its place.

Who inserts or replaces text at a place that was read here changes no other
byte.
"""
