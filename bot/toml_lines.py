"""Where keys and strings stand in a TOML text: `tomllib` does not say.

The text must be valid TOML (https://toml.io/en/v1.0.0); parse it first.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3,5}|'{3}(?:[^']|'(?!''))*'{3,5}
                |"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    | (?P<newline>\n)
    | (?P<mark>[\[\]{}=,.])
    | (?P<bare>[^\s\#"'\[\]{}=,.]+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A key with its whole path, its line, and the strings of its value.

    Lines count from 1. Each string comes with its own line.
    """

    key: tuple[str, ...]
    line: int
    strings: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Scan:
    """The state of one scan: `stack` holds the keys of what is open."""

    table: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    stack: list[tuple[str, ...]] = field(default_factory=list)
    pending: list[tuple[str, bool, int]] = field(default_factory=list)
    places: list[tuple[tuple[str, ...], int, list[tuple[str, int]]]] = field(
        default_factory=list
    )
    by_key: dict[tuple[str, ...], list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, key: tuple[str, ...], line: int) -> None:
        strings: list[tuple[str, int]] = []
        self.places.append((key, line, strings))
        self.by_key[key] = strings

    def assign(self) -> None:
        """Take what stood before a `=` as a key."""
        outer = self.stack[-1] if self.stack else self.table
        self.current = outer + tuple(text for text, _, _ in self.pending)
        self.add(self.current, self.pending[0][2])
        self.pending.clear()

    def end_value(self) -> None:
        """Take what stood before a separator as strings of the current value."""
        for text, quoted, line in self.pending:
            if quoted and self.current in self.by_key:
                self.by_key[self.current].append((text, line))
        self.pending.clear()


def places(text: str) -> tuple[Place, ...]:
    """Return every key of the text, tables included, in order."""
    scan = _Scan()
    header = 0
    for kind, mark, line in _tokens(text):
        if kind == "newline":
            if not scan.stack:
                scan.end_value()
                scan.current = ()
                header = 0
        elif kind in {"string", "bare"}:
            value = _value(mark) if kind == "string" else mark
            scan.pending.append((value, kind == "string", line))
        elif header or (mark == "[" and not scan.stack and not scan.current):
            header = _header(scan, mark, header)
        else:
            _take(scan, mark)
    scan.end_value()
    return tuple(Place(key, line, tuple(found)) for key, line, found in scan.places)


def line_of(found: Sequence[Place], key: Sequence[str], string: str = "") -> int:
    """Return the line of a string in the value of a key, else of the key.

    Where the key is not there, the line of the nearest table around it; 0
    where there is none.
    """
    wanted = tuple(key)
    for place in found:
        if place.key[: len(wanted)] == wanted:
            for text, line in place.strings:
                if string and text == string:
                    return line
    while wanted:
        for place in found:
            if place.key[: len(wanted)] == wanted:
                return place.line
        wanted = wanted[:-1]
    return 0


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind, token = str(match.lastgroup), match.group()
        if kind != "comment":
            yield kind, token, line
        line += token.count("\n")


def _value(token: str) -> str:
    if "\\" not in token and token[:3] not in {'"""', "'''"}:
        return token[1:-1]
    return str(tomllib.loads(f"v = {token}")["v"])


def _header(scan: _Scan, mark: str, header: int) -> int:
    """Go on with a table's header; return how many brackets are open."""
    if mark == "[":
        return header + 1
    if mark == "]":
        if scan.pending:
            scan.table = tuple(text for text, _, _ in scan.pending)
            scan.add(scan.table, scan.pending[0][2])
            scan.pending.clear()
        return max(1, header - 1)
    return header


def _take(scan: _Scan, mark: str) -> None:
    if mark == "=":
        if scan.pending:
            scan.assign()
    elif mark == ",":
        scan.end_value()
    elif mark in "[{":
        scan.stack.append(scan.current)
    elif mark in "]}":
        scan.end_value()
        if scan.stack:
            scan.current = scan.stack.pop()
