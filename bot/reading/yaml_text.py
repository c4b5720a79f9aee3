"""YAML documents as nodes, and the characters of a scalar with their places.

https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.reading.joined import Joined, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.nodes import Node

_PIECE = re.compile(
    r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)|.", re.DOTALL
)
_ESCAPED = '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029\t'
_ESCAPES = dict(zip('0abtnvfre "/\\N_LP\t', _ESCAPED, strict=True))
_BLOCK_HEADER = re.compile(r"[|>][^\n]*(?:\n|$)")


class YamlTextError(ValueError):
    """A text is no YAML; `line` counts from 1, 0 where it is not known."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


def compose(text: str) -> tuple[Node, ...]:
    """Return the root nodes of a text's documents; raise `YamlTextError`."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # slow; many have no YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        return tuple(
            node for node in YAML(typ="base", pure=True).compose_all(text) if node
        )
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "no more is known"
        line = mark.line + 1 if mark else 0
        raise YamlTextError(line, f"is not valid YAML: {said}") from error
    except (YAMLError, RecursionError, ValueError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0]
        raise YamlTextError(0, f"is not valid YAML: {said}") from error


def scalars(nodes: tuple[Node, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield each scalar with the keys that lead to it, in order, each node once.

    Anchors may be used many times, or within themselves; a node is looked at
    where it first stands. Items of a list have the keys of the list.
    """
    seen: set[int] = set()
    stack: list[tuple[tuple[str, ...], Node]] = [((), node) for node in reversed(nodes)]
    while stack:
        keys, node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node.value, str):
            yield keys, node
            continue
        for item in reversed(node.value):
            if isinstance(item, tuple):
                name = item[0].value if isinstance(item[0].value, str) else ""
                stack.append(((*keys, name), item[1]))
            else:
                stack.append((keys, item))


def characters(text: str, node: Node) -> Joined | None:
    """Return the characters of a scalar; None where they cannot be told.

    White space that YAML folds has the place of what stands before it.
    """
    value = str(node.value)
    start, end = node.start_mark.index, node.end_mark.index
    raw = text[start:end]
    style = str(getattr(node, "style", None) or "")
    if style in {"'", '"'}:
        raw, start = raw[1:-1], start + 1
    elif style and (header := _BLOCK_HEADER.match(raw)):
        raw, start = raw[header.end() :], start + header.end()
    if raw == value and not (style == '"' and "\\" in raw):
        return run(value, start)
    if style == '"':
        return _aligned(value, _unescaped(raw), start)
    shown = raw.replace("''", "'\0") if style == "'" else raw
    pieces = [(char, at) for at, char in enumerate(shown) if char != "\0"]
    return _aligned(value, pieces, start)


def _unescaped(raw: str) -> list[tuple[str, int]]:
    pieces: list[tuple[str, int]] = []
    for match in _PIECE.finditer(raw):
        number = match[1] or match[2] or match[3]
        if number:
            pieces.append((chr(int(number, 16)), match.start()))
        elif match[4] in {"\n", "\r"}:
            continue
        else:
            said = _ESCAPES.get(match[4], "") if match[4] else match[0]
            pieces.append((said, match.start()))
    return pieces


def _aligned(value: str, pieces: list[tuple[str, int]], start: int) -> Joined | None:
    """Give each visible character of a value its place; None where one is not there."""
    visible = [(char, at) for char, at in pieces if not char.isspace()]
    offsets: list[int] = []
    last, following = start, 0
    for char in value:
        if not char.isspace():
            if following >= len(visible) or visible[following][0] != char:
                return None
            last = start + visible[following][1]
            following += 1
        offsets.append(last)
    return Joined(value, tuple(offsets)) if following == len(visible) else None


def entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    """Return keys and values of a mapping; empty for any other node."""
    if node is None or not isinstance(node.value, list):
        return ()
    return tuple(
        (item[0].value, item[1])
        for item in node.value
        if isinstance(item, tuple) and isinstance(item[0].value, str)
    )


def value_of(node: Node | None, key: str) -> Node | None:
    """Return the value of a key in a mapping; None where it is not there."""
    return next((value for name, value in entries(node) if name == key), None)


def elements(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a sequence; empty for any other node."""
    if node is None or not isinstance(node.value, list):
        return ()
    return tuple(item for item in node.value if not isinstance(item, tuple))


def text_of(node: Node | None) -> str:
    """Return the text of a scalar; "" for any other node."""
    return node.value if node is not None and isinstance(node.value, str) else ""
