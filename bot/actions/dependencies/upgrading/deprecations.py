"""Whether a release gives up a function or class, by what its source says.

The signs are those that tools agree on: the decorator of PEP 702 and its like,
Sphinx' directive `deprecated`, and a body that warns in any case.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from typing import TYPE_CHECKING

import griffe
from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.actions.dependencies.upgrading.library import Library, Object

_MARK = re.compile(r"(?:^|[._])deprecated(?:_function|_class|_method)?$", re.IGNORECASE)
_DIRECTIVE = re.compile(r"^\.\. deprecated::[ \t]*(\S*)", re.MULTILINE)
_CATEGORY = re.compile(r"(?:Deprecat\w*|RemovedIn\w*|Future)Warning$|Deprecated\w*$")
_WARNS = re.compile(r"(?:^|[._])warn(?:ings)?(?:_\w+)?$|(?:^|[._])deprecat\w*$")


def deprecation_of(
    library: Library, thing: Object, between: tuple[Version, Version]
) -> str | None:
    """Return how something is given up, a phrase for people; None if it stays.

    A directive counts only with a version above the first of `between`, up to
    the second: older ones are often about a way of use that is long gone.
    """
    if not isinstance(thing, (griffe.Function, griffe.Class)):
        return None
    node = _parsed(library.source_of(thing))
    for decorator in node.decorator_list if node else ():
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if _MARK.search(ast.unparse(called)):
            given = decorator.args if isinstance(decorator, ast.Call) else ()
            return _phrase(_text(given))
    words = inspect.cleandoc(thing.docstring.value) if thing.docstring else ""
    directive = _DIRECTIVE.search(words)
    if directive and _lies_between(directive[1], between):
        return f"has a note of deprecation since {directive[1]}"
    body = node.body if isinstance(node, _FUNCTIONS) else _first_steps(node)
    for call in _calls(body):
        if _WARNS.search(ast.unparse(call.func)) and any(
            map(_is_category, _given(call))
        ):
            return _phrase(_text(call.args))
    return None


def _phrase(words: str) -> str:
    return f"is deprecated: {words.rstrip('.')}" if words else "is deprecated"


def _lies_between(text: str, between: tuple[Version, Version]) -> bool:
    try:
        return between[0] < Version(text.strip("v.,:")) <= between[1]
    except InvalidVersion:
        return False


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _parsed(
    source: str,
) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None:
    try:
        body = ast.parse(textwrap.dedent(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    first = body[0] if body else None
    return first if isinstance(first, (*_FUNCTIONS, ast.ClassDef)) else None


def _first_steps(node: ast.ClassDef | None) -> list[ast.stmt]:
    """Return the body of what makes an object of a class."""
    for item in node.body if node else ():
        if isinstance(item, ast.FunctionDef) and item.name in {"__init__", "__new__"}:
            return item.body
    return []


def _calls(body: Iterable[ast.stmt]) -> Iterator[ast.Call]:
    """Yield the calls that stand as statements of their own, on no condition."""
    for statement in body:
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            yield from _calls(statement.body)
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield statement.value
        if isinstance(statement, (ast.Return, ast.Raise)):
            return


def _given(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args
    yield from (keyword.value for keyword in call.keywords)


def _is_category(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        node = node.func
    return isinstance(node, (ast.Name, ast.Attribute)) and (
        _CATEGORY.search(ast.unparse(node)) is not None
    )


def _text(given: Iterable[ast.expr]) -> str:
    """Return the first text among arguments that is written down."""
    for node in given:
        inner = node.args[0] if isinstance(node, ast.Call) and node.args else node
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            return " ".join(inner.value.split())
    return ""
