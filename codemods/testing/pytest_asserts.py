"""`self.assertEqual(a, b)` becomes `assert a == b`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.reading import pragmas
from codemods.testing.parts import assert_lines, pytest_files, testcases
from codemods.testing.parts import assertion_methods as methods
from codemods.testing.parts.assertion_methods import NoPlainFormError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import ImportNeeded, TextEdit
    from codemods.reading.module import Module

CONTEXTS = frozenset(
    {"assertLogs", "assertNoLogs", "assertRaises", "assertRaisesRegex"}
    | {"assertRaisesRegexp", "assertWarns", "assertWarnsRegex", "failUnlessRaises"}
)
"""Assertions about a block: no `assert` statement says the same."""


class PytestAsserts(Codemod):
    """Use plain assertions in tests that pytest runs.

    pytest shows the values of a plain `assert` that fails, part by part, so
    nobody has to know some forty methods to write a test and to read one.

    Before:

        import unittest


        class TestCart(unittest.TestCase):
            def test_total(self):
                cart = Cart([1, 2])
                self.assertEqual(cart.total, 3, "tax is not in it")
                self.assertIn(1, cart)
                self.assertIsNone(cart.coupon)

    After:

        import unittest


        class TestCart(unittest.TestCase):
            def test_total(self):
                cart = Cart([1, 2])
                assert cart.total == 3, "tax is not in it"
                assert 1 in cart
                assert cart.coupon is None

    Fix safety: the same is compared by the same operators, once each. Run by
    plain unittest, the tests still work, but say less when they fail; with
    `python -O` they check nothing. `assertListEqual` and its like also wanted
    both sides to be of the type: where one side is a literal, a subclass or a
    look-alike on the other may now pass. What equals None by an `__eq__` of
    its own no longer passes for None.

    Left alone: a class in which an assertion would have to stay, such as
    `assertCountEqual`, as a whole, so that no class has two styles; classes
    with assertions or messages of their own, or with bases that the file does
    not show; tests of Django without pytest-django; files whose assertions
    pytest does not rewrite, going by their names; projects without pytest.
    `assertRaises`, `assertLogs` and `assertWarns` are not about a value, and
    stay.
    """

    safety = Safety.REVIEW
    rules = frozenset({"PT009"})
    references = (
        "https://docs.pytest.org/en/stable/how-to/assert.html",
        "https://docs.astral.sh/ruff/rules/pytest-unittest-assertion/",
    )
    sieve = re.compile(rb"\.(?:assert\w|assert_|failUnless|failIf)")

    def visit_ClassDef(self, node: ast.ClassDef, module: Module) -> Iterator[Site]:
        """Look at the assertions of a class."""
        case = testcases.case_of(module, node)
        if case is None or module.enclosing_function(node) is not None:
            return
        calls = list(_assertions(module, node))
        if not calls or not pytest_files.uses_pytest(module):
            return
        reason = case.doubt or testcases.foreign_runner(module, case)
        if not reason and not pytest_files.is_collected(module):
            reason = "pytest does not rewrite assertions in a file of this name"
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        kept = [a for a in calls if pragmas.kept_by_owner(module, a, self.rules)]
        yield from _class(module, node, [a for a in calls if a not in kept])


def _class(
    module: Module, node: ast.ClassDef, found: list[ast.Attribute]
) -> Iterator[Site]:
    edits: list[TextEdit] = []
    imports: set[ImportNeeded] = set()
    for attribute in found:
        try:
            edit, needed = converted(module, attribute)
        except (EditRefusedError, ImportRefusedError, NoPlainFormError) as error:
            yield Site(attribute, Outcome.REFUSED, f"`{node.name}` stays: {error}")
            return
        edits.append(edit)
        imports.update(needed)
    if edits:
        number = f"{len(edits)} assertions" if len(edits) > 1 else "one assertion"
        text = f"class {node.name}: {number}"
        yield Site(found[0], Outcome.APPLIED, text, tuple(edits), tuple(imports))


def converted(
    module: Module, attribute: ast.Attribute
) -> tuple[TextEdit, tuple[ImportNeeded, ...]]:
    """Return the edit that makes an assertion plain, and what it imports.

    `attribute` is what names the method. Raises `NoPlainFormError`,
    `EditRefusedError` or `ImportRefusedError` where it has to stay.
    """
    call = module.parent(attribute)
    statement = module.parent(call) if call is not None else None
    if not isinstance(call, ast.Call) or call.func is not attribute:
        raise NoPlainFormError(f"`{attribute.attr}` is handed on as a value")
    if not isinstance(statement, ast.Expr):
        raise NoPlainFormError(f"`{attribute.attr}` is no statement of its own")
    found = methods.plain(module, call)
    return assert_lines.edit(module, statement, found.assertion), found.imports


def _assertions(module: Module, node: ast.ClassDef) -> Iterator[ast.Attribute]:
    """Yield where a class reaches for unittest's assertions about values."""
    for name in sorted(testcases.INTERFACE):
        if name in CONTEXTS or not name.startswith(("assert", "fail")) or name in _NOT:
            continue
        yield from testcases.of_self(module, node, name)


_NOT = frozenset({"fail", "failIfRaises", "failureException"})
