"""A requirement that names another package, in the layout of its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from bot.dependencies.places import Origin, Splice, Syntax

if TYPE_CHECKING:
    from bot.actions.dependencies.replacing.table import Row
    from bot.dependencies.places import Place

PLAIN: Final = frozenset(
    {
        *("constraints", "hatch", "pipfile", "pyproject", "requirements"),
        *("requirements-in", "script", "setup.cfg", "setup.py", "tox", "nox"),
    }
)
"""Kinds of places in which a range needs no quotes of a shell."""

_PEP508: Final = re.compile(
    rb"(?P<name>[A-Za-z0-9][\w.-]*)(?P<extras>\s*\[[^\]]*\])?"
    rb"(?P<gap>\s*)(?P<specifier>[^;@]*?)(?P<marker>\s*;.*)?",
    re.DOTALL,
)


class NotReplacedError(ValueError):
    """Why a requirement has to be replaced by a person, in one plain phrase."""


def is_pinned(place: Place) -> bool:
    """Return whether the place names exactly one version."""
    return bool(place.pinned)


def check(place: Place, row: Row, locked: tuple[str, ...]) -> None:
    """Raise `NotReplacedError` where a place cannot have the new package.

    `locked` are the versions of the old package that locks name.
    """
    if place.origin is not Origin.INDEX:
        raise NotReplacedError("it comes from no index")
    if place.ignored:
        raise NotReplacedError(place.ignored)
    if place.extras:
        raise NotReplacedError("its extras are those of another package")
    if place.hashes:
        raise NotReplacedError("its hashes are written by hand")
    if place.syntax is Syntax.CONDA:
        raise NotReplacedError("conda may call it otherwise")
    if row.alike == "none" or not str(row.old):
        return
    used = (place.pinned,) if place.pinned else locked
    if any(not _holds(row.old, each) for each in used):
        raise NotReplacedError(f"{max(used)} is another interface than {row.old}")
    if not used and not _reaches(place, row.old):
        raise NotReplacedError(f"its range keeps out {row.old}")


def _holds(allowed: SpecifierSet, version: str) -> bool:
    try:
        return allowed.contains(Version(version), prereleases=True)
    except InvalidVersion:
        return False


def _reaches(place: Place, wanted: SpecifierSet) -> bool:
    """Return whether a range may hold a version from the lowest wanted one on."""
    if place.syntax is Syntax.POETRY:
        return not place.clauses
    floor = next(iter(wanted)).version
    caps = [each for each in place.clauses if each.operator not in {">=", ">", "!="}]
    try:
        text = ",".join(f"{each.operator}{each.version}" for each in caps)
        return SpecifierSet(text).contains(f"{floor}", prereleases=True)
    except InvalidSpecifier:
        return False


def replaced(content: bytes, place: Place, row: Row, version: Version | None) -> Splice:
    """Return the bytes that ask for the new package.

    `version` is the one to pin where the place is pinned. Raises
    `NotReplacedError`.
    """
    if place.syntax is Syntax.POETRY:
        return _keyed(content, place, row, version)
    text = content[place.start : place.end]
    found = _PEP508.fullmatch(text)
    if found is None:
        raise NotReplacedError("it is written in an unusual way")
    specifier = found["specifier"].decode()
    new = _specifier(place, row, version, specifier)
    if new != specifier and ">" in new and place.kind not in PLAIN:
        raise NotReplacedError("a range would need quotes there")
    gap = found["gap"] if new else b""
    name = row.new.encode()
    after = name + gap + new.encode() + (found["marker"] or b"")
    return Splice(place.start, place.end, after)


def _specifier(place: Place, row: Row, version: Version | None, written: str) -> str:
    """Return the specifier of the new package, in the kind of the old one."""
    if not place.clauses:
        return ""
    if row.same and row.alike != "none":
        return written
    if place.pinned:
        if version is None:
            raise NotReplacedError(f"no release of {row.new} is known")
        return f"=={version}"
    return f">={row.first}" if row.first else ""


def _keyed(content: bytes, place: Place, row: Row, version: Version | None) -> Splice:
    """Return the line `name = "..."` of one of Poetry's tables."""
    start = content.rfind(b"\n", 0, place.start) + 1
    end = content.find(b"\n", place.end)
    end = len(content) if end < 0 else end
    line = content[start:end]
    pattern = rb"(\s*[\"']?)" + re.escape(place.written.encode()) + rb"([\"']?\s*=\s*)"
    found = re.match(pattern + rb"([\"'])([^\"']*)\3(.*)", line, re.DOTALL)
    if found is None:
        raise NotReplacedError("it is more than one line of a table")
    value = found[4].decode()
    if not row.same and value != "*":
        if place.pinned:
            if version is None:
                raise NotReplacedError(f"no release of {row.new} is known")
            value = f"{'==' if value.startswith('==') else ''}{version}"
        else:
            value = f">={row.first}" if row.first else "*"
    quote = found[3]
    parts = (found[1], row.new.encode(), found[2], quote, value.encode(), quote)
    return Splice(start, end, b"".join((*parts, found[5])))
