"""Names of exceptions that nothing reads; found by Ruff (F841)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety
from codemods.reading import lookups

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

_DYNAMIC = re.compile(rb"\b(?:locals|vars|eval|exec|exc_info|_getframe|currentframe)\b")


class UnusedVariables(RuffCodemod):
    """Remove names of exceptions that nothing reads.

    `except OSError as error` says that the handler looks at the exception. Where
    it does not, the name misleads, and linters report it.

    Before:

        try:
            size = open("cart.db").seek(0, 2)
        except OSError as error:
            size = 0

    After:

        try:
            size = open("cart.db").seek(0, 2)
        except OSError:
            size = 0

    Fix safety: the name is gone after the handler in any case: Python deletes
    it, so nothing can read it later.

    Left alone: names that are used outside of such handlers too; and other
    variables that are assigned and not read. What stands on the right of `=`
    may do something, and a value without a name is no better than a name that
    tells what it is. Functions that look at their own variables while they run.
    """

    safety = Safety.SAFE
    references = ("https://docs.python.org/3/reference/compound_stmts.html#except",)
    lint: ClassVar[tuple[str, ...]] = ("F841",)
    rules = frozenset({"F841", "W0612", "unused-variable"})
    sieve = re.compile(rb"\bexcept\b")

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Take names of handlers in functions that do not look at themselves."""
        del diagnostic
        if not isinstance(node, ast.ExceptHandler):
            return None
        if any(
            isinstance(part, ast.Name) and part.id == node.name
            for part in ast.walk(node)
        ):
            return None  # a function in the handler reads it
        if _is_elsewhere(module, node):
            return "the name is used outside of the handler too, which deletes it"
        start, end = module.source.span(node)
        if _DYNAMIC.search(module.source.data, start, end):
            return "the handler looks at its own variables"
        return ""


def _is_elsewhere(module: Module, handler: ast.ExceptHandler) -> bool:
    """Whether a name has any use but in handlers that give it to an exception."""
    name = str(handler.name)
    scope = module.names.scope_of_name(name, handler) or module.root
    bindings = module.names.in_scope(name, scope)
    handlers = [item.node for item in bindings]
    if not all(isinstance(node, ast.ExceptHandler) for node in handlers):
        return True
    return module.enclosing_function(handler) not in {None, scope} or any(
        not any(parent in handlers for parent in module.tree.ancestors(use))
        for use in lookups.names_in(module, name, scope)
    )
