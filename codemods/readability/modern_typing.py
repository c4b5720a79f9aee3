"""Annotations in today's spelling: `list[int]`, `X | None`; found by Ruff."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from codemods.base import ImportNeeded
from codemods.delegated import RuffCodemod
from codemods.diagnostics import Replacement
from codemods.editing import import_lines
from codemods.model import Safety
from codemods.readability.parts import annotation_places as places
from codemods.reading.roles import is_test
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

_DATACLASS = re.compile(rb"\b(?:ClassVar|InitVar|KW_ONLY)\b")
_MOVED = re.compile(r"from ([\w.]+) import ([\w, ]+)")


_BASE = "a base class: what is derived from it would not be generic"
_VALUE = "it is a value here, which may be compared with other types"
_KEPT = frozenset({"Generic", "NamedTuple", "Protocol"})


class ModernTyping(RuffCodemod):
    """Write type hints with built-in types and `|`.

    Since Python 3.9 the built-in collections take types themselves, and since
    3.10 types are joined by `|`: `list[int]` for `List[int]`, `str | None`
    for `Optional[str]`. That reads better and needs no import; the names in
    `typing` are deprecated aliases. `Callable`, `Iterator` and the like come
    from `collections.abc`, where they are defined.

    Before:

        from typing import Any, Dict, List, Optional


        def total(prices: List[int], rebates: Optional[Dict[str, Any]] = None) -> int:
            return sum(prices)

    After:

        from typing import Any


        def total(prices: list[int], rebates: dict[str, Any] | None = None) -> int:
            return sum(prices)

    Fix safety: only where the lowest Python that the project supports has the
    new form at run time, whatever the file imports from `__future__`: some
    libraries evaluate annotations that Python itself does not.

    Left alone: parts of a union that may be no class when the module is
    imported (a function, a library that may be missing, a name in quotes),
    where `|` would raise; unions in a project that reads its type hints
    itself, since `get_origin` tells `Optional[int]` from `int | None`; base
    classes; types that are compared, or are keys; packages whose older releases
    fail on `|`; files with a `list` or `dict` of their own; imports from
    `typing_extensions`, and imports in `try` or `if`.
    """

    safety = Safety.SAFE
    references = (
        "https://peps.python.org/pep-0585/",
        "https://peps.python.org/pep-0604/",
    )
    lint: ClassVar[tuple[str, ...]] = ("UP006", "UP007", "UP035", "UP037", "UP045")
    rules = frozenset(
        {*lint, "deprecated-typing-alias", "consider-alternative-union-syntax"}
    )
    program = True

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Refuse what would fail while the module is imported, or read at run time."""
        if diagnostic.rule == "UP035":
            return None if _is_conditional(node, module) else _base(node, module)
        if module.once(_reader) and is_test(module):
            return None  # both forms may be what is tested
        if diagnostic.rule == "UP006":
            return _alias(node, diagnostic, module)
        if diagnostic.rule in {"UP007", "UP045"}:
            return _union(node, module, diagnostic)
        written = module.source.data[diagnostic.start : diagnostic.end]
        return "a dataclass reads the text" if _DATACLASS.search(written) else ""

    def arranged(
        self, diagnostic: Diagnostic, edits: Sequence[Replacement], module: Module
    ) -> Sequence[Replacement]:
        """Put an import that moves where the file's order has it."""
        if diagnostic.rule != "UP035" or len(edits) != 1:
            return edits
        return _in_order(module, edits[0])


def _in_order(module: Module, edit: Replacement) -> Sequence[Replacement]:
    """Return the edit of an import as two, the new line apart from the old one."""
    newline = module.source.newline()
    *kept, moved = edit.new.decode().split(newline)
    match = _MOVED.fullmatch(moved)
    end = module.source.line_end(bisect_right(module.source.starts, edit.end))
    alone = edit.start in module.source.starts
    alone = alone and not module.source.data[edit.end : end].strip()
    if not match or len(kept) > 1 or not alone:
        return [edit]
    if "," in match[2] and _has_import(module, match[1]):
        return [edit]
    added = import_lines.added(module, ImportNeeded(match[1], match[2]))
    if edit.start < added.start <= end:
        return [edit]
    if edit.start == added.start:
        return [replace(edit, new=newline.join([moved, *kept]).encode())]
    old = (
        replace(edit, new=kept[0].encode()) if kept else replace(edit, end=end, new=b"")
    )
    return [old, Replacement(added.start, added.end, added.new)]


def _has_import(module: Module, name: str) -> bool:
    return any(
        isinstance(item, ast.ImportFrom) and item.module == name
        for item in module.root.body
    )


def _is_conditional(node: ast.AST, module: Module) -> bool:
    """Whether an import is one of several, or from what stays out of date."""
    statement = module.statement_of(node)
    if not isinstance(statement, ast.ImportFrom):
        return True
    if statement.module != "typing":
        return True
    return not isinstance(
        module.parent(statement), (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)
    )


def _base(node: ast.AST, module: Module) -> str:
    """Return why an import of generic classes must not move, "" where it may."""
    statement = module.statement_of(node)
    if not isinstance(statement, ast.ImportFrom):
        return ""
    names = {alias.asname or alias.name for alias in statement.names}
    for home in module.tree.all(ast.ClassDef):
        heads = {
            item.value.id
            for item in home.bases
            if isinstance(item, ast.Subscript) and isinstance(item.value, ast.Name)
        }
        if heads & (names - _KEPT) and not heads & _KEPT:
            return _BASE
    return ""


def _alias(node: ast.AST, diagnostic: Diagnostic, module: Module) -> str:
    """Return why `List` must not become `list`."""
    if any(edit.new.startswith(b"builtins") for edit in diagnostic.edits):
        return "the built-in type's name means something else here"
    for new in (edit.new.decode() for edit in diagnostic.edits):
        if new.isidentifier() and module.names.binders.get(new):
            return f"the file has a `{new}` of its own"
    below = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, ast.ClassDef) and below in parent.bases:
            return _BASE
        below = parent
    if not places.in_annotation(module, node):
        return _as_value(node, module)
    bare = not isinstance(module.parent(node), ast.Subscript)
    reader = module.once(_reader) if bare else ""
    return f"type hints are read while the program runs: {reader}" if reader else ""


def _as_value(node: ast.AST, module: Module) -> str:
    """Return why a type that is a value must stay, "" where it may be another."""
    inside, typed = node, False
    parent = module.parent(inside)
    while isinstance(parent, (ast.Subscript, ast.Tuple)):
        if isinstance(parent, ast.Subscript):
            if parent.value is not inside and not _is_generic(module, parent.value):
                break
            typed = True
        inside, parent = parent, module.parent(parent)
    key = isinstance(parent, ast.Dict) and inside in parent.keys
    compared = key or isinstance(parent, (ast.Compare, ast.Set, ast.Subscript))
    return "" if typed and not compared else _VALUE


def _is_generic(module: Module, node: ast.expr) -> bool:
    name = module.name_of(node) or ""
    return name.startswith(("typing.", "builtins.", "collections."))


def _union(node: ast.AST, module: Module, diagnostic: Diagnostic) -> str | None:
    """Return why a union must not be written with `|`, for a project once a file."""
    if not isinstance(node, ast.Subscript):
        return "this is no plain `Optional[...]` or `Union[...]`"
    reader = module.once(_reader)
    if reader:
        if diagnostic.start != module.once(_first_union):
            return None
        return f"type hints are read while the program runs: {reader}"
    parts = places.parts_of(module, node)
    nones = [part for part in parts if ast.unparse(part) == "None"]
    optional = module.name_of(node.value) == "typing.Optional"
    if len(nones) + optional > 1 or parts in ([], nones, [node]):
        return "the union says the same twice, or nothing"
    if places.is_lazy(module) and places.in_annotation(module, node):
        return ""
    odd = next(filter(None, (places.not_a_type(module, part) for part in parts)), "")
    return f"`{odd}` may be no class, and then `|` raises" if odd else ""


def _first_union(module: Module) -> int:
    unions = {"UP007", "UP045"}
    found = [item.start for item in module.diagnostics or () if item.rule in unions]
    return min(found, default=-1)


def _reader(module: Module) -> str:
    """Return a file of the project that reads type hints, "" for none."""
    library = _late(module)
    if library:
        return f"older releases of `{library}` do not know `|`"
    if b"__origin__" in module.source.data:
        return "`__origin__`"
    return _function_that_reads(module)


def _function_that_reads(module: Module) -> str:
    program = module.project.program
    if program is not None:
        for path in program.paths_with("__origin__", Role.ATTRIBUTE, Role.TEXT):
            return f"`__origin__` in {path}"
    calls = _calls(module)
    for name in places.READERS:
        for source in ("typing", "typing_extensions"):
            if program is not None:
                for path, item in program.imports_of(source, name):
                    if item.name == name:
                        return f"`{name}` in {path}"
            if f"{source}.{name}" in calls:
                return f"`{name}`"
    return ""


def _late(module: Module) -> str:
    """Return a package that the file imports and whose older releases fail on `|`."""
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in places.LATE:
            return root
    return ""


def _calls(module: Module) -> frozenset[str]:
    return frozenset(
        name
        for call in module.tree.all(ast.Call)
        if (name := module.name_of(call.func))
    )
