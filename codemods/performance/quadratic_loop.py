"""Lists that are taken from the front become deques, or sets where looked in."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing.syntax import code_of, parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.performance.parts import containers, local_lists
from codemods.reading import function_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.performance.parts.local_lists import LocalList
    from codemods.reading.module import Module

DEQUE = ImportNeeded("collections", "deque")


class QuadraticLoop(Codemod):
    """Use a deque or a set where a list makes a loop quadratic.

    `pop(0)` moves every other item of a list, and `in` looks through all of
    them: done for each item of a loop, the time grows with the square of
    their number. A deque takes from either end at once, and a set finds an
    item at once. Measured with CPython 3.11: emptying a queue of 10,000 from
    the front, 25 times as fast; telling which of 1,000 strings are new, more
    than 90 times.

    Before:

        def walk(tree):
            waiting = [tree]
            seen = []
            while waiting:
                node = waiting.pop(0)
                name = str(node)
                if name not in seen:
                    seen.append(name)
                    waiting.extend(node.children)

    After:

        from collections import deque


        def walk(tree):
            waiting = deque([tree])
            seen = set()
            while waiting:
                node = waiting.popleft()
                name = str(node)
                if name not in seen:
                    seen.add(name)
                    waiting.extend(node.children)

    Fix safety: only a list that is made in one place of a function, and never
    leaves it, is replaced, where every use of it means the same for the new
    type; what is put into a set, or looked for, surely has a hash.

    Left alone: lists that are returned, passed on, stored, printed, sliced,
    compared or looped over, those that have an annotation or that an inner
    function uses, and loops over lists that have few items by nature. Where
    such a list is taken from the front in a loop, the place is reported.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.python.org/3/library/collections.html#collections.deque",
        "https://wiki.python.org/moin/TimeComplexity",
    )
    sieve = re.compile(rb"\.(?:pop|insert)\s*\(\s*0\b|\.append\b|\bin\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at `pop(0)` and `insert(0, ...)` in loops."""
        match node.func:
            case ast.Attribute(value=ast.Name() as name, attr=method):
                pass
            case _:
                return
        if (
            not local_lists.is_at_front(method, node)
            or function_names.loop_around(module, node) is None
            or containers.type_of(module, name) != containers.LIST
        ):
            return
        found = _local(module, name)
        misfit = local_lists.misfit_as_queue(module, found) if found else None
        if found is None or misfit is not None:
            line = f" in line {misfit.lineno}" if misfit else ""
            reason = f"`{name.id}` is worked at its front, and needed as a list{line}"
            yield Site(node, Outcome.UNSURE, reason)
        elif _needs_annotation(module, found):
            reason = f"a deque in place of `{name.id}` would need an annotation"
            yield Site(node, Outcome.REFUSED, reason)
        elif node is _first_at_front(module, found):
            yield _as_queue(module, found, node)

    def visit_Compare(self, node: ast.Compare, module: Module) -> Iterator[Site]:
        """Look at `in` with a list, in loops."""
        match node:
            case ast.Compare(
                ops=[ast.In() | ast.NotIn()], comparators=[ast.Name() as name]
            ) if (function_names.loop_around(module, node) is not None):
                found = _local(module, name)
            case _:
                return
        if found is None or not _is_worth_a_set(module, found, node):
            return
        if (
            local_lists.misfit_as_set(module, found) is None
            and local_lists.has_hashable_items(module, found.value)
            and function_names.is_builtin(module, "set", found.value)
        ):
            yield _as_set(module, found, node)


def _local(module: Module, name: ast.Name) -> LocalList | None:
    for scope in module.names.scopes(name):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            return local_lists.find(module, name, scope)
    return None


def _needs_annotation(module: Module, found: LocalList) -> bool:
    """Whether a type checker cannot tell what would be in the deque.

    It tells that of an empty list by what is added to it, but not of a deque.
    """
    match found.value:
        case ast.List(elts=[]) | ast.Call(args=[]):
            function = function_names.function_of(module, found.value)
            return function is not None and (
                function.returns is not None
                or any(
                    arg.annotation
                    for arg in ast.walk(function.args)
                    if isinstance(arg, ast.arg)
                )
            )
    return False


def _first_at_front(module: Module, found: LocalList) -> ast.Call | None:
    """Return the first call in a loop that works at the front of a list."""
    calls = [
        called[1]
        for use in found.uses
        if (called := local_lists.method_of(module, use))
        and local_lists.is_at_front(*called)
        and function_names.loop_around(module, called[1]) is not None
    ]
    return min(calls, key=lambda call: (call.lineno, call.col_offset), default=None)


def _as_queue(module: Module, found: LocalList, at: ast.Call) -> Site:
    """Return the site that makes a deque of a list.

    Raises `ImportRefusedError` where there is no way to write its name.
    """
    name = module.imported(DEQUE, found.value)
    edits = [Edit(found.value, partial(_in_call, name=name))]
    for use in found.uses:
        called = local_lists.method_of(module, use)
        if called and local_lists.is_at_front(*called):
            edits.append(Edit(called[1], _at_left))
    text = f"`{found.name}` is worked at its front in a loop"
    return Site(at, Outcome.APPLIED, text, tuple(edits), (DEQUE,))


def _in_call(old: libcst.BaseExpression, name: str) -> libcst.BaseExpression:
    """Return the call of a type with what was in the list."""
    if isinstance(old, cst.Call):
        return old.with_changes(func=parse_expression(name))
    if isinstance(old, cst.List) and not old.elements:
        return parse_expression(f"{name}()")
    bare = old.with_changes(lpar=[], rpar=[])
    return parse_expression(f"{name}({code_of(bare)})").with_changes(
        lpar=old.lpar, rpar=old.rpar
    )


def _at_left(old: libcst.Call) -> libcst.Call:
    """Return the deque's method for the front of a list."""
    name = "popleft" if len(old.args) == 1 else "appendleft"
    func = old.func
    if not isinstance(func, cst.Attribute):
        raise TypeError("no method")
    return old.with_changes(
        func=func.with_changes(attr=cst.Name(name)), args=old.args[1:]
    )


def _is_worth_a_set(module: Module, found: LocalList, node: ast.Compare) -> bool:
    """Whether a list may be long: a loop adds to it that also looks in it."""
    loop = function_names.loop_around(module, node)
    adds = False
    for use in found.uses:
        called = local_lists.method_of(module, use)
        if called and called[0] == "append":
            adds = adds or (
                loop is not None and function_names.is_inside(module, use, loop)
            )
    lines = [use for use in found.uses if isinstance(module.parent(use), ast.Compare)]
    first = min(lines, key=lambda use: (use.lineno, use.col_offset), default=None)
    return adds and first is not None and module.parent(first) is node


def _as_set(module: Module, found: LocalList, at: ast.Compare) -> Site:
    edits = [Edit(found.value, _new_set)]
    for use in found.uses:
        called = local_lists.method_of(module, use)
        if called:
            edits.append(Edit(called[1], _added))
    text = f"`{found.name}` is looked through in a loop"
    return Site(at, Outcome.APPLIED, text, tuple(edits))


def _new_set(old: libcst.BaseExpression) -> libcst.BaseExpression:
    if isinstance(old, cst.List) and old.elements:
        return cst.Set(elements=old.elements, lpar=old.lpar, rpar=old.rpar)
    return parse_expression("set()").with_changes(lpar=old.lpar, rpar=old.rpar)


def _added(old: libcst.Call) -> libcst.Call:
    func = old.func
    if not isinstance(func, cst.Attribute):
        raise TypeError("no method")
    return old.with_changes(func=func.with_changes(attr=cst.Name("add")))
