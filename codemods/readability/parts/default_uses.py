"""What a function does with the mutable default of one of its parameters.

Only the default object matters here: its type is known, so its methods are,
and what a caller passes in is the caller's own.
"""

from __future__ import annotations

import ast
from enum import Flag, auto
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from codemods.reading import lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition


class Use(Flag):
    """What one use of a parameter, or all uses together, may do."""

    NOTHING = 0
    READ = auto()
    """Looks at the contents, and leaves them as they are."""
    KEYED = auto()
    """Looks for one item: this is how what was kept before is found again."""
    TRUTH = auto()
    """Asks whether there is anything in it."""
    NONE = auto()
    """Asks whether it is None, or replaces what is empty."""
    CHANGED = auto()
    """Changes the contents."""
    KEPT = auto()
    """Changes the contents by what they were before."""
    OUT = auto()
    """Lets it out: returned, yielded, stored, or given to another function."""
    UNKNOWN = auto()
    """Anything may happen to it."""


READING_METHODS = frozenset(
    {"copy", "count", "difference", "index", "intersection", "isdisjoint", "issubset",
     "issuperset", "items", "keys", "symmetric_difference", "union", "values",
     "most_common", "elements", "total", "decode", "join", "__len__", "__contains__",
     "__iter__"}
)  # fmt: skip
KEYED_METHODS = frozenset({"get", "__getitem__"})
CHANGING_METHODS = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "extend", "extendleft",
     "insert", "move_to_end", "remove", "reverse", "rotate", "sort", "subtract",
     "update", "difference_update", "intersection_update",
     "symmetric_difference_update", "__setitem__", "__delitem__"}
)  # fmt: skip
KEEPING_METHODS = frozenset({"pop", "popitem", "popleft", "setdefault"})

READING_CALLS = frozenset(
    {"all", "any", "bool", "bytes", "dict", "enumerate", "filter", "format",
     "frozenset", "isinstance", "iter", "len", "list", "map", "max", "min", "print",
     "range", "repr", "reversed", "set", "sorted", "str", "sum", "tuple", "type", "zip"}
)  # fmt: skip
"""Builtins that look at what they are given, and neither change nor keep it."""

COPYING_METHODS = frozenset({"extend", "join", "update", "union", "intersection",
                             "difference", "issubset", "issuperset"})  # fmt: skip
"""Methods of built-in types that only look at what they are given."""


def uses(module: Module, function: Definition, name: str) -> Use:
    """Return all that a function does with its parameter `name`.

    `NOTHING` says that its body never looks at it.
    """
    found = [_use(module, load) for load in _loads(module, function, name)]
    if _is_reflective(module, function):
        found.append(Use.UNKNOWN)
    return reduce(or_, found, Use.NOTHING)


def calls_itself_without(module: Module, function: Definition, name: str) -> bool:
    """Return whether a function calls itself and does not pass `name` on."""
    return any(
        not _passes(call, name)
        for call in lookups.calls(module, function.name)
        if function in module.tree.ancestors(call)
    )


def _loads(module: Module, function: Definition, name: str) -> Iterator[ast.Name]:
    for node in lookups.names_in(module, name, function):
        changed = isinstance(module.parent(node), ast.AugAssign)
        if not isinstance(node.ctx, ast.Store) or changed:
            yield node


def _is_reflective(module: Module, function: Definition) -> bool:
    """Whether the body may look at its variables by other means than names."""
    return any(
        function in module.tree.ancestors(node)
        for name in ("locals", "vars", "eval", "exec")
        for node in lookups.names(module, name)
    )


def _use(module: Module, node: ast.expr) -> Use:
    """Return what happens to the value of an expression by its place."""
    parent = module.parent(node)
    kind = type(parent)
    if kind in _PLAIN:
        return _PLAIN[kind]
    handler = _HANDLERS.get(kind)
    return handler(module, node, parent) if handler else Use.UNKNOWN


def _method(module: Module, node: ast.expr, parent: ast.Attribute) -> Use:
    del node
    call = module.parent(parent)
    if not (isinstance(call, ast.Call) and call.func is parent):
        return Use.UNKNOWN
    if parent.attr in KEEPING_METHODS:
        alone = isinstance(module.parent(call), ast.Expr)
        return Use.CHANGED if alone else Use.CHANGED | Use.KEPT
    for methods, use in _METHODS:
        if parent.attr in methods:
            return use
    return Use.UNKNOWN


def _subscript(module: Module, node: ast.expr, parent: ast.Subscript) -> Use:
    if parent.value is not node:
        return Use.UNKNOWN
    if isinstance(parent.ctx, ast.Load):
        return Use.READ | Use.KEYED
    if isinstance(module.parent(parent), ast.AugAssign):
        return Use.CHANGED | Use.KEPT
    return Use.CHANGED


def _augmented(module: Module, node: ast.expr, parent: ast.AugAssign) -> Use:
    del module
    return Use.CHANGED if parent.target is node else Use.READ


def _comparison(module: Module, node: ast.expr, parent: ast.Compare) -> Use:
    del module
    operands = [parent.left, *parent.comparators]
    if any(isinstance(o, ast.Constant) and o.value is None for o in operands):
        return Use.NONE
    if any(isinstance(op, ast.Is | ast.IsNot) for op in parent.ops):
        return Use.UNKNOWN
    inside = any(
        isinstance(op, ast.In | ast.NotIn) and right is node
        for op, right in zip(parent.ops, parent.comparators, strict=True)
    )
    return Use.READ | Use.KEYED if inside else Use.READ


def _argument(module: Module, node: ast.expr, parent: ast.Call) -> Use:
    if parent.func is node:
        return Use.UNKNOWN
    name = module.name_of(parent.func) or ""
    if name.startswith("builtins.") and name.removeprefix("builtins.") in READING_CALLS:
        return Use.READ
    if isinstance(parent.func, ast.Attribute) and parent.func.attr in COPYING_METHODS:
        return Use.READ
    return Use.OUT


def _keyword(module: Module, node: ast.expr, parent: ast.keyword) -> Use:
    if parent.arg is None:
        return Use.READ
    call = module.parent(parent)
    return _argument(module, node, call) if isinstance(call, ast.Call) else Use.UNKNOWN


def _tested(module: Module, node: ast.expr, parent: ast.If) -> Use:
    del module
    return Use.TRUTH if parent.test is node else Use.UNKNOWN


def _either(module: Module, node: ast.expr, parent: ast.BoolOp) -> Use:
    del node
    if _is_test(module, parent):
        return Use.TRUTH
    return Use.NONE if isinstance(parent.op, ast.Or) else Use.UNKNOWN


def _unary(module: Module, node: ast.expr, parent: ast.UnaryOp) -> Use:
    """`if not x: x = ...` replaces what is empty, and None with it."""
    statement = module.parent(parent)
    if isinstance(statement, ast.If) and isinstance(node, ast.Name):
        for inner in statement.body:
            match inner:
                case ast.Assign(targets=[ast.Name(id=name)]) if name == node.id:
                    return Use.NONE
    return Use.TRUTH if isinstance(parent.op, ast.Not) else Use.UNKNOWN


def _assigned(module: Module, node: ast.expr, parent: ast.Assign) -> Use:
    del module, node
    stored = all(isinstance(t, ast.Attribute | ast.Subscript) for t in parent.targets)
    return Use.OUT if stored else Use.UNKNOWN


def _annotated(module: Module, node: ast.expr, parent: ast.AnnAssign) -> Use:
    del module, node
    stored = isinstance(parent.target, ast.Attribute | ast.Subscript)
    return Use.OUT if stored else Use.UNKNOWN


def _in_dict(module: Module, node: ast.expr, parent: ast.Dict) -> Use:
    del module
    pairs = zip(parent.keys, parent.values, strict=True)
    spread = any(key is None and value is node for key, value in pairs)
    return Use.READ if spread else Use.OUT


_METHODS = (
    (READING_METHODS, Use.READ),
    (KEYED_METHODS, Use.READ | Use.KEYED),
    (CHANGING_METHODS, Use.CHANGED),
)

_PLAIN: dict[type[ast.AST | None], Use] = {
    **dict.fromkeys(
        (ast.For, ast.AsyncFor, ast.comprehension, ast.FormattedValue, ast.BinOp,
         ast.Expr, ast.Starred, ast.YieldFrom, ast.Delete),
        Use.READ,
    ),
    **dict.fromkeys(
        (ast.Return, ast.Yield, ast.Tuple, ast.List, ast.Set),
        Use.OUT,
    ),
}  # fmt: skip
"""What happens in places where nothing else matters."""

_HANDLERS: dict[type[ast.AST | None], Callable[[Module, ast.expr, Any], Use]] = {
    ast.AnnAssign: _annotated,
    ast.Assert: _tested,
    ast.Assign: _assigned,
    ast.Attribute: _method,
    ast.AugAssign: _augmented,
    ast.BoolOp: _either,
    ast.Call: _argument,
    ast.Compare: _comparison,
    ast.Dict: _in_dict,
    ast.If: _tested,
    ast.IfExp: _tested,
    ast.keyword: _keyword,
    ast.Subscript: _subscript,
    ast.UnaryOp: _unary,
    ast.While: _tested,
}


def _is_test(module: Module, node: ast.expr) -> bool:
    """Whether only the truth of an expression counts."""
    parent = module.parent(node)
    match parent:
        case ast.If() | ast.While() | ast.Assert() | ast.IfExp():
            return parent.test is node
        case ast.comprehension(ifs=tests):
            return node in tests
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp():
            return _is_test(module, parent)
    return False


def _passes(call: ast.Call, name: str) -> bool:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(node, ast.Name) and node.id == name
        for value in values
        for node in ast.walk(value)
    ) or any(keyword.arg == name for keyword in call.keywords)
