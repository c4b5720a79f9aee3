"""TLS is spoken in versions that hold, with servers that prove who they are."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import choices, given, remarks
from codemods.security.parts.public_hosts import public_host
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import ImportNeeded
    from codemods.reading.module import Module

OLD = frozenset(
    f"ssl.PROTOCOL_{name}" for name in ("SSLv2", "SSLv3", "SSLv23", "TLSv1", "TLSv1_1")
)
"""Constants that fix one version; `SSLv23` is an old name of `PROTOCOL_TLS`."""

BROKEN = OLD - {"ssl.PROTOCOL_SSLv23"}
LOW = frozenset(
    f"ssl.TLSVersion.{name}"
    for name in ("MINIMUM_SUPPORTED", "SSLv3", "TLSv1", "TLSv1_1")
)
OPENERS = {"urllib.request.urlopen": 0, "urllib.request.Request": 0}
CONNECTIONS = frozenset({"http.client.HTTPSConnection"})
ABOUT = r"legacy|\bold|compat|support|insecure|verif|certificat|self-signed"
"""What a comment above speaks of that gives a reason."""

UNVERIFIED = "ssl._create_unverified_context"
DEFAULT = "ssl._create_default_https_context"


class SslContext(Codemod):
    """Speak TLS in versions that hold, with servers that prove themselves.

    SSL 3, TLS 1.0 and TLS 1.1 have known attacks, and were taken back by
    RFC 8996. `PROTOCOL_TLS` lets both sides choose the best version that
    they know. A context that verifies no certificate speaks with anybody.

    Before:

        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
        context.minimum_version = ssl.TLSVersion.TLSv1

    After:

        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS)
        context.minimum_version = ssl.TLSVersion.TLSv1_2

    Fix safety: a peer that speaks nothing newer than TLS 1.1 is refused. What
    a context verifies stays as it was, but for `_create_unverified_context`
    with the address of a public host, whose certificate is verified then.

    Left alone: constants that are compared, kept in a table or handed to
    other code; unverified contexts for hosts that the code does not name;
    contexts whose verification is turned off step by step; places on which a
    comment speaks; `ssl.wrap_socket`,
    which Python 3.12 has no more; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/326.html",
        "https://cwe.mitre.org/data/definitions/295.html",
        "https://datatracker.ietf.org/doc/html/rfc8996",
        "https://docs.python.org/3/library/ssl.html#ssl-security",
    )
    rules = frozenset({"B323", "B502", "B503", "B504", "S323", "S502", "S503", "S504"})
    sieve = re.compile(rb"ssl")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what makes a context, and at `ssl.wrap_socket`."""
        name = module.name_of(node.func)
        if name not in {"ssl.SSLContext", "ssl.wrap_socket", UNVERIFIED}:
            return
        if roles.is_test(module):
            return
        if name == UNVERIFIED:
            yield from _unverified(node, module)
        elif name == "ssl.SSLContext":
            yield from _context(node, module)
        else:
            version = given.argument(node, "ssl_version", 4)
            if version is not None and module.name_of(version) in BROKEN:
                reason = "`ssl.wrap_socket` is gone from Python 3.12: use a context"
                yield Site(node, Outcome.UNSURE, reason)

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at settings of a context, and of all HTTPS connections."""
        if len(node.targets) != 1 or not isinstance(node.targets[0], ast.Attribute):
            return
        target = node.targets[0]
        if target.attr not in _SETTINGS or roles.is_test(module):
            return
        if choices.chosen(module, node):
            return
        value = module.name_of(node.value)
        if target.attr == "minimum_version" and value in LOW:
            yield from _minimum(node, module)
        elif target.attr == "maximum_version" and value in LOW:
            yield Site(node, Outcome.UNSURE, "newer versions of TLS are turned off")
        elif target.attr == "verify_mode" and value == "ssl.CERT_NONE":
            yield Site(node, Outcome.UNSURE, "no certificate is verified")
        elif module.name_of(target) == DEFAULT and value == UNVERIFIED:
            reason = "this turns verification off for all of the program"
            yield Site(node, Outcome.UNSURE, reason)


_SETTINGS = frozenset(
    {"minimum_version", "maximum_version", "verify_mode", DEFAULT.partition(".")[2]}
)


def _context(node: ast.Call, module: Module) -> Iterator[Site]:
    protocol = given.argument(node, "protocol", 0)
    if protocol is None or module.name_of(protocol) not in OLD:
        return
    name = "PROTOCOL_TLS_SERVER" if _is_server(node, module) else "PROTOCOL_TLS"
    if remarks.remark(module, protocol, ABOUT):
        yield Site(node, Outcome.REFUSED, "a comment says why")
        return
    code, needed = sibling(module, protocol, "ssl", name)
    yield _applied(node, protocol, code, needed, module)


def _is_server(node: ast.Call, module: Module) -> bool:
    """Whether the context surely is only for a server's side."""
    statement = module.parent(node)
    match statement:
        case ast.Assign(targets=[ast.Name(id=name) as target]):
            scope = module.names.scope_of_name(name, target)
        case _:
            return False
    uses = lookups.names_in(module, name, scope or module.root)
    calls = [
        call
        for use in uses
        if isinstance(attribute := module.parent(use), ast.Attribute)
        and attribute.attr == "wrap_socket"
        and isinstance(call := module.parent(attribute), ast.Call)
    ]
    return bool(calls) and all(
        given.is_constant(given.keyword(call, "server_side"), value=True)
        for call in calls
    )


def _minimum(node: ast.Assign, module: Module) -> Iterator[Site]:
    if remarks.remark(module, node.value, ABOUT):
        yield Site(node, Outcome.REFUSED, "a comment says why")
        return
    code, needed = sibling(module, node.value, "ssl.TLSVersion", "TLSv1_2")
    yield _applied(node, node.value, code, needed, module)


def _unverified(node: ast.Call, module: Module) -> Iterator[Site]:
    address = _address(node, module)
    host = public_host(module, address) if address is not None else ""
    if not host or node.args or node.keywords or remarks.remark(module, node, ABOUT):
        reason = "no certificate is verified: the host may have one of its own making"
        yield Site(node, Outcome.UNSURE, reason)
        return
    code, needed = sibling(module, node.func, "ssl", "create_default_context")
    yield _applied(node, node.func, code, needed, module)


def _address(node: ast.Call, module: Module) -> ast.expr | None:
    """Return what is opened with a context that is made just there."""
    keyword = module.parent(node)
    call = module.parent(keyword) if isinstance(keyword, ast.keyword) else None
    if not isinstance(call, ast.Call):
        return None
    name = module.name_of(call.func)
    if name in CONNECTIONS:
        return given.argument(call, "host", 0)
    return given.argument(call, "url", 0) if name in OPENERS else None


def _applied(
    node: ast.AST,
    old: ast.expr,
    code: str,
    needed: tuple[ImportNeeded, ...],
    module: Module,
) -> Site:
    edit = Edit(old, lambda _: arguments.dotted(code))
    shown = node if isinstance(node, (ast.expr, ast.stmt)) else old
    return Site(node, Outcome.APPLIED, module.line_of(shown), (edit,), needed)
