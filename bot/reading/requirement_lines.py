"""A requirements file, line by line, as pip reads it.

https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_HASH = re.compile(r"\s--hash[=\s]\S+")
_OPTION = re.compile(r"\s--?[A-Za-z][\w-]*(?:[=\s]|$)")
_INCLUDE = re.compile(
    r"(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s+|(?<=-[rc]))(\S.*)"
)


class Kind(Enum):
    """What a line of a requirements file is."""

    REQUIREMENT = "requirement"
    INCLUDE = "include"
    CONSTRAINT = "constraint"
    OPTION = "option"
    LOCATION = "location"
    """A folder, an archive or a repository: no name to look up in an index."""
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One logical line; `first` and `last` are its lines in the file, from 1.

    `text` is the requirement without comment, hashes and options, the file
    asked for, or the whole line; `name` is normalised, "" where there is none.
    """

    kind: Kind
    first: int
    last: int
    text: str
    name: str = ""
    is_pinned: bool = False
    has_hash: bool = False


def requirement_lines(content: str) -> tuple[RequirementLine, ...]:
    """Return the lines that say something, in order."""
    return tuple(
        _line(first, last, text)
        for first, last, written in _logical(content.removeprefix("\ufeff"))
        if (text := _COMMENT.sub("", written).strip())
    )


def is_locked(lines: tuple[RequirementLine, ...]) -> bool:
    """Return whether every requirement is one exact version with its hashes."""
    asked = [line for line in lines if line.kind is not Kind.OPTION]
    return bool(asked) and all(line.is_pinned and line.has_hash for line in asked)


def _logical(content: str) -> Iterator[tuple[int, int, str]]:
    """Join lines that end in a backslash; a comment joins nothing."""
    first = 0
    parts: list[str] = []
    number = 0
    for number, written in enumerate(content.split("\n"), 1):
        line = written.removesuffix("\r")
        first = first or number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            parts.append(line[:-1])
            continue
        yield first, number, " ".join([*parts, line])
        first, parts = 0, []
    if parts:
        yield first, number, " ".join(parts)


def _line(first: int, last: int, text: str) -> RequirementLine:
    included = _INCLUDE.fullmatch(text)
    if included:
        is_include = included[1] in {"-r", "--requirement"}
        kind = Kind.INCLUDE if is_include else Kind.CONSTRAINT
        return RequirementLine(kind, first, last, included[2].strip("\"' "))
    if text.startswith(("-e", "--editable")):
        return RequirementLine(Kind.LOCATION, first, last, text)
    if text.startswith("-"):
        return RequirementLine(Kind.OPTION, first, last, text)
    has_hash = bool(_HASH.search(text))
    option = _OPTION.search(text)
    bare = text[: option.start()].strip() if option else text
    try:
        need = Requirement(bare)
    except InvalidRequirement:
        kind = Kind.LOCATION if _is_location(bare) else Kind.INVALID
        return RequirementLine(kind, first, last, bare)
    if need.url:
        return RequirementLine(Kind.LOCATION, first, last, bare, has_hash=has_hash)
    pins = [each for each in need.specifier if each.operator in {"==", "==="}]
    is_pinned = len(pins) == 1 and not pins[0].version.endswith(".*")
    name = canonicalize_name(need.name)
    return RequirementLine(
        Kind.REQUIREMENT, first, last, bare, name, is_pinned, has_hash
    )


def _is_location(text: str) -> bool:
    return (
        "/" in text
        or text.startswith(".")
        or text.endswith((".whl", ".zip", ".tar.gz"))
    )
