"""An `else` behind a block that always leaves is taken away."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, branches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

LINES = 3
"""How many lines an `else` has at least: for fewer, nothing is won."""

CHAIN_LINES = 4
"""Likewise behind an `elif`, where the branches are cases of one choice."""

_COMPOUND = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith),
    *(ast.Match, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)


class RedundantElse(Codemod):
    """Take away an `else` behind a block that returns.

    Where every branch before the `else` ends in `return`, `raise`, `continue`
    or `break`, what follows runs only otherwise. Without the `else`, the main
    way through the function stands at its left edge, and is easier to follow.

    Before:

        def total(cart):
            if not cart.lines:
                return 0
            else:
                prices = [line.price for line in cart.lines]
                discount = cart.discount or 0
                return sum(prices) - discount

    After:

        def total(cart):
            if not cart.lines:
                return 0
            prices = [line.price for line in cart.lines]
            discount = cart.discount or 0
            return sum(prices) - discount

    Fix safety: the same statements run in the same order.

    Left alone: an `else` with one plain statement, or fewer than three lines
    (four behind an `elif`), as in answers side by side; `elif`, which is no
    deeper than `if`; an `else` with a pragma for coverage or a linter.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.astral.sh/ruff/rules/superfluous-else-return/",
        "https://pylint.readthedocs.io/en/stable/user_guide/messages/refactor/no-else-return.html",
    )
    rules = frozenset(
        {"RET505", "RET506", "RET507", "RET508", "R1705", "R1720", "R1723", "R1724"}
        | {f"no-else-{name}" for name in ("break", "continue", "raise", "return")}
    )
    sieve = re.compile(rb"\belse\b")

    def visit_If(self, node: ast.If, module: Module) -> Iterator[Site]:
        """Look at the first `if` of a chain."""
        if branches.is_elif(module, node):
            return
        last = branches.chain(module, node)[-1]
        block = last.orelse
        bodies = [link.body for link in branches.chain(module, node)]
        if not block or not all(map(branches.leaves, bodies)):
            return
        if _is_small(block, CHAIN_LINES if len(bodies) > 1 else LINES):
            return
        keyword = branches.keyword(module, last.body[-1], block[0], b"else")
        if keyword is None:
            yield Site(node, Outcome.REFUSED, "a comment stands at its `else`")
            return
        if blocks.comments_below(module, node):
            yield Site(node, Outcome.REFUSED, "a comment follows the last block")
            return
        start, end = keyword
        count = 1 + len(block)
        gone = TextEdit(node, start, end, b"", produced=count)
        moved = blocks.moved_left(module, block, node, count)
        message = f"`else` behind `{module.line_of(bodies[-1][-1])}`"
        yield Site(node, Outcome.APPLIED, message, (gone, *moved))


def _is_small(block: list[ast.stmt], least: int) -> bool:
    """Whether a block is so small that it reads well beside the others."""
    lines = blocks.last_line(block[-1]) - blocks.first_line(block[0]) + 1
    return lines < least or (len(block) == 1 and not isinstance(block[0], _COMPOUND))
