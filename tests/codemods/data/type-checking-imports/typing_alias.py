from __future__ import annotations

import typing as t
from decimal import Decimal
from shop import (
    Cart,
    Order,
)


def f(a: Decimal, b: Cart) -> t.Optional[Order]:
    return a

if __name__ == "__main__":
    print(1)
# output
from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from decimal import Decimal

    from shop import Cart, Order


def f(a: Decimal, b: Cart) -> t.Optional[Order]:
    return a

if __name__ == "__main__":
    print(1)
