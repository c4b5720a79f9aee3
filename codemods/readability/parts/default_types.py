"""Whether a parameter takes only what its default is: a bool, or a text."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.readability.parts import results
from codemods.reading import lookups, signatures
from codemods.reading.program import Program

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition, Parameter

_LOOKS = frozenset(
    f"builtins.{name}"
    for name in ("callable", "getattr", "hasattr", "isinstance", "issubclass", "type")
)
"""Functions by which a function finds out what it was given."""

_TURNS = frozenset(f"builtins.{name}" for name in ("float", "int", "len", "list"))
_LEVELS = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)
_SIMPLE = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)


def name_of(default: ast.expr | None) -> str:
    """Return the type of a default: "bool" or "str", "" for anything else."""
    if isinstance(default, ast.Constant):
        name = type(default.value).__name__
        return name if name in {"bool", "str"} else ""
    return ""


def used_otherwise(
    module: Module, function: Definition, parameter: str, name: str
) -> str:
    """Return what in a function speaks against a type, "" if nothing does.

    `name` is the type, "bool" or "str".
    """
    for use in lookups.names_in(module, parameter, function):
        if not isinstance(use.ctx, ast.Load):
            return f"line {use.lineno} gives it another value"
        if _speaks_against(module, use, name):
            return f"line {use.lineno} uses it as something else"
    return ""


_NEVER = (
    ast.For, ast.AsyncFor, ast.comprehension, ast.Starred, ast.Await, ast.withitem,
    ast.Raise, ast.Match,
)  # fmt: skip
"""Where neither a bool nor, but for letters, a text stands."""


def _speaks_against(module: Module, use: ast.Name, name: str) -> bool:
    parent = module.parent(use)
    if isinstance(parent, ast.Call):
        return _call_speaks(module, parent, use, name)
    if isinstance(parent, ast.Compare):
        values = [parent.left, *parent.comparators]
        return _compared_otherwise(values, parent.ops, use, name)
    return isinstance(parent, _NEVER) or _operation_speaks(parent, use, name)


def _call_speaks(module: Module, call: ast.Call, use: ast.Name, name: str) -> bool:
    if call.func is use:
        return True
    called = module.name_of(call.func) or ""
    if not call.args or call.args[0] is not use:
        return False
    turned = called in _TURNS and not (name == "str" and called.endswith("len"))
    return called in _LOOKS or turned


def _operation_speaks(parent: ast.AST | None, use: ast.Name, name: str) -> bool:
    match parent:
        case ast.Attribute(attr=attribute):
            return name == "bool" or not hasattr(str, attribute)
        case ast.Subscript(value=value):
            return name == "bool" and value is use
        case ast.BinOp(op=operator):
            bits = isinstance(operator, (ast.BitAnd, ast.BitOr, ast.BitXor))
            return name == "bool" and not bits
        case ast.UnaryOp(op=operator):
            return not isinstance(operator, ast.Not)
    return False


def _compared_otherwise(
    values: list[ast.expr], operators: list[ast.cmpop], use: ast.Name, name: str
) -> bool:
    """Whether a comparison is one that a value of the type would not need."""
    if name == "bool" and any(isinstance(item, _LEVELS) for item in operators):
        return True
    for value in values:
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List, ast.Set)) else []
        for part in (value, *parts):
            if isinstance(part, ast.Constant) and type(part.value).__name__ != name:
                return True
    inside = any(isinstance(item, (ast.In, ast.NotIn)) for item in operators)
    return name == "bool" and inside and values[-1] is use


def passed_otherwise(
    module: Module, function: Definition, parameter: Parameter, name: str
) -> str:
    """Return which call speaks against a parameter's type, "" if none does.

    What other files pass is not seen; so a call there that passes it at all
    does, and so may any call where the project is not known.
    """
    home = module.parent(function)
    method = isinstance(home, ast.ClassDef)
    called = function.name
    if isinstance(home, ast.ClassDef) and called == "__init__":
        called = home.name
    if _is_handed_on(module, function, called):
        return "it is passed on, and may be called in any way"
    static = "builtins.staticmethod" in signatures.decorators(module, function)
    place = parameter.position
    if place is not None and method and not static:
        place -= 1
    for call in lookups.calls(module, called):
        given = _given(call, parameter.arg.arg, place)
        if given is None:
            return f"line {call.lineno} may pass it with a star"
        if given and not _fits(module, given[0], name):
            return f"line {call.lineno} may pass something else"
    if module.project.program is None:
        hidden = called.startswith("_") or getattr(home, "name", "").startswith("_")
        return "" if hidden else "other files may pass something else"
    return _elsewhere(module, called, parameter.arg.arg, place)


def _is_handed_on(module: Module, function: Definition, called: str) -> bool:
    """Whether the function, or its class for `__init__`, is used uncalled."""
    if signatures.handed_on(module, function) is not None:
        return True
    if called == function.name:
        return False
    for name in lookups.names(module, called):
        parent = module.parent(name)
        if isinstance(parent, (ast.Call, ast.keyword)):
            func = parent.func if isinstance(parent, ast.Call) else None
            if func is not name and not _is_check(module, parent):
                return True
        elif isinstance(
            parent, (ast.Assign, ast.Dict, ast.List, ast.Tuple, ast.Return)
        ):
            return True
    return False


def _is_check(module: Module, node: ast.AST) -> bool:
    """Whether a class is only asked after: `isinstance(x, Cart)`, `super(Cart, x)`."""
    called = module.name_of(node.func) if isinstance(node, ast.Call) else None
    return called in {
        "builtins.isinstance", "builtins.issubclass", "builtins.super",
    }  # fmt: skip


def _elsewhere(module: Module, called: str, name: str, place: int | None) -> str:
    program = module.project.program or Program()
    for path, call in program.calls_of(called):
        positional = place is not None and call.positional > place
        if path != module.path and (
            call.starred or name in call.keywords or positional
        ):
            return f"{path}:{call.line} passes it"
    return ""


def _given(call: ast.Call, name: str, place: int | None) -> tuple[ast.expr, ...] | None:
    """Return what a call passes for a parameter: one, none, or None if not known."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return (keyword.value,)
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    if place is not None and len(call.args) > place >= 0:
        return (call.args[place],)
    return ()


def _fits(module: Module, node: ast.expr, name: str) -> bool:
    """Whether an argument is surely of the type."""
    if results.type_of(module, node) == name:
        return True
    if not isinstance(node, ast.Name):
        return False
    for binding in module.names.bindings(node.id, node):
        arguments = module.parent(binding.node)
        function = module.parent(arguments) if arguments else None
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        for parameter in signatures.parameters(function):
            if parameter.arg is binding.node:
                annotation = parameter.arg.annotation
                if annotation is not None:
                    return module.name_of(annotation) == f"builtins.{name}"
                return name_of(parameter.default) == name
    return False
