from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def f(path: "Path") -> str:
    return str(path)
# output
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def f(path: "Path") -> str:
    return str(path)
