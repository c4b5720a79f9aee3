"""The edit that takes a whole statement out, with the gap that it leaves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.reading import nodes

if TYPE_CHECKING:
    import ast

    from codemods.reading.module import Module

_REST = re.compile(rb"[ \t\f]*(?:\r\n|\r|\n|\Z)")
_BLANKS = re.compile(rb"(?:[ \t\f]*(?:\r\n|\r|\n))*")


def removal(module: Module, node: ast.stmt) -> TextEdit:
    """Return the edit that takes a statement out of its block.

    The blank lines below it go too, at the end of a file those above; in a
    block of its own `pass` stays. Raises `EditRefusedError` where it shares a
    line, or where a comment stands right above, which may be about it.
    """
    source = module.source
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(item.lineno for item in decorators)])
    start = source.starts[first - 1]
    begin = source.span(node)[0] if not decorators else source.span(decorators[0])[0]
    end = source.span(node)[1]
    rest = _REST.match(source.data, end)
    if source.data[start:begin].strip(b" \t\f@") or rest is None:
        raise EditRefusedError("it shares its line with something else")
    if first > 1:
        above = source.data[source.starts[first - 2] : start].strip()
        if above.startswith(b"#"):
            raise EditRefusedError("a comment stands above it")
    if nodes.block_of(module, node) == [node]:
        if module.parent(node) is module.root:
            raise EditRefusedError("the file has nothing else")
        indent = len(source.data[start:begin]) - len(source.data[start:begin].lstrip())
        return TextEdit(node, start + indent, end, b"pass")
    blanks = _BLANKS.match(source.data, rest.end())
    stop = blanks.end() if blanks else rest.end()
    if stop >= len(source.data):
        start = len(source.data[:start].rstrip())
        kept = _REST.match(source.data, start)
        return TextEdit(node, kept.end() if kept else start, stop, b"", produced=0)
    return TextEdit(node, start, stop, b"", produced=0)
