"""Imports of one module become imports of another, or the file says why not.

Only the shapes that are sure are rewritten. What a name means is asked of the
scopes of the file, never of its spelling; strings that name the module, and
imports that depend on a condition, are a reason to stop.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.dependencies.replacing.conditional import Fallback, fallback_of
from bot.dependencies.places import Splice, spliced
from codemods.reading.module import load
from codemods.reading.source import UnreadableSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.dependencies.replacing.conditional import Import
    from bot.actions.dependencies.replacing.table import Row
    from codemods.model import Project
    from codemods.reading.module import Module

_LOADERS = frozenset({"import_module", "__import__", "importorskip", "find_spec"})
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


class NotRenamedError(ValueError):
    """Why a file cannot be rewritten: line and one plain phrase."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file with other imports; `lines` are those of the statements changed.

    `names` are what the file calls a module otherwise now.
    """

    content: bytes
    lines: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()


def mentions(content: bytes, row: Row) -> bool:
    """Return whether a file can import one of the package's modules at all."""
    return any(part.encode() in content for part in _tops(row))


def _tops(row: Row) -> set[str]:
    return {module.rpartition(".")[2] for module in row.modules}


def renamed(path: str, content: bytes, row: Row, project: Project) -> Renamed:
    """Return the file with the imports of the row; unchanged where it has none.

    Raises `NotRenamedError` where it uses the module in a way that is not sure.
    """
    try:
        module = load(path, content, project)
    except UnreadableSourceError as error:
        raise NotRenamedError(path, error.line, error.reason) from error
    work = _Work(module, row)
    hits = list(work.hits())
    if not hits:
        return Renamed(content)
    work.check_uses()
    if not row.imports:
        return Renamed(content)
    work.check_strings()
    for statement in hits:
        work.edit(statement)
    work.rename_uses()
    data = spliced(module.source.data, tuple(work.splices))
    try:
        after = module.changed(data)
    except UnreadableSourceError as error:
        raise work.refused(module.root, "the result would not parse") from error
    if any(_Work(after, row).hits()):
        raise work.refused(hits[0], f"{work.old} is imported in an unusual way")
    lines = tuple(sorted(statement.lineno for statement in hits))
    return Renamed(module.source.encode(data), lines, frozenset(work.called))


@dataclass(slots=True)
class _Work:
    """The edits of one file."""

    module: Module
    row: Row
    splices: list[Splice] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    """Names of modules that change in the whole file, and the new ones."""

    @property
    def old(self) -> str:
        return next(iter(self.row.modules))

    def refused(self, node: ast.AST, reason: str) -> NotRenamedError:
        return NotRenamedError(self.module.path, getattr(node, "lineno", 1), reason)

    def target(self, name: str) -> str:
        """Return the new name of a module or of a part of it, "" for none."""
        for old, new in self.row.imports.items():
            if name == old or name.startswith(f"{old}."):
                return new + name[len(old) :]
        return ""

    def is_ours(self, name: str) -> bool:
        """Return whether a dotted name is one of the modules, or in it."""
        return any(name == m or name.startswith(f"{m}.") for m in self.row.modules)

    def hits(self) -> Iterator[Import]:
        """Yield the statements that import from one of the modules."""
        tree = self.module.tree
        for node in tree.all(ast.Import):
            names = [alias.name for alias in node.names]
            if any(map(self.is_ours, names)) and not self._is_own(names[0]):
                yield node
        for origin in tree.all(ast.ImportFrom):
            if origin.level or origin.module is None or self._is_own(origin.module):
                continue
            parts = [f"{origin.module}.{alias.name}" for alias in origin.names]
            if self.is_ours(origin.module) or any(map(self.is_ours, parts)):
                yield origin

    def _is_own(self, name: str) -> bool:
        return self.module.names.is_own(name.partition(".")[0])

    def check_uses(self) -> None:
        """Refuse what uses a name that is not sure to be there afterwards."""
        for name, node in self._uses():
            self._check(name, node)
        for call in self.module.tree.all(ast.Call):
            lost = self.row.gone & {keyword.arg for keyword in call.keywords}
            if lost and self.is_ours(self.module.name_of(call.func) or ""):
                reason = f"the argument {min(map(str, lost))} is called otherwise"
                raise self.refused(call, reason)

    def _uses(self) -> Iterator[tuple[str, ast.AST]]:
        """Yield every dotted name in one of the modules, with its place."""
        tree = self.module.tree
        found: list[tuple[str, ast.AST]] = []
        for origin in tree.all(ast.ImportFrom):
            if not origin.level:
                found += [(_target(origin, alias), origin) for alias in origin.names]
        for node in tree.all(ast.Import):
            found += [(alias.name, node) for alias in node.names]
        for attribute in tree.all(ast.Attribute):
            found.append((self.module.name_of(attribute) or "", attribute))
        yield from (item for item in found if self.is_ours(item[0]))

    def _check(self, name: str, node: ast.AST) -> None:
        module = max(
            (m for m in self.row.modules if name == m or name.startswith(f"{m}.")),
            key=len,
        )
        rest = [part for part in name[len(module) :].split(".") if part]
        lost = self.row.gone.intersection(rest)
        if lost:
            raise self.refused(node, f"{min(lost)} is not there any more")
        if self.row.names and rest and rest[0] not in self.row.names:
            raise self.refused(node, f"{rest[0]} is not sure to be there")

    def check_strings(self) -> None:
        """Refuse strings that name a module, and modules that are loaded by name."""
        parents = self.module.tree.parents
        for node in self.module.tree.all(ast.Constant):
            text = node.value
            if not isinstance(text, str) or not _DOTTED.fullmatch(text):
                continue
            parent = parents.get(node)
            loaded = isinstance(parent, ast.Call) and _called(parent) in _LOADERS
            inside = "." in text and self.is_ours(text)
            if inside or (loaded and self.is_ours(text)):
                raise self.refused(node, f'the string "{text}" names the module')

    def edit(self, statement: Import) -> None:
        """Note the edits of one import."""
        condition = fallback_of(self.module, statement)
        if isinstance(condition, str):
            raise self.refused(statement, condition)
        if isinstance(condition, Fallback):
            self._collapse(statement, condition)
        elif isinstance(statement, ast.Import):
            self._edit_import(statement)
        else:
            self._edit_from(statement)

    def _collapse(self, statement: Import, fallback: Fallback) -> None:
        """Leave of a `try` only the import that is right."""
        mine = sorted(self._bound(statement))
        others = sorted(
            (alias.asname or alias.name, _target(fallback.other, alias))
            for alias in fallback.other.names
        )
        if mine != others:
            raise self.refused(statement, "what it falls back to is another thing")
        source = self.module.source
        start, end = source.span(fallback.whole)
        kept_start, kept_end = source.span(fallback.other)
        rest = source.data[start:kept_start] + source.data[kept_end:end]
        if b"#" in rest:
            raise self.refused(statement, "there is a comment beside it")
        self.splices.append(Splice(start, end, source.data[kept_start:kept_end]))

    def _bound(self, statement: Import) -> Iterator[tuple[str, str]]:
        """Yield the names that an import binds, with what they mean then."""
        for alias in statement.names:
            name = alias.asname or alias.name
            yield name, self.target(_target(statement, alias))

    def _edit_import(self, statement: ast.Import) -> None:
        names = self.module.names
        for alias in statement.names:
            new = self.target(alias.name)
            if not new:
                continue
            parent, _, last = new.rpartition(".")
            if alias.asname:
                text = new if new == alias.asname else f"{new} as {alias.asname}"
                self._replace(alias, text)
            elif parent and last == alias.name:
                if statement.names[1:]:
                    raise self.refused(statement, "it shares its line with others")
                self._replace(statement, f"from {parent} import {last}")
            elif "." not in alias.name and parent:
                self._replace(alias, f"{new} as {alias.name}")
            else:
                top, called = alias.name.partition(".")[0], new.partition(".")[0]
                if called in names.binders or names.loaded[called]:
                    raise self.refused(statement, f"{called} is the name of another")
                if top not in self.row.imports:
                    raise self.refused(statement, f"{top} holds other modules, too")
                self.called[top] = called
                self._replace(alias, new)

    def _edit_from(self, statement: ast.ImportFrom) -> None:
        module = statement.module or ""
        new = self.target(module)
        if new:
            source = self.module.source
            start, end = source.span(statement)
            pattern = re.compile(rb"from\s+" + re.escape(module.encode()) + rb"(?=\s)")
            found = pattern.match(source.data, start, end)
            if found is None:
                raise self.refused(statement, "it is written in an unusual way")
            self.splices.append(
                Splice(found.end() - len(module), found.end(), new.encode())
            )
            return
        if statement.names[1:]:
            raise self.refused(statement, "it shares its line with others")
        (alias,) = statement.names
        name = self.target(f"{module}.{alias.name}")
        bound = alias.asname or alias.name
        text = f"import {name}" if name == bound else f"import {name} as {bound}"
        self._replace(statement, text)

    def _replace(self, node: ast.alias | ast.stmt, text: str) -> None:
        start, end = self.module.source.span(node)
        self.splices.append(Splice(start, end, text.encode()))

    def rename_uses(self) -> None:
        """Note the edits of the names that a module is used by."""
        tree = self.module.tree
        for node in tree.all(ast.Name):
            if node.id in self.called:
                self._rename(node)
        declared: list[ast.Global | ast.Nonlocal] = [*tree.all(ast.Global)]
        declared += tree.all(ast.Nonlocal)
        for declaration in declared:
            if self.called.keys() & set(declaration.names):
                raise self.refused(declaration, "it is declared in a function")
        for text in tree.all(ast.Constant):
            parts = text.value.split(".") if isinstance(text.value, str) else ()
            if self.called.keys() & {*parts} and _DOTTED.fullmatch(str(text.value)):
                raise self.refused(
                    text, f'the string "{text.value!s}" names the module'
                )

    def _rename(self, node: ast.Name) -> None:
        module = self.module
        bound = module.bindings_of(node)
        ours = [binding for binding in bound if self.is_ours(binding.target)]
        if not ours:
            return
        rest = [binding for binding in bound if binding not in ours]
        if not all(_is_none(binding.value) for binding in rest):
            raise self.refused(node, f"{node.id} is given another meaning")
        if module.anchor(node) is not node:
            raise self.refused(node, f"{node.id} stands in an f-string")
        start, end = module.source.span(node)
        self.splices.append(Splice(start, end, self.called[node.id].encode()))


def _is_none(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _target(statement: Import, alias: ast.alias) -> str:
    if isinstance(statement, ast.Import):
        return alias.name
    return f"{statement.module}.{alias.name}"


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
