"""The real linter, asked for one text at a time, as the engine comes to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.actions.ruff import Linter, rules_of
from codemods.model import Project
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.base import Codemod
    from codemods.diagnostics import Diagnostics, Lint


def lint_for(codemod: Codemod, project: Project | None = None) -> Lint | None:
    """Return what answers a codemod that needs a linter, None for any other."""
    return lint_for_all([codemod], project)


def lint_for_all(
    codemods: Sequence[Codemod], project: Project | None = None
) -> Lint | None:
    """Return what answers several codemods; None where none needs a linter."""
    rules = rules_of(codemods)
    if not rules:
        return None
    linter = Linter(LocalTools(), rules, project or Project())

    @cache
    def lint(path: str, text: bytes) -> Diagnostics:
        return linter.look({path: text})[path, text]

    return lint
