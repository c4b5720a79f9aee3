"""What is surely a session, or a connection, of SQLAlchemy."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading import annotation_kinds
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

    Test = Callable[[Module, ast.expr], bool]

MANY = 8
"""A name that is bound more often than this is not looked into."""

_SESSIONS = frozenset(
    {"sqlalchemy.orm.Session", "sqlalchemy.orm.session.Session"}
    | {"sqlalchemy.orm.scoped_session", "sqlalchemy.orm.scoping.scoped_session"}
)
_MAKERS = frozenset(
    {"sqlalchemy.orm.sessionmaker", "sqlalchemy.orm.session.sessionmaker"}
)
_ENGINES = frozenset(
    {"sqlalchemy.create_engine", "sqlalchemy.engine.create_engine"}
    | {"sqlalchemy.engine_from_config"}
)
_ENGINE_TYPES = frozenset(
    {"sqlalchemy.Engine", "sqlalchemy.engine.Engine", "sqlalchemy.engine.base.Engine"}
)
_CONNECTIONS = frozenset(
    {"sqlalchemy.Connection", "sqlalchemy.engine.Connection"}
    | {"sqlalchemy.engine.base.Connection"}
)
_FLASK = "flask_sqlalchemy.SQLAlchemy"

SIEVE = re.compile(rb"sqlalchemy|\bdb\.(?:session|engine)\b")
"""Bytes without which a file has no session and no connection that is known."""


def is_session(module: Module, node: ast.expr) -> bool:
    """Return whether an expression surely gives a session."""
    match node:
        case ast.Call(func=function):
            return module.name_of(function) in _SESSIONS or _is_factory(
                module, function
            )
        case ast.Attribute(value=owner, attr="session") if _is_flask(module, owner):
            return True
        case ast.Name() | ast.Attribute():
            return _all(module, node, is_session, _SESSIONS)
    return False


def is_engine(module: Module, node: ast.expr) -> bool:
    """Return whether an expression surely gives an engine."""
    match node:
        case ast.Call(func=function):
            return module.name_of(function) in _ENGINES
        case ast.Attribute(value=owner, attr="engine") if _is_flask(module, owner):
            return True
        case ast.Name() | ast.Attribute():
            return _all(module, node, is_engine, _ENGINE_TYPES)
    return False


def is_connection(module: Module, node: ast.expr) -> bool:
    """Return whether an expression surely gives a connection."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="connect" | "begin")):
            return is_engine(module, owner)
        case ast.Call(func=ast.Attribute(value=owner, attr="connection")):
            return is_session(module, owner)
        case ast.Name() | ast.Attribute():
            return _all(module, node, is_connection, _CONNECTIONS)
    return False


def _is_factory(module: Module, node: ast.expr) -> bool:
    """Whether a call of it gives a session."""
    value = module.value_of(node)
    match value:
        case ast.Call(func=function):
            name = module.name_of(function)
            told = {keyword.arg for keyword in value.keywords}
            return name in _MAKERS | _SESSIONS and not told & {"class_", "query_cls"}
    return False


def _is_flask(module: Module, node: ast.expr) -> bool:
    """Whether it is Flask-SQLAlchemy's object, in a project that declares it.

    Another module of the project may have made it; then its name tells.
    """
    name = module.name_of(node) or ""
    if name.startswith(".") and name.endswith(".db"):
        return "flask-sqlalchemy" in module.project.dependencies
    match module.value_of(node):
        case ast.Call(func=function):
            return module.name_of(function) == _FLASK
    return False


def _all(module: Module, node: ast.expr, test: Test, types: frozenset[str]) -> bool:
    bindings = module.bindings_of(node)
    return 0 < len(bindings) <= MANY and all(
        _is_bound(module, item, test, types) for item in bindings
    )


def _is_bound(
    module: Module, binding: Binding, test: Test, types: frozenset[str]
) -> bool:
    annotation = getattr(binding.node, "annotation", None)
    if isinstance(annotation, ast.expr):
        return module.name_of(annotation_kinds.unquoted(module, annotation)) in types
    if binding.kind not in {Kind.ASSIGNMENT, Kind.WITH} or binding.value is None:
        return False
    if not isinstance(binding.value, ast.Call):
        return False
    return test(module, binding.value)
