import numpy as np


def join(numbers: list[int]):
    one = np.array([])
    for number in numbers:
        one = np.append(one, number)
        print(one.sum())
    two = np.array([])
    for number in numbers:
        two = np.append(two, number)
        if number > 5:
            return two
    three = np.array([])
    for number in numbers:
        three = np.append(three, float(three.sum()) + number)
    return one, three
