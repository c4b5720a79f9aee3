import collections
import threading

try:
    mapping = collections.Mapping
except AttributeError:
    import collections.abc

    mapping = collections.abc.Mapping

current = getattr(threading, "currentThread", None)
