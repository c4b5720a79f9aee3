"""Loops that do nothing but gather: `x = []` and `for ...: x.append(...)`.

Both statements become one. What must hold for that is the same whatever is
gathered: nobody sees the result half made, and nobody sees the loop's own
names.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Edit, EditRefusedError, TextEdit
from codemods.lazy import cst
from codemods.reading import function_names, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import libcst

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

WALLS = (
    ast.Await,
    ast.Lambda,
    ast.NamedExpr,
    ast.Yield,
    ast.YieldFrom,
)
"""What means something else inside of a comprehension, or must not be there."""

SCOPED = frozenset({"dir", "eval", "exec", "locals", "super", "vars"})
"""Functions that look at the scope in which they are called."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A name that starts empty and is filled by the loop that follows.

    `element` is what each pass adds, where `test` holds (None: always).
    """

    function: Definition
    start: ast.Assign | ast.AnnAssign
    loop: ast.For
    name: str
    element: ast.expr
    test: ast.expr | None


def find(
    module: Module,
    loop: ast.For,
    empty: Callable[[ast.expr], bool],
    added: Callable[[ast.stmt], tuple[str, ast.expr] | None],
) -> Gathering | None:
    """Return what a loop gathers, None where it does anything else.

    `empty` tells whether a value is one to start from; `added` returns the
    name to which a statement adds something, and what.
    """
    function = function_names.function_of(module, loop)
    block = nodes.block_of(module, loop)
    place = block.index(loop)
    if function is None or place == 0 or loop.orelse or len(loop.body) != 1:
        return None
    (inner,) = loop.body
    test = None
    if isinstance(inner, ast.If) and len(inner.body) == 1 and not inner.orelse:
        test, inner = inner.test, inner.body[0]
    found = added(inner)
    start = block[place - 1]
    if found is None or not isinstance(start, ast.Assign | ast.AnnAssign):
        return None
    name, element = found
    if _assigned(start) != name or start.value is None or not empty(start.value):
        return None
    return Gathering(function, start, loop, name, element, test)


def _assigned(start: ast.Assign | ast.AnnAssign) -> str:
    """Return the one plain name that a statement assigns to, else ""."""
    match start:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


def reason_to_stay(module: Module, made: Gathering) -> str:
    """Return why the loop must stay a loop, "" where nothing says so."""
    return (
        _seen(module, made)
        or _used_elsewhere(module, made)
        or _wall(made)
        or _more(module, made)
    )


def _seen(module: Module, made: Gathering) -> str:
    """Return who may see the result half made, "" for nobody."""
    name, function = made.name, made.function
    if not function_names.is_local(module, name, function):
        return f"`{name}` is not the function's own"
    if function_names.is_seen_by_others(module, name, function):
        return f"`{name}` may be seen before it is full"
    uses = function_names.uses(module, name, function)
    if sum(function_names.is_inside(module, use, made.loop) for use in uses) != 1:
        return f"`{name}` is looked at while it is filled"
    if function_names.shows_partial_work(module, made.loop, _others(module, made)):
        return f"an error leaves `{name}` half full, and somebody may look"
    return ""


def _used_elsewhere(module: Module, made: Gathering) -> str:
    """Return what of the loop's own names others use, "" for nothing."""
    plain = (ast.Tuple, ast.List, ast.Starred, ast.expr_context)
    for name in ast.walk(made.loop.target):
        if isinstance(name, ast.Name):
            if not _is_only_of_loop(module, name.id, made):
                return f"`{name.id}` is used outside of the loop as well"
        elif not isinstance(name, plain):
            return "the loop assigns to more than names of its own"
    return ""


def _more(module: Module, made: Gathering) -> str:
    """Return that other loops add to the same, "" where none does."""
    for use in _others(module, made):
        around = module.parent(use)
        adds = isinstance(around, ast.AugAssign) or (
            isinstance(around, ast.Attribute) and around.attr in {"append", "extend"}
        )
        loop = function_names.loop_around(module, use)
        if (
            adds
            and loop is not None
            and not function_names.is_inside(module, made.loop, loop)
        ):
            return f"another loop adds to `{made.name}` as well"
    return ""


def _others(module: Module, made: Gathering) -> list[ast.Name]:
    """Return the uses of the name besides those in the two statements."""
    return [
        use
        for use in function_names.uses(module, made.name, made.function)
        if not function_names.is_inside(module, use, made.loop)
        and not function_names.is_inside(module, use, made.start)
    ]


def _is_only_of_loop(module: Module, name: str, made: Gathering) -> bool:
    if name == made.name or not function_names.is_local(module, name, made.function):
        return False
    body = [made.element, *([made.test] if made.test else [])]
    return not function_names.is_seen_by_others(module, name, made.function) and all(
        any(
            function_names.is_inside(module, use, part)
            for part in (made.loop.target, *body)
        )
        or function_names.is_of_another_loop(module, use, made.loop)
        for use in function_names.uses(module, name, made.function)
    )


def _wall(made: Gathering) -> str:
    parts = [made.loop.iter, made.element, *([made.test] if made.test else [])]
    for part in parts:
        for node in ast.walk(part):
            if isinstance(node, WALLS):
                return "what it works out cannot stand in a comprehension"
            if isinstance(node, ast.Name) and node.id in SCOPED:
                return f"`{node.id}` means something else in a comprehension"
    return ""


# -------------------------------------------------------------------- writing


def edits(
    module: Module,
    made: Gathering,
    opening: str,
    closing: str,
    parts: list[str],
) -> tuple[Edit | TextEdit, ...]:
    """Return the edits that put one assignment in place of two statements.

    Its value is `opening`, the parts, `closing`: on one line, or on one line
    each where it would be too long. Raises `EditRefusedError` where it cannot
    be read well even then.
    """
    indent = made.loop.col_offset
    head = _head(module, made.start)
    room = module.line_limit - indent
    text = f"{opening}{' '.join(parts)}{closing}"
    if any("\n" in part or "\r" in part for part in parts) or "\n" in head:
        raise EditRefusedError("it would not be read well as one expression")
    if len(head) + len(text) > room:
        text = "\n".join([opening, *(f"    {part}" for part in parts), closing])
        text = text.replace("    ", module.indent)
    if max(map(len, f"{head}{text}".split("\n"))) > room:
        raise EditRefusedError("it would not be read well as one expression")

    def change(old: libcst.For) -> libcst.SimpleStatementLine:
        statement = cst.parse_statement(f"{head}{text}")
        if not isinstance(statement, cst.SimpleStatementLine):
            raise TypeError("an assignment became something else")
        return statement.with_changes(leading_lines=old.leading_lines)

    return Edit(made.start, _removed), *_blank(module, made), Edit(made.loop, change)


def _head(module: Module, start: ast.Assign | ast.AnnAssign) -> str:
    """Return what stands before the value of an assignment."""
    first, _ = module.source.span(start)
    last = first if start.value is None else module.source.span(start.value)[0]
    return module.source.data[first:last].decode()


def _blank(module: Module, made: Gathering) -> Iterator[TextEdit]:
    """Yield the edit that takes out empty lines between the two statements."""
    source = module.source
    start = source.starts[made.start.end_lineno or made.start.lineno]
    end = source.starts[made.loop.lineno - 1]
    if start < end and not source.data[start:end].strip():
        yield TextEdit(made.loop, start, end, b"")


def _removed(old: libcst.BaseStatement) -> libcst.RemovalSentinel:
    del old
    return cst.RemovalSentinel.REMOVE


def clauses(module: Module, made: Gathering) -> list[str]:
    """Return the `for` and the `if` of the comprehension, as text."""
    target, values = module.text_of(made.loop.target), module.text_of(made.loop.iter)
    if isinstance(made.loop.iter, ast.IfExp) or _is_bare_tuple(values):
        values = f"({values})"
    found = [f"for {target} in {values}"]
    if made.test is not None:
        test = module.text_of(made.test)
        found.append(
            f"if ({test})" if isinstance(made.test, ast.IfExp) else f"if {test}"
        )
    return found


def _is_bare_tuple(text: str) -> bool:
    node = ast.parse(text, mode="eval").body
    return isinstance(node, ast.Tuple) and not text.startswith("(")


def text_of_element(module: Module, element: ast.expr) -> str:
    """Return what is gathered, as text that may stand before `for`."""
    text = module.text_of(element)
    bare = isinstance(element, ast.Tuple) and not text.startswith("(")
    return f"({text})" if bare or isinstance(element, ast.Starred) else text
