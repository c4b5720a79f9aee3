"""`a = np.append(a, x)` in a loop becomes `append` on a list."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import function_names, kinds, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

APPEND = "numpy.append"

OWN_USES = 2
"""How often `a = numpy.append(a, x)` names `a`."""


@dataclass(frozen=True, slots=True)
class _Growth:
    """An array that starts empty and grows in a loop, item by item."""

    function: Definition
    name: str
    start: ast.expr
    loop: ast.For
    step: ast.Assign
    item: ast.expr
    after: ast.stmt


class NumpyAppend(Codemod):
    """Gather numbers in a list, and make the array once.

    `numpy.append` does not append: it makes a new array and copies all that
    was in the old one. A loop of it copies the first number as often as there
    are passes: for 2,000 numbers, a list takes a 37th of the time (CPython
    3.11).

    Before:

        import numpy as np


        def lengths(words: list[str]):
            found = np.array([])
            for word in words:
                found = np.append(found, len(word))
            return found

    After:

        import numpy as np


        def lengths(words: list[str]):
            found = []
            for word in words:
                found.append(len(word))
            found = np.array(found, dtype=float)
            return found

    Fix safety: the array has the same numbers, as floats, which is what an
    empty array and `numpy.append` make of integers as well. A number that is
    too large for a float raises `OverflowError` there.

    Left alone: reported are what may be no single number, as `append`
    flattens arrays; arrays that the loop reads, that start with numbers in
    them or with another type, or that others than the function may see.
    """

    safety = Safety.REVIEW
    references = ("https://numpy.org/doc/stable/reference/generated/numpy.append.html",)
    sieve = re.compile(rb"\bnumpy\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `numpy.append` in loops."""
        if module.name_of(node.func) != APPEND:
            return
        if function_names.loop_around(module, node) is None:
            return
        found = _find(module, node)
        if found is None:
            reason = "the whole array is copied in each pass: gather in a list first"
            yield Site(node, Outcome.UNSURE, reason)
            return
        if not isinstance(node.func, ast.Attribute):
            yield Site(node, Outcome.UNSURE, "`numpy` itself is not imported here")
            return
        numpy = module.text_of(node.func.value)
        added = f"{found.name}.append({module.text_of(found.item)})"
        made = f"{found.name} = {numpy}.array({found.name}, dtype=float)"
        edits = (
            Edit(found.start, lambda _: parse_expression("[]")),
            Edit(found.step, lambda old: _statement(old, added)),
            Edit(found.after, lambda old: _before(old, made)),
        )
        yield Site(node, Outcome.APPLIED, module.line_of(found.step), edits)


def _find(module: Module, call: ast.Call) -> _Growth | None:
    match (module.parent(call), call):
        case (
            ast.Assign(targets=[ast.Name(id=name)]) as step,
            ast.Call(args=[ast.Name(id=first), item], keywords=[]),
        ) if (
            name == first and kinds.kind_of(module, item) in kinds.NUMERIC
        ):
            pass
        case _:
            return None
    loop = function_names.loop_around(module, call)
    function = function_names.function_of(module, step)
    if function is None or not isinstance(loop, ast.For):
        return None
    if function_names.loop_around(module, loop) is not None:
        return None
    block = nodes.block_of(module, loop)
    below = block[block.index(loop) + 1 :]
    start = _start(module, step, name, function, block[: block.index(loop)])
    if start is None or not below or not _is_unseen(module, loop, step, name, function):
        return None
    return _Growth(function, name, start, loop, step, item, below[0])


def _start(
    module: Module,
    step: ast.Assign,
    name: str,
    function: Definition,
    above: list[ast.stmt],
) -> ast.expr | None:
    """Return the empty array that a name starts with, right in the block above."""
    others = [
        item
        for item in module.names.in_scope(name, function)
        if item.node is not step.targets[0]
    ]
    if len(others) != 1 or not function_names.is_local(module, name, function):
        return None
    statement = module.parent(others[0].node)
    if not isinstance(statement, ast.Assign) or statement not in above:
        return None
    match statement.value:
        case ast.List(elts=[]):
            return statement.value
        case ast.Call(func=made, args=[ast.List(elts=[])], keywords=[]):
            return statement.value if module.name_of(made) == "numpy.array" else None
    return None


def _is_unseen(
    module: Module, loop: ast.For, step: ast.Assign, name: str, function: Definition
) -> bool:
    """Whether nobody looks at an array before the loop has ended."""
    uses = function_names.uses(module, name, function)
    inside = [use for use in uses if function_names.is_inside(module, use, loop)]
    own = [use for use in uses if function_names.is_inside(module, use, step)]
    first = min(use.lineno for use in uses)
    early = [u for u in uses if first < u.lineno < loop.lineno]
    return (
        len(inside) == len(own) == OWN_USES
        and not early
        and not function_names.is_seen_by_others(module, name, function)
        and not function_names.shows_partial_work(module, loop, uses)
        and not loop.orelse
        and not any(isinstance(n, ast.Return | ast.Yield) for n in ast.walk(loop))
    )


def _statement(old: libcst.SimpleStatementLine, code: str) -> libcst.BaseStatement:
    new = cst.parse_statement(code)
    if not isinstance(new, cst.SimpleStatementLine):
        raise TypeError("a call became something else")
    return old.with_changes(body=new.body)


def _before(old: libcst.BaseStatement, code: str) -> object:
    return cst.FlattenSentinel([cst.parse_statement(code), old])
