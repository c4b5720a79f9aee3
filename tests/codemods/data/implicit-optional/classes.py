from decimal import Decimal
from threading import Lock
from typing import Optional, TypeVar

import numpy as np

from shop.orders import Order

T = TypeVar("T")
Price = Decimal


class Line:
    def add(self, price: Decimal = None, other: "Line" = None, lock: Lock = None):
        return price, other, lock

    def put(self, rows: np.ndarray = None, order: Order = None, one: T = None, two: Price = None) -> Optional[int]:
        return rows, order, one, two
# output
from decimal import Decimal
from threading import Lock
from typing import Optional, TypeVar

import numpy as np

from shop.orders import Order

T = TypeVar("T")
Price = Decimal


class Line:
    def add(self, price: Optional[Decimal] = None, other: Optional["Line"] = None, lock: Optional[Lock] = None):
        return price, other, lock

    def put(self, rows: Optional[np.ndarray] = None, order: Optional[Order] = None, one: Optional[T] = None, two: Optional[Price] = None) -> Optional[int]:
        return rows, order, one, two
