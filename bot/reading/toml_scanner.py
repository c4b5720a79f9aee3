"""Where the headers, keys and values of a valid TOML document stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Key: TypeAlias = tuple[str, ...]

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")  # a date may hold a space
_INERT = re.compile(r"[^\[\]{}#\"']+")


@dataclass(frozen=True, slots=True)
class Place:
    """A header (`key` is empty), or a key with its value.

    `table` is the table that the nearest header names. Offsets count
    characters: `start` of the header or key, `value` of the value, `end`
    behind both. `in_array` says that the header is `[[...]]`.
    """

    table: Key
    key: Key
    start: int
    value: int
    end: int
    in_array: bool = False


def scan(source: str) -> Iterator[Place]:
    """Yield every header and every key outside of inline tables, in order.

    The document must be valid: tomllib has read it.
    """
    table: Key = ()
    in_array = False
    position = _skip(BLANK, source, 0)
    while position < len(source):
        start = position
        if source[position] == "[":
            in_array = source.startswith("[[", position)
            table, position = read_key(source, position + 1 + in_array)
            position += 1 + in_array
            yield Place(table, (), start, start, position, in_array)
        else:
            key, position = read_key(source, position)
            value = _skip(_SPACE, source, position + 1)
            position = value_end(source, value)
            yield Place(table, key, start, value, position, in_array)
        position = _skip(BLANK, source, position)


def item_spans(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each item of the array at `start:end` begins and ends."""
    spans = []
    position = _skip(BLANK, source, start + 1)
    while position < end - 1:
        stop = value_end(source, position)
        spans.append((position, stop))
        position = _skip(BLANK, source, stop)
        if source[position] == ",":
            position = _skip(BLANK, source, position + 1)
    return spans


def _skip(pattern: re.Pattern[str], source: str, position: int) -> int:
    found = pattern.match(source, position)
    return found.end() if found else position


def read_key(source: str, position: int) -> tuple[Key, int]:
    """Return the dotted key that begins there, and where it ends.

    Raises `ValueError` where there is none.
    """
    names: list[str] = []
    while True:
        position = _skip(_SPACE, source, position)
        if found := STRING.match(source, position):
            names.append(tomllib.loads(f"key = {found[0]}")["key"])
        elif found := _BARE.match(source, position):
            names.append(found[0])
        else:
            raise ValueError(f"no key at character {position}")
        position = _skip(_SPACE, source, found.end())
        if source[position : position + 1] != ".":
            return tuple(names), position
        position += 1


def value_end(source: str, position: int) -> int:
    """Return where the value that begins there ends."""
    if source[position] not in "[{":
        found = STRING.match(source, position) or _SCALAR.match(source, position)
        return found.end() if found else position
    depth = 0
    while True:
        if found := STRING.match(source, position) or _INERT.match(source, position):
            position = found.end()
            continue
        character = source[position]
        if character == "#":
            position = source.index("\n", position)
        depth += (character in "[{") - (character in "]}")
        position += 1
        if depth == 0:
            return position
