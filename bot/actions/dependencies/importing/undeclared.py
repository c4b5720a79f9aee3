"""What package code imports and the project does not ask for itself."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from packaging.version import InvalidVersion, Version

from bot.actions.dependencies.importing.unused import is_main
from bot.actions.dependencies.updating.look import is_fixture, read_needs
from bot.dependencies.locks.model import reachable
from bot.dependencies.names import supplier
from bot.dependencies.places import Syntax
from codemods.reading.source import UnreadableSourceError, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.base import Target
    from bot.dependencies.locks.model import Lock
    from bot.dependencies.places import Place

_SHARED: Final = frozenset(
    {"azure", "backports", "google", "pkg_resources", "setuptools", "zope"}
    | {"distutils", "pip", "wheel", "jaraco", "ruamel", "sphinxcontrib", "_pytest"}
)
"""Modules that several distributions share, or that come with Python's own tools."""

_NO_PROGRAM: Final = frozenset(
    {"benchmark", "benchmarks", "conftest", "demo", "demos", "doc", "docs", "example"}
    | {"examples", "fabfile", "fixtures", "migrations", "noxfile", "samples", "script"}
    | {"scripts", "setup", "tasks", "test", "testing", "tests", "tools", "tutorials"}
    | {"_vendor", "vendor", "vendored", "third_party", "contrib"}
)
_RANKS: Final = (
    *("pyproject", "setup.cfg", "setup.py", "pipfile", "requirements-in"),
    "requirements",
)


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A distribution that is imported and not asked for.

    `path` and `line` are of its first import, `files` of how many files import
    it. `version` is the one that the lock has, `by` what needs it there, and
    `beside` the requirement that the new one stands beside. `reason` is why
    it is left to a person.
    """

    name: str
    module: str
    path: str
    line: int
    files: int
    version: str = ""
    by: tuple[str, ...] = ()
    beside: Place | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """An import that no requirement of the project brings."""

    module: str
    path: str
    line: int
    locked: bool
    """Whether a lock says what is installed where the file is run."""


def missing(target: Target) -> tuple[Missing, ...]:
    """Return the imports of package code that no requirement brings."""
    needs = read_needs(target)
    asked = {place.name for place in needs.written()} | needs.own
    return tuple(
        Missing(module, path, line, any(_locks(target, path)))
        for path, module, line in _imports(target)
        if module.partition(".")[0] not in _SHARED and not supplier(module, asked)
    )


def main_places(target: Target) -> tuple[Place, ...]:
    """Return what the project needs to run, in all of its parts."""
    return tuple(place for place in read_needs(target).written() if is_main(place))


def undeclared(
    target: Target, needed: Mapping[str, frozenset[str]]
) -> tuple[Undeclared, ...]:
    """Return what package code imports and only other packages ask for, by name.

    `needed` is what the packages that the project asks for need in any case,
    where no lock says it.
    """
    main = main_places(target)
    runs = frozenset(place.name for place in main if not place.marker)
    found: dict[str, list[Missing]] = {}
    for each in missing(target):
        if each.locked:
            names = _locked(target, each.path, runs)
        else:
            names = frozenset(n for by in runs for n in needed.get(by, ())) - runs
        name = supplier(each.module, names)
        if name:
            found.setdefault(name, []).append(each)
    return tuple(
        _answer(target, main, name, found[name], needed) for name in sorted(found)
    )


def _answer(
    target: Target,
    main: Sequence[Place],
    name: str,
    hits: Sequence[Missing],
    needed: Mapping[str, frozenset[str]],
) -> Undeclared:
    first = hits[0]
    files = len({hit.path for hit in hits})
    result = Undeclared(name, first.module, first.path, first.line, files)
    mine = _nearest(main, first.path)
    if not mine:
        return replace(result, reason="no file lists what the project needs to run")
    lock = _lock_of(target, first.path, name)
    graph = lock.graph(extras=False) if lock else needed
    by = tuple(sorted(other for other, needs in graph.items() if name in needs))
    versions = {each.version for each in lock.of(name)} if lock else {""}
    if len(versions) != 1:
        names = " and ".join(sorted(versions))
        return replace(result, reason=f"the lock has {names}")
    version = versions.pop()
    beside = next((place for place in mine if place.name in by), mine[-1])
    if not version and all(place.pinned for place in mine):
        reason = f"all of {beside.path} is pinned, and no lock says to what"
        return replace(result, reason=reason)
    return replace(result, version=version, by=by, beside=beside)


def _nearest(main: Sequence[Place], path: str) -> list[Place]:
    """Return the places of the one file that lists what a Python file needs."""
    around = [
        place
        for place in main
        if path.startswith(f"{place.path.rpartition('/')[0]}/".lstrip("/"))
        or re.fullmatch(r"(?:reqs|requirements)/[^/]+", place.path)
    ]
    if not around:
        return []

    def rank(place: Place) -> tuple[int, int, str]:
        depth = place.path.count("/")
        return -depth, _RANKS.index(place.kind), place.path

    best = min(around, key=rank)
    return [place for place in around if place.path == best.path]


def _lock_of(target: Target, path: str, name: str) -> Lock | None:
    """Return the lock nearest to a file that names a package."""
    around = [lock for lock in _locks(target, path) if lock.of(name)]
    return max(around, key=lambda lock: lock.path.count("/"), default=None)


def _locks(target: Target, path: str) -> Iterator[Lock]:
    for where, lock in read_needs(target).locks.items():
        folder = where.rpartition("/")[0]
        is_list = folder.rpartition("/")[2] in {"reqs", "requirements"}
        if is_list:
            folder = folder.rpartition("/")[0]
        if not is_fixture(where) and path.startswith(f"{folder}/".lstrip("/")):
            yield lock


def _locked(target: Target, path: str, main: frozenset[str]) -> frozenset[str]:
    """Return what comes in because of what the project needs to run."""
    found: frozenset[str] = frozenset()
    for lock in _locks(target, path):
        graph = lock.graph(extras=False)
        found |= reachable(graph, main & graph.keys())
    return found - main


def _imports(target: Target) -> Iterator[tuple[str, str, int]]:
    """Yield what package code imports whenever it is imported: path, module, line."""
    facts = target.facts
    tests = frozenset(facts.test_files)
    own = {module.partition(".")[0] for module in facts.modules} | {*facts.packages}
    own |= {part for path in facts.python_files for part in _parts(path)}
    folders = tuple({f"{folder}/" for folder in facts.packages.values()})
    paths = [
        path
        for path in facts.python_files
        if path.startswith(folders)
        and path not in tests
        and not _NO_PROGRAM.intersection(_parts(path.lower()))
    ]
    for path, content in target.tree.read_many(paths):
        for module, line in _at_top(content):
            top = module.partition(".")[0]
            if top not in own and top not in sys.stdlib_module_names:
                yield path, module, line


def _parts(path: str) -> list[str]:
    return path.removesuffix(".py").split("/")


def _at_top(content: bytes) -> Iterator[tuple[str, int]]:
    """Yield what a module imports before all else, not what it tries to import."""
    try:
        root = parse(read(content))
    except UnreadableSourceError:
        return
    for node in root.body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module, node.lineno


def like(
    found: Undeclared, places: Sequence[Place], neighbour: str, *, library: bool
) -> str:
    """Return the new requirement in the manner of a file and of a neighbour.

    It is pinned where all are. Else it has a lower bound where most have one,
    but in a library, whose users it would bind, and where no version is known.
    """
    beside = found.beside
    version = _plain(found.version)
    index = [place for place in places if place.clauses]
    pinned = bool(index) and all(place.pinned for place in places)
    if beside is None or not version or (library and not pinned):
        return found.name
    if beside.syntax is Syntax.POETRY:
        caret = sum("^" in place.text for place in index) * 2 > len(index)
        sign = "" if pinned else "^" if caret else ">="
        return f"{found.name}{sign}{version}" if index else found.name
    if pinned:
        return f"{found.name}=={version}"
    spaced = re.search(r"[A-Za-z0-9\]](\s*)[<>=!~]", neighbour)
    gap = spaced[1] if spaced else ""
    bounded = sum(1 for place in places if place.clauses) * 2 > len(places)
    return f"{found.name}{gap}>={gap and ' '}{version}" if bounded else found.name


def _plain(version: str) -> str:
    """Return a version without what is local to a machine; "" where it is none."""
    try:
        return Version(version).public
    except InvalidVersion:
        return ""
