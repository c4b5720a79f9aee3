from __future__ import annotations

import os
import numpy as np
from decimal import Decimal
from pathlib import Path, PurePath
from .shop import Cart as C


class A:
    size: Decimal

    @property
    def path(self) -> Path | None:
        return os.path

    async def load(self, *parts: list[PurePath], x: np.ndarray = 1, **more: C):
        local: dict[str, C] = {}
        return local

if __name__ == "__main__":
    print(1)
# output
from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path, PurePath

    import numpy as np

    from .shop import Cart as C


class A:
    size: Decimal

    @property
    def path(self) -> Path | None:
        return os.path

    async def load(self, *parts: list[PurePath], x: np.ndarray = 1, **more: C):
        local: dict[str, C] = {}
        return local

if __name__ == "__main__":
    print(1)
