"""Blocks of statements as lines of a file: moved to the left, or to the right.

Lines move whole, so that layout and comments stay as they are. A line that
starts inside of a string is part of what the string says: it never moves.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, TypeAlias

from codemods.base import EditRefusedError, TextEdit
from codemods.reading.tokens import lines_in_strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

Loop: TypeAlias = ast.For | ast.AsyncFor | ast.While

LOOPS = (ast.For, ast.AsyncFor, ast.While)
ENDS = (ast.Return, ast.Raise, ast.Continue, ast.Break)
"""Statements behind which the statements of their block are never reached."""

_INDENT = re.compile(rb"[ \t\f]*")
_REST = re.compile(rb"[ \t\f]*(#[^\r\n]*)?(?=\r\n|\r|\n|\Z)")


def line(module: Module, number: int) -> bytes:
    """Return one line of the file, with what ends it."""
    source = module.source
    return source.data[source.starts[number - 1] : source.line_end(number)]


def indent(module: Module, number: int) -> bytes:
    """Return what a line starts with before its first character."""
    match = _INDENT.match(line(module, number))
    return match.group() if match else b""


def first_line(node: ast.stmt) -> int:
    """Return the line that a statement starts in, its decorators included."""
    decorators = getattr(node, "decorator_list", [])
    return int(decorators[0].lineno) if decorators else node.lineno


def last_line(node: ast.stmt | ast.expr) -> int:
    """Return the line that a node ends in."""
    return node.end_lineno or node.lineno


def alone(module: Module, node: ast.stmt) -> bool:
    """Whether a statement shares none of its lines with another statement."""
    start, end = module.source.span(node)
    number = first_line(node)
    first = module.source.starts[number - 1] + len(indent(module, number))
    if number == node.lineno and first != start:
        return False
    return _REST.match(module.source.data, end) is not None


def comment_behind(module: Module, node: ast.stmt) -> bool:
    """Whether a comment follows a statement in the line that it ends in."""
    match = _REST.match(module.source.data, module.source.span(node)[1])
    return match is not None and match[1] is not None


def comments_below(module: Module, node: ast.stmt) -> bool:
    """Whether comments follow a statement that are indented deeper than it is.

    They belong to its last block, and are not part of it in the tree.
    """
    depth = len(indent(module, node.lineno).expandtabs())
    for number in range(last_line(node) + 1, len(module.source.starts) + 1):
        text = line(module, number).strip()
        if text and not text.startswith(b"#"):
            return False
        if text and len(indent(module, number).expandtabs()) > depth:
            return True
    return False


def comment_above(module: Module, node: ast.stmt) -> bool:
    """Whether the line above a statement is a comment."""
    number = first_line(node) - 1
    return number > 0 and line(module, number).lstrip().startswith(b"#")


def string_lines(module: Module) -> frozenset[int]:
    """Return the lines that start inside of a string.

    Raises `EditRefusedError` where the file's tokens cannot be read.
    """
    return lines_in_strings(module.source.data)


def moved_left(
    module: Module,
    block: Sequence[ast.stmt],
    owner: ast.stmt,
    produced: int,
    onto: ast.stmt | None = None,
) -> list[TextEdit]:
    """Return the edits by which a block takes the indentation of its owner.

    The block is in the statement `owner`, which becomes `produced` statements.
    With `onto`, a statement in it, the block takes the indentation of that.
    Comments above the first statement of the block move too. Raises
    `EditRefusedError` where the lines cannot be moved.
    """
    outer = indent(module, (onto or owner).lineno)
    inner = indent(module, block[0].lineno)
    extra = len(inner) - len(outer)
    if not inner.startswith(outer) or extra <= 0 or not _on_lines(module, block):
        raise EditRefusedError("its block does not stand on lines of its own")
    edits = []
    for number in _lines(module, _first_of(module, block), last_line(block[-1])):
        if line(module, number).startswith(inner):
            start = module.source.starts[number - 1] + len(outer)
            edits.append(TextEdit(owner, start, start + extra, b"", produced=produced))
    return edits


def moved_right(
    module: Module, block: Sequence[ast.stmt], extra: bytes
) -> list[TextEdit]:
    """Return the edits by which statements, and comments among them, move right.

    Each of the statements is then part of another one: it counts no more.
    Raises `EditRefusedError` where the lines cannot be moved.
    """
    if not _on_lines(module, block):
        raise EditRefusedError("a statement shares its line with another")
    depth = len(indent(module, first_line(block[0])))
    edits = []
    for node, number in _lines_of(module, block):
        start = module.source.starts[number - 1] + min(
            depth, len(indent(module, number))
        )
        edits.append(TextEdit(node, start, start, extra, produced=0))
    return edits


def _on_lines(module: Module, block: Sequence[ast.stmt]) -> bool:
    return all(alone(module, node) for node in block)


def _first_of(module: Module, block: Sequence[ast.stmt]) -> int:
    """Return the first line of a block, with the comments above it."""
    number = first_line(block[0])
    while line(module, number - 1).lstrip().startswith(b"#"):
        number -= 1
    return number


def _lines_of(
    module: Module, block: Sequence[ast.stmt]
) -> Iterator[tuple[ast.stmt, int]]:
    """Yield the lines of a block that can be moved, each with its statement."""
    start = _first_of(module, block)
    for node in block:
        for number in _lines(module, start, last_line(node)):
            yield node, number
        start = last_line(node) + 1


def _lines(module: Module, first: int, last: int) -> Iterator[int]:
    """Yield lines that are neither empty nor start inside of a string.

    Raises `EditRefusedError` where the file's tokens cannot be read.
    """
    if re.search(rb"\r(?!\n)", module.source.data):
        raise EditRefusedError("the lines of the file end as on old Macintoshes")
    inside = module.once(string_lines)
    for number in range(first, last + 1):
        if number not in inside and line(module, number).strip():
            yield number
