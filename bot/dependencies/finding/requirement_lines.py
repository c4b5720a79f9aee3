"""What each line of a requirements file is, as pip reads it.

https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.dependencies.finding.addresses import quoted, shown
from bot.dependencies.finding.line_options import (
    LineOption,
    LineOptionsError,
    split_options,
)
from bot.dependencies.finding.locations import (
    is_address,
    is_archive,
    looks_like_path,
    named_by,
)
from bot.dependencies.finding.logical_lines import LogicalLine, logical_lines
from bot.dependencies.finding.requirement_text import (
    RequirementText,
    read_requirement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)\}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Kind(Enum):
    """What a line of a requirements file is."""

    REQUIREMENT = "requirement"
    INCLUDE = "include"
    CONSTRAINT = "constraint"
    OPTION = "option"
    LOCATION = "location"
    """A folder, a file, an address or a repository: no index is asked."""
    COMMENT = "comment"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One logical line; `first` and `last` are its lines in the file, from 1.

    `text` is the requirement without comment, hashes and options, the file
    asked for, or the whole line; it holds no password. `name` is normalised,
    "" where there is none. `need` are the parts of a requirement (PEP 508).
    `reason` says why a line is invalid, or what of it cannot be known.
    """

    kind: Kind
    first: int
    last: int
    text: str
    name: str = ""
    is_pinned: bool = False
    has_hash: bool = False
    need: RequirementText | None = None
    reason: str = ""
    written: Written | None = None

    @property
    def options(self) -> frozenset[str]:
        """The long names of the options in the line."""
        found = self.written.options if self.written else ()
        return frozenset(option.name for option in found)


@dataclass(frozen=True, slots=True)
class Written:
    """How a line is written; it may hold a password.

    `start` and `end` are the place of what is asked for in the text of the
    line, `text` is that part of it, and `options` are those of the line.
    """

    line: LogicalLine
    start: int
    end: int
    options: tuple[LineOption, ...]
    is_editable: bool = False

    @property
    def text(self) -> str:
        """What is asked for."""
        return self.line.text[self.start : self.end]


def requirement_lines(text: str) -> tuple[RequirementLine, ...]:
    """Return the lines of a requirements file that say something, in order.

    What pip does not understand is a line of the kind `INVALID`.
    """
    found = lines_and_comments(text.removeprefix("\ufeff"))
    return tuple(line for line in found if line.kind is not Kind.COMMENT)


def lines_and_comments(text: str) -> Iterator[RequirementLine]:
    """Yield all lines of a requirements file but empty ones."""
    for line in logical_lines(text):
        if line.text:
            yield _line(line)
        else:
            written = Written(line, 0, 0, ())
            yield RequirementLine(
                Kind.COMMENT, line.first, line.last, "", written=written
            )


def is_locked(lines: tuple[RequirementLine, ...]) -> bool:
    """Return whether every requirement is one exact version with its hashes."""
    asked = [line for line in lines if line.kind is not Kind.OPTION]
    return bool(asked) and all(line.is_pinned and line.has_hash for line in asked)


def _line(line: LogicalLine) -> RequirementLine:
    try:
        asked, options = split_options(line.text)
    except LineOptionsError as error:
        return _invalid(line, str(error))
    end = len(asked.rstrip())
    if end:
        return _asked(Written(line, 0, end, options))
    editable = next((each for each in options if each.name == "--editable"), None)
    if editable:
        start, end = editable.value_start, editable.value_end
        if line.text[start:end] != editable.value:
            start, end = start + 1, end - 1
        return _location(Written(line, start, end, options, is_editable=True))
    for name, kind in (
        ("--requirement", Kind.INCLUDE),
        ("--constraint", Kind.CONSTRAINT),
    ):
        value = next((each.value for each in options if each.name == name), None)
        if value is not None:
            return _plain(kind, Written(line, 0, len(line.text), options), value)
    return _plain(Kind.OPTION, Written(line, 0, len(line.text), options), line.text)


def _plain(kind: Kind, written: Written, text: str) -> RequirementLine:
    line = written.line
    return RequirementLine(kind, line.first, line.last, shown(text), written=written)


def _invalid(line: LogicalLine, reason: str) -> RequirementLine:
    return RequirementLine(
        Kind.INVALID, line.first, line.last, shown(line.text), reason=reason
    )


def _asked(written: Written) -> RequirementLine:
    """Read a requirement that is not editable."""
    text = written.text
    if _SURROGATE.search(text):
        return _invalid(written.line, "it holds bytes that are no text")
    if is_address(text) or is_archive(text):
        return _location(written)
    bare = _parted(text)
    need = read_requirement(bare)
    if need is not None:
        return _requirement(written, need)
    names = sorted(set(_VARIABLE.findall(text)))
    need = read_requirement(_VARIABLE.sub("0", bare)) if names else None
    if need is not None:
        named = RequirementText(need.name, need.written, need.extras)
        reason = f"what it asks for is in the environment variable {names[0]}"
        return _requirement(written, named, reason)
    if looks_like_path(text):
        return _location(written)
    return _invalid(written.line, f"`{quoted(text)}` is no requirement (PEP 508)")


def _parted(text: str) -> str:
    """Put a space before the marker of a requirement, and drop an empty one.

    pip parts a requirement at its first semicolon; by PEP 508 that would be a
    part of an address without a space before it.
    """
    before, _, marker = text.partition(";")
    before, marker = before.rstrip(), marker.strip()
    return f"{before} ;{marker}" if marker else before


def _requirement(
    written: Written, need: RequirementText, reason: str = ""
) -> RequirementLine:
    line = written.line
    return RequirementLine(
        Kind.LOCATION if need.address else Kind.REQUIREMENT,
        line.first,
        line.last,
        shown(written.text),
        need.name,
        need.is_pinned,
        any(option.name == "--hash" for option in written.options),
        need,
        reason,
        written,
    )


def _location(written: Written) -> RequirementLine:
    """Read what is asked for by its place, named where it says so."""
    line = written.line
    if _SURROGATE.search(written.text):
        return _invalid(line, "it holds bytes that are no text")
    text = written.text
    need = read_requirement(_parted(text)) if "@" in text else None
    values = {each.value for each in written.options if each.name == "--editable"}
    is_plain = not written.is_editable or text in values
    return RequirementLine(
        Kind.LOCATION,
        line.first,
        line.last,
        shown(text),
        need.name if need else named_by(text),
        has_hash=any(option.name == "--hash" for option in written.options),
        need=need,
        reason="" if is_plain else "it is quoted in an unusual way",
        written=written,
    )
