"""Calls of Requests get a timeout."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import nodes
from codemods.security.parts.http_calls import FUNCTIONS, METHODS, is_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

ADAPTERS = frozenset({"requests.adapters.HTTPAdapter"})
HTTPX = frozenset(
    f"httpx.{name}" for name in (*METHODS, "stream", "AsyncClient", "Client")
)
FAKES = frozenset({"httpretty", "requests_mock", "responses", "vcr"})
"""Libraries by which tests answer requests without a server."""

POSITIONAL_TIMEOUT = 9
"""`Session.request` takes this many arguments before it is given a timeout."""


class RequestTimeout(Codemod):
    """Give HTTP requests a timeout.

    Without one, Requests waits for ever: a server that accepts the connection
    and says nothing stops the program. The timeout bounds each wait, for the
    connection and for the next bytes, not the whole download.

    Before:

        import requests

        answer = requests.get("https://example.org/")

    After:

        import requests

        answer = requests.get("https://example.org/", timeout=10)

    Fix safety: a server that takes longer than the timeout to say anything
    now raises `requests.Timeout`. A test that compares all arguments of a
    mocked call needs the new one.

    Left alone: calls that stream or pass `**` arguments, which may hold a
    timeout; tests in which `responses` or its like answers; sessions that the
    file did not make itself, that have an adapter of the project's own, or
    whose methods the file replaces; an explicit `timeout=None`; HTTPX, which
    has a timeout of 5 seconds unless told otherwise.
    """

    safety = Safety.REVIEW
    references = (
        "https://requests.readthedocs.io/en/latest/user/quickstart/#timeouts",
        "https://cwe.mitre.org/data/definitions/400.html",
    )
    params: ClassVar[Mapping[str, str]] = {
        "seconds": "the timeout to write, in seconds (10)"
    }
    rules = frozenset({"B113", "S113", "missing-timeout"})
    sieve = re.compile(rb"requests|httpx")

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the timeout.

        Raises `ValueError` where it is no number above zero.
        """
        super().__init__(params)
        self.seconds = self.given.get("seconds", "10").strip()
        if not re.fullmatch(r"\d+(\.\d+)?", self.seconds) or float(self.seconds) == 0:
            raise ValueError(f"seconds must be a number above 0, not {self.seconds!r}")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of Requests, of its sessions, and of HTTPX."""
        name = module.name_of(node.func)
        if name in HTTPX:
            yield from _httpx(node)
        elif name in FUNCTIONS:
            yield from self._request(node, module, module.once(_faked))
        elif (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in METHODS
            and is_session(module, node.func.value)
        ):
            reason = module.once(_faked) or module.once(_reason_to_stay)
            yield from self._request(node, module, reason)

    def _request(self, node: ast.Call, module: Module, reason: str) -> Iterator[Site]:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "timeout" in keywords:
            if nodes.is_none(keywords["timeout"]):
                reason = "`timeout=None` asks to wait for ever"
                yield Site(node, Outcome.REFUSED, reason)
            return
        reason = _reason_in_arguments(node, keywords) or reason
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        change = partial(arguments.with_keyword, keyword="timeout", code=self.seconds)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _httpx(node: ast.Call) -> Iterator[Site]:
    for keyword in node.keywords:
        if keyword.arg == "timeout" and nodes.is_none(keyword.value):
            reason = "`timeout=None` turns off the timeout that HTTPX has"
            yield Site(node, Outcome.REFUSED, reason)


def _reason_in_arguments(
    node: ast.Call, keywords: Mapping[str | None, ast.expr]
) -> str:
    """Return what in the arguments speaks against a timeout, "" for nothing."""
    if None in keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
        return "`*` or `**` may hold a timeout"
    if len(node.args) >= POSITIONAL_TIMEOUT:
        return "one of the many positional arguments may be a timeout"
    stream = keywords.get("stream")
    if stream is not None and not (
        isinstance(stream, ast.Constant) and not stream.value
    ):
        return "a stream may be silent for long"
    return ""


def _faked(module: Module) -> str:
    """Return that a library answers in the file instead of a server, or ""."""
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in FAKES:
            return f"`{root}` answers here, and at once"
    return ""


# ------------------------------------------------------------------- sessions


def _reason_to_stay(module: Module) -> str:
    """Return why a session's calls are left alone, "" where nothing says so.

    Adapters and replaced methods are the two places where people put a
    timeout for all calls of a session. They are looked for in all of the file.
    """
    for call in module.tree.all(ast.Call):
        mounts = isinstance(call.func, ast.Attribute) and call.func.attr == "mount"
        if mounts and not all(_is_plain_adapter(module, arg) for arg in call.args[1:]):
            return "the session may have an adapter with a timeout of its own"
    replaced = sorted(module.stores.keys() & {*METHODS, "send"})
    if replaced:
        return f"the file replaces the method `{replaced[0]}` of an object"
    return ""


def _is_plain_adapter(module: Module, adapter: ast.expr) -> bool:
    value = module.value_of(adapter) if isinstance(adapter, ast.Name) else adapter
    return isinstance(value, ast.Call) and module.name_of(value.func) in ADAPTERS
