"""Edits of bytes, for what is no whole expression or statement."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, ClassVar

import pytest

from codemods.base import Codemod, Site, TextEdit
from codemods.engine import DEFECT, rewrite
from codemods.model import Outcome, Project, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


class Renamed(Codemod):
    """Renames functions `old` and every use of the parameter `arg` in them."""

    safety = Safety.SAFE
    own: ClassVar[bool] = True
    new: ClassVar[bytes] = b"new"

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Rename the function."""
        start = module.source.span(node)[0] + len("def ")
        if node.name == "old":
            edit = TextEdit(node, start, start + 3, self.new, own=self.own)
            yield Site(node, Outcome.APPLIED, "name", (edit,))

    def visit_arg(self, node: ast.arg, module: Module) -> Iterator[Site]:
        """Rename the parameter, and each use of it: several places at once."""
        if node.arg != "arg":
            return
        names = [name for name in module.tree.all(ast.Name) if name.id == "arg"]
        places: list[ast.arg | ast.Name] = [node, *names]
        edits = []
        for place in places:
            start, _ = module.source.span(place)
            edits.append(TextEdit(place, start, start + 3, b"it"))
        yield Site(node, Outcome.APPLIED, "parameter", tuple(edits))


class Disturbing(Renamed):
    """Says that it edits a name, and edits more."""

    new = b"new(x=1): pass\ndef other"


def test_places_apart_are_edited_in_one_round() -> None:
    """Sites that lie within each other, but do not overlap, do not wait."""
    source = "def old(arg, b):  # old arg\n    return arg + b\n"

    result = rewrite(Renamed(), "a.py", source.encode())

    assert result.source.decode() == "def new(it, b):  # old arg\n    return it + b\n"
    assert [found.message for found in result.findings] == ["name", "parameter"]


def test_more_than_the_own_name_is_refused() -> None:
    """A new statement is not what an edit of a name promises."""
    source = b"def old(arg):\n    return 1\n"

    result = rewrite(Disturbing(), "a.py", source)

    assert result.source == source
    assert "has changed" in result.left_alone[0].reason


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"def f(arg):\n    return f'{arg}'\n", id="f-string"),
        pytest.param(b"def old(): pass\n", id="name"),
    ],
)
def test_report_changes_nothing(source: bytes) -> None:
    """What only reports has a defect where it wants to change something."""
    reporting = type("Reporting", (Renamed,), {"report": True})()

    result = rewrite(reporting, "a.py", source)

    assert result.source == source
    assert result.left_alone[0].reason.startswith(DEFECT)


def test_inside_an_f_string_it_is_refused() -> None:
    """The bytes of what stands inside an f-string are not known for sure."""
    source = b"def f(arg):\n    return f'{arg}'\n"

    result = rewrite(Renamed(), "a.py", source)

    assert result.source == source
    assert "f-string" in result.left_alone[0].reason


class Executed(Codemod):
    """Renames functions, only where a passing test executes all of them."""

    safety = Safety.REVIEW
    covered_only = True

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Rename the function that is named for it."""
        if node.name.startswith("old"):
            start = module.source.span(node)[0] + len("def ")
            edit = TextEdit(node, start, start + 3, b"new")
            yield Site(node, Outcome.APPLIED, node.name, (edit,))


@pytest.mark.parametrize(
    ("covered", "names"),
    [
        pytest.param(None, ["old", "old_2"], id="not-known"),
        pytest.param({}, [], id="nothing"),
        pytest.param({"a.py": 0b1_0000}, ["old_2"], id="line-4"),
        pytest.param({"b.py": 0b1_0100}, [], id="another-file"),
        pytest.param({"a.py": 0b1_0100}, ["old", "old_2"], id="both"),
    ],
)
def test_only_what_tests_execute(
    covered: dict[str, int] | None, names: list[str]
) -> None:
    """A place that no passing test executes is left alone, and said so."""
    source = b"def old():\n    return 1\ndef old_2():\n    'x'; return 2\n"

    result = rewrite(Executed(), "a.py", source, Project(covered=covered))

    assert [found.message for found in result.findings] == names
    left = [left.reason for left in result.left_alone]
    assert len(left) == 2 - len(names)
    assert all(reason.startswith("no passing test executes") for reason in left)


def test_what_belongs_together_is_refused_as_a_whole() -> None:
    """A file in which one of the edits cannot be made is not right."""
    together = type("Together", (Renamed,), {"whole": True})()
    source = b"def f(arg):\n    return f'{arg}'\ndef old(): pass\n"

    result = rewrite(together, "a.py", source)

    assert result.source == source
    assert [(left.line, left.outcome) for left in result.left_alone] == [
        (0, Outcome.REFUSED)
    ]
    assert "line 1: what stands inside an f-string" in result.left_alone[0].reason


class Added(Codemod):
    """Puts statements below the first import."""

    safety = Safety.SAFE
    new: ClassVar[bytes] = b"\n\nx = 1"

    def visit_Import(self, node: ast.Import, module: Module) -> Iterator[Site]:
        """Add a line, where it is not there yet."""
        if b"x = 1" not in module.source.data:
            end = module.source.data.index(b"\n")
            edit = TextEdit(node, end, end, self.new, produced=2)
            yield Site(node, Outcome.APPLIED, "added", (edit,))


class AddedTwo(Added):
    """Says that it adds one statement, and adds two."""

    new = b"\n\nx = 1\ny = 2"


def test_a_statement_is_added_below() -> None:
    """A comment behind the old statement stays on its line."""
    result = rewrite(Added(), "a.py", b"import a  # noqa\nprint(a)\n")

    assert result.source == b"import a  # noqa\n\nx = 1\nprint(a)\n"


def test_more_statements_than_told_are_refused() -> None:
    """What is added is counted."""
    source = b"import a\nprint(a)\n"

    result = rewrite(AddedTwo(), "a.py", source)

    assert result.source == source
    assert "has changed" in result.left_alone[0].reason
