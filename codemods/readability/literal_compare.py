"""`is` with a literal, found by Ruff (F632)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

_NEW = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp)


class LiteralCompare(RuffCodemod):
    """Compare with literals by `==`.

    `is` asks whether two values are one object. For a text or a number that
    depends on how Python happens to store it: `name is "admin"` may be true in
    a test and false in production. Python warns of it since 3.8.

    Before:

        def is_admin(name: str) -> bool:
            return name is "admin"

    After:

        def is_admin(name: str) -> bool:
            return name == "admin"

    Fix safety: a comparison that was false by accident may become true, which
    is what it was written for. Where a class compares in its own way, `==` asks
    it.

    Left alone: `is None`, `is True`, `is ...`, and comparisons with names.
    """

    safety = Safety.REVIEW
    references = ("https://docs.python.org/3/reference/expressions.html#is-not",)
    lint: ClassVar[tuple[str, ...]] = ("F632",)
    rules = frozenset({"F632", "R0123", "literal-comparison"})
    sieve = re.compile(rb"\bis\b")

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Refuse what is false, or true, whatever is compared."""
        del diagnostic, module
        if not isinstance(node, ast.Compare):
            return "this is no plain comparison"
        if len(node.ops) > 1:
            return "the other comparisons of the chain would change too"
        operands = [node.left, *node.comparators]
        if any(isinstance(operand, _NEW) for operand in operands):
            return "a new list, dict or set is never the same object as another"
        if any(isinstance(operand, ast.Tuple) for operand in operands):
            return "a tuple may stand for a value that was not given"
        if all(isinstance(operand, ast.Constant) for operand in operands):
            return "both sides are literals"
        return ""
