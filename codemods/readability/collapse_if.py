"""An `if` that holds nothing but an `if` becomes one, with `and`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, branches, conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

PARTS = 4
"""How many conditions are joined at most: more are no easier to read."""


class CollapseIf(Codemod):
    """Join an `if` with the only `if` inside it.

    Two conditions that lead to the same block are one condition. Joined with
    `and` the block stands one level further left.

    Before:

        def greet(user):
            if user is not None:
                if user.is_active:
                    print("welcome back")

    After:

        def greet(user):
            if user is not None and user.is_active:
                print("welcome back")

    Fix safety: `and` asks the second condition only where the first holds, as
    the nested `if` did.

    Left alone: `elif`; an `if` that has an `else`, or more in its block;
    comments between the two, which say something of one of them; conditions
    that do not fit on one line together, or more than four; `TYPE_CHECKING`,
    `__name__`, versions and platforms, which tools look for.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.python.org/3/reference/expressions.html#boolean-operations",
        "https://docs.astral.sh/ruff/rules/collapsible-if/",
    )
    rules = frozenset({"SIM102"})
    sieve = re.compile(rb":[ \t]*(?:\r\n|\r|\n)\s*if\b")

    def visit_If(self, node: ast.If, module: Module) -> Iterator[Site]:
        """Look at an `if` with one statement in it."""
        match node:
            case ast.If(body=[ast.If(orelse=[]) as inner], orelse=[]):
                pass
            case _:
                return
        if branches.is_elif(module, node) or _parts(node) + _parts(inner) > PARTS:
            return
        if conditions.is_static(module, node.test) or conditions.is_static(
            module, inner.test
        ):
            return
        try:
            edits = _edits(node, inner, module)
        except EditRefusedError as error:
            yield Site(node, Outcome.REFUSED, str(error))
            return
        yield Site(node, Outcome.APPLIED, f"`if {module.line_of(inner.test)}`", edits)


def _edits(outer: ast.If, inner: ast.If, module: Module) -> tuple[TextEdit, ...]:
    """Return the edits that make one `if` of two.

    Raises `EditRefusedError` where that loses something, or is too long.
    """
    heads = (branches.header(module, outer), branches.header(module, inner))
    first = inner.lineno
    if heads[0] is None or heads[1] is None or blocks.comment_above(module, inner):
        raise EditRefusedError("a comment stands between the two")
    if blocks.last_line(outer.test) + 1 != first or first == inner.body[0].lineno:
        raise EditRefusedError("the two are laid out in another way")
    if blocks.comments_below(module, outer):
        raise EditRefusedError("a comment follows the block")
    joined = _joined(outer, inner, heads, module)
    start, _ = heads[0]
    _, end = heads[1]
    before = module.source.data[module.source.starts[outer.lineno - 1] : start]
    if len(before.decode()) + len(joined) + 1 > module.line_limit:
        raise EditRefusedError("together the conditions do not fit on one line")
    head = TextEdit(outer, start, end, joined.encode())
    return (head, *blocks.moved_left(module, inner.body, outer, 1, inner))


def _joined(
    outer: ast.If,
    inner: ast.If,
    heads: tuple[tuple[int, int] | None, tuple[int, int] | None],
    module: Module,
) -> str:
    parts = []
    for node, head in zip((outer, inner), heads, strict=True):
        start, end = head or (0, 0)
        text = module.source.data[start:end].decode()
        if "\n" in text or "\r" in text:
            raise EditRefusedError("a condition runs over several lines")
        parts.append(conditions.operand_of_and(node.test, text))
    return " and ".join(parts)


def _parts(node: ast.If) -> int:
    """Return how many conditions are joined in that of an `if`."""
    return (
        sum(
            len(part.values) - 1
            for part in ast.walk(node.test)
            if isinstance(part, ast.BoolOp)
        )
        + 1
    )
