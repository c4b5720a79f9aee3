"""Calls that wait for others leave the event loop to other coroutines."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.performance.parts import coroutines
from codemods.reading import lookups, programs, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

ASYNCIO = ImportNeeded("asyncio")
TO_THREAD_SINCE = (3, 9)

REQUESTS = frozenset(
    f"requests.{method}"
    for method in (
        "delete",
        "get",
        "head",
        "options",
        "patch",
        "post",
        "put",
        "request",
    )
)
PROCESSES = frozenset(
    f"subprocess.{name}" for name in ("call", "check_call", "check_output", "run")
)
OTHERS = frozenset(
    {
        "os.system",
        "shutil.copytree",
        "shutil.make_archive",
        "shutil.move",
        "shutil.rmtree",
        "shutil.unpack_archive",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "urllib.request.urlretrieve",
    }
)
MOVED = REQUESTS | PROCESSES | OTHERS
"""Functions that may take seconds, keep no state, and give a finished result."""

OPENED = frozenset({"builtins.open", "io.open"})
NOT_ALONE = frozenset({"subprocess.Popen", "urllib.request.urlopen"})
"""What gives a thing whose methods wait as well."""

_SEES_THE_PLACE = frozenset({"preexec_fn", "stream"})


class AsyncBlockingIo(Codemod):
    """Run blocking calls of coroutines in a thread.

    A coroutine that calls `requests.get` or `subprocess.run` stops the event
    loop until the answer is there: all other coroutines stand still
    meanwhile. `asyncio.to_thread` makes the same call in a thread, and the
    coroutine waits for it.

    Before:

        import requests


        async def fetch(url: str) -> bytes:
            answer = requests.get(url, timeout=10)
            return answer.content

    After:

        import asyncio

        import requests


        async def fetch(url: str) -> bytes:
            answer = await asyncio.to_thread(requests.get, url, timeout=10)
            return answer.content

    Fix safety: the call, its result and its errors are the same. Other
    coroutines run meanwhile and may change what both use; calls that stood
    still behind each other may now run at the same time. A task that is
    cancelled no longer waits for the call, which goes on in its thread.

    Left alone: below Python 3.9; what is opened and read bit by bit
    (`open`, `Popen`, `stream=True`), where a thread for the first call would
    not help; sessions, which are not for several threads; code that holds a
    lock of threads, or would drop a cancellation; files that run under trio
    or the like; programs, which may have nothing else to do meanwhile; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/asyncio-task.html#running-in-threads",
        "https://docs.astral.sh/ruff/rules/blocking-http-call-in-async-function/",
    )
    rules = frozenset(
        {"ASYNC100", "ASYNC210", "ASYNC220", "ASYNC221", "ASYNC222", "ASYNC230"}
    )
    sieve = re.compile(rb"\basync\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls in coroutines that wait for something outside."""
        name = module.name_of(node.func)
        if name not in MOVED and name not in OPENED and name not in NOT_ALONE:
            return
        if coroutines.around(module, node) is None or roles.is_test(module):
            return
        if name not in MOVED:
            if not _is_first(module, node, name):
                return
            text = ast.unparse(node.func)
            reason = f"`{text}` blocks the event loop, and so does what it gives"
            yield Site(node, Outcome.UNSURE, reason)
            return
        reason = _reason(module, node)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        spelling = module.imported(ASYNCIO, node)
        change = partial(_in_thread, module=module, node=node, asyncio=spelling)
        text = module.line_of(node)
        yield Site(node, Outcome.APPLIED, text, (Edit(node, change),), (ASYNCIO,))


def _reason(module: Module, node: ast.Call) -> str:
    """Return what speaks against a thread, "" for nothing."""
    if module.project.minimum_python < TO_THREAD_SINCE:
        return "`asyncio.to_thread` needs Python 3.9"
    sign = programs.signs(module)
    if sign:
        return f"a program may have nothing else to do meanwhile: {sign}"
    for keyword in node.keywords:
        if keyword.arg in _SEES_THE_PLACE:
            return f"`{keyword.arg}` is not for another thread"
    if any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node)):
        return "it holds a `yield`"
    return coroutines.reason_to_stay(module, node)


def _is_first(module: Module, node: ast.Call, name: str) -> bool:
    """Whether no other call of the same in a coroutine stands above one."""
    around = coroutines.around(module, node)
    last = name.rpartition(".")[2]
    return all(
        call.lineno >= node.lineno or coroutines.around(module, call) is not around
        for call in lookups.calls(module, last)
    )


def _in_thread(
    call: cst.Call, module: Module, node: ast.Call, asyncio: str
) -> cst.Await:
    """Return the call that runs this one in a thread, in the same layout."""
    function = call.func
    between: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    before = call.whitespace_before_args
    if isinstance(before, cst.ParenthesizedWhitespace):
        between = before
    comma = (
        cst.Comma(whitespace_after=between) if call.args else cst.MaybeSentinel.DEFAULT
    )
    args = [cst.Arg(function, comma=comma), *call.args]
    new = call.with_changes(func=parse_expression(f"{asyncio}.to_thread"), args=args)
    return coroutines.awaited(module, node, new)
