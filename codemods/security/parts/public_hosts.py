"""Which host an address in the code names, where it is one of the open net."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module

DEPTH = 4
"""How many names are followed one after another."""

_ADDRESS = re.compile(
    r"(?:(?:https|wss)://)?([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#].*|\Z)", re.DOTALL
)
_LABEL = re.compile(r"[a-z]{2,24}\Z")
PRIVATE = frozenset(
    {
        "arpa",
        "consul",
        "corp",
        "docker",
        "example",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
        "private",
        "svc",
        "test",
    }
)
"""Last parts of names that no public authority makes a certificate for."""


def public_host(module: Module, node: ast.expr) -> str:
    """Return the public host that an address surely names, "" for none.

    The address may be a text, begin with one, or be a name of one. A host of
    numbers, of one word, or of a private network is not public.
    """
    start = _start(module, node, DEPTH)
    match = _ADDRESS.match(start)
    host = match[1].lower().rstrip(".") if match else ""
    labels = host.split(".")
    last = labels[-1]
    public = len(labels) > 1 and _LABEL.match(last) and not PRIVATE & set(labels)
    return host if public else ""


def is_literal_address(module: Module, node: ast.expr) -> bool:
    """Return whether the code itself says which host an address names.

    A name may be given several such addresses.
    """
    if _ADDRESS.match(_start(module, node, DEPTH)):
        return True
    values = [binding.value for binding in module.bindings_of(node)]
    return len(values) > 1 and all(
        value is not None and _ADDRESS.match(_start(module, value, DEPTH))
        for value in values
    )


_OPEN = "\0"
"""Stands for what the code does not tell; it is part of no host."""


def _start(module: Module, node: ast.expr, depth: int) -> str:
    """Return the text that an expression surely begins with, and `_OPEN`."""
    text = _OPEN
    match node:
        case ast.Constant(value=str(text)):
            pass
        case ast.JoinedStr(values=parts):
            text = _joined(module, parts, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            text = _joined(module, [left, right], depth)
        case ast.BinOp(left=ast.Constant(value=str(whole)), op=ast.Mod()):
            text = whole.partition("%")[0] + _OPEN
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(whole)), attr="format")
        ):
            text = whole.partition("{")[0] + _OPEN
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            text = _start(module, value, depth)
        case ast.Name() | ast.Attribute() if depth:
            known = module.value_of(node)
            text = _OPEN if known is None else _start(module, known, depth - 1)
    return text


def _joined(module: Module, parts: list[ast.expr], depth: int) -> str:
    text = ""
    for part in parts:
        text += _start(module, part, depth)
        if text.endswith(_OPEN):
            break
    return text
