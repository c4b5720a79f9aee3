"""Assertions that check what a library is given are reported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import roles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codemods.reading.module import Module
    from codemods.reading.names import Function

OWN = frozenset({"cls", "mcs", "self"})
PROGRAMS = frozenset({"benchmarks", "docs", "examples", "scripts", "tools"})
"""Folders of what is no library."""


class AssertValidation(Codemod):
    """Name the assertions by which a library checks what it is given.

    `python -O` drops assertions, and with them the checks: what they should
    have stopped gets through. They also raise an `AssertionError`, which says
    that the library has a fault, where the caller has one. `ValueError` or
    `TypeError` is what callers can handle; which one, and with which words,
    a person must say.

    Found:

        def scale(values, factor):
            assert factor > 0, "the factor must be above 0"
            return [value * factor for value in values]

    Left alone: functions with a leading underscore, whose callers are the
    library itself; assertions further down, which state what the code has
    made sure of; those that tell a type checker what a parameter is not
    (`is not None`, `isinstance` of what is annotated); tests and scripts.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://cwe.mitre.org/data/definitions/617.html",
        "https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement",
    )
    rules = frozenset({"B101", "S101"})
    sieve = re.compile(rb"\bassert\b")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the first statements of a function."""
        yield from _sites(node, module)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the first statements of a coroutine."""
        yield from _sites(node, module)


def _sites(
    node: ast.FunctionDef | ast.AsyncFunctionDef, module: Module
) -> Iterator[Site]:
    found = list(_leading(node))
    if not found or not _is_public(node, module) or _is_program(module):
        return
    parameters = _parameters(node)
    for statement in found:
        checked = _checked(statement.test, parameters)
        if checked and not _narrows(statement.test, parameters):
            reason = f"`python -O` drops this check of `{checked}`"
            yield Site(statement, Outcome.UNSURE, reason)


def _leading(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.Assert]:
    """Yield the assertions that a function starts with, behind its docstring."""
    body = node.body
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            body = rest
    for statement in body:
        if not isinstance(statement, ast.Assert):
            return
        yield statement


def _is_public(node: ast.AST, module: Module) -> bool:
    """Whether a function is one that users of the library call."""
    around: ast.AST | None = node
    while around is not None and not isinstance(around, ast.Module):
        match around:
            case ast.ClassDef(name=name):
                if name.startswith("_"):
                    return False
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if around is not node:
                    return False
                if name.startswith("_") and not name.endswith("__"):
                    return False
        around = module.parent(around)
    parts = module.path.removesuffix(".py").split("/")
    return "internal" not in parts and not any(
        part.startswith("_") and part != "__init__" for part in parts
    )


def _is_program(module: Module) -> bool:
    *folders, name = module.path.split("/")
    programs = not PROGRAMS.isdisjoint(folders) or name in {"noxfile.py", "setup.py"}
    return programs or roles.is_test(module)


def _parameters(node: Function) -> dict[str, bool]:
    """Return the names of parameters, and whether each is annotated."""
    arguments = node.args
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        *filter(None, (arguments.vararg, arguments.kwarg)),
    ]
    return {
        argument.arg: argument.annotation is not None
        for argument in every
        if argument.arg not in OWN
    }


def _checked(test: ast.expr, parameters: Collection[str]) -> str:
    """Return the first parameter that a condition names, "" for none."""
    names = [item for item in ast.walk(test) if isinstance(item, ast.Name)]
    names.sort(key=lambda name: (name.lineno, name.col_offset))
    return next((name.id for name in names if name.id in parameters), "")


def _narrows(test: ast.expr, parameters: dict[str, bool]) -> bool:
    """Whether a condition is there for a type checker, not for callers."""
    match test:
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_narrows(value, parameters) for value in values)
        case (
            ast.Compare(ops=[ast.IsNot()], comparators=[ast.Constant(value=None)])
            | ast.Attribute()
            | ast.Name()
        ):
            return True
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[first, _]):
            annotated = isinstance(first, ast.Name) and parameters.get(first.id)
            return bool(annotated) or not isinstance(first, ast.Name)
    return False
