"""`assert a + b == 0.3` becomes `assert a + b == pytest.approx(0.3)`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, ImportNeeded, Site, TextEdit
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.reading.kinds import NUMERIC, Kind, kind_of
from codemods.testing.parts import pytest_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

PYTEST = ImportNeeded("pytest")

EXACT = 2**20
"""A float whose fraction has a divisor up to this is held, and added, exactly."""

ROUNDING = frozenset(
    {"builtins.sum"}
    | {f"math.{name}" for name in (
        "acos", "asin", "atan", "atan2", "cos", "cosh", "dist", "exp", "expm1", "hypot",
        "log", "log10", "log1p", "log2", "pow", "prod", "sin", "sinh", "sqrt", "tan",
        "tanh",
    )}
    | {f"statistics.{name}" for name in (
        "fmean", "geometric_mean", "harmonic_mean", "mean", "pstdev", "pvariance",
        "stdev", "variance",
    )}
    | {f"numpy.{name}" for name in (
        "average", "cos", "dot", "exp", "linalg.norm", "log", "mean", "nanmean",
        "nanstd", "percentile", "quantile", "sin", "sqrt", "std", "sum", "var",
    )}
)  # fmt: skip
"""Functions whose results are rounded, each time as the machine does it."""

DEPTH = 4
"""How many names are followed to what they are assigned."""

NO_FLOATS = frozenset({"decimal", "fractions", "sympy"})
"""Libraries whose numbers are exact, or are compared in their own way."""

_ROUNDED = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)


class FloatApprox(Codemod):
    """Compare computed floats within a tolerance.

    A float holds 0.3 only nearly, and every step of a sum rounds again:
    `0.1 + 0.2 == 0.3` is false. Whether such a comparison holds may change
    with the order of a sum, the library, and the processor.

    Before:

        import pytest


        def test_total():
            prices = [0.1, 0.2]
            total = sum(prices) * 1.2
            assert total == 0.36

    After:

        import pytest


        def test_total():
            prices = [0.1, 0.2]
            total = sum(prices) * 1.2
            assert total == pytest.approx(0.36)

    Fix safety: what was equal still is; a result that is off by up to a
    millionth of the expected value now passes as well.

    Left alone: numbers that a float holds exactly, such as 0.0 and 0.5, since
    the exact value may be meant; values that are stored, and not computed;
    integers; and files with `decimal` or `fractions`. What a function of the
    project gives is named, as its file does not show how it is worked out.
    """

    safety = Safety.REVIEW
    rules = frozenset({"RUF069", "float-equality-comparison"})
    references = (
        "https://docs.pytest.org/en/stable/reference/reference.html#pytest-approx",
        "https://docs.python.org/3/tutorial/floatingpoint.html",
    )
    sieve = (re.compile(rb"=="), re.compile(rb"\bassert\b|\d\.\d"))

    def visit_Assert(self, node: ast.Assert, module: Module) -> Iterator[Site]:
        """Look at assertions that compare with a float."""
        for test in _parts(node.test):
            match test:
                case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                    yield from _site(module, node, left, right)


def _parts(test: ast.expr) -> Iterator[ast.expr]:
    """Yield what must hold together."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for value in test.values:
            yield from _parts(value)
    else:
        yield test


def _site(
    module: Module, node: ast.Assert, left: ast.expr, right: ast.expr
) -> Iterator[Site]:
    if _is_inexact(left):
        left, right = right, left
    if not _is_inexact(right) or _is_inexact(left):
        return
    if not pytest_files.is_test_file(module) or not pytest_files.uses_pytest(module):
        return
    if not is_computed(module, left):
        if _may_be_computed(module, left):
            reason = f"whether `{module.line_of(left)}` is computed is not known"
            yield Site(node, Outcome.UNSURE, reason)
        return
    if module.once(_has_exact_numbers):
        yield Site(node, Outcome.UNSURE, "the number may be an exact one")
        return
    try:
        written = f"{module.imported(PYTEST, node)}.approx({module.text_of(right)})"
    except ImportRefusedError as error:
        yield Site(node, Outcome.REFUSED, str(error))
        return
    start, end = module.source.span(right)
    edit = TextEdit(right, start, end, written.encode())
    yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (PYTEST,))


def _is_inexact(node: ast.expr) -> bool:
    """Whether an expression is a float that no binary fraction gives."""
    match node:
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return _is_inexact(operand)
        case ast.Constant(value=float() as value):
            finite = value - value == 0
            return finite and value.as_integer_ratio()[1] > EXACT
    return False


def is_computed(module: Module, node: ast.expr, depth: int = 0) -> bool:
    """Return whether a value surely comes out of arithmetic that rounds."""
    match node:
        case ast.BinOp():
            return _rounds(module, node, depth)
        case ast.UnaryOp(operand=operand):
            return is_computed(module, operand, depth)
        case ast.Call(func=function):
            name = module.name_of(function)
            if name == "builtins.abs" and len(node.args) == 1:
                return is_computed(module, node.args[0], depth)
            return name in ROUNDING
        case ast.Name() if depth < DEPTH:
            value = module.value_of(node)
            return value is not None and is_computed(module, value, depth + 1)
    return False


def _rounds(module: Module, node: ast.BinOp, depth: int) -> bool:
    """Whether an operation gives a float that is rounded in its own way.

    A quotient of two integers is not: it is the same on every machine.
    """
    if not isinstance(node.op, _ROUNDED) or _is_text(module, node):
        return False
    sides = (node.left, node.right)
    divided = isinstance(node.op, ast.Div)
    if all(isinstance(side, ast.Constant) for side in sides):
        return not divided
    if any(_is_float(module, side, depth) for side in sides):
        return True
    kinds = {kind_of(module, side) for side in sides}
    return divided and kinds <= NUMERIC and kinds != {Kind.INTEGER}


def _is_text(module: Module, node: ast.expr) -> bool:
    return kind_of(module, node) in {Kind.TEXT, Kind.INTEGER, Kind.PLAIN}


def _is_float(module: Module, node: ast.expr, depth: int) -> bool:
    """Whether one side of an operation makes the result a rounded float."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float) and _is_inexact(node)
    return kind_of(module, node) is Kind.NUMBER or is_computed(module, node, depth)


def _may_be_computed(module: Module, node: ast.expr) -> bool:
    """Whether it is what a function of the project gives, or arithmetic."""
    match node:
        case ast.BinOp(left=left, op=operator, right=right):
            sides = {kind_of(module, left), kind_of(module, right)}
            known = sides <= NUMERIC or _is_text(module, node)
            return isinstance(operator, _ROUNDED) and not known
        case ast.Call(func=function):
            name = module.name_of(function) or ""
            last = name.rpartition(".")[2]
            return (
                bool(last)
                and last not in {"approx", "isclose"}
                and (not name.startswith("builtins."))
            )
        case ast.Name():
            value = module.value_of(node)
            return isinstance(value, ast.Call | ast.BinOp) and _may_be_computed(
                module, value
            )
    return False


def _has_exact_numbers(module: Module) -> bool:
    return any(
        module.names.target(alias).partition(".")[0] in NO_FLOATS
        for alias in module.tree.all(ast.alias)
    )
