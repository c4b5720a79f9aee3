"""A valid TOML document as its tables, arrays and values, each with its place.

https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from bot.reading.joined import Joined, run
from bot.reading.toml_scanner import BLANK, STRING, read_key, scan, value_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.toml_scanner import Key

_PIECE = re.compile(
    r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\[ \t\r]*\n\s*|\\.|\r\n|.", re.DOTALL
)
_QUOTES = re.compile(r"\"{3}|'{3}|\"|'")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no others; the offsets include a string's quotes."""

    start: int
    end: int
    raw: str

    @property
    def is_string(self) -> bool:
        """Whether it is a string of any of the four kinds."""
        return self.raw[:1] in {'"', "'"}

    def characters(self) -> Joined:
        """Return a string's characters, or the value as it is written."""
        quotes = _QUOTES.match(self.raw)
        if quotes is None:
            return run(self.raw, self.start)
        width = len(quotes[0])
        inner = self.raw[width : len(self.raw) - width]
        start = self.start + width
        is_block = width > 1
        if is_block and inner[:1] in {"\n", "\r"}:
            cut = 2 if inner.startswith("\r\n") else 1
            inner, start = inner[cut:], start + cut
        if "\\" not in inner and "\r" not in inner:
            return run(inner, start)
        return _unescaped(inner, start, escapes=quotes[0][0] == '"')


@dataclass(frozen=True, slots=True)
class Array:
    """An array, or the tables of `[[...]]` headers, in order."""

    start: int
    end: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `keys` says where each key is written, where it is just one place."""

    start: int
    end: int = 0
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def get(self, *key: str) -> Node | None:
        """Return the value at a path of keys; None where there is none."""
        node: Node | None = self
        for name in key:
            if not isinstance(node, Table):
                return None
            node = node.entries.get(name)
        return node


Node: TypeAlias = "Leaf | Array | Table"


def tree(source: str) -> Table:
    """Return a document, as `tomllib.loads` has it, with places.

    The document must be valid: tomllib has read it.
    """
    root = Table(0, len(source))
    current = root
    for place in scan(source):
        if not place.key:
            current = _open(root, place.table, place.start, in_array=place.in_array)
            continue
        *outer, last = place.key
        table = _open(current, tuple(outer), place.start)
        node, _ = _node(source, place.value)
        table.entries[last] = node
        table.keys[last] = (place.start, place.end)
    return root


def walk(node: Node | None, *pattern: str) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield the values at a path of keys, with what stands in place of each `*`.

    An array on the way is looked through item by item.
    """
    if node is None:
        return
    if not pattern:
        yield (), node
        return
    if isinstance(node, Array):
        for item in node.items:
            yield from walk(item, *pattern)
        return
    if not isinstance(node, Table):
        return
    first, *rest = pattern
    if first != "*":
        yield from walk(node.entries.get(first), *rest)
        return
    for name, value in node.entries.items():
        for captured, found in walk(value, *rest):
            yield (name, *captured), found


def leaves(node: Node | None) -> Sequence[Leaf]:
    """Return the strings of an array, or the one string; tables are passed over."""
    items = node.items if isinstance(node, Array) else [node]
    return [item for item in items if isinstance(item, Leaf) and item.is_string]


def string(node: Node | None) -> str:
    """Return the text of a string; "" for any other value."""
    if isinstance(node, Leaf) and node.is_string:
        return node.characters().text
    return ""


def _open(table: Table, key: Key, start: int, *, in_array: bool = False) -> Table:
    for position, name in enumerate(key):
        known = table.entries.get(name)
        is_last = position == len(key) - 1
        if is_last and in_array:
            array = known if isinstance(known, Array) else Array(start, start)
            table.entries[name] = array
            array.items.append(Table(start))
            known = array
        if known is None:
            known = table.entries[name] = Table(start)
        if isinstance(known, Array):
            known = known.items[-1]
        if not isinstance(known, Table):
            raise TypeError(f"{name} is no table")  # tomllib has seen to it
        table = known
    return table


def _node(source: str, position: int) -> tuple[Node, int]:
    if source[position] == "[":
        return _array(source, position)
    if source[position] == "{":
        return _inline(source, position)
    found = STRING.match(source, position)
    end = found.end() if found else value_end(source, position)
    return Leaf(position, end, source[position:end]), end


def _array(source: str, start: int) -> tuple[Array, int]:
    items: list[Node] = []
    position = _blank(source, start + 1)
    while source[position] != "]":
        item, position = _node(source, position)
        items.append(item)
        position = _separated(source, position)
    return Array(start, position + 1, items), position + 1


def _inline(source: str, start: int) -> tuple[Table, int]:
    table = Table(start)
    position = _blank(source, start + 1)
    while source[position] != "}":
        first = position
        key, position = read_key(source, position)
        node, end = _node(source, _blank(source, position + 1))
        inner = _open(table, key[:-1], first)
        inner.entries[key[-1]] = node
        inner.keys[key[-1]] = (first, end)
        position = _separated(source, end)
    return Table(start, position + 1, table.entries, table.keys), position + 1


def _separated(source: str, position: int) -> int:
    position = _blank(source, position)
    return _blank(source, position + 1) if source[position] == "," else position


def _blank(source: str, position: int) -> int:
    found = BLANK.match(source, position)
    return found.end() if found else position


def _unescaped(inner: str, start: int, *, escapes: bool) -> Joined:
    text: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(inner):
        piece = match.group()
        if piece == "\r\n":
            value = "\n"
        elif not piece.startswith("\\") or len(piece) == 1:
            value = piece
        elif not escapes:
            value = piece.replace("\r\n", "\n")
        elif piece[1:].isspace():
            continue
        else:
            value = str(tomllib.loads(f'v = "{piece}"')["v"])
        text.append(value)
        offsets += [
            start + match.start() + (0 if escapes else nth) for nth in range(len(value))
        ]
    return Joined("".join(text), tuple(offsets))
