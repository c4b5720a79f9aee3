"""A clock that a function asks becomes a parameter, with that clock as default."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, ImportNeeded, Site, TextEdit
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.testing.parts import injection, layout
from codemods.testing.parts.injection import CALLABLE, OLD_CALLABLE, NotInjectedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

CLOCKS = {
    "datetime.datetime.now": ("now", "datetime"),
    "datetime.datetime.today": ("now", "datetime"),
    "datetime.datetime.utcnow": ("utcnow", "datetime"),
    "datetime.date.today": ("today", "date"),
    "time.time": ("clock", "float"),
    "random.random": ("draw", "float"),
    "random.randint": ("draw", "int"),
    "random.choice": ("draw", ""),
    "random.uniform": ("draw", "float"),
}
"""What a function may ask, how the parameter is called, and what it gives."""

DEPTH = 3
"""How many names a time is followed through until something is decided."""

_STEPS = (ast.Attribute, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Subscript, ast.Tuple)


class InjectClock(Codemod):
    """Let callers give the clock by which a function decides.

    A function that looks at the clock itself does something else every day: a
    test of what it does on the last of February has to wait, or to replace
    the clock of the whole program. As a parameter the clock can be given.

    Before:

        from datetime import datetime


        def is_late(order):
            return datetime.now() > order.due

    After:

        from datetime import datetime


        def is_late(order, *, now=None):
            if now is None:
                now = datetime.now
            return now() > order.due

    Fix safety: who calls the function as before gets what it gave before: the
    clock is looked up when the function runs, not when it is defined, so a
    test that freezes time, or replaces `datetime` in the module, still works.
    The parameter is last, by name only, and None means the usual clock. A
    subclass elsewhere that overrides the method needs it too.

    Left alone: times that are only recorded, logged or measured, as nothing is
    decided by them; `utcnow`, which is deprecated; functions with decorators
    or `**` arguments, functions that are handed on, whose signature a
    framework may read; methods of classes with relatives; functions inside of
    functions; programs, examples and tests.
    """

    safety = Safety.REVIEW
    program = True
    references = (
        "https://docs.python.org/3/faq/design.html#what-is-dependency-injection",
        "https://testing.googleblog.com/2008/08/by-miko-hevery-so-you-decided-to.html",
    )
    sieve = re.compile(rb"\b(?:now|today|utcnow|time|random|randint|choice|uniform)\(")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at what a function asks."""
        yield from _site(module, node)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at what a coroutine asks."""
        yield from _site(module, node)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The calls of one clock in a function."""

    name: str
    calls: list[ast.Call]


def _site(module: Module, function: Definition) -> Iterator[Site]:
    asked = _asked(module, function)
    if not asked or not injection.is_candidate(module, function):
        return
    if not any(_decides(module, function, call) for a in asked for call in a.calls):
        return
    first = asked[0]
    try:
        edits, imports = _edits(module, function, asked)
    except (NotInjectedError, ImportRefusedError) as error:
        yield Site(first.calls[0], Outcome.REFUSED, f"`{function.name}`: {error}")
        return
    text = f"{function.name}: {module.line_of(first.calls[0])}"
    yield Site(first.calls[0], Outcome.APPLIED, text, edits, imports)


def _asked(module: Module, function: Definition) -> list[_Asked]:
    found: dict[str, list[ast.Call]] = {}
    for node in injection.own_nodes(function):
        if isinstance(node, ast.Call):
            name = module.name_of(node.func)
            if name in CLOCKS:
                found.setdefault(name, []).append(node)
    return [
        _Asked(name, sorted(calls, key=lambda call: (call.lineno, call.col_offset)))
        for name, calls in sorted(found.items())
    ]


def _decides(
    module: Module, function: Definition, node: ast.expr, depth: int = 0
) -> bool:
    """Whether a comparison or a condition hangs on a value."""
    around = module.parent(node)
    below: ast.AST = node
    while isinstance(around, _STEPS) or _is_method_call(around, below):
        if _measures(module, around) or _formats(around):
            return False
        below, around = around, module.parent(around)  # type: ignore[assignment, arg-type]  # a node has one
    match around:
        case ast.Compare(comparators=[ast.Constant(value=0)]):
            return False  # whether any time has passed, to divide by it
        case ast.Compare():
            return True
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return test is below
        case ast.Assign(targets=[ast.Name(id=name)]) if depth < DEPTH:
            return any(
                isinstance(inner, ast.Name)
                and inner.id == name
                and isinstance(inner.ctx, ast.Load)
                and _decides(module, function, inner, depth + 1)
                for inner in injection.own_nodes(function)
            )
    return False


def _is_method_call(around: ast.AST | None, below: ast.AST) -> bool:
    return isinstance(around, ast.Call) and around.func is below


def _measures(module: Module, node: ast.AST | None) -> bool:
    """Whether time is measured: `time() - start`."""
    match node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _is_clock(module, left) and _is_clock(module, right)
    return False


def _formats(node: ast.AST | None) -> bool:
    """Whether a value is put into a text: `"a_%d" % choice(many)`."""
    match node:
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod()):
            return True
    return False


def _is_clock(module: Module, node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return module.name_of(node.func) in CLOCKS
    if isinstance(node, ast.Name | ast.Attribute):
        value = module.value_of(node)
        return isinstance(value, ast.Call) and module.name_of(value.func) in CLOCKS
    return False


def _edits(
    module: Module, function: Definition, found: list[_Asked]
) -> tuple[tuple[TextEdit, ...], tuple[ImportNeeded, ...]]:
    """Return the edits of one function, and what they import.

    Raises `NotInjectedError` where it keeps its signature, and
    `ImportRefusedError` where its type cannot be written.
    """
    if len(found) > 1:
        raise NotInjectedError("it asks several clocks")
    asked = found[0]
    if asked.name == "datetime.datetime.utcnow":
        raise NotInjectedError("`utcnow` is deprecated, and is to be replaced first")
    name, _ = CLOCKS[asked.name]
    injection.check(module, function, name)
    for call in asked.calls:
        if module.anchor(call) is not call:
            raise NotInjectedError("it asks inside an f-string")
    spellings = {module.text_of(call.func) for call in asked.calls}
    if len(spellings) > 1:
        raise NotInjectedError("it writes the clock in several ways")
    usual = spellings.pop()
    text = f"{name}=None"
    imports: tuple[ImportNeeded, ...] = ()
    if injection.is_typed(function):
        needed = _callable(module, function)
        kind = _type(module, asked, usual, module.imported(needed, function))
        text, imports = f"{name}: {kind} | None = None", (needed,)
    first = injection.first_line(module, function)
    start = module.source.starts[first - 1]
    indent = layout.indent_of(module, function.lineno) + module.indent
    if not module.source.data.startswith(indent.encode(), start):
        raise NotInjectedError("its body is laid out in an unusual way")
    lines = (f"if {name} is None:", f"{module.indent}{name} = {usual}")
    newline = module.source.newline()
    head = "".join(f"{indent}{line}{newline}" for line in lines)
    edits = [
        *injection.parameter(module, function, text),
        TextEdit(function, start, start, head.encode()),
    ]
    for call in asked.calls:
        begin, end = module.source.span(call.func)
        edits.append(TextEdit(function, begin, end, name.encode()))
    return tuple(edits), imports


def _callable(module: Module, function: Definition) -> ImportNeeded:
    """Return where `Callable` comes from: as the file has it, if it does."""
    try:
        module.imported(CALLABLE, function)
    except ImportRefusedError:
        return OLD_CALLABLE
    return CALLABLE


def _type(module: Module, asked: _Asked, usual: str, written: str) -> str:
    """Return the type of a clock, as the file would write it."""
    injection.check_types(module)
    _, kind = CLOCKS[asked.name]
    if not kind:
        raise NotInjectedError("its type would have to be made up")
    if asked.name.startswith("datetime."):
        kind = usual.rpartition(".")[0]
    plain = all(not call.args and not call.keywords for call in asked.calls)
    return f"{written}[{'[]' if plain else '...'}, {kind}]"
