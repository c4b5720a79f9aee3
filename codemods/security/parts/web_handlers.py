"""Which functions answer requests of the web, and with what they are given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

ROUTES = frozenset(
    {"api_route", "delete", "get", "head", "patch", "post", "put", "route"}
)
"""Methods of applications and routers that register the function below."""

INJECTED = frozenset({"fastapi.Depends", "fastapi.Security", "fastapi.params.Depends"})


def from_sender(module: Module, binding: Binding) -> bool:
    """Return whether a binding is a parameter that a request's sender fills.

    The function is registered for an address by a decorator such as
    `@app.get("/read")`; what the framework itself puts in does not count.
    """
    node = binding.node
    if not isinstance(node, ast.arg) or node.arg in {"request", "self"}:
        return False
    arguments = module.tree.parents[node]
    function = module.parent(arguments)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    return _is_handler(function) and not _is_injected(module, node, function.args)


def _is_handler(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(item, ast.Call)
        and isinstance(item.func, ast.Attribute)
        and item.func.attr in ROUTES
        and bool(item.args)
        and isinstance(item.args[0], ast.Constant)
        and str(item.args[0].value).startswith("/")
        for item in function.decorator_list
    )


def _is_injected(module: Module, node: ast.arg, arguments: ast.arguments) -> bool:
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(
        zip(reversed(positional), reversed(arguments.defaults), strict=False)
    )
    defaults.update(
        (arg, value)
        for arg, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    )
    calls = [defaults.get(node), *ast.walk(node.annotation or node)]
    return any(
        isinstance(item, ast.Call) and module.name_of(item.func) in INJECTED
        for item in calls
    )
