"""What a function does with its local names: every use, and who else sees it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import lookups
from codemods.reading.names import COMPREHENSIONS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

LOOPS = (ast.For, ast.AsyncFor, ast.While)
_REFLECTIVE = ("dir", "eval", "exec", "globals", "locals", "vars")


def function_of(module: Module, node: ast.AST) -> Definition | None:
    """Return the function whose own statements a node is among, else None.

    None for a module, a class, and inside of a lambda or comprehension.
    """
    scope = next(module.names.scopes(node))
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        return scope
    return None


def uses(module: Module, name: str, function: Definition) -> Sequence[ast.Name]:
    """Return every use of a function's own name, those in inner scopes too."""
    return lookups.names_in(module, name, function)


def is_local(module: Module, name: str, function: Definition) -> bool:
    """Return whether a name is bound in the function, and only by plain names.

    No parameter, import or definition, and nothing global.
    """
    found = module.names.in_scope(name, function)
    return bool(found) and all(isinstance(item.node, ast.Name) for item in found)


def is_seen_by_others(module: Module, name: str, function: Definition) -> bool:
    """Return whether an inner function uses a name, or may by other means."""
    for use in uses(module, name, function):
        scope = next(
            scope
            for scope in module.names.scopes(use)
            if not isinstance(scope, COMPREHENSIONS)
        )
        if scope is not function:
            return True
    return is_reflective(module, function)


def is_reflective(module: Module, function: Definition) -> bool:
    """Return whether a function may look at its names by other means."""
    return any(
        is_inside(module, node, function)
        for name in _REFLECTIVE
        for node in lookups.names(module, name)
        if module.name_of(node) == f"builtins.{name}"
    )


def is_inside(module: Module, node: ast.AST, around: ast.AST) -> bool:
    """Return whether a node is another, or stands in it."""
    return node is around or around in module.tree.ancestors(node)


def loads(nodes: Iterable[ast.Name]) -> Iterator[ast.Name]:
    """Yield the uses that read a name; augmented assignments are not among them."""
    for node in nodes:
        if isinstance(node.ctx, ast.Load):
            yield node


def loop_around(module: Module, node: ast.AST) -> ast.stmt | None:
    """Return the innermost loop that works a node out anew in each pass."""
    child = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            return None
        if isinstance(parent, ast.For | ast.AsyncFor) and child in parent.body:
            return parent
        if isinstance(parent, ast.While) and child not in parent.orelse:
            return parent
        child = parent
    return None


def is_builtin(module: Module, name: str, at: ast.AST) -> bool:
    """Return whether new code at a node may use a builtin by its name."""
    names = module.names
    return names.scope_of_name(name, at) is None and not names.star_imports


def shows_partial_work(
    module: Module, statement: ast.stmt, used: Iterable[ast.Name]
) -> bool:
    """Return whether an exception in a statement leaves what others then see.

    `used` are the uses of the name that the statement fills. They are seen by
    handlers, and by what comes after a block that swallows exceptions.
    """
    child: ast.AST = statement
    used = list(used)
    for parent in module.tree.ancestors(statement):
        if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            return False
        if isinstance(parent, ast.Try) and child in parent.body:
            if _seen_after_try(module, parent, used):
                return True
        elif isinstance(parent, ast.With | ast.AsyncWith):
            plain = [_is_plain_context(module, i.context_expr) for i in parent.items]
            if not all(plain) and not all(is_inside(module, u, parent) for u in used):
                return True
        child = parent
    return False


def _seen_after_try(module: Module, node: ast.Try, used: Iterable[ast.Name]) -> bool:
    leaves = all(isinstance(h.body[-1], ast.Return | ast.Raise) for h in node.handlers)
    handled = [*node.handlers, *node.finalbody]
    for use in used:
        if any(is_inside(module, use, part) for part in handled):
            return True
        if not leaves and not any(
            is_inside(module, use, part) for part in (*node.body, *node.orelse)
        ):
            return True
    return False


def _is_plain_context(module: Module, node: ast.expr) -> bool:
    """Whether a context manager surely lets exceptions through."""
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Attribute) and "lock" in node.attr.lower()
    if module.name_of(node.func) in {"builtins.open", "io.open", "gzip.open"}:
        return True
    return isinstance(node.func, ast.Attribute) and node.func.attr == "open"


def is_free(module: Module, name: str, function: Definition, around: ast.AST) -> bool:
    """Return whether a loop in a function may call a new variable so.

    `around` is the loop. Other loops beside it, and comprehensions, may have
    a variable of the same name.
    """
    if module.names.in_scope(name, module.root) or any(
        not isinstance(item.node, ast.Name)
        for item in module.names.in_scope(name, function)
    ):
        return False
    return all(
        not is_inside(module, use, around)
        and (
            isinstance(module.names.scope_of_name(name, use), COMPREHENSIONS)
            or (isinstance(around, ast.For) and is_of_another_loop(module, use, around))
        )
        for use in lookups.names(module, name)
        if is_inside(module, use, function)
    )


def is_of_another_loop(module: Module, use: ast.Name, loop: ast.For) -> bool:
    """Return whether a use is in a loop, beside this one, that binds it anew."""
    child: ast.AST = use
    for parent in module.tree.ancestors(use):
        if isinstance(parent, ast.For) and child is not parent.iter:
            targets = ast.walk(parent.target)
            bound = any(isinstance(t, ast.Name) and t.id == use.id for t in targets)
            if bound and child not in parent.orelse:
                return not is_inside(module, loop, parent)
        child = parent
    return False


def outer(
    module: Module, loop: ast.For | ast.comprehension
) -> Iterator[ast.For | ast.comprehension]:
    """Yield the loops of which a loop is part, and which go on while it runs."""
    child: ast.AST = loop
    for parent in module.tree.ancestors(loop):
        if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
            return
        if isinstance(parent, ast.For) and child is not parent.iter:
            yield parent
        elif isinstance(parent, COMPREHENSIONS):
            for part in parent.generators:
                if part is child:
                    break
                yield part
        child = parent


def is_for_cython(module: Module) -> bool:
    """Return whether a file is written for Cython, which has loops of its own."""
    return any(
        module.names.target(alias).partition(".")[0] == "cython"
        for alias in module.tree.all(ast.alias)
    )
