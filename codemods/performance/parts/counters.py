"""Counters kept by hand: `i = 0` above a loop, and `i += 1` at its end."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome
from codemods.reading import function_names, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition


@dataclass(frozen=True, slots=True)
class _Counter:
    """A counter: where it starts, where it goes on, and what it is first."""

    function: Definition
    start: ast.Assign
    loop: ast.For
    step: ast.AugAssign
    name: str
    first: int


def sites(module: Module, loop: ast.For) -> Iterator[Site]:
    """Yield what becomes of a loop with a counter of its own."""
    found = _find(module, loop)
    if found is None:
        return
    reason = _reason(module, found) or _obstacle(module, found)
    if reason:
        yield Site(found.step, Outcome.REFUSED, reason)
        return
    target = module.text_of(loop.target)
    if isinstance(loop.target, ast.Tuple) and not target.startswith("("):
        target = f"({target})"
    values = module.text_of(loop.iter)
    if isinstance(loop.iter, ast.Tuple) and not values.startswith("("):
        values = f"({values})"
    start = f", start={found.first}" if found.first else ""
    head = f"for {found.name}, {target} in enumerate({values}{start}):"
    if "\n" in head or loop.col_offset + len(head) > module.line_limit:
        yield Site(found.step, Outcome.REFUSED, "the line would be too long")
        return
    edits = (
        Edit(found.start, _removed),
        Edit(loop.target, lambda _: parse_expression(f"{found.name}, {target}")),
        Edit(loop.iter, lambda _: parse_expression(f"enumerate({values}{start})")),
        Edit(found.step, _removed),
    )
    text = f"`{found.name}` counts the passes of a loop"
    yield Site(found.step, Outcome.APPLIED, text, edits)


def _find(module: Module, loop: ast.For) -> _Counter | None:
    function = function_names.function_of(module, loop)
    block = nodes.block_of(module, loop)
    place = block.index(loop)
    if function is None or place == 0 or len(loop.body) == 1:
        return None
    match block[place - 1]:
        case ast.Assign(
            targets=[ast.Name(id=name)], value=ast.Constant(value=int() as first)
        ) as start if not isinstance(first, bool):
            pass
        case _:
            return None
    for step, shift in ((loop.body[-1], 0), (loop.body[0], 1)):
        match step:
            case ast.AugAssign(
                target=ast.Name(id=counted), op=ast.Add(), value=ast.Constant(value=1)
            ) if (counted == name):
                return _Counter(function, start, loop, step, name, first + shift)
    return None


def _reason(module: Module, found: _Counter) -> str:
    """Return why a counter stays, "" where nothing says so."""
    name, function = found.name, found.function
    if not function_names.is_local(module, name, function):
        return f"`{name}` is not the function's own"
    if function_names.is_seen_by_others(module, name, function):
        return f"an inner function uses `{name}`"
    if found.step is found.loop.body[-1] and _goes_on(found.loop):
        return f"a `continue` leaves `{name}` behind"
    own = {found.start.targets[0], found.step.target}
    for use in function_names.uses(module, name, function):
        inside = any(
            function_names.is_inside(module, use, part) for part in found.loop.body
        )
        if use not in own and not (inside and isinstance(use.ctx, ast.Load)):
            return f"`{name}` is used for more than counting this loop"
    return ""


def _obstacle(module: Module, found: _Counter) -> str:
    """Return what stands in the way of writing it otherwise, "" for nothing."""
    if _has_comment(module, found):
        return "a comment speaks of the counter"
    if not function_names.is_builtin(module, "enumerate", found.loop):
        return "`enumerate` means something else here"
    return ""


def _goes_on(loop: ast.For) -> bool:
    """Whether a `continue` of this very loop is in it."""
    waiting: list[ast.AST] = [*loop.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Continue):
            return True
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False


def _has_comment(module: Module, found: _Counter) -> bool:
    """Whether a comment stands right above one of the statements that go."""
    data, starts = module.source.data, module.source.starts
    for statement in (found.start, found.step):
        line = statement.lineno - 1
        if line and data[starts[line - 1] : starts[line]].lstrip().startswith(b"#"):
            return True
    return False


def _removed(old: libcst.BaseStatement) -> libcst.RemovalSentinel:
    del old
    return cst.RemovalSentinel.REMOVE
