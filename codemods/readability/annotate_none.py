"""`def save(self):` that returns nothing becomes `def save(self) -> None:`."""

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


class AnnotateNone(Codemod):
    """Say that functions without a result return None.

    A type checker takes a function without annotations for one that may
    return anything, and does not look into it. With `-> None` it finds calls
    that wait for a result, and checks the body.

    Before:

        def show(items):
            for item in items:
                print(item)

    After:

        def show(items) -> None:
            for item in items:
                print(item)

    Fix safety: only annotations change. A type checker looks into the function
    from now on, and may find more there.

    Left alone: generators; functions that never end, do nothing or are
    abstract; methods that a base or a subclass may define otherwise; what a
    decorator or framework reads; functions whose result is used, or spoken of
    in their docstring; special methods, which `annotate-dunders` does; tests.
    """

    safety = Safety.REVIEW
    proof = "annotations"
    program = True
    rules = frozenset({"ANN201", "ANN202", "ANN205", "ANN206"})
    references = (
        "https://peps.python.org/pep-0484/#using-none",
        "https://mypy.readthedocs.io/en/stable/getting_started.html",
    )
    sieve = re.compile(rb"\bdef\b")

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
    return "None" if families.returned_by(module, node) == "None" else ""
