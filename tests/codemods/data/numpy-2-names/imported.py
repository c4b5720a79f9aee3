from numpy import Inf, array
from numpy import float_ as real


def limits():
    return array([0, Inf], dtype=real)
# output
from numpy import array, inf
from numpy import float64 as real


def limits():
    return array([0, inf], dtype=real)
