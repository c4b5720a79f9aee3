"""Which objects are surely applications of Flask."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module

MAKERS = frozenset({"flask.Flask", "flask.app.Flask"})
DEPTH = 4
"""How many names and functions are followed one after another."""


def is_app(module: Module, node: ast.expr, depth: int = DEPTH) -> bool:
    """Return whether every value that the file gives an object is a Flask app.

    A function of the file is followed to what it returns.
    """
    if depth == 0:
        return False
    if isinstance(node, ast.Call):
        if module.name_of(node.func) in MAKERS:
            return True
        return isinstance(node.func, ast.Name) and _makes_app(module, node.func, depth)
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        binding.kind is Kind.ASSIGNMENT
        and binding.value is not None
        and is_app(module, binding.value, depth - 1)
        for binding in bindings
    )


def _makes_app(module: Module, name: ast.Name, depth: int) -> bool:
    """Whether a function of the file returns an app, on every way."""
    match module.bindings_of(name):
        case [binding] if isinstance(binding.node, ast.FunctionDef):
            function = binding.node
        case _:
            return False
    values = [
        node.value
        for node in module.tree.all(ast.Return)
        if module.enclosing_function(node) is function
    ]
    return bool(values) and all(
        value is not None and is_app(module, value, depth - 1) for value in values
    )
