"""Loops over `range(len(x))` that read `x[i]`."""

from __future__ import annotations

import ast
import keyword
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from codemods.base import Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome
from codemods.performance.parts import containers
from codemods.reading import annotation_kinds, function_names, lookups
from codemods.reading.names import BUILTINS, COMPREHENSIONS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

    Loop: TypeAlias = ast.For | ast.comprehension

ITEM_NAMES = ("item", "entry", "element")
"""What a new variable is called; the first that is free."""

SHORTEST = 4
"""How long a plural is at least: `xs` says nothing of its items."""

ODD_PLURALS = ("aes", "ices", "ies", "ses", "ss", "ches", "shes", "xes", "us", "is")
"""Endings of words whose singular is more than a letter shorter."""


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A loop `for i in range(len(owner))`, and where it reads `owner[i]`.

    `around` is the node in which the loop's variable has its meaning.
    """

    function: Definition
    loop: Loop
    around: ast.AST
    index: ast.Name
    owner: ast.Name
    items: list[ast.Subscript]


def sites(module: Module, loop: Loop) -> Iterator[Site]:
    """Yield what becomes of a loop over indices."""
    found = _find(module, loop)
    if found is None:
        return
    name = found.owner.id
    if containers.type_of(module, found.owner) not in containers.SEQUENCES and (
        not _is_sequence(module, found.owner)
    ):
        yield Site(loop.iter, Outcome.UNSURE, f"`{name}` may be no list")
        return
    if any(_is_applied(module, other) for other in function_names.outer(module, loop)):
        return  # the next round sees which names are free then
    reason = _reason(module, found)
    if reason:
        yield Site(loop.iter, Outcome.REFUSED, reason)
        return
    first = _first(module, found)
    item = first[1] if first else _item_name(module, found)
    if not item:
        yield Site(loop.iter, Outcome.REFUSED, "no good name for the item is free")
        return
    counted = _is_counted(module, found)
    if counted and not function_names.is_builtin(module, "enumerate", found.around):
        yield Site(loop.iter, Outcome.REFUSED, "`enumerate` means something else here")
        return
    target = f"{found.index.id}, {item}" if counted else item
    values = f"enumerate({name})" if counted else name
    edits = [
        Edit(found.index, lambda _: parse_expression(target)),
        Edit(loop.iter, lambda _: parse_expression(values)),
    ]
    if first:
        edits.append(Edit(first[0], _removed))
    else:
        edits += [Edit(place, partial(_named, name=item)) for place in found.items]
    text = f"for {found.index.id} in {module.line_of(loop.iter)}"
    yield Site(loop.iter, Outcome.APPLIED, text, tuple(edits))


def _is_applied(module: Module, loop: Loop) -> bool:
    return any(site.outcome is Outcome.APPLIED for site in sites(module, loop))


def _find(module: Module, loop: Loop) -> _Lookup | None:
    owner, index = _measured(module, loop.iter), loop.target
    function = _function(module, loop)
    if owner is None or not isinstance(index, ast.Name) or function is None:
        return None
    around = loop if isinstance(loop, ast.For) else module.tree.parents[loop]
    items = [
        item
        for use in lookups.names(module, owner.id)
        if function_names.is_inside(module, use, around)
        and (item := _item(module, use, index.id)) is not None
    ]
    if not items or (isinstance(loop, ast.comprehension) and loop.is_async):
        return None
    return _Lookup(function, loop, around, index, owner, items)


def _measured(module: Module, values: ast.expr) -> ast.Name | None:
    """Return `x` of `range(len(x))`, else None."""
    match values:
        case ast.Call(
            func=counting, args=[ast.Call(func=length, args=[ast.Name() as x])]
        ) | ast.Call(
            func=counting,
            args=[
                ast.Constant(value=0),
                ast.Call(func=length, args=[ast.Name() as x]),
            ],
        ) if not values.keywords:
            names = module.name_of(counting), module.name_of(length)
            return x if names == ("builtins.range", "builtins.len") else None
    return None


def _function(module: Module, loop: Loop) -> Definition | None:
    """Return the function that a loop is in, comprehensions around it ignored."""
    for scope in module.names.scopes(loop):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            return scope
        if not isinstance(scope, COMPREHENSIONS):
            return None
    return None


def _item(module: Module, use: ast.Name, index: str) -> ast.Subscript | None:
    """Return `x[i]` around a use of `x`, where it is read."""
    parent = module.parent(use)
    match parent:
        case ast.Subscript(value=value, slice=ast.Name(id=name), ctx=ast.Load()) if (
            value is use and name == index
        ):
            return parent
    return None


def _is_sequence(module: Module, owner: ast.Name) -> bool:
    """Whether an annotation promises a sequence."""
    bindings = module.bindings_of(owner)
    if len(bindings) != 1:
        return False
    annotation = getattr(bindings[0].node, "annotation", None)
    if not isinstance(annotation, ast.expr):
        return False
    node = annotation_kinds.unquoted(module, annotation)
    named = node.value if isinstance(node, ast.Subscript) else node
    return module.name_of(named) in {"typing.Sequence", "collections.abc.Sequence"}


def _reason(module: Module, found: _Lookup) -> str:
    """Return why the loop stays, "" where nothing says so."""
    owner, index = found.owner.id, found.index.id
    for use in lookups.names(module, owner):
        inside = function_names.is_inside(module, use, found.around)
        if inside and use is not found.owner and not _is_read(module, use, index):
            return f"the loop does more with `{owner}` than read the present item"
    if isinstance(found.loop, ast.For) and not function_names.is_local(
        module, index, found.function
    ):
        return f"`{index}` is not the function's own"
    items = set(found.items)
    for use in lookups.names(module, index):
        if use is found.index or not function_names.is_inside(
            module, use, found.around
        ):
            continue
        if not isinstance(use.ctx, ast.Load):
            return f"`{index}` changes in the loop"
        parent = module.parent(use)
        if isinstance(parent, ast.Subscript) and parent not in items:
            return f"`{index}` is the index of something else as well"
    return _obstacle(module, found)


def _obstacle(module: Module, found: _Lookup) -> str:
    """Return which item cannot be written otherwise, "" where all can."""
    places = [module.anchor(item) for item in found.items]
    if len(places) != len(set(places)):
        return "an item is read more than once in one string"
    if any(_is_later(module, item, found.around) for item in found.items):
        return "an inner function reads an item later"
    return ""


def _is_read(module: Module, use: ast.Name, index: str) -> bool:
    """Whether a use only looks at the item, or at how many there are."""
    parent = module.parent(use)
    match parent:
        case ast.Subscript():
            return _item(module, use, index) is parent
        case ast.Call(func=function, args=[argument]):
            return argument is use and module.name_of(function) == "builtins.len"
    return False


def _is_later(module: Module, item: ast.Subscript, around: ast.AST) -> bool:
    """Whether an item is read by a function made in the loop."""
    return any(
        isinstance(scope, FUNCTIONS) and function_names.is_inside(module, scope, around)
        for scope in module.names.scopes(item)
    )


def _first(module: Module, found: _Lookup) -> tuple[ast.stmt, str] | None:
    """Return a statement that begins the loop with `name = x[i]`, and the name."""
    if not isinstance(found.loop, ast.For) or len(found.items) != 1:
        return None
    match found.loop.body:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value) as statement, _, *_]:
            if (
                value is found.items[0]
                and name not in {found.owner.id, found.index.id}
                and function_names.is_local(module, name, found.function)
            ):
                return statement, name
    return None


def _item_name(module: Module, found: _Lookup) -> str:
    """Return a name for the item that is free in the function, "" for none."""
    plural = found.owner.id
    names = list(ITEM_NAMES)
    if plural.endswith("ies"):
        names.insert(0, f"{plural[:-3]}y")
    elif plural.endswith("s") and not plural.endswith(ODD_PLURALS):
        names.insert(0, plural[:-1])
    for name in names:
        if (
            len(name) >= SHORTEST - 1
            and name.isidentifier()
            and not keyword.iskeyword(name)
            and name not in BUILTINS
            and function_names.is_free(module, name, found.function, found.around)
        ):
            return name
    return ""


def _is_counted(module: Module, found: _Lookup) -> bool:
    """Whether anything needs the index besides the items."""
    indices = {item.slice for item in found.items}
    scope = module.names.scope_of_name(found.index.id, found.index)
    return any(
        use is not found.index
        and use not in indices
        and not (
            isinstance(found.loop, ast.For)
            and function_names.is_of_another_loop(module, use, found.loop)
        )
        for use in lookups.names(module, found.index.id)
        if module.names.scope_of_name(found.index.id, use) is scope
    )


def _named(old: libcst.Subscript, name: str) -> libcst.Name:
    return cst.Name(name, lpar=old.lpar, rpar=old.rpar)


def _removed(old: libcst.BaseStatement) -> libcst.RemovalSentinel:
    del old
    return cst.RemovalSentinel.REMOVE
