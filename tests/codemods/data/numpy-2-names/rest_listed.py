import numpy as np

area = np.trapz([1, 2, 3])
found = np.in1d([[1]], [1])
kind = np.cast["f"]


def try_axis(a):
    try:
        return a.sum(axis=9)
    except np.AxisError:
        return None
