"""Places and listings for tests of the choice of versions."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from packaging.version import Version

from bot.dependencies.places import Clause, Place, Syntax
from bot.dependencies.releases import Listing, Release, ReleaseFile

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

_SPECIFIER = re.compile(r"\s*([~^<>=!]*)\s*([^\s,|]+)\s*")


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a specifier, with their places in it."""
    found: list[Clause] = []
    offset = 0
    for number, part in enumerate(text.split("||")):
        for piece in part.split(","):
            if match := _SPECIFIER.fullmatch(piece):
                start, end = (offset + each for each in match.span(2))
                found.append(Clause(match[1], match[2], start, end, number))
            offset += len(piece) + 1
        offset += 1
    return tuple(found)


def place(
    specifier: str,
    *,
    name: str = "spam",
    path: str = "requirements.txt",
    syntax: Syntax = Syntax.PEP440,
    **more: Any,
) -> Place:
    """Return the place of one requirement; its bytes are the specifier alone."""
    return Place(
        path=path,
        start=0,
        end=len(specifier),
        name=name,
        written=name,
        text=f"{name}{specifier}",
        clauses=clauses(specifier),
        syntax=syntax,
        **{"line": 1, "kind": "requirements", **more},
    )


def release(
    version: str,
    *,
    python: str = ">=3.8",
    yanked: str | None = None,
    age: float | None = 100,
) -> Release:
    """Return a release with one file that came so many days before `NOW`."""
    uploaded = None if age is None else NOW - timedelta(days=age)
    file = ReleaseFile(
        f"spam-{version}-py3-none-any.whl",
        (("sha256", "0" * 64),),
        python,
        yanked,
        uploaded,
    )
    return Release(Version(version), (file,))


def listing(releases: Iterable[Release | str], name: str = "spam") -> Listing:
    """Return the releases as an index lists them, newest first."""
    known = [each if isinstance(each, Release) else release(each) for each in releases]
    known.sort(key=lambda each: each.version, reverse=True)
    return Listing(name, tuple(known))
