"""What the `except` blocks of a file do with an error."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

BROAD = frozenset({"builtins.BaseException", "builtins.Exception"})
EXITS = frozenset(
    {
        "builtins.exit",
        "builtins.quit",
        "click.Abort",
        "os._exit",
        "os.abort",
        "sys.exit",
        "typer.Abort",
        "typer.Exit",
    }
)
_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def around(module: Module, node: ast.AST) -> ast.ExceptHandler | None:
    """Return the innermost `except` block that runs a node, None for none.

    What a function holds that is defined there runs at another time.
    """
    for parent in module.tree.ancestors(node):
        if isinstance(parent, ast.ExceptHandler):
            return parent
        if isinstance(parent, _APART):
            return None
    return None


def own(handler: ast.ExceptHandler) -> Iterator[ast.AST]:
    """Yield all nodes that a block runs, not those of functions in it.

    The `except` blocks inside of it are left out too: what happens there is
    about another error.
    """
    waiting: list[ast.AST] = list(reversed(handler.body))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _APART):
            inner = [
                child
                for child in ast.iter_child_nodes(node)
                if not isinstance(child, ast.ExceptHandler)
            ]
            waiting += reversed(inner)


def catches_all(module: Module, handler: ast.ExceptHandler) -> bool:
    """Whether a block catches every usual error, not only some kinds."""
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(module.name_of(kind) in BROAD for kind in kinds)


def caught(handler: ast.ExceptHandler) -> str:
    """Return what a block says it catches, as text."""
    return "" if handler.type is None else ast.unparse(handler.type)


def leaves(module: Module, handler: ast.ExceptHandler) -> str:
    """Return how a block passes the error on or ends the program, else ""."""
    for node in own(handler):
        if isinstance(node, ast.Raise):
            return "the block raises again, and who catches that can tell more"
        if isinstance(node, ast.Call) and module.name_of(node.func) in EXITS:
            return "the block ends the program with a message for its user"
    return ""
