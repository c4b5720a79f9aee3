"""Names of a package that have another name, or another home, from a step on."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Edit, EditRefusedError, ImportNeeded, Site
from codemods.editing.imports import ImportRefusedError
from codemods.editing.syntax import parse_expression
from codemods.model import Outcome
from codemods.upgrades.base import UpgradeCodemod
from codemods.upgrades.parts import guards, import_moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import libcst as cst

    from codemods.reading.module import Module


class RenamedNames(UpgradeCodemod):
    """Writes the new names of a table, and names the uses of what is gone."""

    moved: ClassVar[Mapping[str, str]]
    """Old dotted name to new one, where both are the same object."""

    written: ClassVar[Mapping[str, str]] = {}
    """Old dotted name to an expression; `{}` stands for what its module is called."""

    gone: ClassVar[Mapping[str, str]] = {}
    """Old dotted name to why it is not replaced, a phrase for people."""

    def why_not(self, module: Module) -> str:
        """Return why a file is left alone, "" where it is not."""
        del module
        return ""

    def visit_Attribute(self, node: ast.Attribute, module: Module) -> Iterator[Site]:
        """Look at names behind a module."""
        if node.attr in self._lasts and type(node.ctx) is ast.Load:
            yield from self._use(node, module)

    def visit_Name(self, node: ast.Name, module: Module) -> Iterator[Site]:
        """Look at names that were imported."""
        if type(node.ctx) is ast.Load and node.id in self._imported(module):
            yield from self._use(node, module)

    def visit_ImportFrom(self, node: ast.ImportFrom, module: Module) -> Iterator[Site]:
        """Look at imports of what keeps its name in the file."""
        if node.level or not guards.is_plain(module, node):
            return
        moves = {}
        for alias in node.names:
            old = module.names.target(alias)
            new = self.moved.get(old)
            if new is not None and (alias.asname or _last(new) == alias.name):
                moves[alias] = new
        if not moves:
            return
        reason = self.why_not(module)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        try:
            edits = import_moves.moved(module, node, moves)
        except EditRefusedError as error:
            yield Site(node, Outcome.REFUSED, str(error))
            return
        said = ", ".join(
            f"{module.names.target(old)} is {new}" for old, new in moves.items()
        )
        yield Site(node, Outcome.APPLIED, said, edits)

    @property
    def _lasts(self) -> frozenset[str]:
        known = (*self.moved, *self.written, *self.gone)
        return frozenset(map(_last, known))

    def _imported(self, module: Module) -> frozenset[str]:
        """Return the names that a file imports out of the tables."""
        known = {*self.moved, *self.written, *self.gone}
        return frozenset(
            alias.asname or alias.name
            for node in module.tree.all(ast.ImportFrom)
            for alias in node.names
            if module.names.target(alias) in known
        )

    def _use(self, node: ast.Name | ast.Attribute, module: Module) -> Iterator[Site]:
        old = module.name_of(node)
        if old is None or guards.is_guarded(module, node):
            return
        if not guards.has_plain_import(module, node):
            return
        if old in self.gone:
            yield Site(node, Outcome.REFUSED, f"`{old}` {self.gone[old]}")
        elif old in self.moved or old in self.written:
            if isinstance(node, ast.Name) and self._keeps_its_name(node, module, old):
                return  # its import is edited instead
            reason = self.why_not(module)
            if reason:
                yield Site(node, Outcome.REFUSED, reason)
                return
            yield self._renamed(node, module, old)

    def _keeps_its_name(self, node: ast.Name, module: Module, old: str) -> bool:
        new = self.moved.get(old)
        imported_as = any(
            isinstance(item.node, ast.alias) and item.node.asname
            for item in module.bindings_of(node)
        )
        return new is not None and (imported_as or _last(new) == node.id)

    def _renamed(
        self, node: ast.Name | ast.Attribute, module: Module, old: str
    ) -> Site:
        home = old.rpartition(".")[0]
        if old in self.written:
            return self._as_expression(node, module, old)
        new = self.moved[old]
        said = f"{old} is {new}"
        source, _, last = new.rpartition(".")
        if source == "builtins":
            if module.names.scope_of_name(last, node) is not None:
                return Site(node, Outcome.REFUSED, f"`{last}` is another thing here")
            return Site(node, Outcome.APPLIED, said, (Edit(node, partial(_put, last)),))
        if isinstance(node, ast.Attribute) and new.startswith(f"{home}."):
            text = f"{ast.unparse(node.value)}.{new.removeprefix(f'{home}.')}"
            return Site(node, Outcome.APPLIED, said, (Edit(node, partial(_put, text)),))
        needed = ImportNeeded(source, last)
        text = module.imported(needed, node)
        edit = Edit(node, partial(_put, text))
        return Site(node, Outcome.APPLIED, said, (edit,), (needed,))

    def _as_expression(
        self, node: ast.Name | ast.Attribute, module: Module, old: str
    ) -> Site:
        form = self.written[old]
        needed: tuple[ImportNeeded, ...] = ()
        home = ""
        if isinstance(node, ast.Attribute):
            home = ast.unparse(node.value)
        elif "{}" in form:
            needed = (ImportNeeded(old.rpartition(".")[0]),)
            try:
                home = module.imported(needed[0], node)
            except ImportRefusedError as error:
                return Site(node, Outcome.REFUSED, str(error))
        text = form.format(home)
        if isinstance(module.parent(node), (ast.BinOp, ast.UnaryOp, ast.Attribute)):
            text = f"({text})"
        edit = Edit(node, partial(_put, text))
        return Site(
            node, Outcome.APPLIED, f"{old} is {form.format(home)}", (edit,), needed
        )


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _put(text: str, old: cst.BaseExpression) -> cst.BaseExpression:
    new = parse_expression(text)
    return new.with_changes(lpar=[*old.lpar, *new.lpar], rpar=[*new.rpar, *old.rpar])
