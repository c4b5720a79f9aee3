"""`def load(path, strict=False):` becomes `def load(path, strict: bool = False):`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import (
    annotation_readers,
    default_types,
    documented_types,
    families,
    headers,
)
from codemods.reading import roles, signatures

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition, Parameter


ANOTHER = "another parameter of the function is not sure"


class AnnotateDefaults(Codemod):
    """Say the types of parameters that are a bool or a text by default.

    A parameter whose default is True or False takes True or False. With the
    type said, editors show it, and a type checker finds the caller who passes
    the arguments in another order.

    Before:

        def _load(path, strict=False, encoding="utf-8"):
            with open(path, encoding=encoding) as file:
                lines = file.readlines()
            if strict and not lines:
                raise ValueError(path)
            return lines

    After:

        def _load(path, strict: bool = False, encoding: str = "utf-8"):
            with open(path, encoding=encoding) as file:
                lines = file.readlines()
            if strict and not lines:
                raise ValueError(path)
            return lines

    Fix safety: only annotations change. A caller who passes something else,
    where the project does not show it, is told so by a type checker.

    Left alone: numbers, for a 0 may stand for a float; parameters that the
    function, its docstring or a caller treats as anything else, or that other
    files pass; methods that other classes define too; what a decorator or
    framework reads; tests.
    """

    safety = Safety.REVIEW
    proof = "annotations"
    program = True
    rules = frozenset({"ANN001"})
    references = (
        "https://peps.python.org/pep-0484/",
        "https://docs.astral.sh/ruff/rules/missing-type-function-argument/",
    )
    sieve = re.compile(rb"=\s*(?:True|False|[bBrRuU]?['\"])")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the parameters of a function."""
        yield from _sites(module, node)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the parameters of a coroutine function."""
        yield from _sites(module, node)


def _sites(module: Module, function: Definition) -> Iterator[Site]:
    found = [
        (parameter, name)
        for parameter in signatures.parameters(function)
        if parameter.arg.annotation is None
        and (name := default_types.name_of(parameter.default))
    ]
    if not found or _is_no_case(module, function):
        return
    reason = annotation_readers.why_kept(module, function)
    reason = reason or families.is_overriding(module, function)
    doubts = {
        parameter: reason or _why_not(module, function, parameter, name)
        for parameter, name in found
    }
    if any(doubts.values()):
        for parameter, why in doubts.items():
            text = f"`{parameter.arg.arg}`: {why or ANOTHER}"
            yield Site(parameter.arg, Outcome.UNSURE, text)
        return
    edits = tuple(_edit(module, parameter, name) for parameter, name in found)
    headers.check_length(module, *edits)
    told = ", ".join(f"{parameter.arg.arg}: {name}" for parameter, name in found)
    message = f"{function.name}(...): {told}"
    yield Site(found[0][0].arg, Outcome.APPLIED, message, edits)


def _is_no_case(module: Module, function: Definition) -> bool:
    return (
        roles.is_test(module)
        or signatures.is_stub(function)
        or headers.has_type_comment(module, function)
        or not signatures.ABSTRACT.isdisjoint(signatures.decorators(module, function))
        or signatures.in_protocol(module, function)
    )


def _why_not(
    module: Module, function: Definition, parameter: Parameter, name: str
) -> str:
    if signatures.defined_again(module, function):
        return "there is another definition of the function"
    said = documented_types.of(function, parameter.arg.arg)
    if said and not documented_types.agrees(said, name):
        return f"its docstring says `{said}`"
    default = parameter.default or parameter.arg
    last = default.end_lineno or default.lineno
    comment = signatures.silenced(module, parameter.arg.lineno, last)
    if comment:
        return f"the line says `{comment}`"
    inside = default_types.used_otherwise(module, function, parameter.arg.arg, name)
    return inside or default_types.passed_otherwise(module, function, parameter, name)


def _edit(module: Module, parameter: Parameter, name: str) -> TextEdit:
    """Return the edit of what stands between a parameter and its default."""
    start = module.source.span(parameter.arg)[1]
    end = module.source.span(parameter.default or parameter.arg)[0]
    between = module.source.data[start:end]
    if between.strip() != b"=":
        raise EditRefusedError("something stands between it and its default")
    return TextEdit(parameter.arg, start, end, f": {name} = ".encode())
