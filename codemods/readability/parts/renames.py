"""Edits that give a name of a module, and its uses in one file, another name."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codemods.base import Edit, EditRefusedError, TextEdit
from codemods.lazy import cst
from codemods.reading import lookups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import libcst

    from codemods.readability.parts.project_renames import Renamed
    from codemods.reading.module import Module


def uses(
    module: Module, places: Iterable[tuple[ast.expr, str, str]]
) -> tuple[Edit, ...]:
    """Return the edits of names and attributes, each with its old and new name.

    Those in one f-string are one edit.
    """
    edits = []
    strings: dict[ast.expr, Renaming] = {}
    for node, old, new in places:
        around = module.anchor(node)
        renaming = Renaming()
        if around is node:
            edits.append(Edit(node, renaming))
        elif isinstance(around, ast.expr):
            renaming = strings.setdefault(around, renaming)
        known = (
            renaming.attributes if isinstance(node, ast.Attribute) else renaming.names
        )
        known[old] = new
    edits += [Edit(text, renaming) for text, renaming in strings.items()]
    return tuple(edits)


@dataclass(frozen=True, slots=True)
class Renaming:
    """Renames variables in an expression, and attributes by what they are called."""

    names: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)

    def __call__(self, node: libcst.BaseExpression) -> Any:
        """Return the expression with its names changed."""
        return self._of(node)

    def _of(self, node: libcst.CSTNode) -> libcst.CSTNode:
        if isinstance(node, cst.Name):
            return node.with_changes(value=self.names.get(node.value, node.value))
        kept = _NO_VARIABLES.get(type(node).__name__, "")
        changes: dict[str, object] = {}
        for name in node.__dataclass_fields__:
            value = getattr(node, name)
            if name in {kept, "__slots__"}:
                continue
            if isinstance(value, cst.CSTNode):
                changes[name] = self._of(value)
            elif isinstance(value, (list, tuple)):
                changes[name] = [
                    self._of(item) if isinstance(item, cst.CSTNode) else item
                    for item in value
                ]
        if isinstance(node, cst.Attribute):
            attr = node.attr.value
            changes["attr"] = node.attr.with_changes(
                value=self.attributes.get(attr, attr)
            )
        return node.with_changes(**changes) if changes else node


_NO_VARIABLES = {"Attribute": "attr", "Arg": "keyword"}
"""Where a name in an expression is that of something else."""


def definition(
    module: Module, renamed: Renamed, **more: Any
) -> tuple[Edit | TextEdit, ...]:
    """Return the edits of a file that defines a name.

    `more` is what the edit of the definition says besides (`TextEdit`). Raises
    `EditRefusedError` where the name is bound in another way.
    """
    edits: list[Edit | TextEdit] = []
    for node in module.names.binders.get(renamed.old, ()):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            edits.append(_of_definition(module, node, renamed, **more))
        elif not isinstance(node, ast.Name):
            raise EditRefusedError(f"`{renamed.old}` is bound in an unusual way")
    names = lookups.names_in(module, renamed.old, module.root)
    return (*edits, *uses(module, ((n, renamed.old, renamed.new) for n in names)))


def _of_definition(
    module: Module,
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    renamed: Renamed,
    **more: Any,
) -> TextEdit:
    start, end = name_span(module, node)
    options: dict[str, Any] = more or {"own": True}
    return TextEdit(node, start, end, renamed.new.encode(), **options)


def name_span(
    module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
) -> tuple[int, int]:
    """Return between which offsets the name of a definition stands.

    Raises `EditRefusedError` where that is not clear.
    """
    start, end = module.source.span(node)
    data = module.source.data
    at = data.find(node.name.encode(), start, end)
    words = data[start:at].split()
    if at < 0 or words not in ([b"def"], [b"class"], [b"async", b"def"]):
        raise EditRefusedError("the name of the definition is not found")
    return at, at + len(node.name.encode())


def users(module: Module, renamed: Renamed) -> tuple[Edit | TextEdit, ...]:
    """Return the edits of a file that takes a name from the module defining it."""
    edits: list[Edit | TextEdit] = []
    places: list[tuple[ast.expr, str, str]] = []
    whole = f"{renamed.module}.{renamed.old}"
    for alias in _imports(module, renamed):
        start, _ = module.source.span(alias)
        end = start + len(renamed.old.encode())
        edits.append(TextEdit(alias, start, end, renamed.new.encode()))
        if alias.asname is None:
            scope = next(module.names.scopes(alias))
            found = lookups.names_in(module, renamed.old, scope)
            places += [(name, renamed.old, renamed.new) for name in found]
    for attribute in lookups.attributes(module, renamed.old):
        if (module.name_of(attribute) or "").lstrip(".") == whole:
            places.append((attribute, renamed.old, renamed.new))
    return (*edits, *uses(module, places))


def _imports(module: Module, renamed: Renamed) -> Iterator[ast.alias]:
    whole = f"{renamed.module}.{renamed.old}"
    for alias in module.tree.all(ast.alias):
        statement = module.parent(alias)
        if (
            isinstance(statement, ast.ImportFrom)
            and alias.name == renamed.old
            and module.names.target(alias).lstrip(".") == whole
        ):
            yield alias


def taken(module: Module) -> set[tuple[str, str]]:
    """Return the modules and names that a file takes from other modules."""
    found = set()
    for alias in module.tree.all(ast.alias):
        if isinstance(module.parent(alias), ast.ImportFrom):
            home, _, name = module.names.target(alias).lstrip(".").rpartition(".")
            found.add((home, name))
    for attribute in module.tree.all(ast.Attribute):
        home, _, name = (module.name_of(attribute) or "").lstrip(".").rpartition(".")
        if home:
            found.add((home, name))
    return found
