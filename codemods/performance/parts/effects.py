"""Whether working an expression out can do more than give a value or raise."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import known_calls

if TYPE_CHECKING:
    from codemods.reading.module import Module

_QUIET = (
    ast.Attribute,
    ast.BinOp,
    ast.BoolOp,
    ast.Compare,
    ast.Constant,
    ast.Dict,
    ast.DictComp,
    ast.FormattedValue,
    ast.GeneratorExp,
    ast.IfExp,
    ast.JoinedStr,
    ast.List,
    ast.ListComp,
    ast.Name,
    ast.Set,
    ast.SetComp,
    ast.Slice,
    ast.Starred,
    ast.Subscript,
    ast.Tuple,
    ast.UnaryOp,
)

QUIET_FUNCTIONS = known_calls.PURE_FUNCTIONS - {"builtins.sorted"} | {
    f"builtins.{name}"
    for name in ("all", "any", "callable", "getattr", "issubclass", "ord", "chr")
}
"""Functions that change nothing, unless an argument's own methods do."""

QUIET_METHODS = frozenset(
    {"casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdecimal",
     "isdigit", "isidentifier", "islower", "isnumeric", "isspace", "isupper", "items",
     "keys", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip",
     "split", "splitlines", "startswith", "strip", "title", "upper", "values"}
)  # fmt: skip
"""Methods whose name alone says that they change nothing."""


def is_quiet(module: Module, node: ast.expr) -> bool:
    """Return whether an expression only looks at things.

    Attributes, operators and items are taken to do so, calls only where they
    are well known.
    """
    return all(
        isinstance(part, _QUIET)
        or (isinstance(part, ast.Call) and _is_quiet_call(module, part))
        for part in ast.walk(node)
        if isinstance(part, ast.expr)
    )


def is_plain(node: ast.expr) -> bool:
    """Return whether an expression is a constant, or names and attributes.

    It gives the same when it is worked out twice.
    """
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Constant | ast.Name)


def _is_quiet_call(module: Module, call: ast.Call) -> bool:
    if module.name_of(call.func) in QUIET_FUNCTIONS:
        return True
    return isinstance(call.func, ast.Attribute) and call.func.attr in QUIET_METHODS
