"""`self.assertRaises(Error)` becomes `pytest.raises(Error)`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.reading import lookups, pragmas
from codemods.testing.parts import (
    expected_failures,
    pytest_files,
    raises_edits,
    testcases,
)
from codemods.testing.parts.raises_edits import PYTEST, KeptError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


class PytestRaises(Codemod):
    """Expect exceptions with `pytest.raises`.

    It says in one place which exception is to come, from which line, and what
    its message holds; a hand-made `try` with a failure inside takes five lines
    for it, and sometimes catches its own failure.

    Before:

        import unittest

        import pytest


        class TestCart(unittest.TestCase):
            def test_empty(self):
                with self.assertRaisesRegex(ValueError, "empty") as caught:
                    pay([])
                self.assertEqual(caught.exception.code, 3)


        def test_unknown():
            try:
                pay(None)
                pytest.fail("should not be paid")
            except TypeError as error:
                assert "None" in str(error)

    After:

        import unittest

        import pytest


        class TestCart(unittest.TestCase):
            def test_empty(self):
                with pytest.raises(ValueError, match="empty") as caught:
                    pay([])
                self.assertEqual(caught.value.code, 3)


        def test_unknown():
            with pytest.raises(TypeError) as excinfo:
                pay(None)
            assert "None" in str(excinfo.value)

    Fix safety: the same exceptions are expected of the same code, and a
    message is searched by the same pattern. A failure is pytest's own then,
    which is no `AssertionError`. pytest keeps the exception's traceback, and
    with it the variables of the code that raised it, until the test ends.

    Left alone: blocks whose result is used for more than `.exception`, calls
    with `msg`, calls with arguments that would be worked out inside the new
    block, blocks inside of another that catches failures, a `try` that catches
    its own failure too or does more than look at the exception, classes with
    bases that the file does not show, Django's tests without pytest-django,
    and projects without pytest.
    """

    safety = Safety.REVIEW
    rules = frozenset({"PT017", "PT027"})
    references = (
        "https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions",
        "https://docs.astral.sh/ruff/rules/pytest-unittest-raises-assertion/",
    )
    sieve = re.compile(rb"\.assertRaises|\.failUnlessRaises|\bexcept\b")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at where the file expects an exception."""
        del node
        if not pytest_files.uses_pytest(module):
            return
        if not pytest_files.is_test_file(module):
            return
        seen: set[ast.Call] = set()
        for method in sorted(raises_edits.METHODS):
            for attribute in lookups.attributes(module, method):
                call = module.parent(attribute)
                if isinstance(call, ast.Call) and call not in seen:
                    yield from _sites(module, attribute, call, seen, self.rules)
        for statement in module.tree.all(ast.Try):
            yield from _by_hand(module, statement)


def _sites(
    module: Module,
    attribute: ast.Attribute,
    call: ast.Call,
    seen: set[ast.Call],
    rules: frozenset[str],
) -> Iterator[Site]:
    """Yield what becomes of one call of unittest's, and of those it hangs with."""
    home = module.class_of_self(attribute.value)
    case = testcases.case_of(module, home) if home else None
    around = module.parent(call)
    if case is None or call.func is not attribute:
        return
    reason = case.doubt or testcases.foreign_runner(module, case)
    if reason:
        yield Site(call, Outcome.UNSURE, reason)
        return
    if pragmas.kept_by_owner(module, call, rules):
        return
    try:
        if isinstance(around, ast.withitem):
            group = raises_edits.group_of(module, around)
            seen.update(group.calls)
            edits = raises_edits.block_edits(module, group)
        elif isinstance(around, ast.Expr):
            edits = (raises_edits.called_edit(module, around, call),)
        else:
            return
    except (KeptError, EditRefusedError, ImportRefusedError) as error:
        yield Site(call, Outcome.REFUSED, str(error))
        return
    yield Site(call, Outcome.APPLIED, module.line_of(call), edits, (PYTEST,))


def _by_hand(module: Module, node: ast.Try) -> Iterator[Site]:
    found = expected_failures.expected(module, node)
    if found is None:
        return
    try:
        edit = expected_failures.edit(module, found)
    except (KeptError, ImportRefusedError) as error:
        yield Site(node, Outcome.REFUSED, str(error))
        return
    kind = found.handler.type
    text = f"try: ... except {module.line_of(kind) if kind else ''}"
    yield Site(node, Outcome.APPLIED, text, (edit,), (PYTEST,))
