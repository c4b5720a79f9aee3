import numpy as np
from shop import MAX


def read(kinds=[int, ValueError], numbers=[np.nan, -1, MAX], pairs=[("a", 1)]):
    return len(kinds) + len(numbers) + len(pairs)
# output
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
