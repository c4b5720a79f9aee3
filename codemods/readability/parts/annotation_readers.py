"""Who looks at the annotations of a function when the program runs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import signatures

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

BLIND_DECORATORS = (
    signatures.PLAIN_DECORATORS
    | signatures.ABSTRACT
    | {
        "builtins.property",
        "functools.cache",
        "functools.cached_property",
        "functools.lru_cache",
        "functools.partial",
        "functools.total_ordering",
        "numba.jit",
        "numba.njit",
        "tenacity.retry",
        "torch.inference_mode",
        "torch.no_grad",
        "typing.no_type_check",
        "warnings.deprecated",
    }
)
"""Decorators that don't look at annotations."""

BLIND_FAMILIES = (
    "click.",
    "pytest.",
    "unittest.",
    "hypothesis.",
)
"""Packages whose decorators don't look at annotations of defaulted parameters."""

READERS = frozenset(
    {
        "aiogram", "beartype", "blacksheep", "cyclopts", "dagster",
        "dependency_injector", "discord", "dishka", "fast_depends", "fastapi",
        "fastmcp", "faststream", "fire", "injector", "jsonargparse", "lagom",
        "langchain", "langchain_core", "litestar", "magicgui", "mcp", "plum",
        "prefect", "pydantic_ai", "punq", "starlite", "strawberry", "typeguard",
        "typer",
    }
)  # fmt: skip
"""Packages that read the annotations of functions they are given."""

ENTRANCES = frozenset({"__init__", "__new__", "__call__"})
"""Methods through which a class itself is read as a function."""


def why_kept(module: Module, function: Definition, *, frameworks: bool = True) -> str:
    """Return why the annotations of a function must stay as they are, "" if not.

    `frameworks` asks for those too that are given functions and classes.
    """
    if signatures.overloaded(module, function):
        return "the function has overloads"
    decorator = signatures.unknown_decorator(
        module, function, BLIND_DECORATORS, BLIND_FAMILIES
    )
    if decorator and not is_accessor(function):
        return f"`@{decorator}` may read the annotation"
    reader = signatures.mentioned(module, signatures.ANNOTATION_READERS)
    if reader:
        return f"the file uses `{reader}`, which may read the annotation"
    package = framework(module) if frameworks else ""
    if package and is_entrance(function, module):
        return f"`{package}` may read the annotation"
    return ""


def is_accessor(function: Definition) -> bool:
    """Whether a function is the setter or deleter of a property: `@size.setter`."""
    match function.decorator_list:
        case [ast.Attribute(value=ast.Name(id=name), attr="setter" | "deleter")]:
            return name == function.name
    return False


def framework(module: Module) -> str:
    """Return a package that the file imports and that reads annotations."""
    names = [alias.name for node in module.tree.all(ast.Import) for alias in node.names]
    names += [node.module for node in module.tree.all(ast.ImportFrom) if node.module]
    for name in names:
        if name.endswith((".testclient", ".testing")):
            continue
        if name.partition(".")[0] in READERS or name.startswith("torch.jit"):
            return name
    return ""


def is_entrance(function: Definition, module: Module) -> bool:
    """Whether a framework may be given the function, or its class."""
    if signatures.handed_on(module, function) is not None:
        return True
    home = module.parent(function)
    if isinstance(home, ast.ClassDef):
        return function.name in ENTRANCES
    return isinstance(home, ast.Module) and not function.name.startswith("_")
