"""Whether code has looked at a value before it is used, as far as a function tells.

Only checks that surely stand before the use count: an `if` around it, or one
above it that leaves where the check fails. What a check means is not worked
out: that somebody has thought of it is enough to leave a place alone.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading import nodes
from codemods.reading.names import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_LEAVES = (ast.Break, ast.Continue, ast.Raise, ast.Return)
_EXITS = frozenset({"builtins.exit", "builtins.quit", "os._exit", "sys.exit"})
_NO_CHECKS = frozenset(
    f"builtins.{name}"
    for name in ("bool", "callable", "getattr", "hasattr", "isinstance", "len", "type")
) | {"os.path.exists", "os.path.isdir", "os.path.isfile"}
"""Calls that do not say that a value's text is harmless."""

_NO_METHODS = frozenset(
    {"exists", "get", "is_dir", "is_file", "isdir", "isfile", "items", "values"}
)
_CHECKING = re.compile(
    r"(?:assert|check|ensure|forbid|guard|is_safe|reject|require|sanit|valid|verify)"
)
"""How a function is named that raises where a value will not do."""

_COMPARISONS = (ast.Eq, ast.In, ast.NotEq, ast.NotIn)


def is_checked(module: Module, node: ast.expr) -> bool:
    """Whether a check of a name that an expression holds surely stands before it."""
    wanted = {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}
    return bool(wanted) and any(
        _checks(module, test, wanted) for test in _tests(module, node)
    )


def _tests(module: Module, node: ast.expr) -> Iterator[ast.expr]:
    """Yield what is checked on every way to a node in its function."""
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.If, ast.IfExp, ast.While)) and child is not (
            parent.test
        ):
            yield parent.test
        for block in _blocks(parent):
            if child in block:
                yield from _above(module, block[: block.index(child)])
        if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            return
        child = parent


def _blocks(node: ast.AST) -> Iterator[list[ast.AST]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def _above(module: Module, statements: list[ast.AST]) -> Iterator[ast.expr]:
    for statement in statements:
        match statement:
            case ast.If(test=test, body=[*_, last]) if _leaves(module, last):
                yield test
            case ast.Expr(value=ast.Call() as call):
                if _CHECKING.search(nodes.last_name(call.func).lower()):
                    yield call


def _leaves(module: Module, statement: ast.stmt) -> bool:
    if isinstance(statement, _LEAVES):
        return True
    match statement:
        case ast.Expr(value=ast.Call(func=func)):
            exits = module.name_of(func) in _EXITS
            return exits or nodes.last_name(func) in {"abort", "error", "fail"}
    return False


def _checks(module: Module, test: ast.expr, wanted: set[str]) -> bool:
    """Whether a condition looks at the text of one of the names."""
    for node in ast.walk(test):
        match node:
            case ast.Compare(left=left, ops=operators, comparators=others):
                known = any(isinstance(item, _COMPARISONS) for item in operators)
                if known and any(_names(item, wanted) for item in (left, *others)):
                    return True
            case ast.Call(func=func):
                if module.name_of(func) in _NO_CHECKS or (
                    nodes.last_name(func) in _NO_METHODS
                ):
                    continue
                if _names(node, wanted):
                    return True
    return False


def _names(node: ast.expr, wanted: set[str]) -> bool:
    return any(
        isinstance(item, ast.Name) and item.id in wanted for item in ast.walk(node)
    )
