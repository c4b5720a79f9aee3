"""`x == None` becomes `x is None`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import equality, identity
from codemods.reading import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


class CompareNone(Codemod):
    """Compare with None by identity.

    There is one None, so `is` asks just what is meant. `==` asks the object,
    which may answer anything: an array of booleans, a condition of a query.

    Before:

        def greeting(name: str | None) -> str:
            if name == None:
                return "Hello"
            return f"Hello, {name}"

    After:

        def greeting(name: str | None) -> str:
            if name is None:
                return "Hello"
            return f"Hello, {name}"

    Fix safety: annotations are believed. A value that is of another type than
    its annotation says may have had its own answer to `==`.

    Left alone: everything that is not surely None or of a plain type, as text,
    numbers, lists and matches are. Columns of SQLAlchemy, queries of Django,
    arrays, mocks and proxies give `==` a meaning of its own.
    """

    safety = Safety.REVIEW
    references = (
        "https://peps.python.org/pep-0008/#programming-recommendations",
        "https://docs.astral.sh/ruff/rules/none-comparison/",
    )
    rules = frozenset({"C0121", "E711", "singleton-comparison"})
    sieve = (re.compile(rb"[!=]="), re.compile(rb"\bNone\b"))

    def visit_Compare(self, node: ast.Compare, module: Module) -> Iterator[Site]:
        """Look at comparisons of two, one of which is None."""
        if len(node.ops) != 1 or not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            return
        left, right = node.left, node.comparators[0]
        if nodes.is_none(left) == nodes.is_none(right):
            return
        other = left if nodes.is_none(right) else right
        if not equality.is_plain(module, other):
            reason = f"`{module.line_of(other)}` may have an answer of its own to `==`"
            yield Site(node, Outcome.UNSURE, reason)
            return
        yield Site(
            node, Outcome.APPLIED, module.line_of(node), (identity.edit(module, node),)
        )
