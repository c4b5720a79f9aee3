"""Ruff as a finder of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.base import Target
from bot.actions.catalogue import ACTIONS
from bot.actions.ruff import Linter, rules_of
from bot.assessment.facts import gather
from bot.errors import ActionError
from bot.model import Policy
from bot.services.trees import MemoryTree
from codemods.catalogue import CATALOGUE
from codemods.model import Project
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.protocols import Completed

UNUSED = ("F401",)


class Counting(LocalTools):
    """Local tools that count what they run, and may answer something else."""

    def __init__(self, *more: str) -> None:
        self.runs: list[tuple[str, ...]] = []
        self.more = more

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Run it, with more arguments."""
        self.runs.append(tuple(argv))
        words = (*argv, *self.more)
        return super().run(words, stdin=stdin, folder=folder, seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("é = 'ü€𐍈'; import os\n", id="characters"),
        pytest.param("x = 1\r\nimport os\r\n", id="crlf"),
        pytest.param("x = 1\rimport os\r", id="cr"),
        pytest.param("\fimport os", id="form-feed-and-no-end"),
    ],
)
def test_places_are_bytes(text: str) -> None:
    """A diagnostic's span holds the bytes that it is about."""
    raw = text.encode()

    said = Linter(LocalTools(), UNUSED, Project()).look({"a.py": raw})

    (found,) = said["a.py", raw]
    assert raw[found.start : found.end] == b"os"
    assert found.edits


def test_one_process_for_each_python() -> None:
    """All files of one lowest Python are looked at in one process."""
    tools = Counting()
    project = Project(minimum_python=(3, 12), parts=(("old", (3, 6)),))
    texts = {"a.py": b"import os\n", "b/c.py": b"import os\n", "old/d.py": b"x = 1\n"}

    said = Linter(tools, UNUSED, project).look(texts)

    assert {path: len(found) for (path, _), found in said.items()} == {
        "a.py": 1,
        "b/c.py": 1,
        "old/d.py": 0,
    }
    targets = [argv[argv.index("--target-version") + 1] for argv in tools.runs]
    assert targets == ["py312", "py37"]


def test_no_rules_need_no_process() -> None:
    """Who asks for no rule pays nothing."""
    tools = Counting()

    assert Linter(tools, (), Project()).look({"a.py": b"import os\n"}) == {}
    assert tools.runs == []


def test_the_targets_configuration_is_not_seen() -> None:
    """Files that would be settings, and folders left out by default, mean nothing."""
    texts = {"build/a.py": b"import os\n", "venv/b.py": b"import os\n"}

    said = Linter(LocalTools(), UNUSED, Project()).look(texts)

    assert all(said.values())


def test_ruff_that_fails_is_an_error() -> None:
    """An answer that is none is not taken for "nothing found"."""
    with pytest.raises(ActionError, match="ruff does not look"):
        Linter(Counting("--no-such-option"), UNUSED, Project()).look({"a.py": b"x\n"})
    with pytest.raises(ActionError, match="does not say"):
        Linter(Counting("--help"), UNUSED, Project()).look({"a.py": b"x\n"})


def test_change_goes_on_until_ruff_rests() -> None:
    """An action edits files of any encoding until nothing is left to do."""
    tree = MemoryTree(
        {
            "pyproject.toml": b"[project]\nname='a'\nrequires-python='>=3.11'\n",
            "a.py": b"from typing import List, Optional\n"
            b"def f(x: Optional[List[int]]) -> None: ...\n",
            "b.py": "# coding: latin-1\nfrom typing import List\n"
            "é = 1\nx: List[int] = []\n".encode("latin-1"),
            "c.py": b"# coding: nonsense\n",
        }
    )
    tools = Counting()
    target = Target(tree, gather(tree, Policy()))

    change = ACTIONS["modern-typing"].change(target, tools)

    assert {file.path: file.after for file in change.files} == {
        "a.py": b"def f(x: list[int] | None) -> None: ...\n",
        "b.py": "# coding: latin-1\né = 1\nx: list[int] = []\n".encode("latin-1"),
    }
    assert len(tools.runs) == 3


def test_rules_are_explicit_and_stable() -> None:
    """Rules are named in full: a new version of Ruff brings no new ones."""
    rules = rules_of(CATALOGUE.values())

    assert rules
    assert all(rule[-3:].isdigit() for rule in rules)
