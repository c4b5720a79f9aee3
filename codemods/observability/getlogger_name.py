"""Loggers are asked for by the module's name, not by its file or by hand."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import programs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

MAKER = "logging.getLogger"
NAME = "__name__"
FILE = "__file__"


class GetloggerName(Codemod):
    """Ask for a module's logger by `__name__`.

    Loggers form a tree by the dots in their names: `shop` is the parent of
    `shop.cart`, so that one setting is for a whole package. A path of a file
    is no such name: a logger of that name has only the root above it, each
    machine calls it something else, and no configuration can name it. A name
    that repeats the module's own goes wrong when the module moves.

    Before:

        import logging

        logger = logging.getLogger(__file__)

    After:

        import logging

        logger = logging.getLogger(__name__)

    Fix safety: the same lines are written. Where it was the path, they bear
    another name, and follow what is set for the package, such as its level. A
    name written by hand is replaced only where it is the module's name; a file
    that is loaded under another one gets that one.

    Left alone: programs, where `__name__` is `__main__`; names that are not
    those of the module, since somebody chose them; files that use the path in
    another way to find the logger again, or that give `__name__` a meaning.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/logging.html#logging.getLogger",
        "https://docs.astral.sh/ruff/rules/invalid-get-logger-argument/",
    )
    rules = frozenset({"LOG002"})
    sieve = re.compile(rb"\bgetLogger\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `getLogger` that name the module in another way."""
        argument = _argument(node)
        if argument is None or module.name_of(node.func) != MAKER:
            return
        by_file = isinstance(argument, ast.Name) and argument.id == FILE
        if not by_file and not _is_own_name(module, argument):
            return
        reason = _reason(module, argument)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        edit = Edit(argument, _named)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _argument(call: ast.Call) -> ast.expr | None:
    """Return the one argument of a call, given by place or as `name`."""
    match call:
        case ast.Call(args=[argument], keywords=[]):
            return argument
        case ast.Call(args=[], keywords=[ast.keyword(arg="name", value=argument)]):
            return argument
    return None


def _is_own_name(module: Module, argument: ast.expr) -> bool:
    """Whether a literal is the name of the module, which the project tells."""
    return (
        isinstance(argument, ast.Constant)
        and argument.value == module.name
        and "." in module.name
        and module.name in module.project.modules
    )


def _named(argument: cst.BaseExpression) -> cst.BaseExpression:
    return cst.Name(NAME, lpar=argument.lpar, rpar=argument.rpar)


def _reason(module: Module, argument: ast.expr) -> str:
    """Return what speaks against `__name__`, "" for nothing."""
    binders = module.names.binders
    if NAME in binders or FILE in binders:
        return "the file gives `__name__` or `__file__` a meaning of its own"
    sign = programs.signs(module)
    if sign:
        return f"{sign}: then `__name__` may be `__main__`"
    if isinstance(argument, ast.Constant):
        return ""
    for name in module.tree.all(ast.Name):
        parent = module.parent(name)
        if name.id == FILE and (
            isinstance(parent, (ast.Compare, ast.Dict, ast.Subscript))
            or (isinstance(parent, ast.Assign) and parent.value is name)
        ):
            return "the file uses the path also in another way, as a key or a name"
    return ""
