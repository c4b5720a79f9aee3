import numpy as np


def join(numbers: list[int], rows):
    try:
        found = np.array([])
        for number in numbers:
            found = np.append(found, 1 / number)
        print(found)
    except ZeroDivisionError:
        return found
    for row in rows:
        inner = np.array([])
        for number in numbers:
            inner = np.append(inner, number)
        print(inner)
    return None
