"""What a lock file says, whatever tool wrote it.

A lock has one `LockedPackage` for each entry of its file; a package may have
several, each for other environments. All that a tool wrote of an entry is in
its `details`, so that two locks with equal values are equal in meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

ASKS = "asks:"
"""Begins the name of a detail that says what the project itself asks for."""

NEEDS = "needs:"
"""Begins the name of a detail that says how an entry needs another package."""

ANSWERS = "answers "
"""Begins the name of a header that follows from the manifest: a hash of it."""


@dataclass(frozen=True, slots=True)
class LockedFile:
    """One file of a release as a lock names it.

    `url` is "" where the lock gives the name alone. `hashes` are written
    "sha256:...". `uploaded` is None where the lock does not say.
    """

    name: str
    url: str = ""
    hashes: tuple[str, ...] = ()
    uploaded: datetime | None = None


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One entry of a lock.

    `name` is normalised (PEP 503), `version` as it is written, "" where there
    is none. `needs` are the names it needs, `may_need` those that only its
    extras need. `origin` and `source` say where it comes from: `source` is the
    index or the address, without a password. `details` are pairs of what is
    said (version, source, `needs:NAME`, marker, groups, extras, hashes, files,
    `asks:NAME` ...) and how it is said; pairs that are equal in two locks mean
    the same.
    """

    name: str
    version: str = ""
    needs: tuple[str, ...] = ()
    may_need: tuple[str, ...] = ()
    origin: Origin = Origin.INDEX
    source: str = ""
    marker: str = ""
    groups: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    files: tuple[LockedFile, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    @property
    def hashes(self) -> int:
        """How many hashes the entry has."""
        return sum(len(file.hashes) for file in self.files)


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock file.

    `tool` is uv, poetry, pdm, pipenv, pylock (PEP 751), pip-compile or "uv pip
    compile". `written_by` is the version of the tool that wrote it, "" where
    it does not say. `header` is what stands outside of the packages: the
    version of the format, Pythons, options, hashes of the manifest. `roots`
    are the names that the project itself asks for, empty where the lock does
    not tell them apart. `named` are the indexes named outside of the packages.
    """

    path: str
    tool: str
    packages: tuple[LockedPackage, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    written_by: str = ""
    roots: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[LockedPackage, ...]:
        """Return the entries of a package, by its normalised name."""
        return tuple(each for each in self.packages if each.name == name)

    def versions(self) -> dict[str, tuple[str, ...]]:
        """Return the versions of each package, sorted."""
        found: dict[str, set[str]] = {}
        for package in self.packages:
            found.setdefault(package.name, set()).add(package.version)
        return {name: tuple(sorted(found[name])) for name in sorted(found)}

    def graph(self, *, extras: bool = True) -> dict[str, frozenset[str]]:
        """Return what each package needs, all its entries together.

        With `extras`, what only its extras need counts, too.
        """
        found: dict[str, set[str]] = {}
        for package in self.packages:
            needs = found.setdefault(package.name, set())
            needs.update(package.needs, package.may_need if extras else ())
        return {name: frozenset(needs) for name, needs in found.items()}

    @property
    def indexes(self) -> tuple[str, ...]:
        """The addresses of the indexes that it names, the most used first."""
        sources = [
            package.source
            for package in self.packages
            if package.origin is Origin.INDEX and package.source
        ]
        sources += self.named
        return tuple(
            sorted(set(sources), key=lambda each: (-sources.count(each), each))
        )


def reachable(
    graph: Mapping[str, Iterable[str]], names: Iterable[str]
) -> frozenset[str]:
    """Return these names and all that they need, directly or not."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.get(name, ())
    return frozenset(found)


def way_to(
    graph: Mapping[str, Iterable[str]], names: Iterable[str], wanted: str
) -> tuple[str, ...]:
    """Return a shortest way from one of these names to another; () for none."""
    ways: dict[str, tuple[str, ...]] = {name: (name,) for name in sorted(names)}
    waiting = list(ways)
    for name in waiting:
        if name == wanted:
            return ways[name]
        for need in sorted(graph.get(name, ())):
            if need not in ways:
                ways[need] = (*ways[name], need)
                waiting.append(need)
    return ()
