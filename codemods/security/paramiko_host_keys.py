"""Paramiko connects only to servers whose keys are known."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import choices, remarks
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

METHOD = "set_missing_host_key_policy"
TRUSTING = frozenset(
    f"paramiko.{home}{name}"
    for home in ("", "client.")
    for name in ("AutoAddPolicy", "WarningPolicy")
)
KEEPING = "load_host_keys"
"""With a file of its own, the client writes the keys that it adds into it."""

LOADING = frozenset({"load_system_host_keys", "get_host_keys"})


class ParamikoHostKeys(Codemod):
    """Refuse SSH servers whose host key is not known.

    The host key is how an SSH client knows that it speaks with the server it
    means. A client that takes any key gives its password, and whatever it
    sends, to whoever answers. Paramiko's own default is to refuse.

    Before:

        import paramiko

        client = paramiko.SSHClient()
        client.load_system_host_keys()
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        client.connect(host)

    After:

        import paramiko

        client = paramiko.SSHClient()
        client.load_system_host_keys()
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        client.connect(host)

    Fix safety: a server whose key is not in the known hosts of the user who
    runs the program is refused with `paramiko.SSHException`. Add it with
    `ssh-keyscan`, and compare what it prints with the server's own key.

    Left alone: clients that load no known hosts, since every server would be
    refused; clients with `load_host_keys`, which keep the first key they see
    and refuse another one later; policies that a condition chooses, or on
    which a comment speaks; policies
    of the project's own; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/295.html",
        "https://docs.paramiko.org/en/stable/api/client.html",
    )
    rules = frozenset({"B507", "S507"})
    sieve = re.compile(rb"set_missing_host_key_policy")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that set what happens with an unknown key."""
        if not isinstance(node.func, ast.Attribute) or node.func.attr != METHOD:
            return
        policy = _policy(node)
        if policy is None or module.name_of(policy) not in TRUSTING:
            return
        if roles.is_test(module):
            return
        outcome, reason = _reason_to_stay(node, node.func.value, module)
        if reason:
            yield Site(node, outcome, reason)
            return
        code, needed = sibling(module, policy, "paramiko", "RejectPolicy")
        edit = Edit(policy, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), needed)


def _policy(node: ast.Call) -> ast.expr | None:
    """Return the class of the policy, which may be given as such."""
    match node:
        case ast.Call(args=[ast.Call(func=policy, args=[], keywords=[])], keywords=[]):
            return policy
        case ast.Call(args=[policy], keywords=[]):
            return policy
        case ast.Call(args=[], keywords=[ast.keyword(arg="policy", value=value)]):
            return value.func if isinstance(value, ast.Call) else value
    return None


def _reason_to_stay(
    node: ast.Call, client: ast.expr, module: Module
) -> tuple[Outcome, str]:
    function = module.enclosing_function(node)
    if remarks.remark(module, node, r"trust|key|polic|unknown"):
        return Outcome.REFUSED, "a comment says why"
    if choices.chosen(module, node):
        return Outcome.REFUSED, "a condition chooses the policy"
    if _is_called(module, client, KEEPING, function):
        reason = "the client keeps the first key that it sees in a file of its own"
        return Outcome.REFUSED, reason
    if not any(_is_called(module, client, name, function) for name in sorted(LOADING)):
        reason = "no known hosts are loaded here, so every server would be refused"
        return Outcome.UNSURE, reason
    return Outcome.APPLIED, ""


def _is_called(
    module: Module, client: ast.expr, name: str, function: ast.AST | None
) -> bool:
    """Whether a method of the same client is called in the same function."""
    wanted = ast.dump(client)
    return any(
        isinstance(call.func, ast.Attribute)
        and ast.dump(call.func.value) == wanted
        and module.enclosing_function(call) is function
        for call in lookups.calls(module, name)
    )
