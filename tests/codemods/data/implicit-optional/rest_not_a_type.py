from typing import Optional, Union

import numpy as np
from numpy import array

LIMIT = 5


def read(
    a: any = None,
    b: callable = None,
    c: [int] = None,
    d: (int, str) = None,
    e: "the width of it" = None,
    f: 5 = None,
    g: np = None,
    h: LIMIT = None,
    i: Optional = None,
    j: Union = None,
    k: dict() = None,
    l: np.array = None,
    m: array = None,
):
    return a
