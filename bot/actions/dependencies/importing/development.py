"""Tools for development among what a project needs to run, and where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.actions.dependencies.importing.mentions import words_of
from bot.actions.dependencies.importing.tools import is_development
from bot.actions.dependencies.importing.unused import is_frozen, is_main
from bot.actions.dependencies.updating.look import is_fixture, read_again, read_needs
from bot.dependencies.places import Origin
from bot.dependencies.removing import NotRemovedError, removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.actions.base import Target
    from bot.dependencies.places import Place

_GROUPS: Final = ("dev", "develop", "development", "test", "tests", "testing", "lint")
_LISTS: Final = frozenset({"requirements", "requirements-in"})
_NO_PROGRAM: Final = re.compile(
    r"(?:^|/)(?:[\w-]*tests?|docs?|conftest\.py|noxfile\.py|setup\.py|tasks\.py)(?:/|$)"
)
_RUN: Final = re.compile(
    r"(?:^|/)(?:tox\.ini|noxfile\.py|Makefile|justfile|[^/]+\.sh|Dockerfile[^/]*)$"
)
_ALL: Final = rb"|\b(?:poetry install|uv (?:sync|run)|pdm install|pdm sync)\b"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool among what the project needs to run, and the place to stand beside.

    `reason` is why it is left to a person.
    """

    place: Place
    beside: Place | None = None
    reason: str = ""


def tools_at_run_time(target: Target) -> tuple[Tool, ...]:
    """Return the tools among what the project needs to run, by file and line."""
    written = [p for p in read_needs(target).written() if not is_fixture(p.path)]
    found = [
        place for place in written if is_main(place) and is_development(place.name)
    ]
    if not found:
        return ()
    named = _named(target, {place.name for place in found})
    return tuple(_with_their_host([_tool(target, p, written, named) for p in found]))


def _with_their_host(tools: Sequence[Tool]) -> Iterator[Tool]:
    """Yield the tools; a plugin stays where the tool it belongs to stays."""
    stay = {(each.place.path, each.place.name) for each in tools if not each.beside}
    for each in tools:
        host = each.place.name.partition("-")[0]
        if each.beside and (each.place.path, host) in stay:
            yield Tool(each.place, None, f"{host} stays")
        else:
            yield each


def _tool(
    target: Target, place: Place, written: list[Place], named: Mapping[str, str]
) -> Tool:
    reason = next(filter(None, _reasons(target, place, written)), "")
    if place.name in named:
        reason = reason or f"{named[place.name]} names it"
    if reason:
        return Tool(place, None, reason)
    beside = _beside(place, written)
    if beside is None:
        return Tool(place, None, "there is no list for development to move it to")
    where = _not_installed(target, place, beside)
    if where:
        return Tool(place, None, where)
    return Tool(place, beside)


def _named(target: Target, names: Iterable[str]) -> dict[str, str]:
    """Return the first file of the program that names each tool, by its name."""
    facts = target.facts
    tests = frozenset(facts.test_files)
    paths = [
        path
        for path in facts.python_files
        if path not in tests and not _NO_PROGRAM.search(path)
    ]
    words = {
        name: re.compile(
            rb"(?<![a-z0-9_])" + words_of(name).encode() + rb"(?![a-z0-9_])"
        )
        for name in names
    }
    found: dict[str, str] = {}
    for path, content in target.tree.read_many(paths):
        lowered = content.lower()
        for name, word in words.items():
            core = max(re.split(r"[-_.]+", name), key=len).encode()
            if name not in found and core in lowered and word.search(lowered):
                found[name] = path
    return found


def _reasons(target: Target, place: Place, written: list[Place]) -> Iterator[str]:
    mine = [each for each in written if each.path == place.path and not each.group]
    if place.origin is not Origin.INDEX or place.ignored:
        yield place.ignored or "it comes from no index"
    if is_frozen(mine):
        yield "its file lists all that is installed"
    if all(is_development(each.name) for each in mine):
        yield "its file holds nothing but tools"
    try:
        content = target.tree.read(place.path)
        removed(content, place, partial(read_again, target))
    except NotRemovedError as error:
        yield str(error)


def _beside(place: Place, written: list[Place]) -> Place | None:
    """Return a requirement for development that the tool can stand beside."""

    def rank(each: Place) -> tuple[int, bool, int]:
        return _order(each), not is_development(each.name), each.line

    folder = place.path.rpartition("/")[0]
    if place.kind in _LISTS:
        others = [
            each
            for each in written
            if each.path != place.path
            and each.kind == place.kind
            and each.path.rpartition("/")[0] == folder
            and _order(each) < len(_GROUPS)
        ]
    else:
        others = [
            each
            for each in written
            if each.path == place.path
            and each.syntax is place.syntax
            and each.group in _GROUPS
        ]
    return min(others, key=rank, default=None)


def _order(place: Place) -> int:
    """Return how well a list suits: by its group, else by the name of its file."""
    if place.group:
        return _GROUPS.index(place.group) if place.group in _GROUPS else len(_GROUPS)
    stem = place.path.rpartition("/")[2].lower()
    words = {word for word in re.split(r"[-_.]+", stem) if word}
    ranks = [index for index, name in enumerate(_GROUPS) if name in words]
    return min(ranks, default=len(_GROUPS))


def _not_installed(target: Target, place: Place, beside: Place) -> str:
    """Return why the tool would lack where it is run; "" where it would not."""
    facts, tree = target.facts, target.tree
    paths = {path for ci in facts.ci for path in ci.paths} | {*facts.dockerfiles}
    paths |= {path for path in tree.paths() if _RUN.search(path)}
    tool = re.compile(rb"(?<![\w.-])" + words_of(place.name).encode() + rb"(?![\w-])")
    if beside.group:
        name = re.escape(beside.group.encode())
        wanted = (
            rb"\[[\w, -]*\b" + name + rb"\b|(?:--group|--with|-G|--extra)[ =]" + name
        )
        wanted += _ALL if beside.group == "dev" else b""
    else:
        wanted = re.escape(beside.path.rpartition("/")[2].encode())
    installs = re.compile(wanted)
    found = False
    for path, content in tree.read_many(sorted(path for path in paths if path in tree)):
        if installs.search(content):
            found = True
        elif tool.search(content):
            return f"{path} runs it and does not install {_called(beside)}"
    return "" if found else f"nothing here installs {_called(beside)}"


def _called(beside: Place) -> str:
    return f"the group {beside.group}" if beside.group else beside.path
