"""Checks that disagree with a formatter's layout."""

from __future__ import annotations

import pytest

from bot.actions.files.errors import UnusualFileError
from bot.actions.files.ini import append_values, parse_ini
from bot.actions.files.text import Text
from bot.actions.formatting.layout.neighbours import (
    breaks_before_operator,
    concession,
    disagreement,
    spaced_slices,
)
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

HOOK = "repos:\n  - repo: local\n    hooks:\n      - id: isort\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("x = (a\n    + b\n    and c)\n", 2, id="operators"),
        pytest.param("x = (\n    -a\n)\n", 0, id="sign"),
        pytest.param("x = [\n    *a,\n    **b]\n", 0, id="stars"),
        pytest.param("x = (a +\n     b)\n", 0, id="behind"),
        pytest.param('"""\n  - a\n  * b\n"""\n', 0, id="text"),
        pytest.param("x = (a  # why\n    or b)\n", 1, id="comment-before"),
        pytest.param("for x \\\n    in y: pass\n", 0, id="backslash"),
        pytest.param("x = (a\n    if b\n    else c)\n", 0, id="no-operators"),
        pytest.param("x = (a\n   - b\n", 0, id="broken"),
    ],
)
def test_lines_that_begin_with_an_operator(source: str, expected: int) -> None:
    """W503 is a line that begins with a binary operator."""
    assert breaks_before_operator(source.encode()) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("x[a + 1 :]", 1, id="slice"),
        pytest.param("x[a :b :c]", 2, id="two"),
        pytest.param("x[a:b]", 0, id="close"),
        pytest.param("if x : pass", 0, id="no-slice"),
        pytest.param("x[a :", 0, id="broken"),
    ],
)
def test_spaced_slices(source: str, expected: int) -> None:
    """Old flake8 counts the space before a slice's colon."""
    assert spaced_slices(source.encode()) == expected


@pytest.mark.parametrize(
    ("settings", "clash"),
    [
        pytest.param("profile = black", False, id="black"),
        pytest.param(
            "multi_line_output = 3\ninclude_trailing_comma = True", False, id="alike"
        ),
        pytest.param("multi_line_output = 3", True, id="no-comma"),
        pytest.param("force_single_line = true", False, id="single-lines"),
        pytest.param("line_length = 88", True, id="own-layout"),
    ],
)
def test_isort_that_runs_must_lay_out_alike(settings: str, *, clash: bool) -> None:
    """Import order that is broken in another way would be undone each time."""
    files = {".pre-commit-config.yaml": HOOK, ".isort.cfg": f"[settings]\n{settings}\n"}

    assert bool(disagreement(target_of(files))) is clash


def test_isort_that_runs_nowhere_does_not_matter() -> None:
    """Settings that nothing applies keep nobody from a formatter."""
    assert disagreement(target_of({".isort.cfg": "[settings]\nline_length=1\n"})) == ""


@pytest.mark.parametrize(
    ("files", "note"),
    [
        pytest.param(
            {"setup.cfg": "[flake8]\nignore = E1\n"},
            "so it ignores now: W503 (1 place)",
            id="written",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.flake8]\nignore = ['E1']\n"},
            "it has to ignore W503 (1 place)",
            id="by-hand",
        ),
        pytest.param(
            {"setup.cfg": "[flake8]\nignore = E1 ; why\n"},
            "it has to ignore W503 (1 place)",
            id="comment",
        ),
        pytest.param(
            {"setup.cfg": "[flake8]\nextend-ignore = E1\n"}, "", id="default-stays"
        ),
        pytest.param(
            {"setup.cfg": "[flake8]\nignore = E1\nselect = F\n"}, "", id="not-selected"
        ),
        pytest.param({"setup.cfg": "flake8"}, "", id="broken"),
        pytest.param({}, "", id="none"),
    ],
)
def test_flake8_leaves_the_layout_alone(files: dict[str, str], note: str) -> None:
    """What the layout breaks is ignored where flake8 would report it."""
    before, after = {"a.py": b"x = (a or\n b)\n"}, {
        "a.py": b"x = (\n    a\n    or b\n)\n"
    }

    given = concession(target_of(files), before, after, LocalTools())

    assert (note in " ".join(given.notes)) if note else given.notes == ()
    assert [text.path for text in given.texts] == (
        ["setup.cfg"] if "now" in note else []
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[a]\nx = 1,2\n", "[a]\nx = 1,2,3\n", id="one-line"),
        pytest.param("[a]\nx = 1, 2", "[a]\nx = 1, 2, 3", id="spaces"),
        pytest.param(
            "[a]\nx =\n    1,\n    2\n\n[b]\n",
            "[a]\nx =\n    1,\n    2\n    3\n\n[b]\n",
            id="lines",
        ),
    ],
)
def test_items_are_added_to_a_list(before: str, after: str) -> None:
    """An item is added in the layout of its list."""
    ini = parse_ini(Text("a.ini", before))

    assert append_values(ini, "a", "x", ("3",)).text.text == after


def test_a_comment_behind_a_list_is_not_written_over() -> None:
    """A value with a comment behind it is left alone."""
    with pytest.raises(UnusualFileError):
        append_values(parse_ini(Text("a.ini", "[a]\nx = 1 # b\n")), "a", "x", ("3",))
