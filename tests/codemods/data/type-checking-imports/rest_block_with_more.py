from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Number = int


def f(a: Decimal):
    return a

if __name__ == "__main__":
    print(1)
