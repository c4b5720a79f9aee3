"""What a call is given: its arguments by place and by name."""

from __future__ import annotations

import ast


def has_stars(call: ast.Call) -> bool:
    """Whether `*` or `**` may give arguments that are not seen."""
    return any(isinstance(arg, ast.Starred) for arg in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    )


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return what is given by a keyword, None where it is not."""
    for item in call.keywords:
        if item.arg == name:
            return item.value
    return None


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """Return what is given at a place (-1 for none) or by a keyword."""
    if 0 <= place < len(call.args):
        return call.args[place]
    return keyword(call, name)


def place_of(call: ast.Call, value: ast.expr) -> int:
    """Return where an argument stands among all of a call's, as LibCST counts.

    Positional ones stand before keywords, as there is no star. Raises
    `ValueError` for what is no argument of the call.
    """
    values = [*call.args, *(item.value for item in call.keywords)]
    return values.index(value)


def is_constant(node: ast.expr | None, value: object) -> bool:
    """Whether an expression is this constant, of this type."""
    return (
        isinstance(node, ast.Constant)
        and type(node.value) is type(value)
        and node.value == value
    )
