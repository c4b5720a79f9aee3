"""Imports in order, where the project keeps them so; found by Ruff (I001)."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.editing.text_edits import statements_in
from codemods.model import Safety
from codemods.readability.unused_imports import WITH_EFFECTS
from codemods.reading.import_order import has_another_order, in_place, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

FEWEST = 5
"""Fewer imports are in order by chance."""

IN_PLACE = 0.8
"""The share of a file's imports that must be in order for the others to be moved."""

_OWN_LINE = re.compile(rb"^[ \t]*#", re.MULTILINE)


class SortImports(RuffCodemod):
    """Put the odd import in order with the others.

    Sorted imports are found at a glance, are not written twice, and do not
    collide when two people add one each. Where all but one or two are in
    order, somebody meant them to be.

    Before:

        import os
        import sys
        import json
        from collections import deque
        from pathlib import Path

        import numpy as np

    After:

        import json
        import os
        import sys
        from collections import deque
        from pathlib import Path

        import numpy as np

    Fix safety: the same imports are made, in another order. That can matter
    where a module acts on others when it is imported; the tests tell.

    Left alone: `__init__.py`; files of which more than one import in five would
    move, as they have another order or none, and those that are grouped in
    another way; imports with comments between them; lists that would only be
    laid out in another way; stars, and names that two imports give, as there
    the order counts; packages known to act when they are imported; imports in
    functions, `try` and `if`.
    """

    safety = Safety.TESTED
    references = ("https://peps.python.org/pep-0008/#imports",)
    lint: ClassVar[tuple[str, ...]] = ("I001",)
    rules = frozenset({"I001", "C0411", "C0412", "C0413", "wrong-import-order"})
    sieve = re.compile(rb"\bimport\b")

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Take a list of imports that only has to be put in order."""
        if (
            not isinstance(module.parent(node), ast.Module)
            or len(diagnostic.edits) != 1
        ):
            return None
        edit = diagnostic.edits[0]
        old = statements_in(module, edit.start, edit.end)
        new = ast.parse(textwrap.dedent(edit.new.decode())).body
        same = [ast.dump(item) for item in old] == [ast.dump(item) for item in new]
        if same or module.is_package or not _is_wanted(module, old):
            return None  # only laid out in another way, or not wanted at all
        if _groups(module.source.data[edit.start : edit.end]) != _groups(edit.new):
            return None  # the groups are the project's own
        if _OWN_LINE.search(module.source.data, edit.start, edit.end):
            return "comments stand between the imports"
        if Counter(map(_shape, old)) != Counter(map(_shape, new)):
            return "the imports would also be laid out in another way"
        return _order_counts(old)


def _is_wanted(module: Module, statements: Sequence[ast.stmt]) -> bool:
    """Whether the imports are in order but for a few."""
    own = frozenset(name.partition(".")[0] for name in module.project.modules)
    imports = written(statements, own)
    if len(imports) < FEWEST or has_another_order(imports):
        return False
    return in_place(imports) >= IN_PLACE


def _groups(code: bytes) -> list[list[str]]:
    """Return the imports between empty lines, whatever their order is."""
    text = textwrap.dedent(code.decode()).strip()
    groups = re.split(r"\n[ \t]*\r?\n\s*", text)
    try:
        trees = [ast.parse(group) for group in groups]
    except SyntaxError:
        return []
    return [sorted(str(_shape(item)[1:4]) for item in tree.body) for tree in trees]


def _shape(statement: ast.stmt) -> tuple[object, ...]:
    """Return what of an import stays when it moves: names, and number of lines."""
    lines = (statement.end_lineno or statement.lineno) - statement.lineno
    names = sorted(
        (alias.name, alias.asname or "") for alias in getattr(statement, "names", [])
    )
    source = getattr(statement, "module", None)
    return type(statement), source, getattr(statement, "level", 0), tuple(names), lines


def _order_counts(statements: Sequence[ast.stmt]) -> str:
    """Return why imports must stay in their order, "" where they need not."""
    bound: Counter[str] = Counter()
    for statement in statements:
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            return "other code stands between the imports"
        for alias in statement.names:
            name = getattr(statement, "module", None) or alias.name
            if alias.name == "*" or name.partition(".")[0] in WITH_EFFECTS:
                return f"`{name}` may act on others when it is imported"
            if isinstance(statement, ast.ImportFrom) or alias.asname:
                bound[alias.asname or alias.name] += 1
    twice = [name for name, number in bound.items() if number > 1]
    return f"two imports give `{twice[0]}`" if twice else ""
