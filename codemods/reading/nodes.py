"""What single nodes of a tree are, and the statements among which they stand."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module

NAMED_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
"""Functions that a statement defines: all but lambdas."""

DEFINITIONS = (*NAMED_FUNCTIONS, ast.ClassDef)
"""Statements that define something with a body of its own."""


def is_none(node: ast.expr | None) -> bool:
    """Return whether an expression is `None` as it is written."""
    return isinstance(node, ast.Constant) and node.value is None


def last_name(node: ast.expr) -> str:
    """Return a name, or the last part of a dotted one; "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def block_of(module: Module, statement: ast.stmt) -> list[ast.stmt]:
    """Return the statements among which a statement stands."""
    parent = module.tree.parents[statement]
    for _, value in ast.iter_fields(parent):
        if isinstance(value, list) and statement in value:
            return value
    return [statement]
