"""Whether code stands where its owners have chosen when it runs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading.names import FUNCTIONS

if TYPE_CHECKING:
    from codemods.reading.module import Module


def chosen(module: Module, node: ast.AST) -> bool:
    """Return whether a condition around a node decides that it is run.

    Conditions outside of its function do not count, nor does that of a
    program's start: `if __name__ == "__main__":`.
    """
    for parent in module.tree.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            return False
        if isinstance(parent, (ast.If, ast.IfExp, ast.Match)) and not is_main(parent):
            return True
    return False


def is_main(node: ast.AST) -> bool:
    """Return whether a node is `if __name__ == "__main__":`."""
    match node:
        case ast.If(
            test=ast.Compare(
                left=ast.Name(id="__name__"),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value="__main__")],
            )
        ):
            return True
    return False


def handler_of(module: Module, node: ast.AST) -> ast.ExceptHandler | None:
    """Return the `except` in the node's function that the node stands in."""
    for parent in module.tree.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            return None
        if isinstance(parent, ast.ExceptHandler):
            return parent
    return None
