"""The names that `from module import *` brings, as far as they are known."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from codemods.reading.summary import absolute

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable

    from codemods.reading.module import Module
    from codemods.reading.program import Program

DEEPEST = 8
"""How many star imports of star imports are followed."""

# fmt: off
STANDARD = frozenset({
    "abc", "argparse", "array", "ast", "base64", "bisect", "calendar", "cmath",
    "collections", "collections.abc", "configparser", "contextlib", "copy", "csv",
    "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "glob",
    "heapq", "inspect", "io", "itertools", "json", "keyword", "math", "numbers",
    "operator", "os.path", "pathlib", "pickle", "pprint", "queue", "random", "re",
    "statistics", "string", "struct", "textwrap", "tkinter", "tkinter.constants",
    "tkinter.ttk", "types", "typing", "unittest", "urllib.parse", "uuid", "warnings",
    "weakref",
})
# fmt: on
"""Modules of the standard library that do nothing when they are imported, and have
the same names on every system."""


def brought(module: Module, statement: ast.ImportFrom) -> frozenset[str] | None:
    """Return the names that a star import of a file brings, None if not known."""
    source = absolute(statement, module.name, is_package=module.is_package)
    program = module.project.program
    if program is not None and source in program.modules:
        return _of_project(program, source, DEEPEST)
    if statement.level or module.names.is_own(source.partition(".")[0]):
        return None
    return _standard(source)


@cache
def _standard(name: str) -> frozenset[str] | None:
    """Return the names of a module of the standard library, None for others."""
    if name not in STANDARD or name.partition(".")[0] not in sys.stdlib_module_names:
        return None
    try:
        found = import_module(name)
    except ImportError:
        return None
    listed = getattr(found, "__all__", None)
    if listed is not None:
        return frozenset(listed)
    return frozenset(item for item in vars(found) if not item.startswith("_"))


def conditional(module: Module, statement: ast.ImportFrom, names: Iterable[str]) -> str:
    """Return one of some names that a star import may not bring, "" for none.

    A module of the project may define it only where some condition holds.
    """
    source = absolute(statement, module.name, is_package=module.is_package)
    program = module.project.program
    if program is None or source not in program.modules:
        return ""
    return next(
        (name for name in sorted(names) if not _is_sure(program, source, name)), ""
    )


def _is_sure(program: Program, source: str, name: str, depth: int = DEEPEST) -> bool:
    summary = program.modules.get(source)
    if summary is None:
        return name in (_standard(source) or ())
    return name in summary.always or (
        depth > 0
        and any(
            _is_sure(program, item.module, name, depth - 1)
            for item in summary.imports
            if item.name == "*"
        )
    )


def _of_project(program: Program, name: str, depth: int) -> frozenset[str] | None:
    summary = program.modules[name]
    if summary.exports is not None:
        return summary.exports
    names = {item for item in summary.tops if not item.startswith("_") and item != "*"}
    for item in summary.imports:
        if item.name != "*":
            continue
        if item.module in program.modules and depth:
            further = _of_project(program, item.module, depth - 1)
        else:
            further = _standard(item.module)
        if further is None:
            return None
        names |= {each for each in further if not each.startswith("_")}
    return frozenset(names)
