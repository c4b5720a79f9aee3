from __future__ import annotations

try:
    from decimal import Decimal
except ImportError:
    Decimal = None

from uuid import UUID

if Decimal:
    UUID = int


def f(a: Decimal, b: UUID):
    return a

if __name__ == "__main__":
    print(1)
