"""The way of a value through a function, as it is told to people."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading.names import Kind
from codemods.security.parts import origins

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codemods.reading.module import Module
    from codemods.security.parts.origins import Origin

STEPS = 6
"""How many names are told of."""

LENGTH = 60
"""How many characters of a source are told."""


def trail(module: Module, node: ast.expr, wanted: Collection[Origin]) -> str:
    """Return where a value begins, and by way of which names it comes to a node.

    "`request.args['url']` (line 4) as `url`": what is followed is the part
    that comes from one of the wanted origins.
    """
    source, *names = steps(module, node, wanted)
    start = f"`{_short(source)}` (line {_line(module, source)})"
    return " as ".join([start, *(f"`{_short(name)}`" for name in names)])


def steps(module: Module, node: ast.expr, wanted: Collection[Origin]) -> list[ast.expr]:
    """Return the source of a value, and the names by way of which it comes."""
    found: list[ast.expr] = []
    value: ast.expr | None = node
    while value is not None and len(found) < STEPS:
        part = _part(module, value, frozenset(wanted))
        found.insert(0, part)
        value = _value(module, part, frozenset(wanted))
    return found


def _part(module: Module, node: ast.expr, wanted: frozenset[Origin]) -> ast.expr:
    """Return the innermost part of an expression that the wanted comes from."""
    while True:
        inner = next(
            (
                child
                for child in _parts(module, node)
                if origins.origins_of(module, child) & wanted
            ),
            None,
        )
        if inner is None:
            return node
        node = inner


def _parts(module: Module, node: ast.expr) -> Iterator[ast.expr]:
    """Yield what an expression is made of; a name's attributes belong to it."""
    match node:
        case ast.Attribute() | ast.Subscript() | ast.Name():
            return
        case ast.Call(func=ast.Attribute(value=value)):
            yield from node.args
            named = isinstance(value, (ast.Attribute, ast.Name))
            if not named or module.value_of(value) is not None:
                yield value
        case _:
            yield from (
                child
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.expr)
            )


def _value(
    module: Module, node: ast.expr, wanted: frozenset[Origin]
) -> ast.expr | None:
    """Return what a name is given that comes from the wanted, None for no name."""
    for binding in module.bindings_of(node):
        value = binding.value
        assigned = binding.kind is Kind.ASSIGNMENT and value is not node
        if value and assigned and origins.origins_of(module, value) & wanted:
            return value
    return None


def _short(node: ast.expr) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1]}…"


def _line(module: Module, node: ast.expr) -> int:
    place = module.place_of(node)
    return place.lineno if place is not None else node.lineno
