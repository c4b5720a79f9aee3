"""Imports that a rewrite needs: what the file has already, or what to add."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from codemods.reading import nodes
from codemods.reading.names import FUNCTIONS, Kind

if TYPE_CHECKING:
    from codemods.base import ImportNeeded
    from codemods.reading.module import Module


class ImportRefusedError(ValueError):
    """New code cannot reach what it needs; says why in plain words."""


@dataclass(frozen=True, slots=True, order=True)
class Plan:
    """How new code writes an imported thing, and what has to be added for it.

    `spelling` is what stands in the code, `name` its first part, which an
    import binds. `missing` says that this import is yet to be added: to
    `beside`, an import inside of the function, or to those of the module.
    """

    needed: ImportNeeded
    spelling: str
    name: str
    missing: bool
    beside: ast.ImportFrom | None = field(default=None, compare=False)


def plan(module: Module, needed: ImportNeeded, at: ast.AST | None) -> Plan:
    """Return how code at a node reaches what it needs.

    Without a node it must be reached from anywhere in the file. What the file
    imports already is used before anything is added. Raises
    `ImportRefusedError` where the name to import is taken, or may be.
    """
    found = _present(module, needed, at)
    if found:
        return found
    name = needed.name or needed.module
    first = name.partition(".")[0]
    _check_addable(module, needed, first)
    beside = _local_import(module, needed, at) if at is not None else None
    return Plan(needed, name, first, missing=True, beside=beside)


def _present(module: Module, needed: ImportNeeded, at: ast.AST | None) -> Plan | None:
    """Return the shortest way through the imports that the file has."""
    wanted = ".".join(filter(None, (needed.module, needed.name)))
    plans = []
    for alias in module.tree.all(ast.alias):
        name = alias.asname or alias.name.partition(".")[0]
        if not _reaches(module, alias, name, at):
            continue
        target = module.names.target(alias)
        if target == wanted:
            plans.append(Plan(needed, name, name, missing=False))
        elif needed.name and target == needed.module:
            spelling = f"{name}.{needed.name}"
            plans.append(Plan(needed, spelling, name, missing=False))
        elif alias.asname is None and alias.name == needed.module and target == name:
            plans.append(Plan(needed, wanted, name, missing=False))
    return min(plans, key=lambda item: (item.spelling.count("."), item), default=None)


def _reaches(module: Module, alias: ast.alias, name: str, at: ast.AST | None) -> bool:
    """Whether an import has surely run, and is what `name` means, at a node."""
    statement = module.tree.parents[alias]
    block = module.tree.parents[statement]
    if any(
        binding.kind is not Kind.IMPORT or binding.target != module.names.target(alias)
        for binding in module.names.everywhere(name)
    ):
        return False
    if block is module.root:
        return _is_early(module, statement, at)
    if at is None or not isinstance(block, FUNCTIONS):
        return False
    here = module.enclosing_function(at) is block
    return here and statement.end_lineno < at.lineno  # type: ignore[attr-defined]  # both stand in a function


def _local_import(
    module: Module, needed: ImportNeeded, at: ast.AST
) -> ast.ImportFrom | None:
    """Return the import of the same module by which a function has its names."""
    for statement in module.tree.all(ast.ImportFrom):
        same = statement.module == needed.module and statement.level == 0
        block = module.tree.parents[statement]
        if (
            needed.name
            and same
            and isinstance(block, FUNCTIONS)
            and module.enclosing_function(at) is block
            and statement.lineno < at.lineno  # type: ignore[attr-defined]  # code in a function has a line
            and statement.names[0].name != "*"
        ):
            return statement
    return None


def _is_early(module: Module, statement: ast.AST, at: ast.AST | None) -> bool:
    """Whether a statement of the module's body runs before code at a node.

    What a function holds runs later than the module's body.
    """
    if at is not None and module.enclosing_function(at) is None:
        return statement.end_lineno < at.lineno  # type: ignore[attr-defined, no-any-return]  # neither is the module
    above = takewhile(lambda node: node is not statement, module.root.body)
    return at is not None or not any(
        isinstance(node, nodes.DEFINITIONS) for node in above
    )


def _check_addable(module: Module, needed: ImportNeeded, name: str) -> None:
    root = needed.module.partition(".")[0]
    stem = module.path.rpartition("/")[2].removesuffix(".py")
    if stem == root or module.names.is_own(root):
        raise ImportRefusedError(f"`{root}` is a module of the project's own here")
    bound = name in module.names.binders or name in module.names.loaded
    below = not needed.name and needed.module != name
    if bound and not (below and _is_package(module, name)):
        raise ImportRefusedError(f"the file has another `{name}`")
    if module.names.star_imports:
        raise ImportRefusedError(f"a star import may bring another `{name}`")


def _is_package(module: Module, name: str) -> bool:
    """Whether all that a file calls so is the package, imported for all of it."""
    bindings = module.names.in_scope(name, module.root)
    return (
        bool(bindings)
        and bindings == module.names.everywhere(name)
        and all(
            binding.kind is Kind.IMPORT and binding.target == name
            for binding in bindings
        )
    )
