"""Cut an expression or statement out of a file, change it, splice it back.

LibCST parses only the fragment, so its cost goes with the change and not with
the file (a whole file costs some 400 ms per 1,000 lines with positions). What
stands outside of a fragment keeps its bytes.
"""

from __future__ import annotations

import ast
import re
import tokenize
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import EditRefusedError, TextEdit
from codemods.editing import fstrings
from codemods.editing.syntax import code_of, expression, parse_expression
from codemods.lazy import cst
from codemods.reading import nodes
from codemods.reading.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.base import Edit
    from codemods.reading.module import Module

DEPTH = 150
"""How deeply a fragment's tree may nest: LibCST's parser has no limit but the
stack of the process, and a fault there ends the process."""

PIECES = 2000
"""How many quotes a fragment may hold: each joined string nests once more."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes `start` to `end` of the old data become `new`.

    `node` is the tree's node that changes (these bytes, or what stands inside
    of them, where they are an f-string); `produced` is how many statements
    stand in its place, where it is a statement.
    """

    start: int
    end: int
    new: bytes
    node: ast.AST
    produced: int = 1
    own: bool = False
    """Whether only the node's own strings change, and nothing below it."""

    gone: tuple[ast.stmt, ...] = ()
    """The statements behind `node` that `produced` stands for as well."""

    header: bool = False
    """Whether the statements that `node` holds stay as they are."""


class Shift:
    """Where the bytes of the old data are after some splices."""

    def __init__(self, splices: Sequence[Splice]) -> None:
        self._splices = sorted(splices, key=lambda splice: splice.start)
        self._starts = [splice.start for splice in self._splices]
        self._moved = [0]
        for splice in self._splices:
            grown = len(splice.new) - (splice.end - splice.start)
            self._moved.append(self._moved[-1] + grown)

    def apply(self, data: bytes) -> bytes:
        """Return the data with all splices made."""
        pieces = []
        position = 0
        for splice in self._splices:
            pieces += [data[position : splice.start], splice.new]
            position = splice.end
        return b"".join([*pieces, data[position:]])

    def new(self, offset: int) -> int:
        """Return where an old offset outside of all splices is now."""
        return offset + self._moved[bisect_right(self._starts, offset - 1)]

    def old(self, offset: int) -> int:
        """Return which old offset is now here, or the start of its splice."""
        for index in range(len(self._splices) - 1, -1, -1):
            splice = self._splices[index]
            start = splice.start + self._moved[index]
            if offset >= start + len(splice.new):
                return offset - self._moved[index + 1]
            if offset >= start:
                return splice.start
        return offset

    def touches(self, start: int, end: int) -> bool:
        """Return whether a splice stands between two old offsets."""
        index = bisect_right(self._starts, end)
        return index > 0 and self._splices[index - 1].end >= start


def splice(module: Module, edit: Edit | TextEdit) -> Splice:
    """Return one edit as a splice of the module's data.

    Raises `EditRefusedError` where the fragment cannot be changed alone, or
    where the change would lose a comment.
    """
    if isinstance(edit, TextEdit):
        return _text(module, edit)
    node = edit.node
    _check_size(module, node)
    try:
        if isinstance(node, ast.stmt):
            made = _statement(module, node, edit)
        else:
            made = _expression(module, node, edit)
    except cst.ParserSyntaxError as error:
        raise EditRefusedError("LibCST cannot read the code here") from error
    _check_comments(module.source.data[made.start : made.end], made.new)
    return made


def _text(module: Module, edit: TextEdit) -> Splice:
    """Return an edit of bytes; those of a comment stay as they are."""
    if isinstance(edit.node, (ast.expr, ast.stmt)):
        place = module.anchor(edit.node)
        if place is not edit.node:
            raise EditRefusedError("what stands inside an f-string is not edited so")
    replaced = module.source.data[edit.start : edit.end]
    if not edit.comments_kept and may_hold_comment(replaced):
        raise EditRefusedError("a comment may stand in the way")
    return Splice(
        edit.start,
        edit.end,
        edit.new,
        edit.node,
        edit.produced,
        own=edit.own,
        gone=edit.gone,
        header=edit.header,
    )


def may_hold_comment(data: bytes) -> bool:
    """Whether there is a comment in some bytes, or they do not tell."""
    try:
        return bool(comments(data))
    except EditRefusedError:
        return True


def comments(data: bytes) -> list[str]:
    """Return the comments of a piece of code, in order of the alphabet.

    Raises `EditRefusedError` where the code cannot be read.
    """
    if b"#" not in data:
        return []
    return sorted(
        token.string.rstrip()
        for token in tokens_of(b"(" + data + b"\n)")
        if token.type == tokenize.COMMENT
    )


def _check_size(module: Module, node: ast.expr | ast.stmt) -> None:
    node = module.anchor(node)
    start, end = module.source.span(node)
    data = module.source.data
    quotes = data.count(b'"', start, end) + data.count(b"'", start, end)
    if quotes > PIECES or _depth(node) > DEPTH:
        raise EditRefusedError("the code here is too large to be edited safely")


def _depth(node: ast.AST) -> int:
    deepest = 0
    waiting = [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(current)]
    return deepest


def _check_comments(old: bytes, new: bytes) -> None:
    before = comments(old)
    if before != (comments(new) if before else []):
        raise EditRefusedError("a comment inside the code would be lost")


def _parser_config(module: Module) -> cst.PartialParserConfig:
    return cst.PartialParserConfig(
        default_newline=module.source.newline(),
        default_indent=module.indent,
    )


def _expression(module: Module, node: ast.expr, edit: Edit) -> Splice:
    if isinstance(node, (ast.Starred, ast.Slice)):
        raise EditRefusedError("a starred expression or slice is not edited alone")
    place = module.anchor(node)
    start, end = module.source.span(place)
    text = module.source.data[start:end].decode()
    if place is not node and isinstance(place, ast.JoinedStr):
        code = fstrings.changed(place, text, node, edit.change)
    else:
        old = parse_expression(text, _parser_config(module))
        code = code_of(expression(edit.change(old)), module.source.newline())
    return Splice(start, end, code.encode(), node)


_BLANK = re.compile(rb"[ \t\f]*\Z")
_LINE_REST = re.compile(rb"[ \t\f]*(#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement stands: `indent` is None where it shares its line."""

    start: int
    end: int
    indent: str | None


def _place(module: Module, node: ast.stmt) -> _Place:
    source = module.source
    start, end = source.span(node)
    line = node.lineno
    decorators = getattr(node, "decorator_list", [])
    if decorators:
        line = decorators[0].lineno
        start = source.data.rindex(b"@", 0, source.span(decorators[0])[0])
    indent = source.data[source.starts[line - 1] : start]
    alone = _BLANK.match(indent) and _LINE_REST.match(source.data, end)
    return _Place(start, end, indent.decode().replace("\f", "") if alone else None)


def _statement(module: Module, node: ast.stmt, edit: Edit) -> Splice:
    place = _place(module, node)
    if module.source.data.startswith(b"elif", place.start):
        raise EditRefusedError("an `elif` is not edited alone")
    indent = place.indent or ""
    newline = module.source.newline()
    header = f"if 1:{newline}" if indent else ""
    text = module.source.data[place.start : place.end].decode()
    whole = cst.parse_module(f"{header}{indent}{text}{newline}", _parser_config(module))
    around: Any = whole.body[0].body if indent else whole
    statements = _statements(edit.change(around.body[0]))
    if not statements:
        return _removed(module, node, place)
    changed = around.with_changes(body=statements)
    if indent:
        changed = whole.with_changes(body=[whole.body[0].with_changes(body=changed)])
    code = changed.code.removeprefix(header).removeprefix(indent).removesuffix(newline)
    produced = sum(_count(statement) for statement in statements)
    lines_kept = code.count(newline) == text.count(newline)
    if place.indent is None and (produced != 1 or not lines_kept):
        raise EditRefusedError("the statement shares its line with another")
    return Splice(place.start, place.end, code.encode(), node, produced)


def _statements(new: object) -> list[cst.BaseStatement]:
    """Return what an edit made of a statement as a list."""
    if new is cst.RemovalSentinel.REMOVE:
        return []
    nodes = list(new) if isinstance(new, cst.FlattenSentinel) else [new]
    statements = [node for node in nodes if isinstance(node, cst.BaseStatement)]
    if len(statements) != len(nodes):
        raise TypeError(f"a statement became {new!r:.80}")
    return statements


def _count(statement: cst.BaseStatement) -> int:
    if isinstance(statement, cst.SimpleStatementLine):
        return len(statement.body)
    return 1


def _removed(module: Module, node: ast.stmt, place: _Place) -> Splice:
    """Return the splice that takes a statement out with its line."""
    data = module.source.data
    rest = _LINE_REST.match(data, place.end)
    if place.indent is None or rest is None or rest.group(1):
        raise EditRefusedError("the statement shares its line with something else")
    if nodes.block_of(module, node) == [node]:
        return Splice(place.start, place.end, b"pass", node)
    first = bisect_right(module.source.starts, place.start) - 1
    if isinstance(node, nodes.DEFINITIONS):
        first = _below_gap(module, first)
    return Splice(module.source.starts[first], rest.end(), b"", node, 0)


def _below_gap(module: Module, line: int) -> int:
    """Return the first of the empty lines above a line, else the line itself.

    What is defined has a gap above and one below: one of them goes with it.
    """
    starts, data = module.source.starts, module.source.data
    while line > 0 and not data[starts[line - 1] : starts[line]].strip():
        line -= 1
    return line
