"""Lists that never leave their function, and could be a deque or a set."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.performance.parts import containers
from codemods.reading import function_names
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

QUEUE_METHODS = frozenset({"append", "clear", "extend", "pop"})
"""What a deque does as a list does, when `pop` takes the last item."""


@dataclass(frozen=True, slots=True)
class LocalList:
    """A list of one function: where it is made, and all its other uses."""

    name: str
    value: ast.expr
    uses: Sequence[ast.Name]


def find(module: Module, name: ast.Name, function: Definition) -> LocalList | None:
    """Return the list that a name means, None where it may be anything else.

    It is made in one place, without an annotation, and no inner function or
    other means sees it.
    """
    if not function_names.is_local(module, name.id, function):
        return None
    bindings = module.names.in_scope(name.id, function)
    made = [item for item in bindings if item.kind is Kind.ASSIGNMENT]
    others = [item for item in bindings if item.kind is not Kind.ASSIGNMENT]
    if len(made) != 1 or made[0].value is None:
        return None
    start, value = made[0].node, made[0].value
    grown = all(isinstance(module.parent(item.node), ast.AugAssign) for item in others)
    if (
        not grown
        or not isinstance(module.parent(start), ast.Assign)
        or not is_new_list(module, value)
        or function_names.is_seen_by_others(module, name.id, function)
    ):
        return None
    uses = function_names.uses(module, name.id, function)
    return LocalList(name.id, value, [use for use in uses if use is not start])


def is_new_list(module: Module, value: ast.expr) -> bool:
    """Return whether an expression makes a list that nobody else has."""
    if isinstance(value, ast.List | ast.ListComp):
        return True
    return (
        isinstance(value, ast.Call)
        and module.name_of(value.func) == containers.LIST
        and len(value.args) <= 1
        and not value.keywords
    )


def method_of(module: Module, use: ast.Name) -> tuple[str, ast.Call] | None:
    """Return the method that is called on a use, and the call; else None."""
    attribute = module.parent(use)
    if not isinstance(attribute, ast.Attribute):
        return None
    call = module.parent(attribute)
    if isinstance(call, ast.Call) and call.func is attribute and not call.keywords:
        return attribute.attr, call
    return None


def is_at_front(method: str, call: ast.Call) -> bool:
    """Return whether a call of a list's method works at its front."""
    match method, call.args:
        case ("pop", [ast.Constant(value=0)]) | ("insert", [ast.Constant(value=0), _]):
            return call.args[0].value is not False  # type: ignore[attr-defined]  # a constant
    return False


def misfit_as_queue(module: Module, found: LocalList) -> ast.Name | None:
    """Return a use that a deque does not allow in the same way, else None."""
    return next((u for u in found.uses if not _fits_queue(module, u)), None)


def _fits_queue(module: Module, use: ast.Name) -> bool:
    called = method_of(module, use)
    if called is not None:
        method, call = called
        plain = method in QUEUE_METHODS and (method != "pop" or not call.args)
        return plain or is_at_front(method, call)
    parent = module.parent(use)
    match parent:
        case ast.AugAssign(op=ast.Add(), target=target):
            return target is use
        case ast.Call(func=function):
            return module.name_of(function) in {"builtins.len", "builtins.bool"}
        case ast.Subscript(value=value, ctx=ast.Load(), slice=index):
            return value is use and ast.unparse(index) in {"0", "-1"}
    return is_tested(module, use) or _is_looked_in(module, use)


def is_tested(module: Module, use: ast.expr) -> bool:
    """Return whether only the truth of an expression counts."""
    parent = module.parent(use)
    match parent:
        case ast.While() | ast.If() | ast.IfExp() | ast.Assert():
            return parent.test is use
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp():
            return is_tested(module, parent)
    return False


def _is_looked_in(module: Module, use: ast.Name) -> bool:
    match module.parent(use):
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[right]):
            return right is use
    return False


def misfit_as_set(module: Module, found: LocalList) -> ast.Name | None:
    """Return a use that a set does not allow in the same way, else None."""
    return next((u for u in found.uses if not _fits_set(module, u)), None)


def _fits_set(module: Module, use: ast.Name) -> bool:
    parent = module.parent(use)
    called = method_of(module, use)
    if called is not None:
        method, call = called
        alone = isinstance(module.parent(call), ast.Expr)
        return (
            method == "append"
            and alone
            and len(call.args) == 1
            and containers.is_hashable(module, call.args[0])
        )
    if isinstance(parent, ast.Compare) and _is_looked_in(module, use):
        return containers.is_hashable(module, parent.left)
    return is_tested(module, use)


def has_hashable_items(module: Module, value: ast.expr) -> bool:
    """Return whether a new list holds nothing, or only what has a hash."""
    match value:
        case ast.List(elts=items):
            return all(containers.is_hashable(module, item) for item in items)
        case ast.Call(args=[]):
            return True
    return False
