"""How old the chosen releases are, from a lock in the format of PEP 751."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def younger_than(pylock: str, cutoff: datetime) -> tuple[str, ...]:
    """Return the packages whose release was not there yet at the cut-off.

    A release is as old as its first file. One whose files have no time, as on
    some private indexes, counts as old.
    """
    packages = tomllib.loads(pylock).get("packages", [])
    found = (
        (str(package["name"]), min(_times(package), default=None))
        for package in packages
    )
    return tuple(sorted({name for name, time in found if time and time > cutoff}))


def _times(package: dict[str, Any]) -> Iterator[datetime]:
    files = [*package.get("wheels", ()), package.get("sdist"), package.get("archive")]
    for file in files:
        time = file.get("upload-time") if isinstance(file, dict) else None
        if isinstance(time, datetime):
            yield time if time.tzinfo else time.replace(tzinfo=UTC)
