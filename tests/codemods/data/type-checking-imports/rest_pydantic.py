from __future__ import annotations

import pydantic
from decimal import Decimal


def f(a: Decimal):
    return pydantic

if __name__ == "__main__":
    print(1)
