"""Where bytes that somebody else wants to replace belong in the tree.

A linter's edit is a span of bytes. The engine trusts none: this module finds
the smallest node that may differ afterwards, or the statements that the edit
takes the place of, so that `checks.same_outside` can hold everything else to
be as it was.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from codemods.base import EditRefusedError, TextEdit
from codemods.checks import BLOCKS
from codemods.editing.fragments import comments
from codemods.editing.unused_imports import gap_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.diagnostics import Replacement
    from codemods.reading.module import Module


def node_at(module: Module, start: int, end: int) -> ast.AST:
    """Return the smallest node with a place in the file around two offsets.

    It is the module where no statement holds both. Nodes inside of an f-string
    have no sure place.
    """
    found: ast.AST = module.root
    line = _line(module, end)
    while not isinstance(found, ast.JoinedStr):
        inner = next(
            (
                child
                for child in _placed(found)
                if child.end_lineno >= line and _holds(module, child, start, end)
            ),
            None,
        )
        if inner is None:
            break
        found = inner
    return found


def _holds(module: Module, node: ast.AST, start: int, end: int) -> bool:
    first, last = _span(module, node)
    return first <= start and end <= last


def statement_at(module: Module, start: int, end: int) -> ast.AST:
    """Return the node that a place is shown by: its line is that of `start`."""
    found = node_at(module, start, end)
    if not isinstance(found, ast.Module):
        return found
    touched = _overlapping(module, found.body, start, end)
    return touched[0] if touched else found


def statements_in(module: Module, start: int, end: int) -> list[ast.stmt]:
    """Return the statements of the module's body that a span goes into."""
    return _overlapping(module, module.root.body, start, end)


def text_edit(module: Module, replacement: Replacement) -> TextEdit:
    """Return a span of bytes as an edit of the engine.

    Raises `EditRefusedError` where the span goes over the edges of blocks, or
    where a comment would be lost.
    """
    replacement = _whole(module, replacement)
    start, end = replacement.start, replacement.end
    node = node_at(module, start, end)
    if isinstance(node, ast.alias | ast.keyword):
        node = module.tree.parents[node]  # one may become several
    blocks = _blocks(node)
    if isinstance(node, ast.stmt) and not blocks:
        node = module.tree.parents[node]
        blocks = _blocks(node)
    elif not blocks and not isinstance(node, ast.Module):
        span = module.source.span(node)  # type: ignore[arg-type]  # it has a place
        _keeps_comments(module, replacement, *span)
        return TextEdit(node, start, end, replacement.new, comments_kept=True)
    for block in blocks:
        touched = _touched(module, block, start, end)
        if touched:
            return _in_block(module, replacement, touched)
    if isinstance(node, ast.Module):
        raise EditRefusedError("the edit is at no statement")
    _keeps_comments(module, replacement, *_span(module, node))
    return TextEdit(node, start, end, replacement.new, header=True, comments_kept=True)


def _whole(module: Module, replacement: Replacement) -> Replacement:
    """Return the removal of whole lines so that it leaves no two gaps in one."""
    start, end = replacement.start, replacement.end
    starts = module.source.starts
    lines = start < end and start in starts and end in starts
    if replacement.new or not lines:
        return replacement
    return replace(replacement, end=gap_closed(module.source.data, start, end))


def check_length(module: Module, edit: TextEdit) -> None:
    """Raise `EditRefusedError` where an edit makes a line too long, or longer."""
    data = module.source.data
    first = module.source.starts[_line(module, edit.start) - 1]
    last = module.source.line_end(_line(module, edit.end))
    before = data[first:last].decode().splitlines()
    after = (data[first : edit.start] + edit.new + data[edit.end : last]).decode()
    longest = max([module.line_limit, *map(len, before)])
    if any(len(line) > longest for line in after.splitlines()):
        raise EditRefusedError("the line would be too long")


def _in_block(
    module: Module, replacement: Replacement, touched: Sequence[ast.stmt]
) -> TextEdit:
    """Return the edit in whose place some statements of one block stand."""
    data, starts = module.source.data, module.source.starts
    first, last = _span(module, touched[0])[0], _span(module, touched[-1])[1]
    begin, end = min(first, replacement.start), max(last, replacement.end)
    line = starts[_line(module, begin) - 1]
    indent = data[line:first] if begin == first else data[line:begin]
    if indent.strip(b" \t\f"):
        line = begin
    rest = module.source.line_end(_line(module, end - 1)) if end else 0
    if data[end:rest].lstrip(b" \t\f")[:1] in {b"#", b"\\"}:
        end = rest
    after = (
        data[line : replacement.start] + replacement.new + data[replacement.end : end]
    )
    _same_comments(data[line:end], after)
    return TextEdit(
        touched[0],
        replacement.start,
        replacement.end,
        replacement.new,
        produced=_count(after),
        gone=tuple(touched[1:]),
        comments_kept=True,
    )


def _count(code: bytes) -> int:
    """Return how many statements some whole lines hold, at any indentation."""
    stripped = code.lstrip(b"\r\n")
    header = b"if 1:\n" if stripped[:1] in {b" ", b"\t", b"\f"} else b""
    if not code.strip():
        return 0
    try:
        body = ast.parse(header + code + (b" " if header else b"") + b"\n").body
    except (SyntaxError, ValueError) as error:
        raise EditRefusedError("the edit does not leave whole statements") from error
    if header and body and isinstance(body[0], ast.If):
        return len(body[0].body)
    return len(body)


def _touched(
    module: Module, block: Sequence[ast.stmt], start: int, end: int
) -> list[ast.stmt]:
    """Return the statements that a span goes into, else the one that it abuts."""
    touched = _overlapping(module, block, start, end)
    if touched:
        return touched
    beside = [item for item in block if _span(module, item)[1] == start]
    return beside or [item for item in block if _span(module, item)[0] == end]


def _overlapping(
    module: Module, block: Sequence[ast.stmt], start: int, end: int
) -> list[ast.stmt]:
    return [
        item
        for item in block
        if _span(module, item)[0] < end and start < _span(module, item)[1]
    ]


def _keeps_comments(
    module: Module, replacement: Replacement, start: int, end: int
) -> None:
    data = module.source.data
    before = data[start:end]
    after = (
        data[start : replacement.start] + replacement.new + data[replacement.end : end]
    )
    _same_comments(before, after)


def _same_comments(before: bytes, after: bytes) -> None:
    if comments(before) != comments(after):
        raise EditRefusedError("a comment would be lost")


def _line(module: Module, offset: int) -> int:
    return bisect_right(module.source.starts, offset)


def _blocks(node: ast.AST) -> list[list[ast.stmt]]:
    if isinstance(node, (ast.Lambda, ast.IfExp)):
        return []
    found = [getattr(node, name, None) for name in BLOCKS]
    return [block for block in found if isinstance(block, list) and block]


def _placed(node: ast.AST) -> Iterator[Any]:
    """Yield the nearest nodes below a node that have a place in the file."""
    for child in ast.iter_child_nodes(node):
        if hasattr(child, "lineno"):
            yield child
        else:
            yield from _placed(child)


def _span(module: Module, node: ast.AST) -> tuple[int, int]:
    """Return the offsets of a node, decorators and all."""
    start, end = module.source.span(node)  # type: ignore[arg-type]  # it has a place
    decorators = getattr(node, "decorator_list", None)
    if decorators:
        first = module.source.span(decorators[0])[0]
        start = module.source.data.rindex(b"@", 0, first)
    return start, end
