"""What functions return, as far as their own bodies say."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from codemods.reading import kinds, lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

_ENDS = frozenset(
    {"builtins.exit", "builtins.quit", "os._exit", "os.abort", "sys.exit"}
)
"""Functions that never return."""

_SWALLOW = frozenset({"contextlib.suppress", "pytest.raises", "pytest.warns"})
"""Contexts after which a program goes on though an error was raised in them."""

_FUNCTIONS: Mapping[str, str] = {
    **dict.fromkeys(
        ("all", "any", "bool", "callable", "hasattr", "isinstance", "issubclass"),
        "bool",
    ),
    **dict.fromkeys(
        ("ascii", "bin", "chr", "format", "hex", "input", "oct", "repr", "str"), "str"
    ),
    **dict.fromkeys(("hash", "id", "int", "len", "ord"), "int"),
    "bytes": "bytes",
    "float": "float",
}
_PATHS = frozenset(
    f"os.path.{name}" for name in ("exists", "isabs", "isdir", "isfile", "islink")
)
_TEXT_METHODS = frozenset(
    {"capitalize", "casefold", "center", "expandtabs", "format", "format_map", "join"}
    | {"ljust", "lower", "lstrip", "replace", "rjust", "rstrip", "strip", "swapcase"}
    | {"title", "translate", "upper", "zfill"}
)
_IDENTITY = (ast.Is, ast.IsNot, ast.In, ast.NotIn)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)


def returns(module: Module, function: Definition) -> Sequence[ast.Return]:
    """Return the `return` statements of a function, not of those inside it."""
    return module.once(_returns).get(function, ())


def is_generator(module: Module, function: Definition) -> bool:
    """Whether a function yields."""
    return function in module.once(_generators)


def falls_through(module: Module, body: Sequence[ast.stmt]) -> bool:
    """Whether a program may come to the end of some statements.

    As type checkers see it: a context is taken to let errors pass.
    """
    return all(_completes(module, statement) for statement in body)


def type_of(module: Module, node: ast.expr) -> str:
    """Return the builtin type that an expression surely has, "" if it may differ."""
    look = _LOOKS.get(type(node))
    return look(module, node) if look else ""


def is_used(module: Module, call: ast.Call, *, awaited: bool = False) -> bool:
    """Whether something is done with what a call returns.

    With `awaited` it is what comes back when the call is awaited.
    """
    parent = module.parent(call)
    if awaited:
        if not isinstance(parent, ast.Await):
            return False
        parent = module.parent(parent)
    return not isinstance(parent, (ast.Expr, ast.Lambda))


def used_by(module: Module, function: Definition) -> ast.Call | None:
    """Return a call in the file that uses what a function returns, None if none.

    For a method, this is any call of a method of that name.
    """
    calls = lookups.calls(module, function.name)
    if not isinstance(module.parent(function), ast.ClassDef):
        scope = module.names.scope_of_name(function.name, function) or module.root
        names = set(lookups.names_in(module, function.name, scope))
        calls = [call for call in calls if call.func in names]
    awaited = isinstance(function, ast.AsyncFunctionDef)
    used = (call for call in calls if is_used(module, call, awaited=awaited))
    return next(used, None)


def _returns(module: Module) -> dict[ast.AST, list[ast.Return]]:
    found: dict[ast.AST, list[ast.Return]] = {}
    for node in module.tree.all(ast.Return):
        function = module.enclosing_function(node)
        if function is not None:
            found.setdefault(function, []).append(node)
    return found


def _generators(module: Module) -> frozenset[ast.AST]:
    found = set()
    for kind in (ast.Yield, ast.YieldFrom):
        for node in module.tree.all(kind):
            function = module.enclosing_function(node)
            if function is not None:
                found.add(function)
    return frozenset(found)


def _completes(module: Module, node: ast.stmt) -> bool:
    if isinstance(node, (ast.Return, ast.Raise, ast.Continue, ast.Break)):
        return False
    look = _ENDINGS.get(type(node))
    return look is None or look(module, node)


def _assert_completes(module: Module, node: ast.Assert) -> bool:
    del module
    return not isinstance(node.test, ast.Constant) or bool(node.test.value)


def _call_completes(module: Module, node: ast.Expr) -> bool:
    call = node.value
    return not isinstance(call, ast.Call) or module.name_of(call.func) not in _ENDS


def _if_completes(module: Module, node: ast.If) -> bool:
    return falls_through(module, node.body) or falls_through(module, node.orelse)


def _while_completes(module: Module, node: ast.While) -> bool:
    del module
    endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
    return not endless or _breaks(node.body)


def _with_completes(module: Module, node: ast.With | ast.AsyncWith) -> bool:
    return _swallows(module, node) or falls_through(module, node.body)


def _match_completes(module: Module, node: ast.Match) -> bool:
    if not any(_catches_all(case) for case in node.cases):
        return True
    return any(falls_through(module, case.body) for case in node.cases)


def _try_completes(module: Module, node: ast.Try | ast.TryStar) -> bool:
    if node.finalbody and not falls_through(module, node.finalbody):
        return False
    if falls_through(module, [*node.body, *node.orelse]):
        return True
    return any(falls_through(module, handler.body) for handler in node.handlers)


def _swallows(module: Module, node: ast.With | ast.AsyncWith) -> bool:
    return any(
        isinstance(item.context_expr, ast.Call)
        and module.name_of(item.context_expr.func) in _SWALLOW
        for item in node.items
    )


def _catches_all(case: ast.match_case) -> bool:
    return (
        case.guard is None
        and isinstance(case.pattern, ast.MatchAs)
        and case.pattern.pattern is None
    )


def _breaks(body: Sequence[ast.AST]) -> bool:
    """Whether a loop has a `break` of its own."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            waiting += node.orelse
        elif not isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.expr)
        ):
            waiting += ast.iter_child_nodes(node)
    return False


def _constant(module: Module, node: ast.Constant) -> str:
    del module
    name = type(node.value).__name__
    return name if name in {"bool", "bytes", "float", "int", "str"} else ""


def _signed(module: Module, node: ast.UnaryOp) -> str:
    if isinstance(node.op, ast.Not):
        return "bool"
    found = type_of(module, node.operand)
    number = isinstance(node.operand, ast.Constant) and found in {"int", "float"}
    return found if number and not isinstance(node.op, ast.Invert) else ""


def _either(module: Module, node: ast.BoolOp) -> str:
    return _same(module, node.values)


def _choice(module: Module, node: ast.IfExp) -> str:
    return _same(module, [node.body, node.orelse])


def _text(module: Module, node: ast.JoinedStr) -> str:
    del module, node
    return "str"


def _same(module: Module, values: Sequence[ast.expr]) -> str:
    found = {type_of(module, value) for value in values}
    return found.pop() if len(found) == 1 else ""


def _comparison(module: Module, node: ast.Compare) -> str:
    """Return "bool" but for comparisons of what may be an array, or a query."""
    if all(isinstance(operator, _IDENTITY) for operator in node.ops):
        return "bool"
    values = (node.left, *node.comparators)
    if all(kinds.kind_of(module, value) in kinds.IMMUTABLE for value in values):
        return "bool"
    return ""


def _operation(module: Module, node: ast.BinOp) -> str:
    left = type_of(module, node.left)
    if left == "str" and isinstance(node.op, ast.Mod):
        return "str"
    if left != type_of(module, node.right):
        return ""
    if left == "str" and isinstance(node.op, ast.Add):
        return "str"
    return "int" if left == "int" and isinstance(node.op, _ARITHMETIC) else ""


def _call(module: Module, node: ast.Call) -> str:
    name = module.name_of(node.func) or ""
    if name in _PATHS:
        return "bool"
    home, _, last = name.rpartition(".")
    if home == "builtins":
        return _FUNCTIONS.get(last, "")
    match node.func:
        case ast.Attribute(value=ast.Constant() | ast.JoinedStr() as text, attr=method):
            textual = type_of(module, text) == "str" and method in _TEXT_METHODS
            return "str" if textual else ""
    return ""


_LOOKS: Mapping[type[ast.AST], Callable[[Module, Any], str]] = {
    ast.BinOp: _operation,
    ast.BoolOp: _either,
    ast.Call: _call,
    ast.Compare: _comparison,
    ast.Constant: _constant,
    ast.IfExp: _choice,
    ast.JoinedStr: _text,
    ast.UnaryOp: _signed,
}
_ENDINGS: Mapping[type[ast.AST], Callable[[Module, Any], bool]] = {
    ast.Assert: _assert_completes,
    ast.AsyncWith: _with_completes,
    ast.Expr: _call_completes,
    ast.If: _if_completes,
    ast.Match: _match_completes,
    ast.Try: _try_completes,
    ast.TryStar: _try_completes,
    ast.While: _while_completes,
    ast.With: _with_completes,
}
