"""Codemods that ask what other files say get an answer, and a fresh one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.codemod_action import CodemodAction
from bot.assessment.assess import assess
from bot.assessment.program import index_of, paths_of
from bot.model import Policy
from bot.services.progress import SilentProgress
from bot.services.trees import MemoryTree
from codemods.base import Codemod, Site
from codemods.model import Area, Outcome, Safety
from tests.support.assessment import MemoryCheckout, Refuses, facts_of
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator
    from pathlib import Path

    from bot.model import Assessment
    from codemods.reading.module import Module


class Unused(Codemod):
    """Names functions that no other file mentions."""

    safety = Safety.SAFE
    program = True

    @property
    def slug(self) -> str:
        """A name that is not that of the module."""
        return "unused"

    @property
    def area(self) -> Area:
        """An area that is not that of the module."""
        return Area.READABILITY

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look the function's name up in all other files."""
        index = module.project.program
        if index and not index.roles_of(node.name, besides=module.path):
            yield Site(node, Outcome.REFUSED, f"{node.name} is unused")


def assessed(files: dict[str, str], cache: Path) -> Assessment:
    """Return the assessment of files by two codemods, one of which asks."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return assess(
        MemoryCheckout(tree, commit=f"{hash(str(files)) % 16**40:040x}"),
        Policy(),
        {"unused": CodemodAction(Unused()), "refuses": CodemodAction(Refuses())},
        tools=LocalTools(),
        cache=cache,
        workers=2,
        progress=SilentProgress(),
    )


def test_answers_follow_the_other_files(tmp_path: Path) -> None:
    """A file that did not change is looked at again when another did."""
    cart = "def total(): pass\ndef tax(): spam\n"
    before = assessed(
        {"cart.py": cart, "web.py": "import cart\ncart.tax()\n"}, tmp_path
    )
    after = assessed({"cart.py": cart, "web.py": "import cart\n"}, tmp_path)

    found = [
        [left.reason for left in each.actions["unused"].left_alone]
        for each in (before, after)
    ]

    assert found == [["total is unused"], ["total is unused", "tax is unused"]]
    for each in (before, after):
        (left,) = each.actions["refuses"].left_alone
        assert (left.path, left.line) == ("cart.py", 2)


def test_files_that_may_not_change_are_asked_too() -> None:
    """Excluded files use names; files without names in them are not read."""
    files = {
        "a.py": "def f(): pass\n",
        "gen/b.py": "import a; a.f()\n",
        "logo.svg": "f",
        "setup.cfg": "[x]\ny = a:f\n",
    }
    policy = Policy(exclude=("gen/",))
    tree = MemoryTree({path: text.encode() for path, text in files.items()})

    index = index_of(tree, facts_of(files, policy), workers=1)

    assert index.uses_of("a", "f") == {"gen/b.py": 1}
    assert index.texts["f"] == {"setup.cfg"}
    assert paths_of(tree) == (["a.py", "gen/b.py"], ["setup.cfg"])


def test_only_who_asks_has_an_index() -> None:
    """An action that looks at files alone costs no index."""
    assert CodemodAction(Unused()).program_asked
    assert not CodemodAction(Refuses()).program_asked
