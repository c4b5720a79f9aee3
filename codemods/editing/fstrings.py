"""Change an expression that stands inside of an f-string.

Its place in the file is not known before Python 3.12, so it is found by its
place in the tree: the f-string is taken apart by LibCST, down to the braces
that hold the expression, and these are parsed on their own.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, cast

from codemods.base import EditRefusedError
from codemods.editing.syntax import code_of, expression, parse_expression
from codemods.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def changed(
    string: ast.JoinedStr, text: str, target: ast.expr, change: Callable[[Any], object]
) -> str:
    """Return the text of an f-string with one expression in it changed.

    `text` is the f-string as it is written, `target` a node below `string`.
    Raises `EditRefusedError` where the new code needs what no f-string may
    hold before Python 3.12: a backslash, a comment, more kinds of quotes.
    """
    place, value = _braces(string, target)
    whole = parse_expression(text)
    old = list(_expressions(whole))[place]
    before = code_of(old.expression)
    after = _changed_inside(value, before, target, change)
    _check_allowed(before, after)
    new = old.with_changes(expression=parse_expression(after))
    return code_of(whole.with_deep_changes(old, expression=new.expression))


def _braces(string: ast.JoinedStr, target: ast.expr) -> tuple[int, ast.expr]:
    """Return which braces of an f-string hold a node, and what is in them."""
    return next(
        (place, field.value)
        for place, field in enumerate(_fields(string))
        if any(node is target for node in ast.walk(field.value))
    )


def _fields(string: ast.JoinedStr) -> list[ast.FormattedValue]:
    """Return the braces of an f-string, those in format specifiers as well."""
    found: list[ast.FormattedValue] = []
    for part in string.values:
        if isinstance(part, ast.FormattedValue):
            found.append(part)
            if isinstance(part.format_spec, ast.JoinedStr):
                found += _fields(part.format_spec)
    return found


def _expressions(node: Any) -> Iterator[Any]:
    """Yield the same braces of LibCST's f-string, in the same order."""
    if isinstance(node, cst.ConcatenatedString):
        yield from _expressions(node.left)
        yield from _expressions(node.right)
    elif isinstance(node, cst.FormattedString):
        for part in node.parts:
            if isinstance(part, cst.FormattedStringExpression):
                yield from _braced(part)


def _braced(part: Any) -> Iterator[Any]:
    yield part
    for inner in part.format_spec or ():
        if isinstance(inner, cst.FormattedStringExpression):
            yield from _braced(inner)


def _changed_inside(
    value: ast.expr, text: str, target: ast.expr, change: Callable[[Any], object]
) -> str:
    """Return the text of an expression with the node like `target` changed."""
    number = next(i for i, node in enumerate(ast.walk(value)) if node is target)
    parsed = ast.parse(f"({text}\n)", mode="eval").body
    same: Any = list(ast.walk(parsed))[number]
    around = _outermost_string(parsed, same)
    if around is not None:
        start, end = _span(text, around)
        inner = changed(around, text[start:end], same, change)
    else:
        start, end = _span(text, same)
        inner = code_of(expression(change(parse_expression(text[start:end]))))
    return text[:start] + inner + text[end:]


def _outermost_string(root: ast.expr, target: ast.AST) -> ast.JoinedStr | None:
    for node in ast.walk(root):
        inside = isinstance(node, ast.JoinedStr) and node is not target
        if inside and any(below is target for below in ast.walk(node)):
            return cast("ast.JoinedStr", node)
    return None


def _span(text: str, node: ast.expr) -> tuple[int, int]:
    """Return where a node of `(text)` stands in `text`, in characters.

    A tuple without parentheses of its own has those around the text.
    """
    lines = f"({text}\n)".splitlines(keepends=True)
    raw = [line.encode() for line in lines]

    def offset(line: int, column: int) -> int:
        before = sum(len(item) for item in lines[: line - 1])
        place = before + len(raw[line - 1][:column].decode()) - 1
        return min(max(place, 0), len(text))

    return (
        offset(node.lineno, node.col_offset),
        offset(node.end_lineno or 0, node.end_col_offset or 0),
    )


def _check_allowed(before: str, after: str) -> None:
    for sign in ("'", '"', "\\", "#", "\n"):
        if sign in after and sign not in before:
            raise EditRefusedError("the new code cannot stand in an f-string")
