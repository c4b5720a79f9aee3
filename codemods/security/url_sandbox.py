"""Addresses that the sender of a request chooses, and the server opens."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, guards, origins, web_handlers
from codemods.security.parts.http_calls import FUNCTIONS, METHODS, is_session
from codemods.security.parts.origins import Origin
from codemods.security.parts.public_hosts import is_literal_address
from codemods.security.parts.trails import steps, trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

OPENERS = frozenset(
    {
        "urllib.request.Request",
        "urllib.request.urlopen",
        "urllib.request.urlretrieve",
        *(f"httpx.{name}" for name in (*METHODS, "stream")),
        *FUNCTIONS,
    }
)
WITH_METHOD = frozenset({"request", "stream"})
CLIENTS = frozenset(
    {
        "aiohttp.ClientSession",
        "httpx.AsyncClient",
        "httpx.Client",
        "urllib3.PoolManager",
    }
)


class UrlSandbox(Codemod):
    """Check addresses that come with a request before you open them.

    A server that opens any address it is told can be sent to places that only
    it can reach: other machines behind the firewall, the cloud's own address
    for credentials (`169.254.169.254`), files by `file:`. Take the host from a
    list of those you know, or refuse private addresses after looking the name
    up, and do not follow redirects without doing so again.

    Found:

        import requests
        from flask import request

        def preview():
            url = request.args["url"]
            return requests.get(url, timeout=3).text

    Left alone: addresses whose host the code itself says; those that a check
    stands before; values of which the file does not tell that they come with
    a request; tests. Nothing is rewritten: which hosts are good, only the
    owners know, and a package that answers it would be a new dependency.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://cwe.mitre.org/data/definitions/918.html",
        "https://owasp.org/Top10/A10_2021-Server-Side_Request_Forgery_%28SSRF%29/",
    )
    rules = frozenset({"B310", "S310"})
    sieve = re.compile(rb"requests|httpx|urllib|aiohttp")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that open an address."""
        address = _address(node, module)
        if address is None or roles.is_test(module):
            return
        if is_literal_address(module, address) or guards.is_checked(module, address):
            return
        found = origins.origins_of(module, address)
        if Origin.REQUEST in found:
            wanted = Origin.REQUEST
        elif Origin.PARAMETER in found and _is_sent(module, address):
            wanted = Origin.PARAMETER
        else:
            return
        if wanted is Origin.REQUEST and _is_own_address(module, address):
            return
        way = trail(module, address, {wanted})
        reason = f"who sends the request chooses the address: {way}"
        yield Site(node, Outcome.UNSURE, reason)


def _address(node: ast.Call, module: Module) -> ast.expr | None:
    """Return the address that a call opens, None for another call."""
    name = module.name_of(node.func) or ""
    last = name.rpartition(".")[2]
    if name not in OPENERS:
        if not isinstance(node.func, ast.Attribute) or name:
            return None
        last = node.func.attr
        if last not in {*METHODS, "stream", "urlopen"}:
            return None
        if not _is_client(module, node.func.value):
            return None
    return given.argument(node, "url", 1 if last in WITH_METHOD else 0)


def _is_own_address(module: Module, address: ast.expr) -> bool:
    """Whether it is `request.url`: that of the server, or of a request to send."""
    source = steps(module, address, {Origin.REQUEST})[0]
    return isinstance(source, ast.Attribute) and source.attr == "url"


def _is_client(module: Module, node: ast.expr) -> bool:
    """Whether an object surely is a session or client that the file made."""
    if is_session(module, node):
        return True
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        isinstance(item.value, ast.Call) and module.name_of(item.value.func) in CLIENTS
        for item in bindings
    )


def _is_sent(module: Module, address: ast.expr) -> bool:
    """Whether a parameter in an address is one that a request's sender fills."""
    names = [node for node in ast.walk(address) if isinstance(node, ast.Name)]
    bindings = [item for name in names for item in module.bindings_of(name)]
    values = [
        node
        for item in bindings
        if item.value is not None
        for node in ast.walk(item.value)
        if isinstance(node, ast.Name)
    ]
    bindings += [item for name in values for item in module.bindings_of(name)]
    return any(web_handlers.from_sender(module, item) for item in bindings)
