"""Where a name of the whole module is defined: below what the file imports."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.reading import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.reading.module import Module

_REST = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?=\r\n|\r|\n|\Z)")
_EMPTY = re.compile(rb"(?:\r\n|\r|\n)[ \t\f]*(?:\r\n|\r|\n|\Z)|\Z")
_IMPORTS = (ast.Import, ast.ImportFrom)
_PLAIN = (*_IMPORTS, ast.Pass)


def added(module: Module, line: str) -> TextEdit:
    """Return the edit that puts a line below the imports of a file.

    An import that the engine adds for the same site stands above it. Raises
    `EditRefusedError` where there is no such place.
    """
    anchor = _anchor(module)
    source = module.source
    _, end = source.span(anchor)
    rest = _REST.match(source.data, end)
    if rest is None:
        raise EditRefusedError("there is no line of its own below the imports")
    at = rest.end()
    newline = source.newline()
    below = "" if _EMPTY.match(source.data, at) else newline
    text = f"{newline}{newline}{line}{below}"
    return TextEdit(anchor, at, at, text.encode(), produced=2)


def is_above(module: Module, statement: ast.stmt) -> bool:
    """Whether a statement of the module's body runs before what `added` adds."""
    return statement.lineno <= _anchor(module).lineno


def is_free(module: Module, name: str) -> bool:
    """Whether the module may have a new name, which nothing in it says yet.

    In a package, a module of that name would be hidden by it.
    """
    inside = f"{module.name}.{name}"
    return (
        name not in module.names.binders
        and name not in module.names.loaded
        and not module.names.star_imports
        and not (module.is_package and inside in module.project.modules)
    )


def _anchor(module: Module) -> ast.stmt:
    """Return the last statement of the head of a file, which imports things."""
    body = module.root.body
    place = _first_block(body)
    if place < 0:
        raise EditRefusedError("the file has no imports below which it could stand")
    while place + 1 < len(body) and _only_imports(body[place + 1]):
        place += 1
    return body[place]


def _first_block(body: Sequence[ast.stmt]) -> int:
    """Return the index of the last of the first imports that stand together.

    In a file without, that of its docstring or of `__future__`; else -1.
    """
    last = -1
    for place, statement in enumerate(body):
        if isinstance(statement, nodes.DEFINITIONS):
            break
        if isinstance(statement, _IMPORTS) and not _is_future(statement):
            return place
        if place == last + 1 and (_is_future(statement) or _is_text(statement)):
            last = place
    return last


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _is_text(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def _only_imports(statement: ast.stmt) -> bool:
    """Whether a statement imports, perhaps under a condition, and no more."""
    if isinstance(statement, _IMPORTS):
        return True
    if isinstance(statement, ast.If):
        blocks = [statement.body, statement.orelse]
    elif isinstance(statement, ast.Try):
        handlers = [handler.body for handler in statement.handlers]
        blocks = [statement.body, statement.orelse, statement.finalbody, *handlers]
    else:
        return False
    inner = [item for block in blocks for item in block]
    return any(isinstance(item, _IMPORTS) for item in inner) and all(
        isinstance(item, _PLAIN) or _is_constant(item) for item in inner
    )


def _is_constant(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(
        statement.value, ast.Constant
    )
