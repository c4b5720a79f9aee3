"""Loops over a dict that take more than they use, or look up what they have."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from codemods.base import Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome
from codemods.performance.parts import containers
from codemods.reading import function_names, lookups
from codemods.reading.names import COMPREHENSIONS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import libcst

    from codemods.reading.module import Module
    from codemods.reading.names import Comprehension
    from codemods.reading.signatures import Definition

    Loop: TypeAlias = ast.For | ast.comprehension

VALUE_NAMES = ("value", "item", "entry")
"""What a new variable for a dict's values is called; the first that is free."""


def sites(module: Module, loop: Loop) -> Iterator[Site]:
    """Yield what becomes of a loop over a dict."""
    scope = _scope(module, loop)
    if scope is None or (isinstance(loop, ast.comprehension) and loop.is_async):
        return
    match loop.iter:
        case ast.Call(func=ast.Attribute(attr="items"), args=[], keywords=[]):
            yield from _pairs(module, loop, scope)
        case ast.Name():
            yield from _keys(module, loop, loop.iter, scope)


def _scope(module: Module, loop: Loop) -> Definition | Comprehension | None:
    """Return the scope that the loop's variables are in, None for a wide one."""
    if isinstance(loop, ast.comprehension):
        parent = module.tree.parents[loop]
        return parent if isinstance(parent, COMPREHENSIONS) else None
    return function_names.function_of(module, loop)


# ------------------------------------------------------- pairs of which one is used


def _pairs(
    module: Module, loop: Loop, scope: Definition | Comprehension
) -> Iterator[Site]:
    """Look at `for key, _ in d.items()`."""
    match (loop.target, loop.iter):
        case (
            ast.Tuple(elts=[ast.Name() as key, ast.Name() as value]),
            ast.Call(func=ast.Attribute(value=owner)) as call,
        ) if (
            key.id != value.id
        ):
            pass
        case _:
            return
    unused = [not _is_read(module, name, loop, scope) for name in (key, value)]
    if unused[0] == unused[1]:
        return
    if containers.type_of(module, owner) not in containers.DICTS:
        reason = f"`{module.line_of(owner)}` may be no dict"
        yield Site(call, Outcome.UNSURE, reason)
        return
    kept = value if unused[0] else key
    method = "values" if unused[0] else "keys"
    edits = (
        Edit(loop.target, lambda _: cst.Name(kept.id)),
        Edit(call, lambda old: _renamed(old, method)),
    )
    text = f"for {module.line_of(loop.target)} in {module.line_of(call)}"
    yield Site(loop.iter, Outcome.APPLIED, text, edits)


def _renamed(old: libcst.Call, method: str) -> libcst.BaseExpression:
    """Return the call of another view; a dict itself gives its keys."""
    if not isinstance(old.func, cst.Attribute):
        raise TypeError("no method")
    if method == "keys":
        value = old.func.value
        return value.with_changes(
            lpar=[*old.lpar, *value.lpar], rpar=[*value.rpar, *old.rpar]
        )
    return old.with_changes(func=old.func.with_changes(attr=cst.Name(method)))


def _is_read(
    module: Module,
    name: ast.Name,
    loop: Loop,
    scope: Definition | Comprehension,
    besides: Sequence[ast.Subscript] = (),
) -> bool:
    """Whether anything but some look-ups reads a variable of a loop, or may."""
    known = {item.slice for item in besides}
    if not isinstance(scope, COMPREHENSIONS) and (
        not function_names.is_local(module, name.id, scope)
        or function_names.is_reflective(module, scope)
    ):
        return True
    return any(
        not isinstance(use.ctx, ast.Store)
        or isinstance(module.parent(use), ast.AugAssign)
        for use in lookups.names_in(module, name.id, scope)
        if use not in known
        and (
            not isinstance(loop, ast.For)
            or not function_names.is_of_another_loop(module, use, loop)
        )
    )


# ------------------------------------------------------------ keys that are looked up


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A loop `for key in owner`, and the places in it that read `owner[key]`."""

    loop: Loop
    around: ast.AST
    key: ast.Name
    owner: ast.Name
    items: list[ast.Subscript]


def _keys(
    module: Module, loop: Loop, owner: ast.Name, scope: Definition | Comprehension
) -> Iterator[Site]:
    """Look at `for key in d` with `d[key]` in it."""
    key = loop.target
    function = _function(module, loop)
    if not isinstance(key, ast.Name) or function is None:
        return
    around = loop if isinstance(loop, ast.For) else scope
    items = [
        item
        for use in lookups.names(module, owner.id)
        if function_names.is_inside(module, use, around)
        and (item := _item(module, use, key.id)) is not None
    ]
    if not items or containers.type_of(module, owner) not in containers.DICTS:
        return
    if any(_is_applied(module, other) for other in function_names.outer(module, loop)):
        return  # the next round sees which names are free then
    found = _Lookup(loop, around, key, owner, items)
    reason = _reason(module, found)
    first = _first(module, found)
    free = (
        name
        for name in VALUE_NAMES
        if function_names.is_free(module, name, function, around)
    )
    name = first[1] if first else next(free, None)
    alone = not _is_read(module, key, loop, scope, besides=items)
    if not alone and not _needs_key(module, found, scope):
        reason = reason or f"it needs values only, but `{key.id}` is used elsewhere"
    if reason or name is None:
        reason = reason or "no good name for the value is free"
        yield Site(owner, Outcome.REFUSED, reason)
        return
    target, view = (name, "values") if alone else (f"{key.id}, {name}", "items")
    edits = [
        Edit(key, lambda _: parse_expression(target)),
        Edit(owner, lambda _: parse_expression(f"{owner.id}.{view}()")),
    ]
    if first:
        edits.append(Edit(first[0], _removed))
    else:
        edits += [Edit(item, partial(_named, name=name)) for item in items]
    text = f"`{owner.id}[{key.id}]` is looked up in a loop over `{owner.id}`"
    yield Site(owner, Outcome.APPLIED, text, tuple(edits))


def _is_applied(module: Module, loop: Loop) -> bool:
    return any(site.outcome is Outcome.APPLIED for site in sites(module, loop))


def _function(module: Module, loop: Loop) -> Definition | None:
    """Return the function that a loop is in, comprehensions around it ignored."""
    for scope in module.names.scopes(loop):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            return scope
        if not isinstance(scope, COMPREHENSIONS):
            return None
    return None


def _first(module: Module, found: _Lookup) -> tuple[ast.stmt, str] | None:
    """Return a statement that begins the loop with `name = d[key]`, and the name."""
    if not isinstance(found.loop, ast.For) or len(found.items) != 1:
        return None
    match found.loop.body:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value) as statement, _, *_]:
            if value is found.items[0] and name != found.owner.id:
                scope = function_names.function_of(module, statement)
                if scope and function_names.is_local(module, name, scope):
                    return statement, name
    return None


def _removed(old: libcst.BaseStatement) -> libcst.RemovalSentinel:
    del old
    return cst.RemovalSentinel.REMOVE


def _named(old: libcst.Subscript, name: str) -> libcst.Name:
    return cst.Name(name, lpar=old.lpar, rpar=old.rpar)


def _item(module: Module, use: ast.Name, key: str) -> ast.Subscript | None:
    """Return `d[key]` around a use of `d`, where it is read."""
    parent = module.parent(use)
    match parent:
        case ast.Subscript(value=value, slice=ast.Name(id=index), ctx=ast.Load()) if (
            value is use and index == key
        ):
            return parent
    return None


def _reason(module: Module, found: _Lookup) -> str:
    """Return why the loop stays, "" where nothing says so."""
    owner, key = found.owner.id, found.key.id
    read = {item.value for item in found.items}
    for use in lookups.names(module, owner):
        inside = function_names.is_inside(module, use, found.around)
        if inside and use is not found.owner and use not in read:
            return f"the loop does more with `{owner}` than read the present item"
    for use in lookups.names(module, key):
        if (
            function_names.is_inside(module, use, found.around)
            and use is not found.key
            and not isinstance(use.ctx, ast.Load)
        ):
            return f"`{key}` changes in the loop"
    places = [module.anchor(item) for item in found.items]
    if len(places) != len(set(places)):
        return "it is looked up more than once in one string"
    if any(_is_later(module, item, found.around) for item in found.items):
        return "an inner function looks it up later"
    return _others(module, found)


def _needs_key(
    module: Module, found: _Lookup, scope: Definition | Comprehension
) -> bool:
    """Whether a loop reads its key for more than look-ups, or what follows does."""
    known = {found.key, *(item.slice for item in found.items)}
    return any(
        use not in known
        and (
            function_names.is_inside(module, use, found.around)
            or use.lineno > found.key.lineno
        )
        for use in lookups.names_in(module, found.key.id, scope)
    )


def _others(module: Module, found: _Lookup) -> str:
    """Return who else may see a new variable, or put in another value, or ""."""
    function = _function(module, found.loop)
    if function is not None and function_names.is_reflective(module, function):
        return "the function looks at its own names"
    if any(
        isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom))
        and node.value not in found.items
        for node in ast.walk(found.around)
    ):
        return f"other code runs in between, and may change `{found.owner.id}`"
    return ""


def _is_later(module: Module, item: ast.Subscript, around: ast.AST) -> bool:
    """Whether an item is read by a function made in the loop."""
    return any(
        isinstance(scope, FUNCTIONS) and function_names.is_inside(module, scope, around)
        for scope in module.names.scopes(item)
    )
