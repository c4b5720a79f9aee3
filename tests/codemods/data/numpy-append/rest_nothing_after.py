import numpy as np


def join(numbers: list[int]):
    found = np.array([])
    for number in numbers:
        found = np.append(found, number)
