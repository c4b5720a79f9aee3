"""How a type in an annotation comes to admit None, in the file's own style.

`X | None` where the project's lowest Python evaluates that (3.10) and the
file does not write `Optional[X]` already; `Optional[X]` otherwise.
See PEP 484 ("Union types") and PEP 604.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from codemods.base import ImportNeeded
from codemods.editing.imports import ImportRefusedError
from codemods.lazy import cst
from codemods.reading import lookups
from codemods.reading.annotations import Annotation, NotWidenedError, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    import libcst

    from codemods.reading.module import Module

OPTIONAL = ImportNeeded("typing", "Optional")

PIPE_SINCE = (3, 10)
"""The first Python that evaluates `X | None` (PEP 604)."""

LAZY_SINCE = (3, 14)
"""The first Python that evaluates annotations only when asked (PEP 649)."""


@dataclass(frozen=True, slots=True)
class Widening:
    """How an annotation is changed, and the imports that the new one needs."""

    change: Callable[[Any], libcst.BaseExpression]
    imports: tuple[ImportNeeded, ...] = ()


def admits_none(module: Module, annotation: ast.expr) -> bool:
    """Return whether a type admits None, as far as the file tells.

    Strings are read as the types in them, aliases of the file are followed.
    Raises `NotWidenedError` where nobody can tell from here.
    """
    return Annotation(module, annotation).admits_none(annotation)


def outermost(module: Module, annotation: ast.expr) -> str:
    """Return the dotted name of a type without its brackets, "" if unknown."""
    node = annotation
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = parsed(node.value) or node
    head = node.value if isinstance(node, ast.Subscript) else node
    return Annotation(module, annotation).name_of(head)


def widening(module: Module, annotation: ast.expr) -> Widening:
    """Return how a type that does not admit None becomes one that does.

    Raises `NotWidenedError` with the reason where the annotation is no type,
    or where no way of writing it would surely work.
    """
    Annotation(module, annotation).check_is_type(annotation)
    if writes_pipe(module):
        return _piped(module, annotation) or _optional(module, annotation)
    try:
        return _optional(module, annotation)
    except NotWidenedError:
        if module.project.minimum_python >= PIPE_SINCE:
            found = _piped(module, annotation)
            if found:
                return found
        raise


@lru_cache(maxsize=lookups.FILES)
def writes_pipe(module: Module) -> bool:
    """Return whether new optional types are written `X | None` in this file.

    The more frequent style of the file wins; where there is none, or as much
    of both, the lowest Python of the project decides. What the future import
    of annotations permits is not enough: many libraries read annotations at
    run time, and fail on `|` before 3.10.
    """
    pipes = optionals = 0
    for annotation in _annotations(module):
        for node in ast.walk(annotation):
            match node:
                case ast.BinOp(op=ast.BitOr(), right=ast.Constant(value=None)):
                    pipes += 1
                case ast.Subscript(value=value):
                    optionals += module.name_of(value) == "typing.Optional"
    if pipes != optionals:
        return pipes > optionals
    return module.project.minimum_python >= PIPE_SINCE


def _annotations(module: Module) -> list[ast.expr]:
    found = [arg.annotation for arg in module.tree.all(ast.arg)]
    found += [node.returns for node in module.tree.all(ast.FunctionDef)]
    found += [node.returns for node in module.tree.all(ast.AsyncFunctionDef)]
    found += [node.annotation for node in module.tree.all(ast.AnnAssign)]
    return [annotation for annotation in found if annotation is not None]


@lru_cache(maxsize=lookups.FILES)
def is_lazy(module: Module) -> bool:
    """Whether annotations are not evaluated where they stand."""
    if module.project.minimum_python >= LAZY_SINCE:
        return True
    return any(
        node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in module.tree.all(ast.ImportFrom)
    )


def _optional(module: Module, annotation: ast.expr) -> Widening:
    try:
        spelling = module.imported(OPTIONAL, annotation)
    except ImportRefusedError as error:
        raise NotWidenedError(str(error)) from error

    def wrapped(old: libcst.BaseExpression) -> libcst.BaseExpression:
        return cst.Subscript(
            value=cst.parse_expression(spelling),
            slice=[cst.SubscriptElement(cst.Index(old))],
        )

    return Widening(wrapped, (OPTIONAL,))


def _piped(module: Module, annotation: ast.expr) -> Widening | None:
    """Return how `| None` is added, None where it might fail at run time."""
    match annotation:
        case ast.Constant(value=str(text)):
            written = module.text_of(annotation)
            plain = written in {f'"{text}"', f"'{text}'"} and text.strip() == text
            return Widening(_with_none_inside) if plain else None
    if is_lazy(module) or Annotation(module, annotation).is_class(annotation):
        return Widening(_with_none)
    return None


def _with_none(old: libcst.BaseExpression) -> libcst.BaseExpression:
    return cst.BinaryOperation(old, cst.BitOr(), cst.Name("None"))


def _with_none_inside(old: libcst.SimpleString) -> libcst.BaseExpression:
    text = f"{old.raw_value} | None"
    return old.with_changes(value=f"{old.prefix}{old.quote}{text}{old.quote}")
