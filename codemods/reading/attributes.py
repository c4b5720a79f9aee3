"""What `self.x` may be: every assignment to it that the file shows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading.names import Binding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


def bindings(module: Module, node: ast.Attribute) -> tuple[Binding, ...]:
    """Return every binding of an attribute of `self` or `cls`.

    Empty where the object is something else, where the file binds the
    attribute nowhere, and where it assigns it from outside the class
    (`client.session = ...`): then more may happen than the file tells.
    """
    home = owner(module, node.value)
    if home is None:
        return ()
    family = _family(module, home)
    found: list[Binding] = []
    for store in module.stores.get(node.attr, ()):
        where = owner(module, store.value)
        if where is None:
            return ()
        if where in family:
            found.append(_stored(store, module.tree.parents[store]))
    for relative in family:
        found.extend(module.names.in_scope(node.attr, relative))
    return tuple(item for item in found if item.kind is not Kind.DECLARATION)


def owner(module: Module, node: ast.expr) -> ast.ClassDef | None:
    """Return the class whose method calls its first parameter so, else None."""
    if not isinstance(node, ast.Name):
        return None
    found = module.names.bindings(node.id, node)
    if len(found) != 1 or found[0].kind is not Kind.PARAMETER:
        return None
    arguments = module.tree.parents[found[0].node]
    method = module.tree.parents[arguments]
    home = module.tree.parents[method]
    if not isinstance(home, ast.ClassDef) or not isinstance(arguments, ast.arguments):
        return None
    positional = [*arguments.posonlyargs, *arguments.args]
    if not positional or positional[0] is not found[0].node:
        return None
    return None if _is_static(module, method) else home


def _is_static(module: Module, method: ast.AST) -> bool:
    decorators = getattr(method, "decorator_list", [])
    return any(module.name_of(node) == "builtins.staticmethod" for node in decorators)


def _family(module: Module, home: ast.ClassDef) -> set[ast.ClassDef]:
    """Return the class with its bases and subclasses in the file, by name."""
    classes = module.tree.all(ast.ClassDef)
    family = {home}
    grown = True
    while grown:
        grown = False
        for candidate in classes:
            if candidate not in family and any(
                _related(candidate, member) for member in family
            ):
                family.add(candidate)
                grown = True
    return family


def _related(one: ast.ClassDef, other: ast.ClassDef) -> bool:
    return one.name in _bases(other) or other.name in _bases(one)


def _bases(node: ast.ClassDef) -> Iterator[str]:
    for base in node.bases:
        if isinstance(base, ast.Name):
            yield base.id


def _stored(store: ast.Attribute, parent: ast.AST) -> Binding:
    match parent:
        case ast.Assign() if store in parent.targets:
            return Binding(Kind.ASSIGNMENT, store, parent.value)
        case ast.AnnAssign(value=ast.expr() as value):
            return Binding(Kind.ASSIGNMENT, store, value)
        case ast.AnnAssign():
            return Binding(Kind.DECLARATION, store)
        case ast.withitem():
            return Binding(Kind.WITH, store, parent.context_expr)
    return Binding(Kind.OTHER, store)
