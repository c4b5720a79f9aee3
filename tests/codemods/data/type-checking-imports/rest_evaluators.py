from __future__ import annotations

from decimal import Decimal
from typing import get_type_hints


def f(a: Decimal):
    return get_type_hints(f)

if __name__ == "__main__":
    print(1)
