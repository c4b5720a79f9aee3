"""A long `if` at the end of a function or loop becomes a guard."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, branches, conditions, walks
from codemods.reading import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

LINES = 10
"""How many lines a block has at least to be moved to the left."""

SHARE = 3
"""How many times as long as the lines before it a last `if` is at least."""

ANSWER = 4
"""How many lines an `else` has at most to come first."""

_NESTED = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith)


@dataclass(frozen=True, slots=True)
class _Guard:
    """What leaves first: new code, or the statement of an `else`."""

    code: str = ""
    taken: ast.stmt | None = None


class GuardClauses(Codemod):
    """Leave early instead of nesting the main block.

    Where a function or loop does all of its work inside one `if`, or has a
    short `else` that leaves far below its condition, the reader has to carry
    the condition through the block. A guard says at once when there is
    nothing to do, and the work stands one level further left.

    Before:

        def send(mail, server):
            if mail.recipients:
                message = mail.render()
                for recipient in mail.recipients:
                    if recipient.is_active:
                        server.send(recipient, message)
                    else:
                        server.skip(recipient)
                mail.sent = True
                mail.errors = server.errors
                mail.save()
                server.close()

    After:

        def send(mail, server):
            if not mail.recipients:
                return

            message = mail.render()
            for recipient in mail.recipients:
                if recipient.is_active:
                    server.send(recipient, message)
                else:
                    server.skip(recipient)
            mail.sent = True
            mail.errors = server.errors
            mail.save()
            server.close()

    Fix safety: the same statements run in the same order. `==` becomes `!=`:
    a class that defines both need not have them agree.

    Left alone: blocks of fewer than ten lines, or with nothing nested in
    them; an `if` that is only the last of several steps, or picks one of
    several cases; an `else` that does work of its own; conditions that are no
    easier to read when turned round, such as `and`, `or` and `<`; an `if` with
    a comment above it or beside it, which says what the block is for.
    """

    safety = Safety.TESTED
    references = (
        "https://refactoring.com/catalog/replaceNestedConditionalWithGuardClauses.html",
    )
    sieve = (re.compile(rb"\bif\b"), re.compile(rb"\b(?:def|for|while|else)\b"))

    def visit_If(self, node: ast.If, module: Module) -> Iterator[Site]:
        """Look at an `if` with a long block."""
        if branches.is_elif(module, node) or not _is_long(node, module):
            return
        if _is_choice(node.test) or conditions.is_static(module, node.test):
            return
        guard = _at_the_end(node, module) or _short_else(node, module)
        if guard is None:
            return
        code = conditions.opposite(module, node.test)
        if not code:
            return
        try:
            edits = _edits(node, guard, code, module)
        except EditRefusedError as error:
            yield Site(node, Outcome.REFUSED, str(error))
            return
        yield Site(node, Outcome.APPLIED, f"`if {module.line_of(node.test)}`", edits)


def _is_long(node: ast.If, module: Module) -> bool:
    first, last = blocks.first_line(node.body[0]), blocks.last_line(node.body[-1])
    lines = [blocks.line(module, number) for number in range(first, last + 1)]
    if sum(bool(text.strip()) for text in lines) < LINES:
        return False
    return any(isinstance(inner, _NESTED) for inner in node.body)


def _at_the_end(node: ast.If, module: Module) -> _Guard | None:
    """Return the guard of an `if` without `else` that ends a function or loop."""
    parent = module.parent(node)
    if node.orelse or getattr(parent, "body", [])[-1:] != [node]:
        return None
    if not _is_the_work(node, parent.body):  # type: ignore[union-attr]  # it has one
        return None
    if isinstance(parent, blocks.LOOPS):
        return _Guard("continue")
    if isinstance(parent, nodes.NAMED_FUNCTIONS):
        answers = any(
            isinstance(inner, ast.Return) and inner.value is not None
            for inner in walks.own(parent.body)
        )
        return _Guard("return None" if answers else "return")
    return None


def _is_the_work(node: ast.If, body: list[ast.stmt]) -> bool:
    """Whether an `if` is what a body is for, and not the last of its steps."""
    docstring = isinstance(body[0], ast.Expr) and isinstance(
        body[0].value, ast.Constant
    )
    first = body[1] if docstring and len(body) > 1 else body[0]
    before = node.lineno - blocks.first_line(first)
    return before * SHARE <= blocks.last_line(node) - node.lineno


def _short_else(node: ast.If, module: Module) -> _Guard | None:
    """Return the guard that an `else` of one statement that leaves is."""
    if len(node.orelse) != 1 or not isinstance(node.orelse[0], blocks.ENDS):
        return None
    answer = node.orelse[0]
    if not _is_plain(answer):
        return None
    lines = blocks.last_line(answer) - answer.lineno + 1
    if lines > ANSWER or not blocks.alone(module, answer):
        return None
    return _Guard(taken=answer)


def _is_choice(test: ast.expr) -> bool:
    """Whether a condition picks one of several cases: more may come."""
    match test:
        case ast.Compare(
            ops=[ast.Eq() | ast.Is()], comparators=[ast.Constant(value=value)]
        ):
            return value is not None
    return False


def _is_plain(answer: ast.stmt) -> bool:
    """Whether a statement only leaves, and does no work of its own."""
    if not isinstance(answer, ast.Return):
        return True
    return not any(
        isinstance(part, (ast.Call, ast.Await, ast.Yield, ast.YieldFrom))
        for part in ast.walk(answer)
    )


def _edits(
    node: ast.If, guard: _Guard, code: str, module: Module
) -> tuple[TextEdit, ...]:
    """Return the edits that put the guard first and the block behind it.

    Raises `EditRefusedError` where a comment would no longer fit.
    """
    head = branches.header(module, node)
    if head is None or blocks.comment_above(module, node):
        raise EditRefusedError("a comment says what the block is for")
    if blocks.comments_below(module, node):
        raise EditRefusedError("a comment follows the block")
    data = module.source.data
    newline = module.source.newline()
    count = 1 + len(node.body)
    start, end = head
    below = module.source.line_end(blocks.last_line(node.test))
    if b"\n" in data[start:end] or b"\r" in data[start:end]:
        raise EditRefusedError("the condition runs over several lines")
    inner = blocks.indent(module, node.body[0].lineno).decode()
    text = f"{inner}{guard.code}{newline}"
    edits = []
    if guard.taken:
        text, gone = _taken(node, guard.taken, module)
        edits.append(gone)
    if data[below:].lstrip(b" \t\f")[:1] not in {b"\r", b"\n"}:
        text += newline
    edits += [
        TextEdit(node, start, end, code.encode(), produced=count),
        TextEdit(node, below, below, text.encode(), produced=count),
    ]
    return (*edits, *blocks.moved_left(module, node.body, node, count))


def _taken(node: ast.If, answer: ast.stmt, module: Module) -> tuple[str, TextEdit]:
    """Return the lines of the statement in an `else`, and the edit that takes it."""
    source = module.source
    first = source.line_end(blocks.last_line(node.body[-1]))
    last = source.line_end(blocks.last_line(answer))
    if b"#" in source.data[first:last]:
        raise EditRefusedError("a comment stands at its `else`")
    inner = source.starts[answer.lineno - 1]
    text = source.data[inner:last].decode()
    if not text.endswith(("\n", "\r")):
        text += source.newline()
    gone = TextEdit(node, first, last, b"", produced=1 + len(node.body))
    return text, gone
