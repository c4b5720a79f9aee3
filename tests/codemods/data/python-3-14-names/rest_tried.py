# minimum Python: 3.11
try:
    from importlib.resources.abc import Traversable
except ImportError:
    from importlib.abc import Traversable
