"""`def is_open(self): return self.x is not None` becomes `... -> bool:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod
from codemods.model import Safety
from codemods.readability.parts import added_returns, families

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.base import Site
    from codemods.reading.module import Module


class AnnotateReturns(Codemod):
    """Say what functions return whose every result is of one plain type.

    A reader need not look through the body for what comes back, and a type
    checker, which takes a function without annotations for one that may
    return anything, checks its callers.

    Before:

        def is_free(port, taken):
            if port < 1024:
                return False
            return port not in taken

    After:

        def is_free(port, taken) -> bool:
            if port < 1024:
                return False
            return port not in taken

    Fix safety: only annotations change. A type checker looks into the function
    from now on, and may find more there.

    Left alone: results that are not surely a bool, str, int, float or bytes
    (a comparison of arrays is none), or may be missing; methods that a base or
    a subclass may define otherwise; what a decorator or framework reads;
    generators, special methods and tests.
    """

    safety = Safety.REVIEW
    proof = "annotations"
    program = True
    rules = frozenset({"ANN201", "ANN202", "ANN205", "ANN206"})
    references = (
        "https://peps.python.org/pep-0484/",
        "https://docs.astral.sh/ruff/rules/missing-return-type-undocumented-public-function/",
    )
    sieve = re.compile(rb"\breturn\b")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at what a function returns."""
        yield from added_returns.sites(module, node, _returned(module, node))

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at what a coroutine function returns."""
        yield from added_returns.sites(module, node, _returned(module, node))


def _returned(module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    found = families.returned_by(module, node)
    return "" if found == "None" else found
