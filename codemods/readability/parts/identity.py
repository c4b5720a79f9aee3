"""Comparisons by `==` made comparisons by `is`, a `not` before them drawn in."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from codemods.base import Edit
from codemods.lazy import cst

if TYPE_CHECKING:
    import libcst

    from codemods.reading.module import Module


def edit(module: Module, node: ast.Compare) -> Edit:
    """Return the edit that compares by identity.

    `not x == y` becomes `x is not y`; None comes to stand on the right.
    """
    around = module.parent(node)
    if isinstance(around, ast.UnaryOp) and isinstance(around.op, ast.Not):
        return Edit(around, _opposite)
    return Edit(node, _by_identity)


def _by_identity(comparison: libcst.Comparison) -> libcst.Comparison:
    operator = comparison.comparisons[0].operator
    return _compared(comparison, negated=isinstance(operator, cst.NotEqual))


def _opposite(negation: libcst.UnaryOperation) -> libcst.BaseExpression:
    comparison: Any = negation.expression
    operator = comparison.comparisons[0].operator
    made = _compared(comparison, negated=isinstance(operator, cst.Equal))
    inner = made if _spans_lines(made) else made.with_changes(lpar=[], rpar=[])
    return inner.with_changes(
        lpar=[*negation.lpar, *inner.lpar], rpar=[*inner.rpar, *negation.rpar]
    )


def _spans_lines(comparison: libcst.Comparison) -> bool:
    return "\n" in cst.Module(body=[]).code_for_node(comparison)


def _compared(comparison: libcst.Comparison, *, negated: bool) -> libcst.Comparison:
    """Return the comparison with `is` or `is not`, None on its right."""
    target: Any = comparison.comparisons[0]
    left, right = comparison.left, target.comparator
    if isinstance(left, cst.Name) and left.value == "None":
        left, right = right, left
    space = cst.SimpleWhitespace(" ")
    spaces = {}
    for name in ("whitespace_before", "whitespace_after"):
        old = getattr(target.operator, name)
        spaces[name] = space if old.empty else old
    new = cst.IsNot(**spaces) if negated else cst.Is(**spaces)
    changed = target.with_changes(operator=new, comparator=right)
    return comparison.with_changes(left=left, comparisons=[changed])
