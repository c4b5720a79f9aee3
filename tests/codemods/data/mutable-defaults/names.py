import collections

import numpy as np
from shop import MAX


def read(kinds=[int, ValueError], numbers=[np.nan, -1, MAX], pairs=[("a", 1)]):
    return len(kinds) + len(numbers) + len(pairs)


def draw(kinds=[np.random.BitGenerator], order=collections.OrderedDict()):
    return len(kinds) + len(order)
# output
import collections

import numpy as np
from shop import MAX


def read(kinds=None, numbers=None, pairs=None):
    if kinds is None:
        kinds = [int, ValueError]
    if numbers is None:
        numbers = [np.nan, -1, MAX]
    if pairs is None:
        pairs = [("a", 1)]
    return len(kinds) + len(numbers) + len(pairs)


def draw(kinds=None, order=None):
    if kinds is None:
        kinds = [np.random.BitGenerator]
    if order is None:
        order = collections.OrderedDict()
    return len(kinds) + len(order)
