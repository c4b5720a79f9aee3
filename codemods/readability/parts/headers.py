"""The line of a `def`: where its parameters end, and what is said beside it."""

from __future__ import annotations

import re
import tokenize
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.reading.tokens import tokens_of

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

_TYPE_COMMENT = re.compile(rb"#\s*type:\s*(?!ignore\b)")
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")


def has_type_comment(module: Module, function: Definition) -> bool:
    """Whether a function has its types in comments (PEP 484), in whole or part."""
    start = module.source.span(function)[0]
    first = function.body[0]
    line = getattr(first, "lineno", function.lineno)
    decorators = getattr(first, "decorator_list", [])
    if decorators:
        line = decorators[0].lineno
    end = max(module.source.line_end(line), module.source.line_end(function.lineno))
    return _TYPE_COMMENT.search(module.source.data, start, end) is not None


def parameters_end(module: Module, function: Definition) -> int:
    """Return the offset behind the parenthesis that ends the parameters.

    Raises `EditRefusedError` where it is not found.
    """
    source = module.source
    start, end = source.span(function)
    text = source.data[start:end]
    depth = 0
    last = (0, 0)
    for token in tokens_of(text):
        if token.type != tokenize.OP:
            continue
        if token.string == ":" and not depth:
            break
        if token.string == "->" and not depth:
            raise EditRefusedError("it says already what it returns")
        depth += (token.string in _OPEN) - (token.string in _CLOSED)
        last = token.end
    line = last[0] + function.lineno - 1
    at = source.starts[line - 1] if last[0] > 1 else start
    characters = source.data[at : source.line_end(line)].decode()[: last[1]]
    return at + len(characters.encode())


def returning(module: Module, function: Definition, text: str) -> TextEdit:
    """Return the edit by which a function says what it returns.

    Raises `EditRefusedError` where its line would get too long.
    """
    at = parameters_end(module, function)
    edit = TextEdit(function, at, at, f" -> {text}".encode(), header=True)
    check_length(module, edit)
    return edit


def check_length(module: Module, *edits: TextEdit) -> None:
    """Raise `EditRefusedError` where edits make a line longer than it may be.

    Each edit lies in one line.
    """
    grown: Counter[int] = Counter()
    for edit in edits:
        line = bisect_right(module.source.starts, edit.start)
        grown[line] += len(edit.new.decode()) - (edit.end - edit.start)
    for line, more in grown.items():
        start = module.source.starts[line - 1]
        text = module.source.data[start : module.source.line_end(line)].decode()
        if len(text.rstrip("\r\n")) + more > module.line_limit:
            raise EditRefusedError("the line would be too long")
