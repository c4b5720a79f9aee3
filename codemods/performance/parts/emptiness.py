"""Whether something surely has an item at a place of the file."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import lookups, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_GROWS = frozenset({"append", "extend", "insert", "add", "update", "sort", "reverse"})
_LOOKS = frozenset({"copy", "count", "index", "items", "keys", "values", "get"})
_TAKERS = frozenset(
    f"builtins.{name}"
    for name in ("all", "any", "enumerate", "isinstance", "len", "list", "max", "min",
                 "print", "repr", "set", "sorted", "str", "sum", "tuple", "zip")
)  # fmt: skip


def is_never_empty(module: Module, values: ast.expr, at: ast.expr) -> bool:
    """Return whether an expression has an item whenever `at` is worked out.

    It is a display with an item in it, or a name of the function that a test
    around or above has found to be full, and that nothing empties between.
    """
    match values:
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return any(not isinstance(item, ast.Starred) for item in items)
        case ast.Name(id=name):
            return any(_holds(test, name) for test in _tests(module, at)) and (
                not _may_shrink(module, name, at)
            )
    return False


def _tests(module: Module, at: ast.expr) -> Iterator[tuple[ast.expr, bool]]:
    """Yield what was tested on every way to a node, and how it came out."""
    child: ast.AST = at
    for parent in module.tree.ancestors(at):
        yield from _around(parent, child)
        if isinstance(child, ast.stmt):
            yield from _above(module, child)
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return
        child = parent


def _around(parent: ast.AST, child: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the test by which the way from a node to one in it is chosen."""
    if isinstance(parent, ast.IfExp | ast.If):
        body = parent.body if isinstance(parent, ast.If) else [parent.body]
        if child in body:
            yield parent.test, True
        elif child is not parent.test:
            yield parent.test, False
    elif isinstance(parent, ast.BoolOp):
        for value in parent.values:
            if value is child:
                break
            yield value, isinstance(parent.op, ast.And)


def _above(module: Module, statement: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """Yield the tests above a statement that let nothing else come down to it."""
    block = nodes.block_of(module, statement)
    for above in block[: block.index(statement)]:
        if isinstance(above, ast.If) and isinstance(above.body[-1], _LEAVES):
            yield above.test, False
        elif isinstance(above, ast.Assert):
            yield above.test, True


def _holds(tested: tuple[ast.expr, bool], name: str) -> bool:
    """Whether the outcome of a test says that a name has items."""
    test, outcome = tested
    match test:
        case ast.Name(id=found):
            return found == name and outcome
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _holds((inner, not outcome), name)
        case ast.BoolOp(op=operator, values=values):
            every = isinstance(operator, ast.And) is outcome
            return every and any(_holds((value, outcome), name) for value in values)
        case ast.Call():
            return outcome and _measured(test) == name
        case ast.Compare(
            left=left, ops=[operator], comparators=[ast.Constant(value=int() as limit)]
        ):
            above = _is_above_zero(operator, limit, outcome=outcome)
            return above and _measured(left) == name
    return False


def _measured(node: ast.expr) -> str:
    """Return the name of which a call asks the length, else ""."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
            return name
    return ""


def _is_above_zero(operator: ast.cmpop, limit: int, *, outcome: bool) -> bool:
    """Whether a length that is compared so is above zero."""
    match operator:
        case ast.Gt():
            return outcome and limit >= 0
        case ast.GtE():
            return outcome and limit >= 1
        case ast.Eq():
            return (limit == 0) is not outcome and (outcome or limit == 0)
        case ast.NotEq():
            return outcome and limit == 0
        case ast.Lt():
            return not outcome and limit >= 1
    return False


def _may_shrink(module: Module, name: str, at: ast.expr) -> bool:
    """Whether anything in the function may empty what a name means."""
    function = next(
        (
            scope
            for scope in module.names.scopes(at)
            if not isinstance(scope, ast.Lambda)
        ),
        None,
    )
    if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        return True
    bindings = module.names.in_scope(name, function)
    if len(bindings) != 1:
        return True
    return not all(
        _only_looks(module, use)
        for use in lookups.names_in(module, name, function)
        if use is not bindings[0].node
    )


def _only_looks(module: Module, use: ast.Name) -> bool:
    """Whether a use neither takes items away nor lets others do so."""
    parent = module.parent(use)
    match parent:
        case ast.Attribute(attr=method):
            return method in _GROWS | _LOOKS
        case ast.Call(func=function):
            return module.name_of(function) in _TAKERS
        case ast.Subscript(ctx=ctx):
            return isinstance(ctx, ast.Load)
        case ast.Assign() | ast.AugAssign() | ast.Delete() | ast.NamedExpr():
            return False
    return isinstance(use.ctx, ast.Load)
