"""Requirements files, read to the byte.

Plain ones, constraints, the `.in` files of pip-tools and uv, and what these
and rye compile. https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dependencies.finding.addresses import shown, shown_value
from bot.dependencies.finding.file_text import (
    FileText,
    UnreadableTextError,
    read_text,
)
from bot.dependencies.finding.kinds import kind_of
from bot.dependencies.finding.locations import extras_of, origin_of, reference_of
from bot.dependencies.finding.remarks import always_ignored, ignores_file, read_remark
from bot.dependencies.finding.requirement_lines import Kind, lines_and_comments
from bot.dependencies.places import (
    Clause,
    Included,
    Origin,
    Place,
    Reading,
    WrittenHash,
)
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dependencies.finding.line_options import LineOption
    from bot.dependencies.finding.requirement_lines import RequirementLine, Written

_INDEXES = frozenset({"--index-url", "--pypi-url", "--extra-index-url", "--find-links"})
_BROKEN = "its version or a hash is not written in one piece"


def read(path: str, content: bytes, *, kind: str = "") -> Reading:
    """Return what a requirements file says.

    `kind` is requirements, requirements-in, constraints or compiled; where it
    is not given, the file's name and content say. Includes are paths from the
    root of the repository, or addresses. What pip would not understand is a
    problem of its line, and the other lines are read all the same. A file in
    another encoding than its first lines say is one problem as a whole.
    """
    try:
        text = read_text(content)
    except UnreadableTextError as error:
        return Reading(problems=(LeftAlone(path, 0, str(error), Outcome.UNREADABLE),))
    kind = kind or kind_of(path, text.text)
    lines = tuple(lines_and_comments(text.text))
    file = _File(path, text, kind, _why_not(text))
    return Reading(
        tuple(file.places(lines)),
        tuple(file.includes(lines)),
        tuple(_options(lines)),
        tuple(file.problems(lines)),
    )


def _why_not(text: FileText) -> str:
    """Return why nothing in a file is to be edited, "" where it may be."""
    if not text.is_plain:
        return f"the file is written in {text.encoding}, which is not edited"
    return "a comment says `ignore file`" if ignores_file(text.text) else ""


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    text: FileText
    kind: str
    ignored: str

    def places(self, lines: tuple[RequirementLine, ...]) -> Iterator[Place]:
        for position, line in enumerate(lines):
            if line.kind in {Kind.REQUIREMENT, Kind.LOCATION} and line.written:
                place = self._place(line, line.written)
                via, remark = _comments(lines, position)
                why = (
                    self.ignored
                    or place.ignored
                    or line.reason
                    or always_ignored(remark)
                )
                yield replace(place, via=via, remark=remark, ignored=why)

    def includes(self, lines: tuple[RequirementLine, ...]) -> Iterator[Included]:
        folder = posixpath.dirname(self.path)
        for line in lines:
            if line.kind in {Kind.INCLUDE, Kind.CONSTRAINT}:
                target = line.text
                if "://" not in target:
                    target = posixpath.normpath(posixpath.join(folder, target))
                yield Included(target, line.first, line.kind is Kind.CONSTRAINT)

    def problems(self, lines: tuple[RequirementLine, ...]) -> Iterator[LeftAlone]:
        for line in lines:
            for reason in _problems(line):
                yield LeftAlone(self.path, line.first, reason, Outcome.UNSURE)

    def _place(self, line: RequirementLine, written: Written) -> Place:
        need = line.need
        address = need.address if need else ""
        if line.kind is Kind.LOCATION and not address:
            address = written.text
        begin = written.start + (need.address_start if need else 0)
        clauses = self._clauses(line, written, address, begin)
        hashes = self._hashes(written)
        return Place(
            path=self.path,
            line=line.first,
            start=self._at(written, written.start),
            end=self._end(written, written.end),
            name=line.name,
            written=need.written if need else line.name,
            text=line.text,
            kind=self.kind,
            clauses=clauses or (),
            extras=need.extras if need else extras_of(written.text),
            marker=need.marker if need else _marker(written.text),
            origin=origin_of(address) if address else Origin.INDEX,
            hashes=hashes or (),
            locked=self.kind == "compiled",
            constraint=self.kind == "constraints",
            location=shown(address),
            ignored=_BROKEN if clauses is None or hashes is None else "",
        )

    def _clauses(
        self, line: RequirementLine, written: Written, address: str, begin: int
    ) -> tuple[Clause, ...] | None:
        parts = [
            (part.operator, part.version, part.start, part.end)
            for part in (line.need.parts if line.need else ())
        ]
        reference = reference_of(address)
        if reference:
            moved = begin - written.start
            start, end = reference.start + moved, reference.end + moved
            parts.append(("@", reference.text, start, end))
        made = [
            (operator, version, written.start + start, written.start + end)
            for operator, version, start, end in parts
        ]
        if any(not written.line.is_whole(start, end) for *_, start, end in made):
            return None
        return tuple(
            Clause(
                operator,
                version,
                self._at(written, start),
                self._end(written, end),
            )
            for operator, version, start, end in made
        )

    def _hashes(self, written: Written) -> tuple[WrittenHash, ...] | None:
        found = [self._hash(written, option) for option in _hash_options(written)]
        whole = [each for each in found if each is not None]
        return tuple(whole) if len(whole) == len(found) else None

    def _hash(self, written: Written, option: LineOption) -> WrittenHash | None:
        algorithm, _, digest = option.value.partition(":")
        line = written.line
        raw = line.text[option.value_start : option.value_end]
        place = raw.rfind(digest)
        if place < 0 or not digest:
            return None
        start = option.value_start + place
        if not line.is_whole(start, start + len(digest)):
            return None
        return WrittenHash(
            algorithm,
            digest,
            self._at(written, start),
            self._end(written, start + len(digest)),
            self._at(written, option.start),
            self._end(written, option.end),
        )

    def _at(self, written: Written, index: int) -> int:
        return self.text.at(written.line.source(index))

    def _end(self, written: Written, index: int) -> int:
        return self.text.at(written.line.source(index - 1) + 1)


def _hash_options(written: Written) -> Iterator[LineOption]:
    if not written.is_editable:
        yield from (each for each in written.options if each.name == "--hash")


def _marker(address: str) -> str:
    """Return the marker behind an address; a space must follow the semicolon."""
    return address.partition("; ")[2].strip()


def _options(lines: tuple[RequirementLine, ...]) -> Iterator[str]:
    for line in lines:
        if line.kind is Kind.OPTION and line.written:
            for option in line.written.options:
                clean = shown_value if option.name in _INDEXES else shown
                yield f"{option.name} {clean(option.value)}".rstrip()


def _problems(line: RequirementLine) -> Iterator[str]:
    if line.kind is Kind.INVALID:
        yield line.reason
    written = line.written
    if line.kind in {Kind.INCLUDE, Kind.CONSTRAINT} and written:
        files = [
            option
            for option in written.options
            if option.name in {"--requirement", "--constraint"}
        ]
        if len(files) > 1:
            yield f"pip reads only one file of a line, here {line.text}"
    remark = read_remark(written.line.comment) if written else None
    if remark and remark.unknown and remark.by == "honebot":
        yield f"`honebot: {remark.unknown}` is not understood"


def _comments(
    lines: tuple[RequirementLine, ...], position: int
) -> tuple[tuple[str, ...], str]:
    """Return the names that a requirement is needed by, and the remark behind it.

    pip-compile and uv write `# via a, b`, or `# via` and one name a line, at
    the end of the last line or below it.
    """
    rows: list[str] = []
    last = lines[position].first - 1
    for line in lines[position:]:
        is_below = line.kind is Kind.COMMENT and line.first == last + 1
        if not line.written or (rows and not is_below):
            break
        rows.append(line.written.line.comment)
        last = line.last
    names: list[str] = []
    begun = False
    for row in rows:
        words = row.strip()
        if words == "via" or words.startswith("via "):
            begun = True
            names += words.removeprefix("via").split(",")
        elif begun and row.startswith("  "):
            names.append(words)
        elif begun:
            break
    remark = shown(rows[0].strip())
    is_via = remark == "via" or remark.startswith("via ")
    via = tuple(shown(name.strip()) for name in names if name.strip())
    return via, "" if is_via else remark
