"""Whether two sources are one syntax tree, as far as a formatter may touch it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading.source import UnreadableSourceError, parse, read

if TYPE_CHECKING:
    from collections.abc import Sequence


def unreadable(source: bytes) -> UnreadableSourceError | None:
    """Return why Python cannot parse the source, with the line; else None."""
    try:
        parse(read(source))
    except UnreadableSourceError as error:
        return error
    return None


def same_tree(before: bytes, after: bytes) -> bool:
    """Return whether both sources mean the same to Python.

    Not compared: the white space at both ends of the lines of a docstring (or
    of another string that is a statement, which Python throws away), the
    prefix `u` of a string, and parentheses around the targets of `del`. Black
    and Ruff change these:
    https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html#ast-before-and-after-formatting
    """
    try:
        old, new = parse(read(before)), parse(read(after))
    except UnreadableSourceError:
        return False
    stack: list[tuple[object, object]] = [(old, new)]
    while stack:
        one, other = stack.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, ast.AST) and isinstance(other, ast.AST):
            stack += _fields(one, other)
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return False
            stack += zip(one, other, strict=True)
        elif one != other:
            return False
    return True


def _fields(one: ast.AST, other: ast.AST) -> list[tuple[object, object]]:
    """Return the pairs of fields that must be the same."""
    text = _statement_text(one)
    if text is not None:
        return [(text, _statement_text(other))]
    if isinstance(one, ast.Delete) and isinstance(other, ast.Delete):
        return [(_flat(one.targets), _flat(other.targets))]
    return [
        (getattr(one, name, None), getattr(other, name, None))
        for name in one._fields
        if name != "kind" or not isinstance(one, ast.Constant)
    ]


def _statement_text(node: ast.AST) -> str | None:
    match node:
        case ast.Expr(value=ast.Constant(value=str() as text)):
            lines = (line.strip() for line in text.splitlines())
            return "\n".join(lines).strip()
    return None


def _flat(targets: Sequence[ast.expr]) -> list[ast.expr]:
    flat: list[ast.expr] = []
    for target in targets:
        flat += _flat(target.elts) if isinstance(target, ast.Tuple) else [target]
    return flat
