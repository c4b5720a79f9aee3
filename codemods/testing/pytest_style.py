"""Fixtures, marks and assertions in pytest's and unittest's current form.

Rules of Ruff, each read on real code: PT001, PT023 (parentheses that say
nothing), PT006 (one name in a tuple of its own, where the values come out of
theirs in the same edit), PT024, PT025 (marks that a fixture ignores), UP005
(assertions that Python 3.12 removed). Their other fixes are not safe ones.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

CASES = frozenset(
    {
        "django.test.LiveServerTestCase",
        "django.test.SimpleTestCase",
        "django.test.TestCase",
        "django.test.TransactionTestCase",
        "unittest.IsolatedAsyncioTestCase",
        "unittest.TestCase",
        "unittest.case.TestCase",
    }
)
"""Classes that have all the new names."""


class PytestStyle(RuffCodemod):
    """Write fixtures, marks and assertions in their current form.

    `assertEquals` and its like are gone since Python 3.12: tests that use them
    fail there. `@pytest.fixture()` and `@pytest.mark.slow()` say no more than
    without parentheses; marks on a fixture do nothing at all, which hides that
    they do nothing.

    Before:

        import unittest

        import pytest


        @pytest.fixture()
        def cart():
            return []


        class CartTest(unittest.TestCase):
            def test_empty(self):
                self.assertEquals(len([]), 0)

    After:

        import unittest

        import pytest


        @pytest.fixture
        def cart():
            return []


        class CartTest(unittest.TestCase):
            def test_empty(self):
                self.assertEqual(len([]), 0)

    Fix safety: the old names were aliases of the new ones, and pytest treats
    both forms of a fixture or mark alike.

    Left alone: names and values of `parametrize` that are lists or texts, as
    they are a matter of taste; assertions that test two things; methods of
    these names in a class of the project's own that has no `TestCase` in it.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.python.org/3/whatsnew/3.12.html#unittest",
        "https://docs.pytest.org/en/stable/how-to/fixtures.html",
    )
    lint: ClassVar[tuple[str, ...]] = (
        "PT001",
        "PT006",
        "PT023",
        "PT024",
        "PT025",
        "UP005",
    )
    rules = frozenset({*lint, "W1505", "deprecated-method"})
    sieve = re.compile(rb"pytest|assert|failUnless|failIf")
    program = True

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Rename methods only where they are surely those of `unittest`."""
        if diagnostic.rule != "UP005":
            return ""
        if not isinstance(node, ast.Attribute):
            return "this is no plain call of a method"
        owner = module.enclosing_class(node)
        if owner is None or not _is_case(module, owner):
            return None
        program = module.project.program
        if program is not None and program.paths_with(node.attr, Role.DEFINED):
            return f"the project has a `{node.attr}` of its own"
        return ""


def _is_case(module: Module, owner: ast.ClassDef) -> bool:
    """Whether a class is derived from `TestCase`, and every base is known."""
    names = [module.name_of(base) for base in owner.bases]
    if any(name in CASES for name in names):
        return True
    program = module.project.program
    if program is None:
        return False
    own, others = program.ancestors(f"{module.name}.{owner.name}")
    return bool(others & CASES) and bool(own) and "?" not in others
