"""`class TestCart(unittest.TestCase)` becomes a plain class for pytest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.testing.parts import pytest_files, unittest_calls, unittest_classes
from codemods.testing.parts.raises_edits import KeptError
from codemods.testing.parts.unittest_calls import NotPlainError

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module


class UnittestToPytest(Codemod):
    """Make plain classes for pytest of unittest's test cases.

    pytest gives a plain class what it cannot give a `TestCase`: fixtures,
    parameters, and markers for each case. Its tests are written with `assert`,
    and a class is no more than a name for some of them.

    Before:

        import unittest


        class TestCart(unittest.TestCase):
            def setUp(self):
                self.cart = Cart()

            def test_total(self):
                self.assertEqual(self.cart.total, 0)

            def test_unknown(self):
                with self.assertRaises(KeyError):
                    self.cart.remove("apple")

    After:

        import pytest


        class TestCart:
            def setup_method(self):
                self.cart = Cart()

            def test_total(self):
                assert self.cart.total == 0

            def test_unknown(self):
                with pytest.raises(KeyError):
                    self.cart.remove("apple")

    Fix safety: pytest runs the same methods, each with an instance of its own,
    between the same steps before and after. Plain unittest finds the tests no
    more, and pytest takes them in the order of the file, not of the alphabet.
    `CartTests` becomes `TestCart`, as pytest finds plain classes by such names.
    What is asserted is asserted as before, see the actions for assertions and
    for exceptions.

    Left alone: a class as a whole if anything of unittest would have to stay
    in it: subtests, cleanups, an assertion without a plain form, `super()`;
    classes that others derive from, or that have a base of the project's own;
    Django's and asynchronous cases; classes that unittest is asked for by
    name, files that run themselves with `unittest.main()`; projects without
    pytest.
    """

    safety = Safety.REVIEW
    program = True
    rules = frozenset({"PT009", "PT027"})
    references = (
        "https://docs.pytest.org/en/stable/how-to/unittest.html",
        "https://docs.pytest.org/en/stable/how-to/xunit_setup.html",
    )
    sieve = re.compile(rb"TestCase")

    def visit_ClassDef(self, node: ast.ClassDef, module: Module) -> Iterator[Site]:
        """Look at the classes that derive from `TestCase` itself."""
        if module.parent(node) is not module.root:
            return
        if not unittest_calls.is_case(module, node):
            return
        if not pytest_files.uses_pytest(module):
            return
        try:
            edits, imports = unittest_classes.edits(module, node)
        except (
            EditRefusedError,
            ImportRefusedError,
            KeptError,
            NotPlainError,
        ) as error:
            yield Site(node, Outcome.REFUSED, f"`{node.name}` stays: {error}")
            return
        text = f"class {node.name}({module.line_of(node.bases[0])})"
        yield Site(node.bases[0], Outcome.APPLIED, text, edits, imports)
