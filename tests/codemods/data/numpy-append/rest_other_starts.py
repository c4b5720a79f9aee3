import numpy as np


def join(numbers: list[int], start):
    one = np.array([1])
    for number in numbers:
        one = np.append(one, number)
    two = np.array([], dtype=int)
    for number in numbers:
        two = np.append(two, number)
    for number in numbers:
        start = np.append(start, number)
    four = np.array([])
    four = np.append(four, 1)
    for number in numbers:
        four = np.append(four, number)
    return one, two, start, four
