"""HTTPS requests verify the server's certificate."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import choices, given, remarks
from codemods.security.parts.http_calls import FUNCTIONS, METHODS, is_session
from codemods.security.parts.public_hosts import is_literal_address, public_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

HTTPX = frozenset(f"httpx.{name}" for name in (*METHODS, "stream"))
CLIENTS = frozenset({"httpx.AsyncClient", "httpx.Client"})
WITH_METHOD = frozenset({"request", "stream"})
"""Calls whose first argument is the method, and the address the second."""

ABOUT = r"verif|certificat|\b(?:ssl|tls)\b|self-signed|insecure|trust"
"""What a comment above speaks of that gives a reason."""

CONNECTORS = {"aiohttp.TCPConnector": ("ssl", "verify_ssl")}


class RequestVerify(Codemod):
    """Verify the certificate of public servers.

    With `verify=False` the connection is encrypted, but nobody knows with whom:
    whoever stands between can read and change all of it.

    Before:

        import requests

        answer = requests.get("https://github.com/simple/", verify=False)

    After:

        import requests

        answer = requests.get("https://github.com/simple/")

    Fix safety: a server whose certificate is out of date, or made by an
    authority that the machine does not know, as a company's proxy may be, now
    raises `requests.exceptions.SSLError`. Name that authority in the
    variable `REQUESTS_CA_BUNDLE`.

    Left alone: hosts that the code does not name, or that are not public, as
    these may have a certificate of a private authority; requests that a
    condition chooses, that follow one that failed, or on which a comment
    speaks; sessions that the file tells not to verify; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/295.html",
        "https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification",
    )
    rules = frozenset({"B501", "S501"})
    sieve = re.compile(rb"verify|TCPConnector")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at requests, and at what makes clients, without verification."""
        name = module.name_of(node.func) or ""
        if name in CONNECTORS:
            yield from _connector(node, module, CONNECTORS[name])
        if not given.is_constant(given.keyword(node, "verify"), value=False):
            return
        session = _is_session_call(node, module)
        known = session or name in FUNCTIONS | HTTPX | CLIENTS
        if not known or roles.is_test(module):
            return
        address = _address(node, name)
        outcome, reason = _reason_to_stay(node, address, module)
        if not reason and _remark(node, module):
            outcome, reason = Outcome.REFUSED, "a comment says why"
        if not reason and session and "verify" in module.stores:
            reason = "the session may be told not to verify"
            outcome = Outcome.REFUSED
        if reason:
            yield Site(node, outcome, reason)
            return
        change = partial(arguments.without_keyword, keyword="verify")
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at sessions that never verify."""
        match node:
            case ast.Assign(
                targets=[ast.Attribute(value=session, attr="verify")], value=value
            ) if given.is_constant(value, value=False):
                if is_session(module, session) and not roles.is_test(module):
                    reason = "no request of the session verifies its server"
                    yield Site(node, Outcome.UNSURE, reason)


def _remark(node: ast.Call, module: Module) -> str:
    verify = given.keyword(node, "verify")
    assert verify is not None  # noqa: S101  # it is False
    return remarks.remark(module, verify, ABOUT)


def _is_session_call(node: ast.Call, module: Module) -> bool:
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in METHODS
        and module.name_of(node.func) is None
        and is_session(module, node.func.value)
    )


def _address(node: ast.Call, name: str) -> ast.expr | None:
    if name in CLIENTS:
        return given.keyword(node, "base_url")
    last = node.func.attr if isinstance(node.func, ast.Attribute) else name
    last = last.rpartition(".")[2]
    return given.argument(node, "url", 1 if last in WITH_METHOD else 0)


def _reason_to_stay(
    node: ast.Call, address: ast.expr | None, module: Module
) -> tuple[Outcome, str]:
    if choices.handler_of(module, node):
        return Outcome.REFUSED, "another try, after one that verified has failed"
    if choices.chosen(module, node):
        return Outcome.REFUSED, "a condition chooses not to verify"
    if address is None:
        return Outcome.UNSURE, "the code does not tell which hosts are asked"
    if public_host(module, address):
        return Outcome.APPLIED, ""
    if is_literal_address(module, address):
        return Outcome.REFUSED, "the host is not one of the open net"
    reason = "the host is not told here: it may have a certificate of its own making"
    return Outcome.UNSURE, reason


def _connector(
    node: ast.Call, module: Module, names: tuple[str, ...]
) -> Iterator[Site]:
    values = [given.keyword(node, name) for name in names]
    off = any(given.is_constant(value, value=False) for value in values)
    if off and not roles.is_test(module):
        reason = "no request through the connector verifies its server"
        yield Site(node, Outcome.UNSURE, reason)
