import os
from math import *  # what we need
from typing import *

T = TypeVar("T", bound="Sequence[int]")


def area(r: "Optional[float]", cos=1) -> "List[T]":
    """Area.

    >>> area(tau)
    """
    e = 3
    values = [pi * r**2 for pi in [1]]
    # type: Dict
    return values, sqrt(e), cos


if __name__ == "__main__":
    print(area(2), os)
# output
import os
from math import sqrt, tau  # what we need
from typing import Dict, List, Optional, Sequence, TypeVar

T = TypeVar("T", bound="Sequence[int]")


def area(r: "Optional[float]", cos=1) -> "List[T]":
    """Area.

    >>> area(tau)
    """
    e = 3
    values = [pi * r**2 for pi in [1]]
    # type: Dict
    return values, sqrt(e), cos


if __name__ == "__main__":
    print(area(2), os)
