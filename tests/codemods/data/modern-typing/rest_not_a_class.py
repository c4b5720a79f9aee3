# minimum Python: 3.10
import multiprocessing
import threading
from typing import Optional, Union

import numpy as np

try:
    from shop import Cart
except ImportError:
    Cart = None


def a(x: Optional[any]): ...
def b(x: Optional[callable]): ...
def c(lock: Optional[threading.Lock]): ...
def d(x: Optional[np.array]): ...
def e(cart: Optional[Cart]): ...
def f(queue: Optional[multiprocessing.Queue]): ...
def g(x: Union["int", str]): ...


empty = Union[()]
nested: Optional[Optional[Cart]]
nothing: Optional[Optional[None]]
twice: Union[None, int, None]
