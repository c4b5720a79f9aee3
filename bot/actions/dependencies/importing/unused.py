"""Which requirements nothing seems to use, and what speaks against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from bot.actions.dependencies.importing.contents import contents, needed_by, newest
from bot.actions.dependencies.importing.mentions import first_mentions
from bot.actions.dependencies.importing.tools import unimported
from bot.actions.dependencies.updating.look import is_fixture, read_again, read_needs
from bot.dependencies.names import DISTRIBUTIONS, supplier
from bot.dependencies.places import Origin
from bot.dependencies.removing import NotRemovedError, removed
from bot.reading.imports import read_imports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from packaging.version import Version

    from bot.actions.base import Target
    from bot.actions.dependencies.importing.contents import Contents
    from bot.dependencies.places import Place, Reading
    from bot.protocols import Tools

KINDS: Final = frozenset(
    {"pipfile", "pyproject", "requirements", "requirements-in", "setup.cfg", "setup.py"}
)
_MAIN_FILE: Final = frozenset(
    {"app", "base", "common", "core", "default", "install", "main", "prod"}
    | {"production", "reqs", "requirement", "requirements", "runtime"}
)
_OTHER_FOLDER: Final = frozenset(
    {"benchmark", "benchmarks", "ci", "contrib", "demo", "demos", "dev", "doc"}
    | {"docs", "example", "examples", "extras", "notebooks", "optional", "plugins"}
    | {"samples", "scripts", "test", "tests", "tools", "tutorials"}
)
_SENTENCE: Final = re.compile(rb"^[ \t]*#+[ \t]*\S+(?:[ \t]+\S+){2,}")
_DISTINCT = 5
_COMMON: Final = frozenset(
    {"async", "python", "client", "server", "utils", "tools", "filter", "models"}
)
_FEW, _SHARE = 8, 3
"""A list with fewer pins was written by hand; at most a third may seem unused."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A requirement that no file imports; `reason` is why it stays all the same."""

    place: Place
    reason: str = ""


def is_main(place: Place) -> bool:
    """Return whether a place is among what the project needs to run."""
    if place.group or place.kind not in KINDS or place.constraint or place.locked:
        return False
    *folders, file = place.path.lower().split("/")
    if _OTHER_FOLDER.intersection(folders) or is_fixture(place.path):
        return False
    if place.kind in _PACKAGES:
        return True
    words = {word for word in re.split(r"[-_.]+", file.rpartition(".")[0]) if word}
    return words <= _MAIN_FILE


_PACKAGES: Final = frozenset({"pipfile", "pyproject", "setup.cfg", "setup.py"})


def unused(target: Target) -> tuple[Unused, ...]:
    """Return the main requirements that no file imports, by file and line.

    Nothing is asked of an index, and no file is looked through for the name: a
    package whose modules are called otherwise than itself may be among them.
    """
    needs = read_needs(target)
    main = [
        place
        for reading in needs.readings.values()
        for place in reading.places
        if is_main(place) and place.origin is Origin.INDEX
    ]
    if not main or not target.facts.python_files:
        return ()
    imported = _imported(target, main)
    found = [
        Unused(place, _reason(target, place))
        for place in main
        if place.name not in imported
    ]
    return tuple(_without_lists(needs.readings, found))


def named(target: Target, found: Sequence[Unused]) -> tuple[Unused, ...]:
    """Return the same, with where a file names a package as the reason it stays."""
    names = {each.place.name for each in found if not each.reason}
    words = {name: _words(name) for name in names}
    places = first_mentions(target.tree, read_needs(target).readings, words)
    return tuple(
        (
            Unused(each.place, "{}:{} names it".format(*places[each.place.name]))
            if each.place.name in places and not each.reason
            else each
        )
        for each in found
    )


def _imported(target: Target, main: Sequence[Place]) -> frozenset[str]:
    names = {place.name for place in main}
    imports = read_imports(target.tree, target.facts)
    dotted = {name for names_ in imports.outside.values() for name in names_}
    return frozenset(supplier(module, names) for module in dotted)


def _words(name: str) -> set[str]:
    """Return the words that stand for a package: its name, its known modules."""
    modules = {module for module, by in DISTRIBUTIONS.items() if name in by}
    bare = re.sub(r"^(?:python-|py)|(?:-python|-py|py)$", "", name)
    last = re.split(r"[-_.]+", name)[-1]
    distinct = {last} if len(last) >= _DISTINCT and last not in _COMMON else set()
    return {name, bare, *modules, *distinct} - {""}


def _reason(target: Target, place: Place) -> str:
    """Return why a requirement stays whatever the files say; "" for no reason."""
    return next(filter(None, _reasons(target, place)), "")


def _reasons(target: Target, place: Place) -> Iterator[str]:
    yield unimported(place.name)
    yield place.ignored
    if place.marker:
        yield "it is for some environments only"
    if place.extras:
        yield "its extras bring other packages"
    for reading in read_needs(target).readings.values():
        for each in reading.places:
            if each.name == place.name and not each.locked and each != place:
                yield f"{each.path}:{each.line} asks for it, too"
    content = target.tree.read(place.path)
    line = max(content.rfind(b"\n", 0, place.start), 0)
    if _SENTENCE.match(content[content.rfind(b"\n", 0, line) + 1 : line]):
        yield "there is a comment above it"
    for by in sorted(_needed_in_locks(target, place.name)):
        yield f"{by} needs it, too"
    try:
        after = removed(content, place, partial(read_again, target))
        if not read_again(target, place.path, after).places:
            yield "nothing else would be left in the file"
    except NotRemovedError as error:
        yield str(error)


def _needed_in_locks(target: Target, name: str) -> Iterator[str]:
    """Yield the packages of locks that need a package, not the project's own."""
    for lock in read_needs(target).locks.values():
        for package in lock.packages:
            needs = {*package.needs, *package.may_need}
            if package.origin is Origin.INDEX and name in needs:
                yield package.name


def _without_lists(
    readings: Mapping[str, Reading], found: Sequence[Unused]
) -> Iterator[Unused]:
    """Yield what was found; in a list of all that is installed it stays."""
    for each in found:
        places = readings[each.place.path].places
        idle = [u for u in found if u.place.path == each.place.path]
        mine = [place for place in places if not place.group]
        reason = each.reason
        if not reason and is_frozen(mine):
            reason = "its file lists all that is installed"
        if not reason and len(idle) * _SHARE > len(mine) and len(mine) > 1:
            reason = f"too much of {each.place.path} seems unused to be sure"
        yield Unused(each.place, reason)


def is_frozen(places: Sequence[Place]) -> bool:
    """Return whether places look like what `pip freeze` writes: sorted pins only."""
    names = [place.written.lower() for place in places]
    pinned = all(place.pinned and not place.remark for place in places)
    return pinned and len(places) >= _FEW and names == sorted(names)


class Index:
    """What the index says against taking packages out."""

    def __init__(self, target: Target, tools: Tools) -> None:
        """Ask for the releases of all that the project asks for."""
        self._target = target
        self._tools = tools
        self._needs = read_needs(target)
        self._listings = tools.packages.listings(self._needs.asked())

    def judged(self, found: Sequence[Unused]) -> tuple[Unused, ...]:
        """Return the same, with what speaks against taking a requirement out."""
        names = sorted({each.place.name for each in found if not each.reason})
        brought = {name: self._contents(name) for name in names}
        against = {name: _objection(each) for name, each in brought.items()}
        words = {
            name: {*_words_for(each)}
            for name, each in brought.items()
            if each is not None and not against[name]
        }
        imported = self._imports()
        for name in words:
            against[name] = _imported_of(brought[name], imported)
        named = first_mentions(self._target.tree, self._needs.readings, words)
        for name, (path, line) in named.items():
            against[name] = against[name] or f"{path}:{line} names what it brings"
        left = {name for name in names if not against[name]}
        against |= {name: self._asked_by(name) for name in sorted(left)}
        return tuple(
            (
                Unused(each.place, against[each.place.name])
                if not each.reason and against[each.place.name]
                else each
            )
            for each in found
        )

    def _imports(self) -> set[str]:
        outside = read_imports(self._target.tree, self._target.facts).outside
        return {name for names in outside.values() for name in names}

    def _contents(self, name: str) -> Contents | None:
        version = self._version(name)
        return contents(self._tools, name, version) if version else None

    def _version(self, name: str) -> Version | None:
        """Return the newest release that is no pre-release."""
        return newest(self._listings.get(name))

    def _asked_by(self, name: str) -> str:
        for other, needs in self._needed.items():
            if name in needs and other != name:
                return f"{other} needs it, or can use it"
        return ""

    @cached_property
    def _needed(self) -> dict[str, frozenset[str]]:
        """What each package that the project asks for needs, by its metadata."""
        versions = {name: self._version(name) for name in self._needs.asked()}
        return {
            name: needed_by(self._tools, name, version)
            for name, version in versions.items()
            if version is not None
        }


def _objection(found: Contents | None) -> str:
    """Return what speaks against taking out a package that brings this."""
    if found is None:
        return "the index has no release of it with a wheel"
    if not found.modules:
        return "its wheel brings no module, so that something else is meant"
    if found.groups:
        return f"it plugs into others ({found.groups[0]})"
    if all(module.startswith("_") for module in found.modules):
        return "its modules are for others to look for"
    return "it acts by being installed" if found.acts else ""


def _imported_of(found: Contents | None, imported: set[str]) -> str:
    for module in found.modules if found else ():
        if any(f"{name}.".startswith(f"{module}.") for name in imported):
            return f"{module} is imported"
    return ""


def _words_for(found: Contents) -> Iterator[str]:
    """Yield the words that stand for what a package brings."""
    yield from found.commands
    for module in found.modules:
        yield module
        if "." in module:
            yield module.rpartition(".")[2]
