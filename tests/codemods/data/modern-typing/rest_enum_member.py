# minimum Python: 3.10
from enum import Enum
from typing import Optional


class Colour(Enum):
    RED = 1


def paint(colour: Optional[Colour.RED] = None) -> None:
    print(colour)
