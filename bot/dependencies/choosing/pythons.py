"""Sets of Pythons: what a project supports, what a line is for, what a release runs on.

A set holds versions down to the patch, since `>=3.8.1` is not `>=3.8`. It is
a set of bits, one for each version from 2.7 to the newest minor version that
is out, so that subset and intersection are exact and cheap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from packaging.markers import InvalidMarker, Marker
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MINORS = ((2, 7), *((3, minor) for minor in range(16)))
"""Every minor version that counts; 3.15 came out in October 2026 (PEP 790)."""

_PATCHES = 32
"""More than any minor version has had: 3.8 ended with 20, 2.7 with 18."""

_POINTS = tuple((*minor, patch) for minor in MINORS for patch in range(_PATCHES))
_MINOR_BITS = (1 << _PATCHES) - 1
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PythonSet:
    """A set of Python versions, to the patch."""

    bits: int = 0

    def __and__(self, other: PythonSet) -> PythonSet:
        return PythonSet(self.bits & other.bits)

    def __or__(self, other: PythonSet) -> PythonSet:
        return PythonSet(self.bits | other.bits)

    def __sub__(self, other: PythonSet) -> PythonSet:
        return PythonSet(self.bits & ~other.bits)

    def __le__(self, other: PythonSet) -> bool:
        return not self.bits & ~other.bits

    def __bool__(self) -> bool:
        return bool(self.bits)

    def __str__(self) -> str:
        """Return the versions for people: "3.8 to 3.12", "3.8.0", "no Python"."""
        whole = [self._part(index) == _MINOR_BITS for index in range(len(MINORS))]
        if not any(whole):
            return self._patches()
        names = ["{}.{}".format(*minor) for minor in MINORS]
        runs: list[list[str]] = []
        previous = -2
        for index in (index for index, full in enumerate(whole) if self._part(index)):
            name = names[index] if whole[index] else f"parts of {names[index]}"
            joined = index == previous + 1 and whole[index] and whole[previous]
            if joined:
                runs[-1].append(name)
            else:
                runs.append([name])
            previous = index
        return _listed(f"{run[0]} to {run[-1]}" if run[1:] else run[0] for run in runs)

    def _part(self, index: int) -> int:
        return self.bits >> index * _PATCHES & _MINOR_BITS

    def _patches(self) -> str:
        """Return the versions where no minor one is whole."""
        found: list[str] = []
        for index, minor in enumerate(MINORS):
            part = self._part(index)
            name = "{}.{}".format(*minor)
            if part == 1 << (_PATCHES - 1):
                found.append(name)
            elif part:
                low = (part & -part).bit_length() - 1
                more = "" if part == part & -part else " and others"
                found.append(f"{name}.{low}{more}")
        return _listed(found) or "no Python"

    @property
    def minors(self) -> tuple[tuple[int, int], ...]:
        """The minor versions of which any patch is in the set, lowest first."""
        return tuple(minor for index, minor in enumerate(MINORS) if self._part(index))


def _listed(names: Iterable[str]) -> str:
    """Return the names with commas, the rest of a long list as a number."""
    all_names = list(names)
    shown = ", ".join(all_names[:_SHOWN])
    more = len(all_names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


ALL = PythonSet((1 << len(_POINTS)) - 1)
"""Every Python that counts."""


@cache
def _versions() -> tuple[Version, ...]:
    """Return each point as a version."""
    return tuple(Version("{}.{}.{}".format(*point)) for point in _POINTS)


def _where(holds: Callable[[Version], bool]) -> PythonSet:
    """Return the versions for which something holds."""
    bits = 0
    for index, version in enumerate(_versions()):
        if holds(version):
            bits |= 1 << index
    return PythonSet(bits)


@lru_cache(maxsize=1024)
def of_specifier(text: str) -> PythonSet | None:
    """Return what `requires-python` allows; everything for "", None where unreadable.

    https://packaging.python.org/specifications/core-metadata/#requires-python
    """
    if not text.strip():
        return ALL
    try:
        allowed = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    return _where(lambda version: allowed.contains(version, prereleases=True))


def of_names(names: Iterable[str]) -> PythonSet:
    """Return the interpreters that are named: "3.11", "3.11.4", "pypy3.10".

    A minor version stands for its latest patch, which is what an image or a
    job gets. What names no version that counts is passed over.
    """
    bits = 0
    for name in names:
        match = re.search(r"(?<![\d.])([23])\.(\d{1,2})(?:\.(\d{1,2}))?(?![\d])", name)
        if not match:
            continue
        minor = (int(match[1]), int(match[2]))
        patch = min(int(match[3] or _PATCHES), _PATCHES - 1)
        if minor in MINORS:
            bits |= 1 << MINORS.index(minor) * _PATCHES + patch
    return PythonSet(bits)


def of_project(
    requires_python: str, named: Iterable[str], lowest: tuple[int, int]
) -> PythonSet:
    """Return the Pythons of a project.

    They are those of its `requires-python`, up to the highest interpreter that
    its CI, images or classifiers name, where they name any. Where it requires
    none, they are the named ones, and all between; where none are named, all
    from `lowest` on.
    """
    found = of_names(named).minors
    required = of_specifier(requires_python) if requires_python.strip() else None
    if required:
        top = found[-1] if found else MINORS[-1]
        return required & of_minors(MINORS[0], top) or required
    if found:
        between = [minor for minor in MINORS if found[0] <= minor <= found[-1]]
        return of_names("{}.{}".format(*minor) for minor in between)
    return of_minors(lowest, MINORS[-1])


def of_minors(lowest: tuple[int, int], highest: tuple[int, int]) -> PythonSet:
    """Return all Pythons between two minor versions, both whole."""
    bits = 0
    for index, minor in enumerate(MINORS):
        if lowest <= minor <= highest:
            bits |= _MINOR_BITS << index * _PATCHES
    return PythonSet(bits)


# -------------------------------------------------------------------- markers

_TOKEN = re.compile(r"""[()]|"[^"]*"|'[^']*'|[<>=!~]+|[\w.]+""")


@lru_cache(maxsize=1024)
def of_marker(text: str) -> PythonSet | None:
    """Return the Pythons for which a marker may hold; None where unreadable.

    What it says of the implementation, the platform or an extra may be so or
    not, so it takes no Python away. An empty marker always holds.
    https://packaging.python.org/specifications/dependency-specifiers/#environment-markers
    """
    if not text.strip():
        return ALL
    try:
        Marker(text)
    except InvalidMarker:
        return None
    tokens = _TOKEN.findall(text)
    return _either(tokens)


def _either(tokens: list[str]) -> PythonSet:
    """Return the Pythons of parts joined by `or`; takes the tokens away."""
    found = _both(tokens)
    while tokens and tokens[0] == "or":
        tokens.pop(0)
        found |= _both(tokens)
    return found


def _both(tokens: list[str]) -> PythonSet:
    """Return the Pythons of parts joined by `and`; takes the tokens away."""
    found = _one(tokens)
    while tokens and tokens[0] == "and":
        tokens.pop(0)
        found &= _one(tokens)
    return found


def _one(tokens: list[str]) -> PythonSet:
    """Return the Pythons of one comparison, or of what stands in parentheses."""
    if tokens[0] == "(":
        tokens.pop(0)
        found = _either(tokens)
        tokens.pop(0)
        return found
    size = 3
    if tokens[1] == "not":
        size = 4
    words = tokens[:size]
    del tokens[:size]
    return _compared(" ".join(words))


@lru_cache(maxsize=1024)
def _compared(text: str) -> PythonSet:
    """Return the Pythons for which one comparison may hold."""
    if not re.search(
        r"\bpython_(?:full_)?version\b", re.sub(r"'.*?'|\".*?\"", "", text)
    ):
        return ALL
    marker = Marker(text)
    known: dict[tuple[str, str], bool] = {}

    def holds(version: Version) -> bool:
        full = str(version)
        minor = full.rpartition(".")[0]
        patch = full if "python_full_version" in text else ""
        if (minor, patch) not in known:
            environment = {"python_version": minor, "python_full_version": full}
            known[minor, patch] = marker.evaluate(environment)
        return known[minor, patch]

    return _where(holds)
