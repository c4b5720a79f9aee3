"""Imports that a rewrite has made useless, and only those."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, cast

from codemods.editing.fragments import Splice

if TYPE_CHECKING:
    from codemods.reading.module import Module

_REST_OF_LINE = re.compile(rb"[ \t\f]*(?:\r\n|\r|\n|\Z)")
_REST_OF_ITS_LINE = re.compile(rb"[ \t\f]*,[ \t\f]*(?:\r\n|\r|\n)")
_EMPTY_LINE = re.compile(rb"[ \t\f]*(?:\r\n|\r|\n)")

_BLOCKS = (
    *(ast.Module, ast.FunctionDef, ast.AsyncFunctionDef),
    *(ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith),
)
"""Where an import asks nothing: in `try` and `if` it may tell whether it can be."""


def removed(before: Module, edited: Module) -> Splice | None:
    """Return the splice that takes out one import, or None.

    It is bound once, was read in the file before, and is read no more. It
    stays where somebody else may want it: in an `__init__.py`, in `__all__`
    or another string, written `import a as a`, or with a comment on its line;
    and where taking it out is more than taking out a line or a name.
    """
    if edited.is_package:
        return None
    for name in sorted(before.names.loaded.keys() - edited.names.loaded.keys()):
        binders = edited.names.binders.get(name, [])
        if len(binders) != 1 or not isinstance(binders[0], ast.alias):
            continue
        alias = binders[0]
        if alias.name == alias.asname or _is_wanted(edited, name):
            continue
        made = _without(edited, alias)
        if made:
            return made
    return None


def _is_wanted(module: Module, name: str) -> bool:
    """Whether a string or another file, as far as others are known, has the name."""
    program = module.project.program
    if program is not None and program.uses_of(module.name, name):
        return True
    return _in_a_string(module, name)


def _in_a_string(module: Module, name: str) -> bool:
    """Whether a string other than a docstring holds the name as a word."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    comment = re.compile(rf"#\s*type:.*\b{re.escape(name)}\b".encode())
    return bool(comment.search(module.source.data)) or any(
        isinstance(node.value, str)
        and word.search(node.value)
        and not isinstance(module.tree.parents[node], ast.Expr)
        for node in module.tree.all(ast.Constant)
    )


def _without(module: Module, alias: ast.alias) -> Splice | None:
    statement = cast("ast.Import | ast.ImportFrom", module.tree.parents[alias])
    block = module.tree.parents[statement]
    if not isinstance(block, _BLOCKS) or statement not in block.body:
        return None
    start, end = module.source.span(statement)
    if b"#" in _lines(module, statement):
        return None
    if len(statement.names) > 1:
        return _without_name(module, statement, alias)
    data, starts = module.source.data, module.source.starts
    line = starts[statement.lineno - 1]
    rest = _REST_OF_LINE.match(data, end)
    if data[line:start].strip() or not rest or len(block.body) == 1:
        return None
    return Splice(line, gap_closed(data, line, rest.end()), b"", statement, 0)


def _lines(module: Module, statement: ast.Import | ast.ImportFrom) -> bytes:
    """Return the lines of a statement, with what else stands on them."""
    starts = module.source.starts
    last = statement.end_lineno or statement.lineno
    end = starts[last] if last < len(starts) else len(module.source.data)
    return module.source.data[starts[statement.lineno - 1] : end]


def gap_closed(data: bytes, start: int, end: int) -> int:
    """Return the end of a removal that leaves no two gaps where one was.

    `start` and `end` are the offsets of the lines that are taken out.
    """
    above = start == 0 or data[:start].endswith(
        (b"\n\n", b"\r\n\r\n", b"\r\r", b":\n", b":\r\n", b":\r")
    )
    below = _EMPTY_LINE.match(data, end)
    return below.end() if above and below else end


def _without_name(
    module: Module, statement: ast.Import | ast.ImportFrom, alias: ast.alias
) -> Splice:
    """Return the splice that takes one name out of a list of several."""
    source, names = module.source, statement.names
    start, end = source.span(alias)
    line = source.starts[alias.lineno - 1]
    rest = _REST_OF_ITS_LINE.match(source.data, end)
    if rest and not source.data[line:start].strip():
        return Splice(line, rest.end(), b"", statement)
    place = names.index(alias)
    if place + 1 < len(names):
        return Splice(start, source.span(names[place + 1])[0], b"", statement)
    return Splice(source.span(names[place - 1])[1], end, b"", statement)
