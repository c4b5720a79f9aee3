"""How actions put paths into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def widest(path: str, others: Iterable[str]) -> str:
    """Return the highest folder of the path that holds none of the others.

    It ends in a slash; the path itself is returned where there is none.
    """
    parts = path.split("/")
    known = tuple(others)
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth]) + "/"
        if not any(other.startswith(folder) for other in known):
            return folder
    return path
