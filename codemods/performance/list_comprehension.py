"""`x = []` and a loop that only appends become a list comprehension."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.model import Outcome, Safety
from codemods.performance.parts import gathering
from codemods.reading import function_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import Edit, TextEdit
    from codemods.performance.parts.gathering import Gathering
    from codemods.reading.module import Module


class ListComprehension(Codemod):
    """Build a list in one expression where a loop only appends to it.

    A comprehension says at once that a list is made, and of what; a reader
    need not look for what else the loop does. Where every item is kept as it
    is, `list()` copies them: measured with CPython 3.11 on 1,000 items, 7
    times as fast as the loop. The comprehension itself is about 1.1 times as
    fast.

    Before:

        def names(users):
            found = []
            for user in users:
                if user.active:
                    found.append(user.name)
            return found

    After:

        def names(users):
            found = [user.name for user in users if user.active]
            return found

    Fix safety: the same expressions are worked out in the same order. The
    loop's variable no longer exists after it, so loops whose variable is used
    elsewhere are left alone.

    Left alone: loops that do anything else, or have comments inside; lists
    that the loop reads, that an inner function or an error handler may see
    half full, or that are not local to a function; loops with `await`,
    `yield`, `:=`, `lambda` or `super()`; what would need more than one line
    for a part.
    """

    safety = Safety.TESTED
    rules = frozenset({"PERF401", "PERF402"})
    references = (
        "https://docs.python.org/3/tutorial/datastructures.html#list-comprehensions",
        "https://docs.astral.sh/ruff/rules/manual-list-comprehension/",
    )
    sieve = re.compile(rb"\.append\b")

    def visit_For(self, node: ast.For, module: Module) -> Iterator[Site]:
        """Look at loops right below `x = []`."""
        made = gathering.find(module, node, _is_empty, _appended)
        if made is None:
            return
        reason = gathering.reason_to_stay(module, made)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        message = f"`{made.name}` is gathered by a loop"
        try:
            edits = _edits(module, made)
        except EditRefusedError as error:
            yield Site(node, Outcome.REFUSED, str(error))
            return
        yield Site(node, Outcome.APPLIED, message, edits)


def _edits(module: Module, made: Gathering) -> tuple[Edit | TextEdit, ...]:
    values = made.loop.iter
    if _is_copy(made) and function_names.is_builtin(module, "list", made.loop):
        text = module.text_of(values)
        is_new = isinstance(values, ast.Call) and (
            module.name_of(values.func) in {"builtins.list", "builtins.sorted"}
        )
        around = ("", "") if is_new else ("list(", ")")
        return gathering.edits(module, made, *around, [text])
    element = gathering.text_of_element(module, made.element)
    parts = [element, *gathering.clauses(module, made)]
    return gathering.edits(module, made, "[", "]", parts)


def _is_copy(made: Gathering) -> bool:
    """Whether every item is kept as it is."""
    match made:
        case gathering.Gathering(
            loop=ast.For(target=ast.Name(id=one), iter=values),
            element=ast.Name(id=other),
            test=None,
        ):
            return one == other and not isinstance(values, ast.Tuple | ast.GeneratorExp)
    return False


def _is_empty(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[]):
            return True
        case ast.Call(func=ast.Name(id="list"), args=[], keywords=[]):
            return True
    return False


def _appended(statement: ast.stmt) -> tuple[str, ast.expr] | None:
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="append"),
                args=[element],
                keywords=[],
            )
        ) if not isinstance(element, ast.Starred):
            return name, element
    return None
