import numpy as np


def lengths(words: list[str]):
    found = np.array([])
    for word in words:
        found = np.append(found, len(word))
    return found
# output
import numpy as np


def lengths(words: list[str]):
    found = []
    for word in words:
        found.append(len(word))
    found = np.array(found, dtype=float)
    return found
