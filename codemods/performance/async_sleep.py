"""Coroutines wait without keeping all others waiting."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing.syntax import parse_expression
from codemods.model import Outcome, Safety
from codemods.performance.parts import coroutines
from codemods.reading import roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.lazy import cst
    from codemods.reading.module import Module

BLOCKING = "time.sleep"
SLEEP = ImportNeeded("asyncio", "sleep")
ASYNCIO = ImportNeeded("asyncio")


class AsyncSleep(Codemod):
    """Let coroutines sleep without stopping the event loop.

    `time.sleep` stops the thread, and with it every coroutine that runs in
    it: no request is answered, no timeout fires. `asyncio.sleep` waits as
    long, and the others go on.

    Before:

        import time


        async def poll(job):
            while not job.done:
                time.sleep(1)

    After:

        import asyncio


        async def poll(job):
            while not job.done:
                await asyncio.sleep(1)

    Fix safety: other coroutines run meanwhile, and may change what both use;
    the task can be cancelled there. It takes as long, and raises nothing for
    a negative time. A test that replaces `time.sleep` must replace
    `asyncio.sleep`.

    Left alone: functions that are no coroutines, also those defined in one,
    and `time.sleep` passed on to a thread; files that run under trio, anyio
    or the like; code that holds a lock of threads, would drop a
    cancellation, or catches Ctrl-C, which `asyncio.run` turns into a
    cancellation; files that replace `time.sleep`, or speak of it in a comment
    above; tests, which may block the
    event loop on purpose.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code",
        "https://docs.astral.sh/ruff/rules/blocking-sleep-in-async-function/",
    )
    rules = frozenset({"ASYNC101", "ASYNC251"})
    sieve = re.compile(rb"\bsleep\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `time.sleep` in coroutines."""
        if module.name_of(node.func) != BLOCKING:
            return
        if coroutines.around(module, node) is None:
            return
        if roles.is_test(module):
            reason = "a test may block the event loop on purpose"
            yield Site(node, Outcome.UNSURE, reason)
            return
        reason = _reason(module, node)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        needed = SLEEP if _imports_sleep(module) else ASYNCIO
        spelling = module.imported(needed, node)
        name = spelling if needed is SLEEP else f"{spelling}.sleep"
        change = partial(_awaited, module=module, node=node, name=name)
        text = module.line_of(node)
        yield Site(node, Outcome.APPLIED, text, (Edit(node, change),), (needed,))


def _awaited(call: cst.Call, module: Module, node: ast.Call, name: str) -> cst.Await:
    new = call.with_changes(func=parse_expression(name))
    return coroutines.awaited(module, node, new)


def _reason(module: Module, node: ast.Call) -> str:
    """Return what speaks against waiting in another way, "" for nothing."""
    starred = any(isinstance(arg, ast.Starred) for arg in node.args)
    if len(node.args) != 1 or node.keywords or starred:
        return "its arguments are not known"
    if not isinstance(module.parent(node), ast.Expr):
        return "what it gives is used"
    if (
        b"sleep"
        in module.source.data[_above(module, node) : module.source.span(node)[0]]
    ):
        return "a comment above it speaks of sleeping"
    return module.once(_replaced) or coroutines.reason_to_stay(module, node)


def _above(module: Module, node: ast.Call) -> int:
    """Return where the lines of comment above a call begin."""
    line = node.lineno - 1
    starts, data = module.source.starts, module.source.data
    while line and data[starts[line - 1] : starts[line]].lstrip().startswith(b"#"):
        line -= 1
    return starts[line]


def _imports_sleep(module: Module) -> bool:
    return any(
        module.names.target(alias) == "asyncio.sleep"
        for alias in module.tree.all(ast.alias)
    )


def _replaced(module: Module) -> str:
    """Return that a file replaces `time.sleep`, "" where it does not."""
    for node in module.tree.all(ast.Constant):
        if isinstance(node.value, str) and node.value.endswith("time.sleep"):
            return "the file names `time.sleep` in a string"
    for attribute in module.stores.get("sleep", ()):
        if module.name_of(attribute) == BLOCKING:
            return "the file replaces `time.sleep`"
    return ""
