"""Conditions: turned round, and joined, with the same answer."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module

_OPPOSITES: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: (r"==", "!="),
    ast.NotEq: (r"!=", "=="),
    ast.In: (r"in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: (r"is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
"""Comparisons that have an opposite. That of `<` is not `>=`: think of NaN."""

_SIMPLE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript)

_WEAKER = (ast.BoolOp, ast.IfExp, ast.Lambda, ast.NamedExpr)
"""What binds no tighter than `and`; an `and` itself may stay as it is."""


STATIC = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})
STATIC_PREFIXES = ("sys.version_info", "sys.platform", "os.name")
STATIC_NAMES = frozenset({"TYPE_CHECKING", "__debug__", "__name__"})
"""Conditions that tools know without running anything."""


def opposite(module: Module, test: ast.expr) -> str:
    """Return the code of a condition that holds when this one does not.

    "" where there is none that is read as easily: for `and`, `or`, chains of
    comparisons and those by size; and for what runs over several lines.
    """
    text = module.text_of(test)
    if "\n" in text or "\r" in text:
        return ""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = module.text_of(operand)
            return inner if isinstance(operand, _SIMPLE) else ""
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _compared(module, test, operator, (left, right))
        case ast.Name() | ast.Attribute() | ast.Call() | ast.Subscript():
            return f"not {text}"
    return ""


def _compared(
    module: Module,
    test: ast.Compare,
    operator: ast.cmpop,
    sides: tuple[ast.expr, ast.expr],
) -> str:
    """Return a comparison with the opposite operator, the sides as written."""
    known = _OPPOSITES.get(type(operator))
    if known is None:
        return ""
    start, end = module.source.span(test)
    _, left = module.source.span(sides[0])
    right, _ = module.source.span(sides[1])
    data = module.source.data
    pattern, new = known
    between = data[left:right].decode()
    changed, count = re.subn(pattern, new, between, count=1)
    if count != 1:
        return ""
    return data[start:left].decode() + changed + data[right:end].decode()


def operand_of_and(test: ast.expr, text: str) -> str:
    """Return the code of a condition as an operand of `and`.

    `text` is the condition as it is written, with the parentheses around it.
    """
    joined = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    if isinstance(test, _WEAKER) and not joined and not _is_wrapped(text):
        return f"({text})"
    return text


def _is_wrapped(text: str) -> bool:
    """Whether one pair of parentheses stands around all of a condition."""
    if not text.startswith("("):
        return False
    statement = ast.parse(f"[{text}]").body[0]
    items = statement.value.elts if isinstance(statement, ast.Expr) else []  # type: ignore[attr-defined]  # a list
    return len(items) == 1 and items[0].col_offset > 1


def is_static(module: Module, test: ast.expr) -> bool:
    """Whether tools decide on a condition without running it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Name) and node.id in STATIC_NAMES:
            return True
        if isinstance(node, ast.Attribute):
            name = module.name_of(node) or ""
            if name in STATIC or name.startswith(STATIC_PREFIXES):
                return True
    return False
