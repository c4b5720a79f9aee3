"""The syntax trees of two versions of a file, and when they are the same; pure."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import FileChange

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def trees_of(file: FileChange) -> tuple[ast.Module, ast.Module] | None:
    """Return both versions parsed, None where there are no two that can be."""
    if file.before is None or file.after is None:
        return None
    try:
        return ast.parse(file.before), ast.parse(file.after)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def shape(tree: ast.AST) -> str:
    """Return the tree as text: equal for programs that are the same.

    `u"x"` is "x", and `del (a, b)` is `del a, b`: both mean the same.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            node.kind = None
        elif isinstance(node, ast.Delete):
            node.targets = [*_unpacked(node.targets)]
    return ast.dump(tree, include_attributes=False)


def _unpacked(targets: Iterable[ast.expr]) -> Iterator[ast.expr]:
    for target in targets:
        if isinstance(target, ast.Tuple):
            yield from _unpacked(target.elts)
        else:
            yield target
