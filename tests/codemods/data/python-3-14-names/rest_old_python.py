# minimum Python: 3.9
from importlib.abc import Traversable


def read(place: Traversable) -> str:
    return place.read_text()
