"""Which statements a change touches, before and after; pure.

A statement counts as one line, the way coverage.py counts, however many lines
it is written on. The header of a function (its `def` with the parameters) is
executed when it is defined, which says nothing of the function: it counts as
executed where a test executes the body.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.verification.coverage_map import bits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a file.

    `lines` are those that it is written on, without the statements in it.
    `evidence` are the lines of which one must be executed for it to count as
    executed. `inside` says that it runs only when a function is called.
    """

    line: int
    lines: int
    evidence: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """What of one file a change touches.

    `after` are the statements of the new file that were added or changed,
    `removed` those of the old file with nothing in their place. `functions`
    are the lines of the bodies of the old file's functions with a change in
    them, `module_level` whether anything outside of functions changed.
    """

    after: tuple[Statement, ...] = ()
    removed: tuple[Statement, ...] = ()
    functions: int = 0
    module_level: bool = False


def touched(before: bytes | None, after: bytes | None) -> Touched:
    """Return what changed between two versions of a Python file.

    A file that cannot be parsed is touched as a whole, with no statements.
    """
    old, new = _parsed(before), _parsed(after)
    if old is None or new is None:
        return Touched(module_level=True)
    diff = _diff(before or b"", after or b"")
    return Touched(
        after=tuple(_hit(statements(new), diff.new)),
        removed=tuple(_hit(statements(old), diff.removed)),
        functions=_functions(old, diff.old | diff.anchors),
        module_level=_outside(old, diff.old) or _outside(new, diff.new),
    )


@dataclass(slots=True)
class _Diff:
    """Numbers of lines: changed in the old version, changed in the new one.

    `removed` have nothing in their place, after `anchors` lines were added.
    """

    old: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    anchors: set[int] = field(default_factory=set)


def _diff(before: bytes, after: bytes) -> _Diff:
    diff = _Diff()
    matcher = SequenceMatcher(
        None, before.splitlines(), after.splitlines(), autojunk=False
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        diff.old.update(range(first + 1, last + 1))
        diff.new.update(range(start + 1, end + 1))
        if tag == "delete":
            diff.removed.update(range(first + 1, last + 1))
        elif tag == "insert":
            diff.anchors.add(first)
    return diff


def _parsed(source: bytes | None) -> ast.Module | None:
    try:
        return ast.parse(source or b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _hit(found: Iterable[Statement], lines: set[int]) -> Iterator[Statement]:
    changed = bits_of(lines)
    return (statement for statement in found if statement.lines & changed)


# ----------------------------------------------------------------- statements


def statements(module: ast.Module) -> tuple[Statement, ...]:
    """Return the executable statements, in the order of the file."""
    found = _statements(module.body, inside=False, owner=module)
    return tuple(sorted(found, key=lambda statement: statement.line))


def _statements(
    body: list[ast.stmt], *, inside: bool, owner: ast.AST
) -> Iterator[Statement]:
    for place, node in enumerate(body):
        if place == 0 and _is_docstring(node, owner):
            continue
        yield _statement(node, inside=inside)
        within = inside or isinstance(node, FUNCTIONS)
        for child in _bodies(node):
            yield from _statements(child, inside=within, owner=node)


def _is_docstring(node: ast.stmt, owner: ast.AST) -> bool:
    return (
        isinstance(owner, (ast.Module, ast.ClassDef, *FUNCTIONS))
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        child = getattr(node, name, None)
        if isinstance(child, list) and child and isinstance(child[0], ast.stmt):
            yield child
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body


def _statement(node: ast.stmt, *, inside: bool) -> Statement:
    decorators = getattr(node, "decorator_list", ())
    first = min((each.lineno for each in decorators), default=node.lineno)
    last = node.end_lineno or node.lineno
    inner = [child for body in _bodies(node) for child in body]
    if inner:
        last = max(first, node.lineno, min(_first_line(child) for child in inner) - 1)
        if _first_line(inner[0]) == node.lineno:
            last = node.lineno
    lines = bits_of(range(first, last + 1))
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        head = part.pattern if isinstance(part, ast.match_case) else part
        lines |= bits_of(range(head.lineno, _first_line(part.body[0])))
    if isinstance(node, FUNCTIONS):
        evidence = _body_lines(node)
        return Statement(node.lineno, lines, evidence, inside=True)
    return Statement(node.lineno, lines, lines, inside=inside)


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", ())
    return min((each.lineno for each in decorators), default=node.lineno)


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of the body; of one written on one line, that line."""
    start = node.body[0].lineno
    return bits_of(range(start, (node.end_lineno or start) + 1))


# ------------------------------------------------------------------ functions


def _functions(module: ast.Module, lines: set[int]) -> int:
    """Return the body lines of the innermost functions that hold these lines."""
    bodies = 0
    spans = list(_spans(module))
    for line in lines:
        owners = [span for span in spans if span[0] <= line <= span[1]]
        if owners:
            bodies |= max(owners, key=lambda span: span[0])[2]
    return bodies


def _outside(module: ast.Module, lines: set[int]) -> bool:
    """Return whether a line with code, outside of all functions, is among them."""
    inner = 0
    for first, last, _ in _spans(module):
        inner |= bits_of(range(first, last + 1))
    changed = bits_of(lines) & ~inner
    return any(statement.lines & changed for statement in statements(module))


def _spans(module: ast.Module) -> Iterator[tuple[int, int, int]]:
    """Yield first line, last line and body of each function.

    Decorators are outside: they run when the module is imported.
    """
    for node in ast.walk(module):
        if isinstance(node, FUNCTIONS):
            yield node.lineno, node.end_lineno or node.lineno, _body_lines(node)
