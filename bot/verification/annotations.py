"""Whether a change of annotations alone can change what a program does; pure.

It cannot where nothing evaluates annotations, or where evaluating them cannot
fail and nobody looks at the result. Who looks at annotations is searched for
in the whole target: its own code, and libraries known to do so.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from bot.verification.syntax import FUNCTIONS, shape, trees_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import FileChange

HARMLESS_DECORATORS: Final = frozenset(
    {
        "abstractmethod",
        "asynccontextmanager",
        "cache",
        "cached_property",
        "classmethod",
        "contextmanager",
        "final",
        "fixture",
        "lru_cache",
        "overload",
        "override",
        "property",
        "setter",
        "deleter",
        "getter",
        "staticmethod",
        "wraps",
    }
)
"""Decorators that never look at annotations, by their last name."""

READERS: Final = re.compile(
    rb"\b(get_type_hints|get_annotations|__annotations__|\.annotation\b|signature\("
    rb"|singledispatch|validate_call|validate_arguments|beartype|typeguard|typechecked"
    rb"|Depends\(|from_type\(|builds\()"
)
"""Words of programs that look at annotations while they run."""

READING_LIBRARIES: Final = re.compile(
    rb"^[ \t]*(?:import|from)[ \t]+(attrs?|beartype|cattrs?|cyclopts|dagster"
    rb"|dependency_injector"
    rb"|dishka|fastapi|fastmcp|fire|injector|lagom|langchain\w*|litestar|marshmallow_dataclass"
    rb"|mcp|msgspec|ninja|openai_agents|pandera|plum|prefect|punq|pydantic\w*|sanic_ext"
    rb"|sqlmodel|starlite|strawberry|svcs|tap|typeguard|typer|typic|tyro|wireup|zenml)\b",
    re.MULTILINE,
)
"""Libraries that read the annotations of functions or classes given to them."""


def why_annotations_matter(
    files: Iterable[FileChange],
    sources: Iterable[tuple[str, bytes]],
    minimum_python: tuple[int, int],
) -> str:
    """Return why the change of these files may matter, "" where it cannot.

    `sources` are all Python files of the target, with their paths.
    """
    for file in files:
        trees = trees_of(file)
        if trees is None:
            return f"{file.path} is new, removed, or cannot be parsed"
        before, after = trees
        why = _unsafe_annotations(before, after, minimum_python)
        why = why or _unsafe_imports(before, after)
        if why:
            return f"{why} in {file.path}"
        if shape(_without_annotations(before)) != shape(_without_annotations(after)):
            return f"more than annotations changed in {file.path}"
    for path, source in sources:
        found = READERS.search(source) or READING_LIBRARIES.search(source)
        if found:
            word = found[1].decode("ascii", "replace").rstrip("(")
            return f"{path} may read annotations when it runs ({word})"
    return ""


def _unsafe_annotations(
    before: ast.Module, after: ast.Module, minimum_python: tuple[int, int]
) -> str:
    """Return what keeps a change of annotations from being harmless, "" if nothing."""
    lazy = _is_lazy(before) and _is_lazy(after)
    bound = _bound_names(after)
    old, new = list(_annotated(before)), list(_annotated(after))
    if len(old) != len(new):
        return "functions or variables were added or removed"
    for (_, were, _), (node, are, in_class) in zip(old, new, strict=True):
        if [shape(each) for each in were] == [shape(each) for each in are]:
            continue
        if isinstance(node, ast.AnnAssign) and in_class:
            return "an annotation in the body of a class changed"
        decorators = getattr(node, "decorator_list", [])
        if any(_last_name(each) not in HARMLESS_DECORATORS for each in decorators):
            return "the annotations of a decorated function changed"
        if not lazy:
            for annotation in are:
                why = _evaluated(annotation, bound, minimum_python)
                if why:
                    return why
    return ""


def _is_lazy(tree: ast.Module) -> bool:
    """Return whether annotations are never evaluated by themselves (PEP 563)."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def _annotated(
    tree: ast.AST, *, in_class: bool = False
) -> Iterator[tuple[ast.AST, list[ast.expr], bool]]:
    """Yield every function and annotated variable with its annotations."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, FUNCTIONS):
            yield node, _of_function(node), in_class
            yield from _annotated(node)
        elif isinstance(node, ast.AnnAssign):
            yield node, [node.annotation], in_class
        else:
            inner = in_class or isinstance(node, ast.ClassDef)
            yield from _annotated(node, in_class=inner)


def _of_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.expr]:
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [each for each in (arguments.vararg, arguments.kwarg) if each]
    found = [each.annotation for each in every if each.annotation]
    return [*found, *([node.returns] if node.returns else [])]


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _evaluated(
    annotation: ast.expr, bound: frozenset[str], minimum_python: tuple[int, int]
) -> str:
    """Return why evaluating the annotation might fail, "" where it cannot."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and node.id not in bound:
            return f"{node.id}, which is not surely there, is used in an annotation"
        if isinstance(node, ast.Call):
            return "an annotation calls something"
        if isinstance(node, ast.BinOp) and minimum_python < (3, 10):
            return "`X | Y` is used, which Python before 3.10 does not know,"
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id in {"dict", "frozenset", "list", "set", "tuple", "type"}
            and minimum_python < (3, 9)
        ):
            return "`list[X]` is used, which Python before 3.9 does not know,"
    return ""


_BUILTINS: Final = frozenset(
    {"BaseException", "Exception", "bool", "bytearray", "bytes", "complex", "dict"}
    | {"float", "frozenset", "int", "list", "memoryview", "object", "range", "set"}
    | {"slice", "str", "tuple", "type"}
)


def _bound_names(tree: ast.Module) -> frozenset[str]:
    """Return the names that are surely there: builtins and imports at the top."""
    names = set(_BUILTINS)
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {(a.asname or a.name).partition(".")[0] for a in node.names}
    return frozenset(names)


def _without_annotations(tree: ast.Module) -> ast.Module:
    """Return the tree without annotations and without imports from typing.

    An annotated name without a value is left out too: it does nothing then.
    """
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(value=None)
    tree.body = [node for node in tree.body if not _is_typing_import(node)]
    return tree


def _unsafe_imports(before: ast.Module, after: ast.Module) -> str:
    """Return why the imports from typing that came or went may matter, "" if not."""
    were, are = _typing_names(before), _typing_names(after)
    if were - are:
        return "an import was removed"
    used = {node.id for node in ast.walk(before) if isinstance(node, ast.Name)}
    taken = sorted((are - were) & (used | set(_definitions(before))))
    return f"{taken[0]}, which is imported now, was another name" if taken else ""


def _typing_names(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom)) and _is_typing_import(node)
        for alias in node.names
    }


def _definitions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, *FUNCTIONS)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            if _is_typing_import(node):
                continue
            yield from (alias.asname or alias.name for alias in node.names)


def _is_typing_import(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module in {"typing", "collections.abc"} and node.level == 0
    return isinstance(node, ast.Import) and all(
        alias.name == "typing" for alias in node.names
    )
