"""Codemods whose edits a linter proposes; `guard` decides which are made.

The linter finds, and never writes: its edits go through the same engine, the
same checks and the same pragmas as those of any codemod. Only rules that are
named one by one are asked for, only stable ones, and only fixes that the
linter calls safe; which of these can be trusted was found out on real code,
and what could not is in the guards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.editing.text_edits import check_length, statement_at, text_edit
from codemods.model import Outcome

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Sequence

    from codemods.diagnostics import Diagnostic, Replacement
    from codemods.reading.module import Module


class RuffCodemod(Codemod):
    """One or several rules of Ruff as a codemod."""

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Return why a fix is not taken: "" to take it, None to keep silent.

        `node` is the smallest one around the diagnostic's place.
        """
        del diagnostic, node, module
        return ""

    def arranged(
        self,
        diagnostic: Diagnostic,
        edits: Sequence[Replacement],
        module: Module,
    ) -> Sequence[Replacement]:
        """Return the edits of a fix that is taken as they are to be made."""
        del diagnostic, module
        return edits

    def waits_for(self, module: Module) -> bool:
        """Whether the linter has not seen this text yet."""
        return module.diagnostics is None

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at what the linter says; one edit for many places is one site."""
        del node
        together: dict[tuple[Replacement, ...], list[Diagnostic]] = {}
        for diagnostic in module.diagnostics or ():
            if diagnostic.rule in self.lint:
                together.setdefault(diagnostic.edits, []).append(diagnostic)
        for edits, diagnostics in together.items():
            yield from self._site(module, edits, diagnostics)

    def _site(
        self,
        module: Module,
        edits: Sequence[Replacement],
        diagnostics: Sequence[Diagnostic],
    ) -> Iterator[Site]:
        if any(b"builtins" in edit.new for edit in edits):
            return  # the built-in name means something else there
        first = diagnostics[0]
        nodes = [statement_at(module, item.start, item.end) for item in diagnostics]
        place = nodes[0]
        for diagnostic, node in zip(diagnostics, nodes, strict=True):
            reason = self.guard(diagnostic, node, module)
            if reason is None:
                return
            if reason:
                yield Site(node, Outcome.REFUSED, reason)
                return
        edits = self.arranged(first, edits, module)
        message = "; ".join(dict.fromkeys(item.message for item in diagnostics))
        try:
            made = tuple(text_edit(module, edit) for edit in edits)
            for edit in made:
                check_length(module, edit)
        except EditRefusedError as error:
            yield Site(place, Outcome.REFUSED, str(error))
            return
        yield Site(place, Outcome.APPLIED, message, made)
