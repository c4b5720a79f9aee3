"""Branch names, titles, markers, commit messages, and the proposal of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import CommitStyle, Policy
from bot.pull_request.branches import branch_name
from bot.pull_request.evidence import _part
from bot.pull_request.marker import Marker, read_marker, write_marker
from bot.pull_request.messages import commit_message
from bot.pull_request.titles import is_conventional, title
from codemods.model import Area
from tests.bot.pull_request import works
from tests.support.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("slug", "scope", "name"),
    [
        pytest.param("format-code", "", "honebot/format-code", id="whole"),
        pytest.param(
            "format-code", "src.a_b", "honebot/format-code/src.a_b", id="scope"
        ),
        pytest.param("x", "a b", "honebot/x/a-b-c8687a08", id="space"),
        pytest.param("x", "src/a", "honebot/x/src-a-ca42eacf", id="slash"),
        pytest.param("x", "a..b", "honebot/x/a.b-f62b4241", id="dots"),
        pytest.param("x", "a.lock", "honebot/x/a-e018dd87", id="lock"),
        pytest.param("x", "-a", "honebot/x/a-c2748917", id="dash"),
        pytest.param("x", "größe", "honebot/x/gr-e-d353a267", id="letters"),
        pytest.param("x", "日本", "honebot/x/cf2abf0c", id="no-letters"),
    ],
)
def test_branch_name(slug: str, scope: str, name: str) -> None:
    """A branch is named after action and scope, in letters that git takes."""
    assert branch_name(slug, scope) == name


@given(st.text(min_size=1, max_size=200))
def test_branch_name_is_fit(scope: str) -> None:
    """Whatever the scope: the name is ASCII, short, and a branch of ours."""
    name = branch_name("format-code", scope)

    assert name.isascii()
    assert len(name) <= 100
    assert name.count("/") == 2
    assert not name.endswith((".", ".lock", "/"))
    assert ".." not in name


def test_git_takes_branch_names(tmp_path: Path) -> None:
    """Git itself finds the names well formed."""
    for scope in (
        "a.lock",
        "a.lock.lock",
        "-x",
        "@{1}",
        "a..b",
        ".a",
        "a.",
        "~^:?*[\\",
    ):
        name = branch_name("x", scope)

        assert git(tmp_path, "check-ref-format", "--branch", name) == name


CONVENTIONAL = ["feat(api)!: add x", "fix: y", "chore: z", "docs: w"]


PLAIN = "Load YAML safely"
SMALL = "fix: load YAML safely"
CAPITAL = "fix: Load YAML safely"


@pytest.mark.parametrize(
    ("style", "subjects", "expected"),
    [
        pytest.param("auto", CONVENTIONAL, SMALL, id="conventional"),
        pytest.param("auto", ["Add x", *CONVENTIONAL], SMALL, id="80-percent"),
        pytest.param("auto", ["A", "B", *CONVENTIONAL], PLAIN, id="67-percent"),
        pytest.param("auto", [], PLAIN, id="no-commits"),
        pytest.param("auto", ["Merge x", 'Revert "y"', "fix: z"], SMALL, id="merges"),
        pytest.param("auto", ["fix: Do", "fix: It"], CAPITAL, id="capital"),
        pytest.param("auto", ["shop: do it"], PLAIN, id="other-prefix"),
        pytest.param("plain", CONVENTIONAL, PLAIN, id="plain"),
        pytest.param("conventional", ["A"], SMALL, id="forced"),
    ],
)
def test_title(style: str, subjects: list[str], expected: str) -> None:
    """A title is written as the repository writes its own."""
    found = title(
        "Load YAML safely",
        scope="",
        area=Area.SECURITY,
        style=CommitStyle(style),
        subjects=subjects,
    )

    assert found == expected


@pytest.mark.parametrize(
    ("area", "kind"),
    [
        (Area.FORMATTING, "style"),
        (Area.TESTING, "test"),
        (Area.READABILITY, "refactor"),
        (Area.DOCUMENTATION, "docs"),
        (Area.DEPENDENCIES, "build"),
        (Area.CI, "ci"),
        (Area.PERFORMANCE, "perf"),
    ],
)
def test_title_type(area: Area, kind: str) -> None:
    """The type of a conventional title follows the area."""
    style = CommitStyle.CONVENTIONAL

    found = title("YAML it", scope="a.b", area=area, style=style, subjects=())

    assert found == f"{kind}: YAML it (a.b)"


def test_every_area_has_a_type() -> None:
    """No area is without a type."""
    style = CommitStyle.CONVENTIONAL

    for area in Area:
        assert ": do it" in title(
            "Do it", scope="", area=area, style=style, subjects=()
        )


def test_hostile_title() -> None:
    """A title from a package's name calls nobody and shows all it holds."""
    found = title(
        "Update @evil #1\n\u202e" + "x" * 999,
        scope="@all",
        area=Area.DEPENDENCIES,
        style=CommitStyle.PLAIN,
        subjects=(),
    )

    assert found.startswith("Update @\u200bevil #\u200b1 \\u202e")
    assert found.endswith("(@\u200ball)")
    assert len(found) < 255


def test_is_conventional_counts_people() -> None:
    """What git and forges write says nothing of the style."""
    assert not is_conventional(["Merge branch 'x'", 'Revert "fix: y"'])


@given(st.text(), st.text())
def test_marker_round_trip(key: str, base: str) -> None:
    """A marker comes back as it was, from the end of any text."""
    marker = Marker(key, base, "0.1.0")

    line = write_marker(marker)

    assert read_marker(f"Why.\n\n{line}\n") == marker
    assert line.count("-->") == 1
    assert "\n" not in line
    assert not set("@#<") & set(line.removeprefix("<"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Why.\n", id="none"),
        pytest.param("<!-- honebot {} -->", id="no-version"),
        pytest.param('<!-- honebot {"version": 2, "key": "x"} -->', id="later"),
        pytest.param('<!-- honebot {"version": 1} -->', id="no-key"),
        pytest.param("<!-- honebot [1] -->", id="no-object"),
        pytest.param("<!-- honebot x -->", id="no-json"),
        pytest.param("<!-- honebot {} -->\nEdited.\n", id="not-last"),
    ],
)
def test_no_marker(text: str) -> None:
    """What is no marker of this version is none."""
    assert read_marker(text) is None


def test_commit_message() -> None:
    """A message has the title, why, how much, and trailers for machines."""
    message = commit_message("fix: load YAML with the safe loader", works.untested())

    assert message == (
        "fix: load YAML with the safe loader\n"
        "\n"
        "An unsafe loader builds any Python object that a document names, so a\n"
        "document from outside can run code. The safe loader builds plain data.\n"
        "\n"
        "1 place in 1 file.\n"
        "\n"
        "Honebot-Action: yaml-safe-load\n"
        "Honebot-Base: 2fc835a3219150f9dbd495f96bc01f5ed687c9a4\n"
        "Honebot-Version: 0.1.0\n"
    )


def test_commit_message_says_nothing_that_changes() -> None:
    """Two runs that measured other times make the same message."""
    work = works.tested()
    later = replace(
        work,
        policy=Policy(open_at_most=9),
        verification=replace(
            work.verification, evidence=replace(work.verification.evidence, seconds=9.0)
        ),
    )

    assert commit_message("x", work) == commit_message("x", later)


def test_hostile_scope_in_a_message() -> None:
    """A folder's name adds no trailer, mention or reference to a message."""
    message = commit_message("x", works.hostile())

    assert message.count("\n") == 10
    assert "@octocat" not in message
    assert "#1" not in message


@pytest.mark.parametrize(
    ("affected", "ran", "words"),
    [
        pytest.param(1, 1, "the 1 test that the change can affect was", id="one"),
        pytest.param(9, 9, "the 9 tests that the change can affect were", id="all"),
        pytest.param(9, 4, "4 of the 9 tests that the change", id="fewer"),
        pytest.param(9, 20, "can affect and 11 more were", id="more"),
    ],
)
def test_part_of_the_suite(affected: int, ran: int, words: str) -> None:
    """It is said how what was run stands to what the change affects."""
    assert words in _part(affected, ran)
