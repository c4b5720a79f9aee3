"""A module."""

import os
from typing import Any, Iterator

__all__ = [
    "readAll",
    "loadAll",
    "other",
]


async def readAll(path: str, *, depth: int = 1) -> "list[str]":
    if depth:
        await readAll(path, depth=depth - 1)
    return [path]


def loadAll(paths: list) -> Iterator[str]:
    yield from paths


def other(x: Any):
    return readAll, f"{loadAll(x)}", os
# output
"""A module."""

import os
import warnings
from typing import Any, Iterator

__all__ = [
    "readAll",
    "read_all",
    "loadAll",
    "load_all",
    "other",
]


async def read_all(path: str, *, depth: int = 1) -> "list[str]":
    if depth:
        await read_all(path, depth=depth - 1)
    return [path]


async def readAll(*args: Any, **kwargs: Any) -> "list[str]":
    """Call `read_all`, which is the new name."""
    warnings.warn(
        "`readAll` is deprecated, use `read_all`",
        DeprecationWarning,
        stacklevel=2,
    )
    return await read_all(*args, **kwargs)


def load_all(paths: list) -> Iterator[str]:
    yield from paths


def loadAll(*args: Any, **kwargs: Any) -> Iterator[str]:
    """Call `load_all`, which is the new name."""
    warnings.warn(
        "`loadAll` is deprecated, use `load_all`",
        DeprecationWarning,
        stacklevel=2,
    )
    return load_all(*args, **kwargs)


def other(x: Any):
    return read_all, f"{load_all(x)}", os
