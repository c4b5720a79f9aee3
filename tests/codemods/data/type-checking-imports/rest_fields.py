from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Optional
from uuid import UUID


@dataclass
class A:
    x: Decimal


class B(NamedTuple):
    y: UUID


def f(x: Optional[int]):
    return x

if __name__ == "__main__":
    print(1)
