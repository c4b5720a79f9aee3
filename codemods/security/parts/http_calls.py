"""Calls of Requests, and the sessions that a file makes of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import nodes
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module

METHODS = frozenset(
    {"delete", "get", "head", "options", "patch", "post", "put", "request"}
)
FUNCTIONS = frozenset(
    f"{module}.{method}"
    for module in ("requests", "requests.api")
    for method in METHODS
)
SESSIONS = frozenset(
    {
        "requests.Session",
        "requests.session",
        "requests.sessions.Session",
        "requests.sessions.session",
    }
)


def is_session(module: Module, receiver: ast.expr) -> bool:
    """Return whether an expression is surely a plain session that the file made."""
    if isinstance(receiver, ast.Call):
        return module.name_of(receiver.func) in SESSIONS
    bindings = [
        binding
        for binding in module.bindings_of(receiver)
        if binding.kind is not Kind.ASSIGNMENT or not nodes.is_none(binding.value)
    ]
    return bool(bindings) and all(
        binding.kind in {Kind.ASSIGNMENT, Kind.WITH}
        and isinstance(binding.value, ast.Call)
        and module.name_of(binding.value.func) in SESSIONS
        for binding in bindings
    )
