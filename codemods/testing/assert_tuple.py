"""`assert (x, "message")` becomes `assert x, "message"`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.testing.parts import assert_lines
from codemods.testing.parts.assert_lines import Assertion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

PAIR = 2


class AssertTuple(Codemod):
    """Take assertion and message out of a tuple that is always true.

    `assert (x, "message")` asserts that a tuple of two is not empty, which it
    never is: the assertion can not fail, whatever `x` is.

    Before:

        assert (total > 0, "the cart is empty")

    After:

        assert total > 0, "the cart is empty"

    Fix safety: what was never checked now is. An assertion that does not hold
    fails from now on, in tests and in the program itself; that is the point,
    and the reason to look at each one.

    Left alone: tuples whose second part is no text, as it may have been meant
    to be checked as well; tuples of another length; and what has a comment
    between its parts. They are named, for somebody to say what was meant.
    """

    safety = Safety.REVIEW
    rules = frozenset({"F631", "W0199", "assert-on-tuple"})
    references = (
        "https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement",
        "https://docs.astral.sh/ruff/rules/assert-tuple/",
    )
    sieve = re.compile(rb"\bassert\s*\(")

    def visit_Assert(self, node: ast.Assert, module: Module) -> Iterator[Site]:
        """Look at assertions of tuples."""
        if not isinstance(node.test, ast.Tuple) or not node.test.elts:
            return
        items = node.test.elts
        if any(isinstance(item, ast.Starred) for item in items):
            reason = "the tuple may be empty, and is meant to be looked at"
            yield Site(node, Outcome.UNSURE, reason)
        elif len(items) != PAIR or not _is_text(items[1]):
            reason = "the assertion is of a tuple and always holds: what is meant?"
            yield Site(node, Outcome.UNSURE, reason)
        elif node.msg is not None:
            yield Site(node, Outcome.UNSURE, "there is another message already")
        elif isinstance(items[0], ast.Tuple | ast.Constant):
            reason = "what is asserted is a constant: what is meant?"
            yield Site(node, Outcome.UNSURE, reason)
        else:
            new = Assertion((items[0],), items[0], items[1])
            edits = (assert_lines.edit(module, node, new),)
            yield Site(node, Outcome.APPLIED, module.line_of(node), edits)


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
        case ast.BinOp(left=left, op=ast.Mod() | ast.Add()):
            return _is_text(left)
        case ast.Call(func=ast.Attribute(value=text, attr="format")):
            return _is_text(text)
    return False
