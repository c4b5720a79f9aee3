"""A change whose files belong together is made as a whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.codemod_action import CodemodAction
from bot.change.make import make
from bot.errors import ActionError
from codemods.base import Codemod, Site, TextEdit
from codemods.model import Area, Outcome, Safety
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module


class Renamed(Codemod):
    """Writes every `old` as `new`, in all files or in none."""

    safety = Safety.TESTED
    whole = True

    @property
    def slug(self) -> str:
        """A name that is not that of the module."""
        return "renamed"

    @property
    def area(self) -> Area:
        """An area that is not that of the module."""
        return Area.READABILITY

    def visit_Name(self, node: ast.Name, module: Module) -> Iterator[Site]:
        """Rename a name."""
        if node.id == "old":
            start, end = module.source.span(node)
            edit = TextEdit(node, start, end, b"new")
            yield Site(node, Outcome.APPLIED, "old", (edit,))


def test_all_files_change() -> None:
    """Where every edit can be made, all files change."""
    target = target_of({"a.py": "old = 1\n", "b.py": "old = 2\nprint(old)\n"})

    change = make(CodemodAction(Renamed()), target, LocalTools())

    assert [file.after for file in change.files] == [
        b"new = 1\n",
        b"new = 2\nprint(new)\n",
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("old = 1\nprint(f'{old}')\n", "line 2: ", id="an-edit"),
        pytest.param("print(old)\n", "F821", id="worse-names"),
    ],
)
def test_one_file_holds_back_all(source: str, reason: str) -> None:
    """Where one file has to stay, no file changes, and the reason is told."""
    target = target_of({"a.py": "old = 1\n", "b.py": source})

    with pytest.raises(ActionError, match=r"at all, and b\.py had") as told:
        make(CodemodAction(Renamed()), target, LocalTools())

    assert reason in str(told.value)
