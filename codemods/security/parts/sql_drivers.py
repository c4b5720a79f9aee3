"""Which database a connection or cursor surely is of, and how it takes values."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import nodes
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

QUESTION, PERCENT = "?", "%s"
"""How a text marks the place of a value."""

DEPTH = 6
"""How many names and calls are followed one after another."""

MAKERS = {
    "MySQLdb.connect": PERCENT,
    "aiosqlite.connect": QUESTION,
    "django.db.connection.cursor": PERCENT,
    "mysql.connector.connect": PERCENT,
    "psycopg.connect": PERCENT,
    "psycopg2.connect": PERCENT,
    "pymysql.connect": PERCENT,
    "sqlite3.connect": QUESTION,
    "sqlite3.dbapi2.connect": QUESTION,
}
"""What gives a connection or a cursor."""

TYPES = {
    "aiosqlite.Connection": QUESTION,
    "aiosqlite.Cursor": QUESTION,
    "psycopg.Connection": PERCENT,
    "psycopg.Cursor": PERCENT,
    "psycopg2.extensions.connection": PERCENT,
    "psycopg2.extensions.cursor": PERCENT,
    "pymysql.connections.Connection": PERCENT,
    "pymysql.cursors.Cursor": PERCENT,
    "sqlite3.Connection": QUESTION,
    "sqlite3.Cursor": QUESTION,
}
PASSING = frozenset({"cursor", "execute", "__enter__"})
"""Methods that give a cursor, or the object itself."""


def marker_of(module: Module, node: ast.expr, depth: int = DEPTH) -> str:
    """Return the marker of an object's driver, "" where the file does not tell.

    Every value that the file gives the object must be of drivers that take
    values in the same way.
    """
    if depth == 0:
        return ""
    if isinstance(node, ast.Await):
        return marker_of(module, node.value, depth)
    if isinstance(node, ast.Call):
        return _of_call(module, node, depth)
    bindings = [
        binding
        for binding in module.bindings_of(node)
        if not nodes.is_none(binding.value)
    ]
    found = {_of_binding(module, binding, depth) for binding in bindings}
    return found.pop() if len(found) == 1 else ""


def _of_call(module: Module, node: ast.Call, depth: int) -> str:
    name = module.name_of(node.func)
    if name in MAKERS:
        return MAKERS[name]
    if name == "contextlib.closing" and len(node.args) == 1:
        return marker_of(module, node.args[0], depth - 1)
    if isinstance(node.func, ast.Attribute) and node.func.attr in PASSING:
        return marker_of(module, node.func.value, depth - 1)
    return ""


def _of_binding(module: Module, binding: Binding, depth: int) -> str:
    if binding.kind is Kind.PARAMETER:
        annotation = getattr(binding.node, "annotation", None)
        name = module.name_of(annotation) if annotation is not None else None
        return TYPES.get(name or "", "")
    if binding.kind in {Kind.ASSIGNMENT, Kind.WITH} and binding.value is not None:
        return marker_of(module, binding.value, depth - 1)
    return ""
