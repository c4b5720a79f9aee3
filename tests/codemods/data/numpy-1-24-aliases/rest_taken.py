import numpy as np


def zeros(float):
    return np.zeros(float, np.float)
