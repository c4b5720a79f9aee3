from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Context

    from shop import Cart


def f(a: Decimal, b: Iterator[Context], c: Cart):
    return os

if __name__ == "__main__":
    print(1)
# output
from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Context, Decimal

    from shop import Cart


def f(a: Decimal, b: Iterator[Context], c: Cart):
    return os

if __name__ == "__main__":
    print(1)
