from __future__ import annotations

import os
from decimal import Decimal  # noqa: TC003
from uuid import UUID as UUID  # for others
import xml.dom


def f(a: Decimal, b: UUID, c: xml.dom.Node):
    return os

if __name__ == "__main__":
    print(1)
