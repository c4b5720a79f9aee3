import numpy as np


def join(numbers: list[int]):
    found = np.array([])
    other = np.array([])
    for number in numbers:
        found = np.append(found, number, axis=0)
        other = np.append(number, other)
        found.append(number)
    return found, np.append(found, 1)
