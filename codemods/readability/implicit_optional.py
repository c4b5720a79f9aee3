"""`x: int = None` becomes `x: Optional[int] = None`, or `int | None`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import annotation_readers
from codemods.reading import nodes, optionals, signatures
from codemods.reading.annotations import NotWidenedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition, Parameter


class ImplicitOptional(Codemod):
    """Say in annotations that a parameter may be None.

    A parameter annotated `int` whose default is None lies about its type.
    PEP 484 forbids it since 2018, and type checkers reject it. With the None
    said, they also find the places that forget to check for it.

    Before:

        def read(path: str, size: int = None) -> str:
            return open(path).read(size)

    After:

        from typing import Optional


        def read(path: str, size: Optional[int] = None) -> str:
            return open(path).read(size)

    Fix safety: only annotations and an import change. A type checker may now
    report uses that do not check for None. What reads annotations at run
    time, such as a web framework that is given the function in another file,
    sees a type that admits None.

    Left alone: functions that a decorator or framework reads, files that read
    annotations at run time, parameters that the function rejects when they
    are None, overloads, fields of classes, and what is no type.
    """

    safety = Safety.SAFE
    proof = "annotations"
    program = True
    rules = frozenset({"RUF013"})
    references = (
        "https://peps.python.org/pep-0484/#union-types",
        "https://docs.astral.sh/ruff/rules/implicit-optional/",
    )
    sieve = re.compile(rb"=\s*None\b")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the parameters of a function."""
        yield from _sites(node, module)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the parameters of a coroutine function."""
        yield from _sites(node, module)


def _sites(function: Definition, module: Module) -> Iterator[Site]:
    reason = None
    for parameter in signatures.parameters(function):
        annotation = parameter.arg.annotation
        if annotation is None or not nodes.is_none(parameter.default):
            continue
        try:
            if optionals.admits_none(module, annotation):
                continue
            if reason is None:
                reason = annotation_readers.why_kept(module, function)
            _check(module, function, parameter, reason)
            widening = optionals.widening(module, annotation)
        except NotWidenedError as error:
            name = parameter.arg.arg
            yield Site(parameter.arg, error.outcome, f"`{name}`: {error}")
            continue
        name, written = parameter.arg.arg, module.line_of(annotation)
        text = f"{name}: {written} = None"
        edit = Edit(annotation, widening.change)
        yield Site(parameter.arg, Outcome.APPLIED, text, (edit,), widening.imports)


def _check(
    module: Module, function: Definition, parameter: Parameter, reason: str
) -> None:
    """Raise `NotWidenedError` where the parameter must stay as it is."""
    if reason:
        raise NotWidenedError(reason, Outcome.UNSURE)
    default = parameter.default or parameter.arg
    last = default.end_lineno or default.lineno
    comment = signatures.silenced(module, parameter.arg.lineno, last)
    if comment:
        raise NotWidenedError(f"the line says `{comment}`")
    annotation = parameter.arg.annotation
    if annotation and optionals.outermost(module, annotation).endswith(".Annotated"):
        raise NotWidenedError("its `Annotated` type is read at run time")
    if any(
        _rejects_none(statement, parameter.arg.arg)
        for statement in signatures.body(function)
    ):
        raise NotWidenedError("the function rejects None")


def _rejects_none(statement: ast.stmt, name: str) -> bool:
    """Whether a statement ends the function with an error for None."""
    match statement:
        case ast.If(test=test, body=[*_, ast.Raise()]):
            return _holds_for_none(test, name)
        case ast.Assert(test=test):
            return _needs_value(test, name)
    return False


def _holds_for_none(test: ast.expr, name: str) -> bool:
    match test:
        case ast.Compare(
            left=ast.Name(id=found),
            ops=[ast.Is()],
            comparators=[ast.Constant(value=None)],
        ):
            return found == name
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=found)):
            return found == name
        case ast.BoolOp(op=ast.Or(), values=values):
            return any(_holds_for_none(value, name) for value in values)
    return False


def _needs_value(test: ast.expr, name: str) -> bool:
    match test:
        case ast.Compare(
            left=ast.Name(id=found),
            ops=[ast.IsNot()],
            comparators=[ast.Constant(value=None)],
        ):
            return found == name
        case ast.Name(id=found):
            return found == name
        case ast.BoolOp(op=ast.And(), values=values):
            return any(_needs_value(value, name) for value in values)
    return False
