from __future__ import annotations

import os
from shop import Cart
from shop import Order


def f(b: Cart) -> Order:
    return os

if __name__ == "__main__":
    print(1)
# output
from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop import Cart
    from shop import Order


def f(b: Cart) -> Order:
    return os

if __name__ == "__main__":
    print(1)
