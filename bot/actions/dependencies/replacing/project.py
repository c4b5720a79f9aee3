"""What one row of the table makes of a project: all of it, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name
from packaging.version import Version

from bot.actions.dependencies.replacing import modules, requirements
from bot.actions.dependencies.replacing.modules import NotRenamedError
from bot.actions.dependencies.replacing.requirements import NotReplacedError
from bot.actions.dependencies.replacing.table import Kind, Row, rows
from bot.actions.dependencies.updating.look import is_fixture, read_again, read_needs
from bot.dependencies.choosing.pythons import ALL, of_marker
from bot.dependencies.places import Splice, spliced
from bot.dependencies.removing import LINES, NotRemovedError, removed
from codemods.model import Finding, LeftAlone, Outcome, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.actions.base import Target
    from bot.actions.dependencies.replacing.modules import Renamed
    from bot.dependencies.places import Place

_OTHERS = (".pyi", ".pyx", ".pxd", ".ipynb")
_DOCUMENTS = (".md", ".rst", ".txt", ".html")
_BIG = 1_000_000
_LOCKS = (".lock", "-lock.json", "lock.yml", "lock.yaml")
_GENERATED = re.compile(rb"^#.*(?:don't|do not) edit.*", re.IGNORECASE | re.MULTILINE)
_OLD_PYTHON = re.compile(rb"\bpy(?:thon)?-?2(?:\.?[67])?\b|\bpypy\b")
_HEAD = 1000
_FEW = 8
"""A list with fewer pins than this was written by hand."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A package of the project that something stands in for.

    `places` are where people ask for it, `locks` the files that tools have
    written it to. `code` are Python files as they are afterwards. `reason` is
    why it is left to a person, at `where`.
    """

    row: Row
    places: tuple[Place, ...]
    locks: tuple[str, ...] = ()
    code: tuple[tuple[str, Renamed], ...] = ()
    reason: str = ""
    where: tuple[str, int] = ("", 0)

    @property
    def left_alone(self) -> LeftAlone:
        """Return the place with the reason why it stays."""
        path, line = self.where
        if not path:
            path, line = self.places[0].path, self.places[0].line
        return LeftAlone(path, line, self.reason, Outcome.REFUSED)

    def findings(self) -> Iterator[Finding]:
        """Yield the places that change."""
        row = self.row
        for place in self.places:
            what = "goes: Python has it" if not row.new else f"becomes {row.new}"
            yield Finding(place.path, place.line, f"`{place.text}` {what}")
        for path, file in self.code:
            for line in file.lines:
                yield Finding(path, line, f"imports {row.name}")


def replacements(target: Target) -> tuple[Replacement, ...]:
    """Return what of the project's packages is in the table, by name."""
    needs = read_needs(target)
    found: dict[str, list[Place]] = {}
    locks: dict[str, set[str]] = {}
    versions: dict[str, list[str]] = {}
    known = rows()
    for reading in needs.readings.values():
        for place in reading.places:
            if place.name not in known or _is_for_others(place):
                continue
            if place.locked:
                locks.setdefault(place.name, set()).add(place.path)
                versions.setdefault(place.name, []).append(place.pinned)
            else:
                found.setdefault(place.name, []).append(place)
    return tuple(
        _replacement(
            target,
            Replacement(
                known[name], tuple(found[name]), tuple(sorted(locks.get(name, ())))
            ),
            tuple(versions.get(name, ())),
        )
        for name in sorted(found)
    )


def _is_for_others(place: Place) -> bool:
    """Return whether a place is no need of the project: a hook's, a fixture's."""
    return place.kind == "pre-commit" or is_fixture(place.path)


def _replacement(
    target: Target, case: Replacement, locked: tuple[str, ...]
) -> Replacement:
    row = case.row
    reason = _obstacle(target, row)
    where = ("", 0)
    code: tuple[tuple[str, Renamed], ...] = ()
    if not reason:
        try:
            for place in case.places:
                where = (place.path, place.line)
                _try(target, row, place, locked)
            where = ("", 0)
            code = _code(target, row)
            reason = _unused(target, case)
        except (NotReplacedError, NotRemovedError) as error:
            reason = str(error)
        except NotRenamedError as error:
            reason, where = error.reason, (error.path, error.line)
    command = _command(target, row) if not reason else None
    if command:
        reason, where = "its command is run there", command
    if not reason:
        return replace(case, code=code)
    what = f"{row.name} ({row.kind.value}{f', {row.since}' if row.since else ''})"
    return replace(case, reason=f"{what}: {reason}", where=where)


def _obstacle(target: Target, row: Row) -> str:
    """Return why the project as a whole cannot do without a package; "" if it can."""
    facts = target.facts
    if row.kind is Kind.ABANDONED:
        return f"{row.note} Instead: {row.new}. {row.source}"
    if row.kind is Kind.STANDARD_LIBRARY and facts.lowest_python < row.python:
        needed, lowest = _dotted(row.python), _dotted(facts.lowest_python)
        return f"Python {lowest} is supported; it goes from {needed} on"
    lock = _foreign_lock(target, row)
    if lock:
        return f"{lock} names it, and is none that can be written anew"
    tops = (module.partition(".")[0] for module in row.modules)
    own = next((top for top in tops if top in facts.packages), "")
    return f"the project has a module {own} of its own" if own else ""


def _foreign_lock(target: Target, row: Row) -> str:
    """Return a lock of a tool that is not known here and that names a package."""
    known = read_needs(target).locks
    paths = [path for path in target.tree.paths() if path.endswith(_LOCKS)]
    name = re.escape(row.name.encode()).replace(rb"\-", rb"[-_.]")
    pattern = re.compile(rb"(?<![\w.-])" + name + rb"(?![\w-])", re.IGNORECASE)
    for path, content in target.tree.read_many([p for p in paths if p not in known]):
        if not is_fixture(path) and pattern.search(content):
            return path
    return ""


def _unused(target: Target, case: Replacement) -> str:
    """Return why a package that no file imports stays; "" where none does not matter.

    In a list of all that is installed, another package may need it.
    """
    row = case.row
    if not row.modules or _is_imported(target, row):
        return ""
    needs = read_needs(target)
    for place in case.places:
        others = needs.readings[place.path].places
        pins = [each for each in others if each.pinned]
        if place.constraint or (len(pins) == len(others) >= _FEW):
            return "nothing here imports it, so that another package may need it"
    return ""


def _is_imported(target: Target, row: Row) -> bool:
    words = "|".join(re.escape(module) for module in row.modules).encode()
    pattern = re.compile(
        rb"^[ \t]*(?:from|import)[ \t]+(?:" + words + rb")\b", re.MULTILINE
    )
    tree = target.tree
    return any(
        pattern.search(content)
        for _, content in tree.read_many(target.facts.python_files)
    )


def _try(target: Target, row: Row, place: Place, locked: tuple[str, ...]) -> None:
    """Raise `NotReplacedError` or `NotRemovedError` where a place cannot change."""
    content = target.tree.read(place.path)
    if _GENERATED.search(content[:_HEAD]):
        raise NotReplacedError("a tool writes the file")
    if place.kind in {"nox", "tox"} and _OLD_PYTHON.search(content):
        raise NotReplacedError("some of its environments are for Python 2")
    if not row.new:
        _try_without(target, place, content)
        return
    requirements.check(place, row, locked)
    requirements.replaced(content, place, row, Version(row.first or "1"))


def _try_without(target: Target, place: Place, content: bytes) -> None:
    """Raise `NotReplacedError` or `NotRemovedError` where a place cannot go."""
    applies = (of_marker(place.marker) or ALL) & read_needs(target).pythons
    if place.extras and applies:
        raise NotReplacedError("its extras bring other packages")
    if place.hashes:
        raise NotReplacedError("its hashes are written by hand")
    after = removed(content, place, partial(read_again, target))
    if place.kind in LINES and not read_again(target, place.path, after).places:
        raise NotReplacedError("nothing else would be left in the file")


def _dotted(version: tuple[int, int]) -> str:
    return "{}.{}".format(*version)


def _project(target: Target) -> Project:
    facts = target.facts
    return Project(facts.minimum_python, modules=facts.modules)


def _code(target: Target, row: Row) -> tuple[tuple[str, Renamed], ...]:
    """Return the Python files that change; raises `NotRenamedError`."""
    if not row.modules:
        return ()
    tree, project = target.tree, _project(target)
    mine = frozenset(target.facts.python_files)
    paths = [path for path in tree.paths() if path.endswith((".py", *_OTHERS))]
    found: list[tuple[str, Renamed]] = []
    for path, content in tree.read_many(paths):
        if not modules.mentions(content, row):
            continue
        if path not in mine:
            _check_other(path, content, row)
            continue
        file = modules.renamed(path, content, row, project)
        if file.content != content:
            found.append((path, file))
    _check_names(target, found)
    return tuple(found)


def _check_other(path: str, content: bytes, row: Row) -> None:
    """Refuse a file that may not change and imports the module."""
    for module in row.imports or row.modules if row.imports or row.gone else ():
        name = re.escape(module.encode())
        found = re.search(rb"\b(?:from|import)[ \t]+" + name + rb"\b", content)
        if found:
            line = content.count(b"\n", 0, found.start()) + 1
            raise NotRenamedError(path, line, "it is imported there, too")


def _check_names(target: Target, found: Iterable[tuple[str, Renamed]]) -> None:
    """Refuse names of modules that other files may take from the changed ones."""
    names = {name for _, file in found for name in file.names}
    if not names:
        return
    words = "|".join(map(re.escape, sorted(names))).encode()
    taken = re.compile(
        rb"\.(?:" + words + rb")\b|import[^\n]*(?<![\w.])(?:" + words + rb")\b"
    )
    changed = {path: file.content for path, file in found}
    for path, content in target.tree.read_many(target.facts.python_files):
        match = taken.search(changed.get(path, content))
        if match:
            line = changed.get(path, content).count(b"\n", 0, match.start()) + 1
            raise NotRenamedError(path, line, "the name is taken from another file")


def _command(target: Target, row: Row) -> tuple[str, int] | None:
    """Return where one of the package's commands is run, None for nowhere."""
    if not row.commands:
        return None
    words = "|".join(map(re.escape, row.commands)).encode()
    pattern = re.compile(rb"(?<![\w./-])(?:" + words + rb")(?![\w-])")
    tree = target.tree
    others = [path for path in tree.paths() if not path.endswith((".py", *_DOCUMENTS))]
    for path, content in tree.read_many(others):
        match = pattern.search(content) if len(content) < _BIG else None
        if match:
            return path, content.count(b"\n", 0, match.start()) + 1
    return None


def edited(
    target: Target, case: Replacement, version: Version | None, files: dict[str, bytes]
) -> None:
    """Put the files that a replacement changes, locks apart, into `files`.

    `version` is the one to pin. What is in `files` already is edited further.
    Raises `NotReplacedError`, `NotRemovedError` or `NotRenamedError`.
    """
    by_path: dict[str, list[Place]] = {}
    for place in case.places:
        by_path.setdefault(place.path, []).append(place)
    for path in by_path:
        content = files.get(path, target.tree.read(path))
        files[path] = _edited(target, case.row, path, content, version)
    project = _project(target)
    for path, _ in case.code:
        content = files.get(path, target.tree.read(path))
        files[path] = modules.renamed(path, content, case.row, project).content


def _edited(
    target: Target, row: Row, path: str, content: bytes, version: Version | None
) -> bytes:
    """Return a file whose places of the old package are replaced, last ones first."""
    read = partial(read_again, target)
    while True:
        places = read(path, content).places
        mine = [each for each in places if each.name == row.name and not each.locked]
        if not mine:
            return content
        place = mine[-1]
        there = any(
            each.name == canonicalize_name(row.new) and each.group == place.group
            for each in places
        )
        if not row.new or there:
            content = removed(content, place, read)
        else:
            splice: Splice = requirements.replaced(content, place, row, version)
            content = spliced(content, (splice,))
