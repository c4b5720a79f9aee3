# minimum Python: 3.10
from __future__ import annotations

from typing import Optional


def load(size: Optional[int | None]) -> None:
    print(size)
