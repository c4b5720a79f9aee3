"""Servers that listen on all interfaces are reported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import archives, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

ALL = frozenset({"", "0.0.0.0", "0", "::", "::0"})  # noqa: S104  # what is looked for

SOCKETS = frozenset({"socket.socket"})
APPLICATIONS = frozenset(
    {"bottle.Bottle", "flask.Flask", "quart.Quart", "sanic.Sanic", "werkzeug.Flask"}
)

PAIRS = {
    "gevent.pywsgi.WSGIServer": 0,
    "http.server.HTTPServer": 0,
    "http.server.ThreadingHTTPServer": 0,
    "socket.create_server": 0,
    "socketserver.TCPServer": 0,
    "socketserver.ThreadingTCPServer": 0,
    "socketserver.ThreadingUDPServer": 0,
    "socketserver.UDPServer": 0,
    "xmlrpc.server.SimpleXMLRPCServer": 0,
}
"""Functions that take a pair of host and port, and at which place."""

HOSTS = {
    "aiohttp.web.run_app": 1,
    "asyncio.start_server": 1,
    "bottle.run": 99,
    "uvicorn.Config": 1,
    "uvicorn.run": 99,
    "waitress.serve": 99,
    "werkzeug.serving.run_simple": 0,
    "wsgiref.simple_server.make_server": 0,
}
"""Functions that take the host alone, and at which place (99: by name only)."""

GROUPS = re.compile(rb"IP_ADD_MEMBERSHIP|IPV6_JOIN_GROUP|SO_BROADCAST")
"""Who receives what is sent to many listens on all interfaces."""


class BindAllInterfaces(Codemod):
    """Name the servers that listen on all interfaces.

    A server bound to `0.0.0.0` can be reached from every network that the
    machine is in. In a container that is needed, and the container decides
    who gets in. On a developer's machine, or for a service that only its
    neighbours use, `127.0.0.1` is meant. A person must say which it is; a
    setting with `127.0.0.1` as its default serves both.

    Found:

        from http.server import HTTPServer, SimpleHTTPRequestHandler

        HTTPServer(("0.0.0.0", 8000), SimpleHTTPRequestHandler).serve_forever()

    Left alone: hosts that are settings; sockets that receive multicast or
    broadcast; sockets that only look for a free port; tests.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://cwe.mitre.org/data/definitions/605.html",
        "https://docs.python.org/3/library/socket.html#socket-families",
    )
    rules = frozenset({"B104", "S104"})
    sieve = re.compile(
        rb"bind|create_server|HTTPServer|TCPServer|UDPServer|WSGIServer|RPCServer"
        rb"|run_app|start_server|uvicorn|waitress|run_simple|make_server"
        rb"|Flask|[bB]ottle|Quart|Sanic"
    )

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that make a server listen."""
        host = _host(node, module)
        value = _value(module, host) if host is not None else None
        if value is None or value not in ALL or roles.is_test(module):
            return
        said = f"`{value}`" if value else "an empty host"
        reason = f"{said} listens on every network: say that it must, or which"
        yield Site(node, Outcome.UNSURE, reason)


def _host(node: ast.Call, module: Module) -> ast.expr | None:
    """Return the host that a server listens on, None for other calls."""
    name = module.name_of(node.func) or ""
    if name in PAIRS:
        keyword = "address" if name == "socket.create_server" else "server_address"
        return _first(given.argument(node, keyword, PAIRS[name]))
    if name in HOSTS:
        return given.argument(node, "host", HOSTS[name])
    match node.func:
        case ast.Attribute(value=owner, attr="bind"):
            if archives.is_made_by(module, owner, SOCKETS) and _serves(node, module):
                return _first(given.argument(node, "address", 0))
        case ast.Attribute(value=owner, attr="run"):
            if archives.is_made_by(module, owner, APPLICATIONS):
                return given.argument(node, "host", 0)
    return None


def _first(pair: ast.expr | None) -> ast.expr | None:
    return pair.elts[0] if isinstance(pair, ast.Tuple) and pair.elts else None


def _value(module: Module, host: ast.expr) -> str | None:
    """Return the text of a host, None where it is a setting."""
    if isinstance(host, ast.Name):
        host = module.value_of(host) or host
    if isinstance(host, ast.Constant) and isinstance(host.value, str):
        return host.value
    return None


def _serves(node: ast.Call, module: Module) -> bool:
    """Whether a socket waits for others, and not for a free port or a group."""
    if GROUPS.search(module.source.data):
        return False
    match given.argument(node, "address", 0):
        case ast.Tuple(elts=[_, ast.Constant(value=0)]):
            around = module.enclosing_function(node)
            return any(
                module.enclosing_function(call) is around
                for call in lookups.calls(module, "listen")
            )
    return True
