"""Walks over statements that do not enter what runs at another time."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def own(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield nodes and all that is in them, but for the insides of definitions.

    A function, class or lambda itself is yielded; its body is not entered, as
    it runs later or, for a class, in a scope of its own. Order is not promised.
    """
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, LATER):
            waiting += ast.iter_child_nodes(node)
