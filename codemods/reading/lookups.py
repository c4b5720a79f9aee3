"""The nodes of a file by what they are called, for codemods that ask often.

Each is worked out once for a file, and forgotten some files later.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.reading.module import Module

FILES = 4
"""How many files are remembered."""


def names(module: Module, name: str) -> Sequence[ast.Name]:
    """Return where the file reads or binds a name."""
    return _names(module).get(name, ())


def names_in(module: Module, name: str, scope: ast.AST) -> Sequence[ast.Name]:
    """Return where the file reads or binds the name that is bound in a scope."""
    known = _by_scope(module)
    if name not in known:
        found: dict[ast.AST | None, list[ast.Name]] = {}
        for node in names(module, name):
            where = module.names.scope_of_name(name, node)
            found.setdefault(where, []).append(node)
        known[name] = found
    return known[name].get(scope, ())


def attributes(module: Module, name: str) -> Sequence[ast.Attribute]:
    """Return where the file looks an attribute up, on whatever object."""
    return _attributes(module).get(name, ())


def calls(module: Module, name: str) -> Sequence[ast.Call]:
    """Return the calls of a name, and of an attribute of that name."""
    return _calls(module).get(name, ())


@lru_cache(maxsize=FILES)
def _names(module: Module) -> dict[str, list[ast.Name]]:
    found: dict[str, list[ast.Name]] = {}
    for name in module.tree.all(ast.Name):
        found.setdefault(name.id, []).append(name)
    return found


@lru_cache(maxsize=FILES)
def _by_scope(module: Module) -> dict[str, dict[ast.AST | None, list[ast.Name]]]:
    """Return what fills as names are asked for."""
    del module
    return {}


@lru_cache(maxsize=FILES)
def _attributes(module: Module) -> dict[str, list[ast.Attribute]]:
    found: dict[str, list[ast.Attribute]] = {}
    for attribute in module.tree.all(ast.Attribute):
        found.setdefault(attribute.attr, []).append(attribute)
    return found


@lru_cache(maxsize=FILES)
def _calls(module: Module) -> dict[str, list[ast.Call]]:
    found: dict[str, list[ast.Call]] = {}
    for call in module.tree.all(ast.Call):
        match call.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.setdefault(name, []).append(call)
    return found


@lru_cache(maxsize=FILES)
def given_none(module: Module) -> frozenset[str]:
    """Return the names of arguments that some call in the file gives as None."""
    return frozenset(
        keyword.arg
        for keyword in module.tree.all(ast.keyword)
        if keyword.arg is not None
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is None
    )
