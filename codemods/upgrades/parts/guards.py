"""Places that have the other spelling beside them, for the other releases."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading.nodes import last_name

if TYPE_CHECKING:
    from codemods.reading.module import Module

_CAUGHT = re.compile(r"AttributeError|ImportError|ModuleNotFoundError|Exception")
_ASKED = re.compile(
    r"version|hasattr|getattr|(?:_|\b)v[12](?:_|\b)|PY\d|HAS_|IS_", re.IGNORECASE
)


def is_guarded(module: Module, node: ast.AST) -> bool:
    """Return whether code asks, or tries, which release there is at a node.

    A `try` that notices a missing name, and a condition that speaks of a
    version or of `hasattr`, have code for both.
    """
    below = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.Try, ast.TryStar)) and below not in parent.finalbody:
            bare = any(handler.type is None for handler in parent.handlers)
            caught = (ast.unparse(h.type) for h in parent.handlers if h.type)
            if bare or any(map(_CAUGHT.search, caught)):
                return True
        if isinstance(parent, (ast.If, ast.IfExp)) and _ASKED.search(
            ast.unparse(parent.test)
        ):
            return True
        below = parent
    return False


def has_plain_import(module: Module, node: ast.expr) -> bool:
    """Return whether what a dotted name starts with is imported in any case.

    An import in `try` or `if` may have another beside it; one for type
    checkers only is as good as a plain one.
    """
    base: ast.expr = node
    while isinstance(base, ast.Attribute):
        base = base.value
    return all(is_plain(module, item.node) for item in module.bindings_of(base))


def is_plain(module: Module, node: ast.AST) -> bool:
    """Return whether a statement is run in any case: not tried, on no condition."""
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.Try, ast.TryStar, ast.ExceptHandler)):
            return False
        if isinstance(parent, ast.If) and last_name(parent.test) != "TYPE_CHECKING":
            return False
    return True
