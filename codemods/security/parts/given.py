"""What a call is given: its arguments by name and by place."""

from __future__ import annotations

import ast


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return the value of a keyword argument, None where it is not given."""
    return next((item.value for item in call.keywords if item.arg == name), None)


def argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    """Return the argument of a parameter, given by name or at its place.

    None where it is not given, or where `*` hides which it is.
    """
    named = keyword(call, name)
    if named is not None or len(call.args) <= place:
        return named
    if any(isinstance(item, ast.Starred) for item in call.args[: place + 1]):
        return None
    return call.args[place]


def has_stars(call: ast.Call) -> bool:
    """Return whether `*` or `**` arguments hide what a call is given."""
    return any(isinstance(item, ast.Starred) for item in call.args) or any(
        item.arg is None for item in call.keywords
    )


def is_constant(node: ast.expr | None, value: object) -> bool:
    """Return whether an expression is just this constant: True is not 1."""
    return (
        isinstance(node, ast.Constant)
        and type(node.value) is type(value)
        and node.value == value
    )
