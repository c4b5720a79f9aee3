# minimum Python: 3.10
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass
class Cart:
    limit: "ClassVar[int]" = 3
