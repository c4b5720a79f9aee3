from __future__ import annotations

import os
from decimal import Decimal
from shop import Cart, Order
from time import time as now

ALIAS = Decimal | None


def f(a: Decimal, b: Cart = now(), c: now = 1) -> Cart:
    return Order, os

if __name__ == "__main__":
    print(1)
