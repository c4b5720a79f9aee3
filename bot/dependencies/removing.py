"""Take a requirement out of the file that asks for it, and nothing else.

A requirement with a comment behind it stays: somebody had something to say
about it. The result is read again: all others must be there as they were.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.dependencies.places import Splice, Syntax, spliced

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dependencies.places import Place, Reading

LINES: Final = frozenset({"constraints", "requirements", "requirements-in"})
"""Kinds of files in which a logical line is a requirement."""

_LINE_END = re.compile(rb"\r\n|\n|\r|\Z")
_QUOTES: Final = (b'"', b"'")
_AFTER = re.compile(rb"[ \t]*(,?)[ \t]*(#[^\r\n]*)?")


class NotRemovedError(ValueError):
    """Why a requirement has to be taken out by a person, in one plain phrase."""


def removed(
    content: bytes, place: Place, read: Callable[[str, bytes], Reading]
) -> bytes:
    """Return the file without the requirement at the place.

    `read` is the file's reader. Raises `NotRemovedError`.
    """
    if place.remark:
        raise NotRemovedError("there is a comment behind it")
    after = spliced(content, (removal(content, place),))
    before = read(place.path, content)
    wanted = [_told(other) for other in before.places if other.start != place.start]
    reading = read(place.path, after)
    found = [_told(other) for other in reading.places]
    if found != wanted or len(reading.problems) > len(before.problems):
        raise NotRemovedError("the file would not read as before without it")
    return after


def _told(place: Place) -> tuple[str, str, str, tuple[str, ...]]:
    digests = tuple(each.digest for each in place.hashes)
    return place.name, place.text, place.group, digests


def removal(content: bytes, place: Place) -> Splice:
    """Return the bytes to take out; raises `NotRemovedError`."""
    if place.locked:
        raise NotRemovedError("a tool wrote the file")
    if place.kind in LINES:
        return _logical_line(content, place)
    if place.syntax is Syntax.POETRY:
        return _keyed_line(content, place)
    before = content[place.start - 1 : place.start]
    if before in _QUOTES and content[place.end : place.end + 1] == before:
        return _item(content, place.start - 1, place.end + 1)
    start = _line_start(content, place.start)
    end = _line_end(content, place.end)
    if content[start:end].strip() == content[place.start : place.end].strip():
        return Splice(start, end, b"")
    raise NotRemovedError("it shares its line with something else")


def _logical_line(content: bytes, place: Place) -> Splice:
    start = _line_start(content, place.start)
    if content[start : place.start].strip(b" \t\xef\xbb\xbf"):
        raise NotRemovedError("it shares its line with something else")
    at = max([place.end, *(each.option_end for each in place.hashes)])
    end = _line_end(content, at)
    while content[at:end].rstrip(b"\r\n").endswith(b"\\") and end < len(content):
        at, end = end, _line_end(content, end)
    if b"#" in content[place.end : end]:
        raise NotRemovedError("there is a comment behind it")
    if content[start : start + 3] == b"\xef\xbb\xbf":
        start += 3
    return Splice(start, end, b"")


def _keyed_line(content: bytes, place: Place) -> Splice:
    """Return the line `name = "..."` of one of Poetry's tables."""
    start, end = _line_start(content, place.start), _line_end(content, place.end)
    line = content[start:end].rstrip(b"\r\n")
    key = re.escape(place.written.encode())
    string = rb"(\"[^\"\\]*\"|'[^']*')"
    value = rb"(" + string + rb"|\{[^{}\[\]#]*\})"
    if not re.fullmatch(
        rb"[ \t]*[\"']?" + key + rb"[\"']?\s*=\s*" + value + rb"\s*", line
    ):
        raise NotRemovedError("it is more than one line of a table")
    return Splice(start, end, b"")


def _item(content: bytes, start: int, end: int) -> Splice:
    """Return a string of a list, with the comma that goes with it."""
    found = _AFTER.match(content, end)
    comma = found is not None and bool(found[1])
    if found is not None and found[2]:
        raise NotRemovedError("there is a comment behind it")
    stop = found.end() if found else end
    line = _line_start(content, start)
    is_first = not content[line:start].strip()
    if is_first and content[stop : stop + 1] in {b"\r", b"\n"}:
        return Splice(line, _line_end(content, stop), b"")
    if comma:
        return Splice(start, stop, b"")
    before = re.search(rb",[ \t]*\Z", content[line:start])
    return Splice(line + before.start() if before else start, end, b"")


def _line_start(content: bytes, at: int) -> int:
    return max(content.rfind(b"\n", 0, at), content.rfind(b"\r", 0, at)) + 1


def _line_end(content: bytes, at: int) -> int:
    found = _LINE_END.search(content, at)
    return found.end() if found else len(content)
