# minimum Python: 3.12
import importlib.abc


def read(place: importlib.abc.Traversable) -> str:
    return place.read_text()
# output
# minimum Python: 3.12
from importlib.resources.abc import Traversable


def read(place: Traversable) -> str:
    return place.read_text()
