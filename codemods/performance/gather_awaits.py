"""Awaits one behind the other that could wait at the same time."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.performance.parts import coroutines
from codemods.reading import roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

ONE_AT_A_TIME = re.compile(
    r"acquire|cache|channel|commit|conn|curs|cur\b|db\b|database|execute|flush|lock"
    r"|next|page\b|pop|publish|put|queue|read|recv|reader|receive|redis|repo|rollback"
    r"|send|session|sleep|socket|store|stream|tab\b|transaction|tx\b|wait|websocket"
    r"|write|ws\b",
    re.IGNORECASE,
)
"""Calls that take turns: connections, queues, streams, and what keeps a state."""

FEWEST = 2


class GatherAwaits(Codemod):
    """Find awaits that wait for each other without a need.

    A coroutine that awaits one request, and then the next, takes the time of
    both; `asyncio.gather`, or a `TaskGroup`, takes that of the longer one.
    Whether the calls may run at the same time (limits of a server, one
    connection, order of effects, what happens to the others when one fails)
    is not written in the code.

    Found:

        async def load(client, user):
            orders = await client.fetch("orders", user)
            prices = await client.fetch("prices", user)
            return orders, prices

    Left alone: calls of different functions, calls that use what an earlier
    one gave, whose result nobody keeps, or that take turns by their nature
    (sessions, cursors, queues, streams, locks); loops whose body does more
    than to await one call for each item; tests.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://docs.python.org/3/library/asyncio-task.html#running-tasks-concurrently",
    )
    sieve = re.compile(rb"\bawait\b")

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at all blocks of a coroutine."""
        if roles.is_test(module):
            return
        for block in _blocks(module, node):
            yield from _rows(block)
            for statement in block:
                if isinstance(statement, ast.For):
                    yield from _loop(statement)


def _blocks(module: Module, node: ast.AsyncFunctionDef) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of statements that a coroutine runs itself."""
    for parent in ast.walk(node):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if (
                isinstance(block, list)
                and block
                and coroutines.around(module, block[0]) is node
            ):
                yield block


def _rows(block: list[ast.stmt]) -> Iterator[Site]:
    """Yield the rows of awaits in a block that do not need each other."""
    row: list[ast.Assign] = []
    for statement in (*block, None):
        if (
            isinstance(statement, ast.Assign)
            and _called(statement)
            and (not row or _called(statement) == _called(row[0]))
            and not _uses(statement, row)
        ):
            row.append(statement)
            continue
        if len(row) >= FEWEST:
            text = _called(row[0])
            reason = f"{len(row)} awaits of `{text}` do not need each other"
            yield Site(row[0], Outcome.UNSURE, reason)
        is_next = isinstance(statement, ast.Assign) and bool(_called(statement))
        row = [statement] if is_next and isinstance(statement, ast.Assign) else []


def _called(statement: ast.Assign) -> str:
    """Return what `name = await f(...)` calls, "" for another statement."""
    match statement:
        case ast.Assign(
            targets=[ast.Name()], value=ast.Await(value=ast.Call() as call)
        ):
            text = ast.unparse(call.func)
            return "" if ONE_AT_A_TIME.search(text) else text
    return ""


def _uses(statement: ast.Assign, row: list[ast.Assign]) -> bool:
    """Whether a call uses a name that an earlier one has given, or gives it anew."""
    given = {
        target.id
        for one in row
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    nodes = list(ast.walk(statement))
    awaits = [node for node in nodes if isinstance(node, ast.Await)]
    return len(awaits) > 1 or any(
        isinstance(node, ast.Name) and node.id in given for node in nodes
    )


def _loop(loop: ast.For) -> Iterator[Site]:
    """Yield a loop that only collects the results of one call for each item."""
    match loop:
        case ast.For(
            body=[
                ast.Expr(
                    value=ast.Call(
                        func=ast.Attribute(attr="append", value=ast.Name(id=name)),
                        args=[ast.Await(value=ast.Call() as call)],
                        keywords=[],
                    )
                )
            ],
            orelse=[],
        ):
            pass
        case _:
            return
    text = ast.unparse(call.func)
    inner = [node for node in ast.walk(call) if isinstance(node, ast.Name)]
    if ONE_AT_A_TIME.search(text) or any(node.id == name for node in inner):
        return
    if any(isinstance(node, ast.Await) for node in ast.walk(call)):
        return
    reason = f"`{text}` is awaited for one item after the other"
    yield Site(loop, Outcome.UNSURE, reason)
