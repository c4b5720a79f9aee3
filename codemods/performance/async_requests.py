"""HTTP requests of coroutines that an asynchronous client could make."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.performance.parts import coroutines
from codemods.reading import programs, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

METHODS = frozenset(
    {"delete", "get", "head", "options", "patch", "post", "put", "request"}
)
FUNCTIONS = frozenset(f"requests.{method}" for method in METHODS)
SESSIONS = frozenset({"requests.Session", "requests.session"})
CLIENTS = {"httpx": "httpx.AsyncClient", "aiohttp": "aiohttp.ClientSession"}
"""Asynchronous clients, by the distribution that brings them."""


class AsyncRequests(Codemod):
    """Find HTTP requests that coroutines make with Requests.

    Requests knows nothing of coroutines: while it waits for an answer, the
    event loop stands still. A client made for coroutines keeps connections
    open and makes many requests at a time, which threads
    (`async-blocking-io`) only do one by one. It is another library, with other
    errors, redirects and timeouts, so that a person has to do it.

    Found:

        import requests


        async def fetch(url: str) -> bytes:
            return requests.get(url, timeout=10).content

    Left alone: functions that are no coroutines; files that run under trio or
    the like; programs and tests, which may have nothing else to do meanwhile.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://www.python-httpx.org/compatibility/",
        "https://docs.astral.sh/ruff/rules/blocking-http-call-in-async-function/",
    )
    rules = frozenset({"ASYNC100", "ASYNC210"})
    sieve = re.compile(rb"\brequests\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at requests that are made in coroutines."""
        if not _is_request(module, node) or coroutines.around(module, node) is None:
            return
        if roles.is_test(module) or programs.signs(module):
            return
        client = next(
            (CLIENTS[name] for name in CLIENTS if _is_declared(module, name)), ""
        )
        advice = f"`{client}` could make it" if client else "no client for coroutines"
        text = ast.unparse(node.func)
        reason = f"`{text}` blocks the event loop; {advice}"
        if not client:
            reason = f"{reason} is among the dependencies"
        yield Site(node, Outcome.UNSURE, reason)


def _is_request(module: Module, node: ast.Call) -> bool:
    if module.name_of(node.func) in FUNCTIONS:
        return True
    match node.func:
        case ast.Attribute(value=receiver, attr=method) if method in METHODS:
            value = module.value_of(receiver)
            return isinstance(value, ast.Call) and (
                module.name_of(value.func) in SESSIONS
            )
    return False


def _is_declared(module: Module, name: str) -> bool:
    return name in module.project.dependencies
