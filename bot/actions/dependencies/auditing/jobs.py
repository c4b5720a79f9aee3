"""What the jobs of a system say that a new job beside them should say, too."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.finding import find
from bot.actions.dependencies.pythons.table import Minor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.actions.base import Target

_OLDEST = Minor(3, 10)
"""What pip-audit itself needs."""

_NEWEST = Minor(3, 14)
_USUAL = Minor(3, 13)
"""What a job runs on where CI names no Python, and the newest that it may be."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was added to a system.

    `before` is None for a new file. `notes` are sentences for people.
    """

    system: str
    path: str
    line: int
    before: bytes | None
    after: bytes
    notes: tuple[str, ...] = ()


class NoPlaceError(Exception):
    """A job cannot be added to a file; `line` counts from 1, 0 for none."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")


def most_common(values: Iterable[str], default: str) -> str:
    """Return the value that comes most often, the first of those; else the default."""
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else default


def newest_python(target: Target) -> str:
    """Return the newest Python that the files of CI name and the project allows."""
    ci = {path for system in target.facts.ci for path in system.paths}
    found: set[Minor] = set()
    for named in find(target)[0]:
        if named.path in ci:
            found |= {i.version for g in named.groups for i in g.items if i.plain}
            found |= {each.version for each in named.singles}
            found |= {m.version for e in named.entries for m in e.members}
    lowest = Minor(*target.facts.minimum_python)
    fitting = [version for version in found if lowest <= version <= _NEWEST]
    return str(max(_OLDEST, *fitting) if fitting else max(lowest, _USUAL))


def indented(lines: Sequence[str], margin: str) -> list[str]:
    """Return lines with a margin; empty ones stay empty."""
    return [f"{margin}{line}" if line else "" for line in lines]
