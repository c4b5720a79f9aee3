from functools import wraps
from typing import overload

import inject


@inject.params
def a(x):
    """Do.

    Args:
        x: one
        colour: given by the decorator
    """
    return x


@overload
def b(x: int) -> int: ...
@overload
def b(x: int, y: int) -> int: ...
def b(x, *more):
    """Do.

    Args:
        x: one
        y: two
    """
    return x


def c(x):
    """Only documents.

    Args:
        x: one
        size: two
    """


def d(x):
    """Escapes: \n.

    Args:
        x: one
        size: two
    """
    return x


def e(x):
    """Do.

    Args:
        x: one
        size: two
    """  # noqa: D417
    return x
