"""A loop over literals in a test, or asserts of one shape, become a table."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.reading import signatures
from codemods.testing.parts import loop_tables, pytest_files
from codemods.testing.parts.parametrize import PYTEST, NoTableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition


class ParametrizeLoops(Codemod):
    """Make a test of each round of a loop, and of each assert of one shape.

    A loop inside of a test ends with the first round that fails: what the
    others do stays unknown, and the report does not say which round it was.
    As parameters they all run, each under a name of its own.

    Before:

        import pytest


        def test_parse():
            for text, number in [("1", 1), ("1.5", 1.5)]:
                assert parse(text) == number


        def test_sign():
            assert sign(5) == 1
            assert sign(0) == 0
            assert sign(-5) == -1

    After:

        import pytest


        @pytest.mark.parametrize(("text", "number"), [("1", 1), ("1.5", 1.5)])
        def test_parse(text, number):
            assert parse(text) == number


        @pytest.mark.parametrize(("number", "expected"), [(5, 1), (0, 0), (-5, -1)])
        def test_sign(number, expected):
            assert sign(number) == expected

    Fix safety: the same is asserted of the same values. The number of tests
    grows, from one to as many as there are rounds, and the test's name gets
    the values behind it. Fixtures are made for each round.

    Left alone: tests that do anything else beside the loop; loops with
    `break`, `continue` or `else`, or that keep something from one round to the
    next; rounds that use a fixture, which may; values that are no literals and
    no names of the module; rows that would have no readable names; asserts
    that ask the same thing several times; methods of a `TestCase`.
    """

    safety = Safety.REVIEW
    program = True
    references = (
        "https://docs.pytest.org/en/stable/how-to/parametrize.html",
        "https://testsmells.org/pages/testsmells.html#AssertionRoulette",
    )
    sieve = re.compile(rb"\bdef test")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the tests of a file."""
        del node
        if not pytest_files.is_collected(module):
            return
        if not pytest_files.uses_pytest(module):
            return
        for function in pytest_files.tests(module):
            yield from _sites(module, function)


def _sites(module: Module, function: Definition) -> Iterator[Site]:
    body = signatures.body(function)
    try:
        match body:
            case [ast.For() as loop]:
                found = loop_tables.of_loop(module, function, loop)
            case [ast.Assert(), ast.Assert(), ast.Assert(), *_]:
                found = loop_tables.of_asserts(module, function, body)
            case _:
                return
    except (EditRefusedError, ImportRefusedError, NoTableError) as error:
        yield Site(body[0], Outcome.REFUSED, str(error))
        return
    if found is not None:
        text = f"{function.name}: {found.rounds} tests of one"
        yield Site(function, Outcome.APPLIED, text, found.edits, (PYTEST,))
