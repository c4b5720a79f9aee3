"""Imports that are made only where another one fails, or under a condition."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codemods.reading.module import Module

Import: TypeAlias = ast.Import | ast.ImportFrom

_VERSION = re.compile(r"version|\bPY[23]|\bpython_?[23]", re.IGNORECASE)
_FAILURES = frozenset({"ImportError", "ModuleNotFoundError"})


@dataclass(frozen=True, slots=True)
class Fallback:
    """A `try` of two imports, one of which is made where the other fails."""

    whole: ast.Try
    other: Import


def fallback_of(module: Module, statement: Import) -> Fallback | str | None:
    """Return the fallback that an import is one half of.

    It is None for an import that stands for itself, also where its failure is
    caught, and why not where it is neither: one of several that are tried, or
    under a condition on the version.
    """
    child: ast.AST = statement
    for parent in module.tree.ancestors(statement):
        if isinstance(parent, ast.Try) and _is_tried(parent, child):
            if child in parent.body and not _imports(parent.handlers):
                child = parent
                continue
            other = _other_half(parent, statement)
            return Fallback(parent, other) if other else "other imports are tried"
        if isinstance(parent, ast.If) and _is_conditional(parent):
            return "it is imported under a condition"
        child = parent
    return None


def _is_tried(whole: ast.Try, child: ast.AST) -> bool:
    """Return whether a failing import is what a `try` is about."""
    if child in whole.handlers:
        return True
    return child in whole.body and any(_catches(each.type) for each in whole.handlers)


def _catches(kind: ast.expr | None) -> bool:
    names = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    wide = _FAILURES | {"Exception", "BaseException"}
    return any(
        each is None or (isinstance(each, ast.Name) and each.id in wide)
        for each in names
    )


def _imports(nodes: Iterable[ast.AST]) -> bool:
    return any(
        isinstance(inner, (ast.Import, ast.ImportFrom))
        for node in nodes
        for inner in ast.walk(node)
    )


def _other_half(whole: ast.Try, statement: Import) -> Import | None:
    if whole.orelse or whole.finalbody or len(whole.handlers) != 1:
        return None
    (handler,) = whole.handlers
    halves = (whole.body, handler.body)
    if any(len(half) != 1 for half in halves) or not _fails(handler.type):
        return None
    first, second = whole.body[0], handler.body[0]
    other = second if first is statement else first
    if statement not in (first, second):
        return None
    return other if isinstance(other, (ast.Import, ast.ImportFrom)) else None


def _fails(kind: ast.expr | None) -> bool:
    names = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return all(isinstance(name, ast.Name) and name.id in _FAILURES for name in names)


def _is_conditional(node: ast.If) -> bool:
    """Return whether a condition asks which Python runs."""
    return bool(_VERSION.search(ast.unparse(node.test)))
