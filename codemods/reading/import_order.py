"""Whether imports stand in the order that isort, Black's profile and Ruff share."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codemods.reading.module import Module
    from codemods.reading.summary import Summary

FEWEST = 4
"""Shorter lists of imports are sorted by chance too often to tell anything."""

Key = tuple[int, bool, str]


def share_sorted(files: Iterable[Summary], own: frozenset[str]) -> float:
    """Return the share of files whose imports are sorted; 0.0 where none tells."""
    told = 0
    in_order = 0
    for summary in files:
        lines: dict[int, Key] = {}
        for item in summary.imports:
            lines.setdefault(item.line, _key(item.module, own, named=bool(item.name)))
        keys = [lines[line] for line in sorted(lines)]
        if len(keys) >= FEWEST:
            told += 1
            in_order += keys == sorted(keys)
    return in_order / told if told else 0.0


def share_in_place(module: Module, statements: Sequence[ast.stmt]) -> float:
    """Return the share of statements that need not move for all to be sorted."""
    own = frozenset(name.partition(".")[0] for name in module.project.modules)
    ends: list[Key] = []
    for statement in statements:
        if isinstance(statement, ast.Import):
            key = _key(statement.names[0].name, own, named=False)
        elif isinstance(statement, ast.ImportFrom):
            dots = "." * statement.level
            key = _key(f"{dots}{statement.module or ''}", own, named=True)
        else:
            continue
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
    return len(ends) / len(statements) if statements else 0.0


def _key(name: str, own: frozenset[str], *, named: bool) -> Key:
    top = name.partition(".")[0]
    if name == "__future__":
        kind = 0
    elif not top or top in own:
        kind = 3
    else:
        kind = 1 if top in sys.stdlib_module_names else 2
    return kind, named, name.lower()
