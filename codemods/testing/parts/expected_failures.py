"""`try: ... self.fail()` with `except Error: pass`: an expected exception by hand."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import Edit
from codemods.lazy import cst
from codemods.testing.parts import raises_edits
from codemods.testing.parts.raises_edits import PYTEST, KeptError

if TYPE_CHECKING:
    from collections.abc import Callable

    from codemods.reading.module import Module

CAUGHT_NAME = "excinfo"

_BROAD = frozenset(
    {"builtins.AssertionError", "builtins.BaseException", "builtins.Exception"}
)
_LEAVING = (ast.Return, ast.Break, ast.Continue, ast.Yield, ast.YieldFrom)
_QUIET = (ast.Assert, ast.Expr, ast.Pass)


@dataclass(frozen=True, slots=True)
class Expected:
    """A `try` whose body is to raise: where the failure stands, and the handler."""

    node: ast.Try
    handler: ast.ExceptHandler
    in_else: bool


def expected(module: Module, node: ast.Try) -> Expected | None:
    """Return what a `try` statement expects, None if it is about another thing."""
    if len(node.handlers) != 1 or node.finalbody:
        return None
    handler = node.handlers[0]
    if handler.type is None:
        return None
    if len(node.orelse) == 1 and _is_failure(module, node.orelse[0]):
        return Expected(node, handler, in_else=True)
    if not node.orelse and len(node.body) > 1 and _is_failure(module, node.body[-1]):
        return Expected(node, handler, in_else=False)
    return None


def _is_failure(module: Module, node: ast.stmt) -> bool:
    """Whether a statement says that a test has failed."""
    match node:
        case ast.Expr(value=ast.Call(func=function)):
            if module.name_of(function) == "pytest.fail":
                return True
            return (
                isinstance(function, ast.Attribute)
                and function.attr == "fail"
                and module.class_of_self(function.value) is not None
            )
        case ast.Assert(test=ast.Constant(value=False | 0)):
            return True
        case ast.Raise(exc=ast.Call(func=error)) | ast.Raise(exc=ast.Name() as error):
            return module.name_of(error) == "builtins.AssertionError"
    return False


def edit(module: Module, found: Expected) -> Edit:
    """Return the edit that makes a `with pytest.raises(...)` of a `try`.

    Raises `KeptError` where it would do something else, and
    `ImportRefusedError` where pytest cannot be imported.
    """
    raises_edits.check_caught(module, found.node)
    handler = found.handler
    failure = found.node.orelse[0] if found.in_else else found.node.body[-1]
    _check_message(failure)
    _check_type(module, handler)
    if any(
        isinstance(node, _LEAVING)
        for item in found.node.body
        for node in ast.walk(item)
    ):
        raise KeptError("its body may be left without an exception")
    plain = [item for item in handler.body if not isinstance(item, ast.Pass)]
    if not all(isinstance(item, _QUIET) for item in plain):
        raise KeptError("what is done with the exception is more than looking at it")
    used = handler.name and any(
        isinstance(inner, ast.Name) and inner.id == handler.name
        for item in plain
        for inner in ast.walk(item)
    )
    if used and CAUGHT_NAME in module.names.binders:
        raise KeptError(f"the file has another `{CAUGHT_NAME}`")
    name = (handler.name or "") if used else ""
    raises = f"{module.imported(PYTEST, found.node)}.raises"
    return Edit(found.node, _rewritten(raises, name, in_else=found.in_else))


def _check_message(failure: ast.stmt) -> None:
    for node in ast.walk(failure):
        if isinstance(node, ast.JoinedStr | ast.BinOp):
            raise KeptError("the failure's message says more than pytest would")


def _check_type(module: Module, handler: ast.ExceptHandler) -> None:
    kind = handler.type
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    for node in kinds:
        if not isinstance(node, ast.Name | ast.Attribute):
            raise KeptError("which exceptions it expects is worked out")
        if module.name_of(node) in _BROAD:
            raise KeptError("it catches the failure too: the test cannot fail")
        if isinstance(node, ast.Name) and _is_computed(module, node):
            raise KeptError("which exceptions it expects is worked out")


def _is_computed(module: Module, node: ast.Name) -> bool:
    bindings = module.bindings_of(node)
    return any(
        not isinstance(binding.node, ast.alias | ast.ClassDef) for binding in bindings
    )


def _rewritten(raises: str, name: str, *, in_else: bool) -> Callable[[Any], object]:
    def change(node: Any) -> object:
        body = node.body
        if not in_else:
            body = body.with_changes(body=body.body[:-1])
        call = cst.parse_expression(f"{raises}()")
        handler = node.handlers[0]
        call = call.with_changes(args=[cst.Arg(handler.type)])
        target = cst.AsName(cst.Name(CAUGHT_NAME)) if name else None
        block = cst.With(
            items=[cst.WithItem(call, target)],
            body=body,
            leading_lines=node.leading_lines,
        )
        kept = [item for item in handler.body.body if not _is_pass(item)]
        new = f"{CAUGHT_NAME}.value"
        if name:
            kept = [raises_edits.names_replaced(item, name, new) for item in kept]
        return cst.FlattenSentinel([block, *kept])

    return change


def _is_pass(statement: Any) -> bool:
    return (
        isinstance(statement, cst.SimpleStatementLine)
        and len(statement.body) == 1
        and isinstance(statement.body[0], cst.Pass)
        and not statement.leading_lines
        and statement.trailing_whitespace.comment is None
    )
