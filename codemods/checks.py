"""What must hold after an edit, whatever a codemod does.

A file for which a check fails keeps its old bytes, with the reason.
"""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.editing.fragments import Shift, Splice
    from codemods.reading.module import Module


_IMPORTS = (ast.Import, ast.ImportFrom)

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""The fields of a statement that hold statements, or what holds some."""


class CheckFailedError(ValueError):
    """A rewritten file does not hold what an edit promises."""


def same_outside(
    old: Module, new: Module, splices: Sequence[Splice], shift: Shift
) -> None:
    """Check that the new tree is the old one but for the places edited.

    A node without an edit in it has the same bytes in both files; so it is
    the same tree if the parser has found a node of its type in its new
    place. Only nodes that hold an edit are looked into. Raises
    `CheckFailedError` with the line.
    """
    comparison = _Comparison(old, new, splices, shift)
    comparison.lists(old.root.body, new.root.body, old.root)


def same_but_imports(old: Module, new: Module, splice: Splice, shift: Shift) -> None:
    """Check that a splice has changed nothing but import statements.

    Raises `CheckFailedError` with the line.
    """
    comparison = _Comparison(old, new, [splice], shift, without=_IMPORTS)
    comparison.lists(old.root.body, new.root.body, old.root)


def compiles(old: Module, new: Module) -> None:
    """Check that the new file compiles if the old one does.

    Raises `CheckFailedError` with the compiler's words.
    """
    reason = _compiler_says(new)
    if reason and not _compiler_says(old):
        raise CheckFailedError(reason)


def _compiler_says(module: Module) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(module.root, module.path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


class _Comparison:
    """Two trees, walked side by side down to the edits."""

    def __init__(
        self,
        old: Module,
        new: Module,
        splices: Sequence[Splice],
        shift: Shift,
        without: tuple[type[ast.AST], ...] = (),
    ) -> None:
        self._without = without
        self._in_string = 0
        self._old = old
        self._new = new
        self._own = {item.node for item in splices if item.own}
        self._headers = {item.node for item in splices if item.header}
        self._produced = {
            item.node: item.produced
            for item in splices
            if not item.own and not item.header
        }
        self._produced |= {node: 0 for item in splices for node in item.gone}
        self._shift = shift

    def nodes(self, old: ast.AST, new: ast.AST) -> None:
        if type(old) is not type(new):
            self._fail(old)
        if old in self._produced or not isinstance(old, ast.AST):
            return  # no node: `**x` in a dict has None for its key
        if self._in_string or isinstance(old, ast.JoinedStr):
            self._fields_in_string(old, new)
            return
        if isinstance(old, (ast.expr, ast.stmt)) and isinstance(new, type(old)):
            start, end = self._old.source.span(old)
            if not self._shift.touches(start, end):
                moved = (self._shift.new(start), self._shift.new(end))
                if moved != self._new.source.span(new):
                    self._fail(old)
                return
        self._all_fields(old, new)

    def _fields_in_string(self, old: ast.AST, new: ast.AST) -> None:
        """Compare in full: places inside of an f-string are not to be relied on."""
        self._in_string += 1
        self._all_fields(old, new)
        self._in_string -= 1

    def _all_fields(self, old: ast.AST, new: ast.AST) -> None:
        names = BLOCKS if old in self._headers else old._fields
        for name in names:
            self._fields(old, getattr(old, name, None), getattr(new, name, None))

    def lists(
        self, old: Sequence[ast.AST], new: Sequence[ast.AST], parent: ast.AST
    ) -> None:
        if self._without:
            old = [node for node in old if not isinstance(node, self._without)]
            new = [node for node in new if not isinstance(node, self._without)]
        position = 0
        for node in old:
            produced = self._produced.get(node)
            if produced is None:
                if position >= len(new):
                    self._fail(node)
                self.nodes(node, new[position])
                position += 1
            else:
                position += produced
        if position != len(new):
            self._fail(parent)

    def _fields(self, parent: ast.AST, old: object, new: object) -> None:
        if isinstance(old, ast.AST) and isinstance(new, ast.AST):
            if old not in self._produced:
                self.nodes(old, new)
        elif isinstance(old, list) and isinstance(new, list):
            if any(isinstance(item, ast.AST) for item in (*old, *new)):
                self.lists(old, new, parent)
            elif old != new:
                self._fail(parent)
        elif old != new and not (parent in self._own and isinstance(new, str)):
            self._fail(parent)

    def _fail(self, node: ast.AST) -> None:
        line = getattr(node, "lineno", 0)
        raise CheckFailedError(f"code outside of the edit at line {line} has changed")
