import numpy as np
from numpy import long

a = np.zeros(3, dtype=np.int)
b = np.array(["x"], dtype=np.object)


def is_text(value: np.str) -> np.bool:
    return isinstance(value, (np.str, np.unicode)) and long(value)
# output
import numpy as np

a = np.zeros(3, dtype=int)
b = np.array(["x"], dtype=object)


def is_text(value: str) -> bool:
    return isinstance(value, (str, str)) and int(value)
