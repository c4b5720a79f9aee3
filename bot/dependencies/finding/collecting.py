"""What a reader has found so far in one file."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.dependencies.finding.addresses import quoted, shown
from bot.dependencies.finding.locations import (
    extras_of,
    is_address,
    is_archive,
    looks_like_path,
    named_by,
    origin_of,
    reference_of,
)
from bot.dependencies.finding.remarks import always_ignored
from bot.dependencies.finding.requirement_text import read_requirement
from bot.dependencies.finding.specifiers import clauses_of
from bot.dependencies.places import Clause, Included, Origin, Place, Reading, Syntax
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from bot.dependencies.finding.source import Source, UnreadableError
    from bot.reading.joined import Joined

NO_PYTHONS = "is no specifier of Pythons"
"""How the problem of a `requires-python` ends that is none."""

_TEMPLATE = re.compile(r"[${}`%]")
_REMARK = re.compile(r"[ \t\]})\"',;]*#[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. The places of `clauses` are positions in a text."""

    written: str
    clauses: tuple[Clause, ...] = ()
    extras: tuple[str, ...] = ()
    marker: str = ""
    syntax: Syntax = Syntax.PEP440
    origin: Origin = Origin.INDEX
    location: str = ""


def unreadable(path: str, error: UnreadableError) -> Reading:
    """Return the reading of a file that cannot be read."""
    problem = LeftAlone(path, error.line, error.reason, Outcome.UNREADABLE)
    return Reading(problems=(problem,))


def is_readable(text: str) -> bool:
    """Return whether a text is a requirement, an address, or a path."""
    return (
        read_requirement(text) is not None
        or is_address(text)
        or is_archive(text)
        or (looks_like_path(text) and "@" not in text)
    )


class Collector:
    """Takes what is found by characters of the text, and keeps it by bytes.

    `folder` is where the files that it names are, its own unless it is given.
    `sources` maps a normalised name to where the project takes it from, if it
    is not the index, and to the address.
    """

    def __init__(self, source: Source, kind: str, *, folder: str | None = None) -> None:
        self.source = source
        self.kind = kind
        self.folder = posixpath.dirname(source.path) if folder is None else folder
        self.sources: dict[str, tuple[Origin, str]] = {}
        self._places: list[Place] = []
        self._python: list[Place] = []
        self._includes: list[Included] = []
        self._problems: list[LeftAlone] = []

    def requirement(
        self,
        said: Joined,
        group: str = "",
        *,
        marker: str = "",
        constraint: bool = False,
    ) -> None:
        """Keep a requirement as PEP 508 writes it; a problem where it is none.

        `marker` holds for it beside its own one. What is asked for by its
        address or path has a place where these tell its name.
        """
        said = said.stripped()
        if not said.text:
            return
        need = read_requirement(said.text)
        is_file = is_archive(said.text) and "@" not in said.text
        if is_file or (need is None and is_address(said.text)):
            self._address(said, group)
            return
        if need is None and looks_like_path(said.text) and "@" not in said.text:
            return
        if need is None:
            self.problem(said.offsets[0], _no_requirement(said.text))
            return
        clauses = [
            Clause(part.operator, part.version, part.start, part.end)
            for part in need.parts
        ]
        if reference := reference_of(need.address):
            start, end = reference.start, reference.end
            at = need.address_start
            clauses.append(Clause("@", reference.text, at + start, at + end))
        both = f"({need.marker}) and ({marker})" if need.marker and marker else ""
        asked = Asked(
            need.written,
            tuple(clauses),
            need.extras,
            both or need.marker or marker,
            origin=origin_of(need.address) if need.address else Origin.INDEX,
            location=shown(need.address),
        )
        text = said.text if both or not marker else f"{said.text}; {marker}"
        self.place(asked, said, group, text=text, constraint=constraint)

    def _address(self, said: Joined, group: str) -> None:
        name = named_by(said.text)
        if not name:
            return
        clauses: tuple[Clause, ...] = ()
        if reference := reference_of(said.text):
            clauses = (Clause("@", reference.text, reference.start, reference.end),)
        location = shown(said.text)
        origin = origin_of(said.text)
        asked = Asked(
            name, clauses, extras_of(said.text), "", Syntax.PEP440, origin, location
        )
        self.place(asked, said, group)

    def place(  # noqa: PLR0913  # the parts of a place
        self,
        asked: Asked,
        versions: Joined,
        group: str = "",
        *,
        at: tuple[int, int] | None = None,
        text: str = "",
        constraint: bool = False,
        locked: bool = False,
        via: tuple[str, ...] = (),
        python: bool = False,
    ) -> None:
        """Keep a requirement; the places of its clauses count in `versions`.

        A version that is not written in one piece is a problem. `at` is where
        the whole requirement stands, where that is not all of `versions`, and
        `text` what it says then.
        """
        start, end = at or (versions.offsets[0], versions.offsets[-1] + 1)
        if self.source.text[end - 1 : end] == "\\" and at is None:
            end += 1  # the last character is an escaped quote
        text = shown(" ".join((text or versions.text).split()))
        clauses = self._clauses(versions, asked.clauses)
        if clauses is None:
            self.problem(start, f"`{text}`: its version is not written in one piece")
            return
        found = _REMARK.fullmatch(self.source.rest_of_line(end))
        remark = shown(found[1]) if found else ""
        name = canonicalize_name(asked.written)
        if asked.origin is Origin.INDEX and name in self.sources:
            origin, location = self.sources[name]
            asked = replace(asked, origin=origin, location=location)
        place = Place(
            path=self.source.path,
            line=self.source.line(start),
            start=self.source.byte(start),
            end=self.source.byte(end - 1) + 1,
            name=name,
            written=asked.written,
            text=text,
            kind=self.kind,
            clauses=clauses,
            extras=asked.extras,
            marker=asked.marker,
            group=group,
            syntax=asked.syntax,
            origin=asked.origin,
            locked=locked,
            constraint=constraint,
            via=via,
            location=asked.location,
            ignored=always_ignored(remark),
            remark=remark,
        )
        (self._python if python else self._places).append(place)

    def requires_python(
        self, versions: Joined, clauses: tuple[Clause, ...], syntax: Syntax
    ) -> None:
        """Keep which Pythons the project supports."""
        self.place(Asked("python", clauses, syntax=syntax), versions, python=True)

    def python(self, said: Joined, syntax: Syntax) -> None:
        """Keep which Pythons a specifier allows; a problem where it is none."""
        clauses = clauses_of(said.text, syntax)
        if clauses is None:
            reason = f"`{quoted(said.text)}` {NO_PYTHONS}"
            self.problem(said.offsets[0], reason)
        elif clauses:
            self.requires_python(said, clauses, syntax)

    def include(self, name: str, position: int, *, constraint: bool = False) -> None:
        """Keep a file that this one asks for, named relative to `folder`."""
        name = name.strip().strip("\"'")
        if not name or name.startswith(("/", "-")) or _TEMPLATE.search(name):
            return
        if "://" not in name:
            name = posixpath.normpath(posixpath.join(self.folder, name))
        included = Included(shown(name), self.source.line(position), constraint)
        self._includes.append(included)

    def problem(self, position: int, reason: str) -> None:
        """Keep what is wrong at a character."""
        line = self.source.line(position)
        self._problems.append(LeftAlone(self.source.path, line, shown(reason)))

    def reading(self) -> Reading:
        """Return all that was kept, in the order of the file, nothing twice."""
        places = sorted(dict.fromkeys(self._places), key=lambda each: each.start)
        return Reading(
            tuple(places),
            tuple(dict.fromkeys(self._includes)),
            problems=tuple(sorted(dict.fromkeys(self._problems))),
            requires_python=tuple(dict.fromkeys(self._python)),
        )

    def _clauses(
        self, versions: Joined, clauses: tuple[Clause, ...]
    ) -> tuple[Clause, ...] | None:
        found: list[Clause] = []
        for clause in clauses:
            start = self.source.byte(versions.offsets[clause.start])
            end = self.source.byte(versions.offsets[clause.end - 1]) + 1
            if self.source.content[start:end] != clause.version.encode():
                return None
            found.append(replace(clause, start=start, end=end))
        return tuple(found)


def _no_requirement(text: str) -> str:
    if _TEMPLATE.search(text):
        return f"`{quoted(text)}` is put together when it is used"
    return f"`{quoted(text)}` is no requirement (PEP 508)"
