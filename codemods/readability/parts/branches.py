"""The branches of an `if`: chains of `elif`, keywords, and where they lead."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.readability.parts import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.reading.module import Module

_TO_LINE_END = re.compile(rb"([\s\\)]*):[ \t\f]*(?=[\r\n])")


def is_elif(module: Module, node: ast.If) -> bool:
    """Whether an `if` is written as `elif`."""
    start, _ = module.source.span(node)
    return module.source.data.startswith(b"elif", start)


def chain(module: Module, node: ast.If) -> list[ast.If]:
    """Return an `if` with all of its `elif`s, in order."""
    found = [node]
    while True:
        match found[-1].orelse:
            case [ast.If() as link] if is_elif(module, link):
                found.append(link)
            case _:
                return found


def leaves(block: Sequence[ast.stmt]) -> bool:
    """Whether what follows a block is surely never reached from its end."""
    last = block[-1]
    if isinstance(last, blocks.ENDS):
        return True
    if isinstance(last, ast.If):
        return bool(last.orelse) and leaves(last.body) and leaves(last.orelse)
    return False


def keyword(
    module: Module, before: ast.stmt, after: ast.stmt, word: bytes
) -> tuple[int, int] | None:
    """Return the offsets of the lines of `else:` between two statements.

    None where a comment stands in one of its lines, or where the word does
    not have its line for itself.
    """
    for number in range(blocks.last_line(before) + 1, blocks.first_line(after)):
        text = blocks.line(module, number)
        if text.strip().replace(b" ", b"") == word + b":":
            start = module.source.starts[number - 1]
            return start, module.source.line_end(number)
        if text.strip() and not text.lstrip().startswith(b"#"):
            return None
    return None


def header(module: Module, node: ast.If) -> tuple[int, int] | None:
    """Return the offsets of the condition, from behind `if` to the colon.

    None where a comment stands in it, or anything behind the colon.
    """
    data = module.source.data
    start, _ = module.source.span(node)
    start += len(b"elif" if is_elif(module, node) else b"if")
    first, end = module.source.span(node.test)
    match = _TO_LINE_END.match(data, end)
    if match is None or b"#" in data[start:first]:
        return None
    while data[start : start + 1] in {b" ", b"\t"}:
        start += 1
    return start, end + len(match[1].rstrip())
