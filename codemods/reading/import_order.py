"""Whether imports stand in one of the orders that tools keep."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Written(NamedTuple):
    """One import: its section, its form, and the module as it is written."""

    kind: int
    named: bool
    name: str


ORDERS: tuple[Callable[[Written], Any], ...] = (
    lambda item: (item.kind, item.named, item.name.lower()),
    lambda item: (item.kind, item.name.lower()),
    lambda item: (item.kind, item.named, len(item.name)),
    lambda item: (item.named, item.name.lower()),
    lambda item: item.name.lower(),
    lambda item: (-item.kind, item.named, item.name.lower()),
)
"""isort's own order, which Ruff shares; then what its options make of it."""


def written(statements: Iterable[ast.stmt], own: frozenset[str]) -> list[Written]:
    """Return the imports among some statements; `own` are the project's modules."""
    found = []
    for statement in statements:
        if isinstance(statement, ast.Import):
            name, named = statement.names[0].name, False
        elif isinstance(statement, ast.ImportFrom):
            name, named = "." * statement.level + (statement.module or ""), True
        else:
            continue
        found.append(Written(_kind(name, own), named, name))
    return found


def in_place(imports: Sequence[Written]) -> float:
    """Return the share of imports that need not move for all to be in order."""
    ends: list[Any] = []
    for key in map(ORDERS[0], imports):
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
    return len(ends) / len(imports) if imports else 0.0


def has_another_order(imports: Sequence[Written]) -> bool:
    """Whether the imports are all in an order that is not the usual one."""
    for order in ORDERS[1:]:
        keys = list(map(order, imports))
        if keys == sorted(keys):
            return True
    return False


def _kind(name: str, own: frozenset[str]) -> int:
    top = name.partition(".")[0]
    if name == "__future__":
        return 0
    if not top:
        return 4
    if top in own:
        return 3
    return 1 if top in sys.stdlib_module_names else 2
