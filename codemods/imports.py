"""Imports that a rewrite needs, and those that it has made useless."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.fragments import Splice

if TYPE_CHECKING:
    from codemods.base import ImportNeeded
    from codemods.module import Module


class ImportRefusedError(ValueError):
    """An import cannot be added without colliding with a name of the file."""


@dataclass(frozen=True, slots=True, order=True)
class Plan:
    """How the file writes an imported thing, and what has to be added for it."""

    needed: ImportNeeded
    spelling: str
    missing: bool


def plan(module: Module, needed: ImportNeeded) -> Plan:
    """Return how new code reaches what it needs."""
    wanted = f"{needed.module}.{needed.name}" if needed.name else needed.module
    for name in sorted(module.names.binders):
        for binding in module.names.in_scope(name, module.root):
            if binding.target == wanted:
                return Plan(needed, name, missing=False)
            if needed.name and binding.target == needed.module:
                return Plan(needed, f"{name}.{needed.name}", missing=False)
    name = needed.name or needed.module
    if name in module.names.binders:
        raise ImportRefusedError(f"the file has another `{name}`")
    return Plan(needed, name, missing=True)


def changes(_before: Module, edited: Module, plans: list[Plan]) -> list[Splice]:
    """Return the splices that bring the imports of an edited file in order."""
    missing = [item for item in plans if item.missing]
    if not missing:
        return []
    newline = edited.source.newline()
    lines = [
        (
            f"from {plan.needed.module} import {plan.needed.name}"
            if plan.needed.name
            else f"import {plan.needed.module}"
        )
        + newline
        for plan in missing
    ]
    at = 0
    for node in edited.root.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not (docstring or isinstance(node, (ast.Import, ast.ImportFrom))):
            break
        at = edited.source.starts[node.end_lineno or 0]
    return [Splice(at, at, "".join(lines).encode(), edited.root, 0)]
