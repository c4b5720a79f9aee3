"""`x in ["a", "b", "c"]` becomes `x in {"a", "b", "c"}` where `x` has a hash."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.performance.parts import containers
from codemods.reading import roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.reading.module import Module

FEW = 3
"""Fewer items than these are as fast to look through as to look up."""


class SetMembership(Codemod):
    """Look up constants in a set, not in a list.

    A list is looked through item by item; a set finds the item, or that it is
    not there, in one step. Python makes the set of constants once, when it
    compiles the file. Measured with CPython 3.11 for a string that is not
    among four: 16 ns in place of 48; for ten, 16 in place of 93.

    Before:

        def is_image(suffix: str) -> bool:
            return suffix in [".gif", ".jpeg", ".png", ".webp"]

    After:

        def is_image(suffix: str) -> bool:
            return suffix in {".gif", ".jpeg", ".png", ".webp"}

    Fix safety: the answer is the same for every value that has a hash, and
    only such values are changed: strings, numbers, bytes and paths, as
    annotations and assignments tell. A caller that passes a list against the
    annotation gets a `TypeError` where it got False.

    Left alone: values that may have no hash; lists of fewer than three items;
    lists with anything but constants in them, as a set of those would be made
    anew each time, or with the same one twice; tuples;
    tests, which have time.
    """

    safety = Safety.TESTED
    rules = frozenset({"PLR6201", "R6201", "use-set-for-membership"})
    references = (
        "https://docs.python.org/3/reference/expressions.html#membership-test-operations",
        "https://wiki.python.org/moin/TimeComplexity",
    )
    sieve = re.compile(rb"\bin\s*\(*\s*\[|\bin\s*[\\#(]")

    def visit_Compare(self, node: ast.Compare, module: Module) -> Iterator[Site]:
        """Look at `in` with a list on its right."""
        match node:
            case ast.Compare(
                ops=[ast.In() | ast.NotIn()], comparators=[ast.List() as items]
            ) if (_are_constants(items) and _count(items) == len(items.elts) >= FEW):
                pass
            case _:
                return
        if roles.is_test(module):
            return
        if not containers.is_hashable(module, node.left):
            reason = f"`{module.line_of(node.left)}` may be of a type without a hash"
            yield Site(node, Outcome.UNSURE, reason)
            return
        edit = Edit(items, _as_set)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _are_constants(items: ast.List) -> bool:
    return all(
        isinstance(item, ast.Constant)
        or (
            isinstance(item, ast.UnaryOp)
            and isinstance(item.op, ast.USub)
            and isinstance(item.operand, ast.Constant)
            and type(item.operand.value) in {int, float, complex}
        )
        for item in items.elts
    )


def _count(items: ast.List) -> int:
    """Return how many different constants there are: `1` and `True` are one."""
    return len({ast.literal_eval(item) for item in items.elts})


def _as_set(old: libcst.List) -> libcst.Set:
    return cst.Set(
        elements=old.elements,
        lbrace=cst.LeftCurlyBrace(whitespace_after=old.lbracket.whitespace_after),
        rbrace=cst.RightCurlyBrace(whitespace_before=old.rbracket.whitespace_before),
        lpar=old.lpar,
        rpar=old.rpar,
    )
