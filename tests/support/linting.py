"""The real linter, asked for one text at a time, as the engine comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.ruff import Linter, rules_of
from codemods.model import Project
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from codemods.base import Codemod
    from codemods.diagnostics import Diagnostics, Lint


def lint_for(codemod: Codemod, project: Project | None = None) -> Lint | None:
    """Return what answers a codemod that needs a linter, None for any other."""
    rules = rules_of([codemod])
    if not rules:
        return None
    linter = Linter(LocalTools(), rules, project or Project())

    def lint(path: str, text: bytes) -> Diagnostics:
        return linter.look({path: text})[path, text]

    return lint
