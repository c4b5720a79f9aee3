"""How the requirements files of a repository hang together.

A file asks for others with `-r` and `-c`, and is compiled from others.
"""

from __future__ import annotations

import posixpath
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.dependencies.finding.file_text import UnreadableTextError, read_text
from bot.dependencies.finding.kinds import kind_of
from bot.dependencies.finding.recipes import Recipe, read_recipe
from bot.dependencies.finding.requirements_file import read
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.dependencies.places import Place, Reading

KINDS = frozenset({"requirements", "requirements-in", "constraints", "compiled"})
"""The kinds of files (see `bot.model.Manifest`) that the graph is made of."""

DEFAULT_SOURCES = ("requirements.in", "setup.py", "pyproject.toml", "setup.cfg")
"""What pip-compile compiles where it is given no name.

https://pip-tools.readthedocs.io/en/stable/cli/pip-compile/
"""
_METADATA = (".toml", ".py", ".cfg")
_VIA_FILE = re.compile(r"-r (\S.*)|\S+ \((\S+\.(?:toml|py|cfg))\)")


@dataclass(frozen=True, slots=True)
class Edge:
    """A file asks for another one in one of its lines."""

    asking: str
    asked: str
    line: int
    constraint: bool = False


@dataclass(frozen=True, slots=True)
class Compilation:
    """A file that is compiled, and the files it is compiled from.

    `recipe` is the command in its header; without one the sources are those
    that its `# via` comments name, or the `.in` file of the same name.
    `missing` are sources that are not there, `constraints` the files that the
    command takes with `-c`.
    """

    output: str
    sources: tuple[str, ...]
    recipe: Recipe | None = None
    missing: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """All requirements files that are there, by path, and what joins them.

    `compilations` are in the order in which to compile them: what another one
    needs comes first. `problems` are files that are asked for and not there,
    and circles; those of single lines are in the readings.
    """

    readings: Mapping[str, Reading]
    kinds: Mapping[str, str]
    edges: tuple[Edge, ...] = ()
    compilations: tuple[Compilation, ...] = ()
    problems: tuple[LeftAlone, ...] = ()

    def order(self) -> tuple[str, ...]:
        """Return all files, each behind those that it asks for."""
        ahead = _ahead(self.edges)
        return tuple(_sorted(sorted(self.readings), lambda path: ahead.get(path, ())))

    def reached(self, path: str) -> tuple[str, ...]:
        """Return a file and all that it leads to, the nearest first."""
        return tuple(_reached(_ahead(self.edges), path))

    def owners(self, path: str, name: str) -> tuple[Place, ...]:
        """Return where a package is asked for, as seen from one file.

        These are the places in the nearest file that asks for it: in the file
        itself, else in those that it leads to. Constraints count too.
        """
        for each in self.reached(path):
            places = self.readings[each].places if each in self.readings else ()
            found = tuple(place for place in places if place.name == name)
            if found:
                return found
        return ()

    def compiled_from(self, source: str) -> tuple[Compilation, ...]:
        """Return what is compiled from a file, in the order to do so."""
        return tuple(each for each in self.compilations if source in each.sources)


def read_graph(
    manifests: Mapping[str, str], content: Callable[[str], bytes | None]
) -> Graph:
    """Return the graph of the requirements files of a repository.

    `manifests` maps their paths to their kinds; files that these ask for are
    found through them. `content` gives the bytes of a file, None where there
    is no such file.
    """
    return _Builder(content).graph(manifests)


@dataclass(slots=True)
class _Builder:
    content: Callable[[str], bytes | None]
    readings: dict[str, Reading] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    ahead: dict[str, list[str]] = field(default_factory=dict)
    problems: list[LeftAlone] = field(default_factory=list)

    def graph(self, manifests: Mapping[str, str]) -> Graph:
        queue = deque(
            (path, kind) for path, kind in sorted(manifests.items()) if kind in KINDS
        )
        while queue:
            queue += self._add(*queue.popleft())
        self.ahead = _ahead(self.edges)
        self.problems += _circles(self.edges)
        found = {
            each.output: each
            for path in sorted(self.readings)
            for each in self._compilation(path)
        }
        order = _sorted(sorted(found), lambda path: self._needed(found, path))
        return Graph(
            self.readings,
            self.kinds,
            tuple(self.edges),
            tuple(found[path] for path in order),
            tuple(self.problems),
        )

    def _add(self, path: str, kind: str) -> Iterator[tuple[str, str]]:
        """Read one file, and yield those that it asks for."""
        if path in self.readings:
            return
        content = self.content(path)
        if content is None:
            return
        text = _text(content)
        own = kind or kind_of(path, text)
        reading = read(path, content, kind=own)
        self.readings[path], self.kinds[path], self.heads[path] = reading, own, text
        if own == "compiled":
            sources, _ = self._sources(path)
            yield from ((each, "") for each in sources if not each.endswith(_METADATA))
        for included in reading.includes:
            target = included.path
            if "://" in target or "$" in target:
                continue
            if target.startswith(("../", "/")) or target == "..":
                self._problem(path, included.line, target, "is out of the repository")
            elif self.content(target) is None:
                self._problem(path, included.line, target, "is not there")
            else:
                edge = Edge(path, target, included.line, included.constraint)
                self.edges.append(edge)
                yield target, (
                    "constraints"
                    if _only_constrains(
                        target, self.content, constraint=included.constraint
                    )
                    else ""
                )

    def _problem(self, path: str, line: int, target: str, reason: str) -> None:
        text = f"it asks for {target}, which {reason}"
        self.problems.append(LeftAlone(path, line, text, Outcome.UNSURE))

    def _compilation(self, path: str) -> Iterator[Compilation]:
        if self.kinds[path] == "requirements-in":
            return
        recipe = read_recipe(self.heads[path])
        found, missing = self._sources(path)
        constraints = self._resolved(path, recipe.constraints if recipe else ())[0]
        if recipe or found or missing or self.kinds[path] == "compiled":
            ahead = {
                other
                for each in found
                for other in _reached(self.ahead, each)
                if other != each
            }
            top = tuple(each for each in found if each not in ahead)
            yield Compilation(path, top or found, recipe, missing, constraints)

    def _sources(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the files that a file is compiled from, and names of none.

        pip-compile without a name takes the first of four in its folder. The
        comments name also those that the sources ask for.
        """
        recipe = read_recipe(self.heads[path])
        if recipe and recipe.sources:
            return self._resolved(path, recipe.sources)
        if recipe and recipe.tool == "pip-compile":
            for folder in _folders(path):
                for name in DEFAULT_SOURCES:
                    if self.content(_under(folder, name)) is not None:
                        return (_under(folder, name),), ()
        found, missing = self._resolved(path, _said(self.readings[path]))
        source = f"{posixpath.splitext(path)[0]}.in"
        is_there = source != path and self.content(source) is not None
        if not (found or missing) and is_there and _is_exact(self.readings[path]):
            return (source,), ()
        return found, missing

    def _resolved(
        self, path: str, names: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the files that a header names, and the names of none.

        The command ran in the file's folder or in one above it: the nearest
        in which all files are there, else the nearest for each.
        """
        wanted = [name for name in names if not posixpath.isabs(name)]
        ranks = sorted(
            _folders(path),
            key=lambda folder: -sum(
                self.content(_under(folder, name)) is not None for name in wanted
            ),
        )
        found: list[str] = []
        missing: list[str] = [name for name in names if posixpath.isabs(name)]
        for name in wanted:
            places = [_under(folder, name) for folder in ranks]
            there = [place for place in places if self.content(place) is not None]
            (found if there else missing).append(there[0] if there else name)
        return tuple(found), tuple(missing)

    def _needed(self, found: Mapping[str, Compilation], path: str) -> list[str]:
        """Return the other outputs that a compilation reads, or whose sources."""
        outputs: dict[str, list[str]] = {}
        for output, each in found.items():
            for source in each.sources:
                outputs.setdefault(source, []).append(output)
        asked = [
            each
            for start in (path, *found[path].sources)
            for each in self.ahead.get(start, ())
        ]
        direct = [*asked, *found[path].constraints, *found[path].sources]
        return [
            other
            for source in direct
            for other in ([source] if source in found else outputs.get(source, []))
            if other != path
        ]


def _said(reading: Reading) -> tuple[str, ...]:
    """Return the files that `# via` comments name as the source."""
    found = (
        _VIA_FILE.fullmatch(name) for place in reading.places for name in place.via
    )
    return tuple(dict.fromkeys(each[1] or each[2] for each in found if each))


def _is_exact(reading: Reading) -> bool:
    """Return whether every place of a file is pinned, and there is one."""
    return bool(reading.places) and all(place.pinned for place in reading.places)


def _only_constrains(
    path: str, content: Callable[[str], bytes | None], *, constraint: bool
) -> bool:
    """Return whether a file that `-c` names is no compiled file."""
    return constraint and kind_of(path, _text(content(path) or b"")) != "compiled"


def _text(content: bytes) -> str:
    try:
        return read_text(content).text
    except UnreadableTextError:
        return ""


def _folders(path: str) -> list[str]:
    """Return the folder of a file and those above it, "" for the root."""
    folders = [posixpath.dirname(path)]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    return folders


def _under(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name))


def _sorted(paths: Iterable[str], asked: Callable[[str], Iterable[str]]) -> list[str]:
    """Return paths so that each comes behind what it asks for.

    A circle is cut where it is entered.
    """
    wanted = dict.fromkeys(paths)
    done: dict[str, None] = {}
    seen: set[str] = set()
    for first in wanted:
        stack = [(first, False)]
        while stack:
            path, is_done = stack.pop()
            if is_done:
                done[path] = None
            elif path not in seen:
                seen.add(path)
                stack.append((path, True))
                stack += [
                    (each, False)
                    for each in reversed(list(asked(path)))
                    if each in wanted
                ]
    return list(done)


def _ahead(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Return the files that each file asks for, in order."""
    ahead: dict[str, list[str]] = {}
    for edge in edges:
        ahead.setdefault(edge.asking, []).append(edge.asked)
    return ahead


def _reached(ahead: Mapping[str, list[str]], path: str) -> dict[str, None]:
    """Return a file and all that it leads to, the nearest first."""
    found: dict[str, None] = {path: None}
    queue = deque(found)
    while queue:
        for each in ahead.get(queue.popleft(), ()):
            if each not in found:
                found[each] = None
                queue.append(each)
    return found


def _circles(edges: list[Edge]) -> Iterator[LeftAlone]:
    """Yield the lines that close a circle of files; pip would never end."""
    ahead: dict[str, list[Edge]] = {}
    for each in edges:
        ahead.setdefault(each.asking, []).append(each)
    above: set[str] = set()
    seen: set[str] = set()
    for first in list(ahead):
        stack: list[tuple[str, Edge | None]] = [(first, None)]
        while stack:
            path, edge = stack.pop()
            if path == "":
                above.discard(edge.asked if edge else first)
            elif edge and path in above:
                reason = f"it asks for {path}, which leads back to it"
                yield LeftAlone(edge.asking, edge.line, reason, Outcome.UNSURE)
            elif path not in seen:
                seen.add(path)
                above.add(path)
                stack.append(("", edge))
                stack += [(each.asked, each) for each in reversed(ahead.get(path, []))]
