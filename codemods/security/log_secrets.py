"""Passwords and tokens that are written to the log."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import kinds, loggers, roles
from codemods.security.parts.secret_names import is_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codemods.reading.module import Module


class LogSecrets(Codemod):
    """Keep passwords and tokens out of the log.

    A log is kept for months, sent to other machines, and read by more people
    than any database. Whoever reads a password there can use it.

    Found:

        import logging

        log = logging.getLogger(__name__)

        def login(name, password):
            log.debug("login of %s with %s", name, password)

    Left alone: what is not logged as it is, such as `len(token)`, `token[:4]`,
    `mask(token)` or `token is None`; tokens of languages and of pages; names
    that only speak of a secret, such as `password_file`; tests. Nothing is
    rewritten: what the line should say instead, only the owners know.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://cwe.mitre.org/data/definitions/532.html",
        "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
    )
    rules = frozenset({"python-logger-credential-disclosure"})
    sieve = re.compile(rb"(?i)log")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that write to a log."""
        if not isinstance(node.func, ast.Attribute):
            return
        if node.func.attr not in loggers.METHODS or roles.is_test(module):
            return
        shown = [
            name
            for argument in (*node.args, *(item.value for item in node.keywords))
            for name in _shown(argument, module)
        ]
        if not shown or loggers.receiver(module, node) is loggers.Receiver.OTHER:
            return
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(shown))
        yield Site(node, Outcome.UNSURE, f"{names} would be written to the log")


def _shown(node: ast.expr, module: Module) -> Iterator[str]:
    """Yield the secrets that an expression shows in full."""
    name = _name(node)
    if name:
        known = kinds.kind_of(module, node)
        if is_secret(name, module.source.data) and known not in kinds.NUMERIC:
            yield name
        return
    for part in _parts(node):
        yield from _shown(part, module)


def _name(node: ast.expr) -> str:
    """Return by which name a value is read, "" where it is made of others."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Call(
            func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(name)), *_]
        ):
            return name
        case ast.Call(
            func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=str(name)), *_]
        ):
            return name
    return ""


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return the parts of an expression that are seen in its text."""
    look = _SEEN.get(type(node))
    return look(node) if look else []


def _called(node: ast.Call) -> list[ast.expr]:
    """Return what `str(x)` and `"...".format(x)` show; another call may hide it."""
    match node.func:
        case ast.Name(id="str" | "repr") | ast.Attribute(attr="format"):
            return [*node.args, *(item.value for item in node.keywords)]
    return []


def _elements(node: Any) -> list[ast.expr]:
    return list(node.elts)


_SEEN: dict[type[ast.AST], Callable[[Any], list[ast.expr]]] = {
    ast.BinOp: lambda node: [node.left, node.right],
    ast.BoolOp: lambda node: list(node.values),
    ast.Call: _called,
    ast.Dict: lambda node: list(node.values),
    ast.FormattedValue: lambda node: [node.value],
    ast.IfExp: lambda node: [node.body, node.orelse],
    ast.JoinedStr: lambda node: list(node.values),
    ast.List: _elements,
    ast.Tuple: _elements,
}
