"""The text of a pull request, whole, and its bounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from bot.model import Check, FileChange, Policy, TestCounts, Verdict
from bot.pull_request.body import LONGEST, body
from bot.pull_request.marker import Marker, read_marker
from codemods.model import Finding, LeftAlone, Safety
from tests.bot.pull_request import works

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.pull_request.work import Work

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(works.config, id="config"),
        pytest.param(works.tested, id="tested"),
        pytest.param(works.untested, id="untested"),
        pytest.param(works.red, id="red"),
        pytest.param(works.hostile, id="hostile"),
    ],
)
def test_whole_text(make: Callable[[], Work]) -> None:
    """The text is the one in the file beside this test."""
    expected = (DATA / f"{make.__name__}.md").read_text("utf-8")

    assert body(make()) == expected


def test_marker() -> None:
    """The last line is hidden and leads back to the action."""
    text = body(works.red())

    marker = Marker("lazy-logging/src.detect", works.BASE, "0.1.0")
    assert read_marker(text) == marker


def test_hostile_text_means_nothing() -> None:
    """Rendered, the hostile text has no link, image, HTML or foreign heading."""
    tokens = MarkdownIt("commonmark").enable("table").parse(body(works.hostile()))

    inline = [child for token in tokens for child in token.children or ()]
    html = {child.content for child in inline if child.type == "html_inline"}
    headings = [
        tokens[number + 1].content
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert html <= {"<code>", "</code>"}
    assert not {child.type for child in inline} & {"image", "link_open"}
    assert headings == [
        "Evidence",
        "What changed",
        "Left alone",
        "Risk",
        "Reproduce it",
        "If you do not want this",
    ]
    assert not any(line.startswith("/") for line in body(works.hostile()).split("\n"))


def test_cap_cuts_lists() -> None:
    """A change of any size fits; lists say how much more there is, sentences stay."""
    long = "a" * 180
    paths = [f"{long}/{number}.py" for number in range(3000)]
    work = works.tested()
    check = Check("", passed=True, before=long, after=long, command=f"run {long}")
    evidence = replace(
        work.verification.evidence,
        newly_passing=tuple(f"{path}::test" for path in paths),
        flaky=tuple(f"{path}::test" for path in paths),
        checks=tuple(replace(check, name=path) for path in paths),
    )
    change = replace(
        work.change,
        files=tuple(FileChange(path, b"a", b"b") for path in paths),
        findings=tuple(Finding(path, line, long) for path in paths for line in (1, 2)),
        left_alone=tuple(LeftAlone(path, 1, f"{long} {path}") for path in paths),
        notes=tuple(long * 3 for _ in range(100)),
    )

    text = body(
        replace(
            work,
            change=change,
            verification=replace(work.verification, evidence=evidence),
        )
    )

    assert len(text) <= LONGEST
    assert "Here: 6,000 places in 3,000 files." in text
    assert "more" in text
    assert work.explanation.why in text
    assert read_marker(text) is not None


def test_red_suite_is_named() -> None:
    """A suite that is red before the change is not held against it."""
    text = body(works.red())

    assert "The suite is red on the base commit already" in text
    assert "| before, whole suite | after, affected tests |" in text


def test_nothing_after() -> None:
    """Where tests ran only before the change, only that is shown, and why."""
    work = works.tested()
    evidence = replace(
        work.verification.evidence, tests_after=None, not_run="the trees are equal."
    )

    text = body(
        replace(work, verification=replace(work.verification, evidence=evidence))
    )

    assert (
        "| the repository's own tests | before |\n|---|--:|\n| collected | 212 |"
        in text
    )
    assert "No test was run after the change: the trees are equal." in text
    assert "newly" not in text.replace("No test newly fails, and", "")


def test_newly_failing_is_listed() -> None:
    """Tests that newly fail are named, and nothing says the opposite."""
    text = body(works.hostile())

    assert "Newly failing (2):" in text
    assert "No test newly fails" not in text


def test_no_reason() -> None:
    """Where nothing was run and nobody said why, that is said."""
    work = works.untested()
    evidence = replace(work.verification.evidence, not_run="")

    text = body(
        replace(work, verification=replace(work.verification, evidence=evidence))
    )

    assert "No test was run: no reason was noted" in text


@pytest.mark.parametrize(
    ("verdict", "safety", "enable", "draft"),
    [
        pytest.param(Verdict.PROVEN, Safety.SAFE, (), False, id="proven"),
        pytest.param(Verdict.TESTED, Safety.TESTED, (), False, id="tested"),
        pytest.param(Verdict.UNTESTED, Safety.TESTED, (), True, id="untested"),
        pytest.param(Verdict.TESTED, Safety.REVIEW, (), True, id="review"),
        pytest.param(
            Verdict.TESTED, Safety.REVIEW, ("lazy-logging",), False, id="asked-for"
        ),
    ],
)
def test_draft(
    verdict: Verdict,
    safety: Safety,
    enable: tuple[str, ...],
    draft: bool,  # noqa: FBT001  # a table
) -> None:
    """A draft is what is untested, or risky and not asked for; it says why."""
    work = works.tested()
    work = replace(
        work,
        safety=safety,
        policy=Policy(enable=enable),
        verification=replace(work.verification, verdict=verdict),
    )

    assert work.is_draft is draft
    assert ("This is a draft, because" in body(work)) is draft


def test_removed_and_new_files() -> None:
    """Files without places say what becomes of them, up to a number."""
    work = works.tested()
    files = tuple(FileChange(f"new{n}.py", None, b"") for n in range(60))
    change = replace(
        work.change, files=(FileChange("a", b"", None), *files), findings=()
    )

    text = body(replace(work, change=change))

    assert "Here: 61 files change." in text
    assert "- `a`: removed\n- `new0.py`: new\n" in text
    assert "- 21 more files\n" in text


def test_counts_of_one() -> None:
    """Numbers of one are written in the singular."""
    counts = TestCounts(collected=1, passed=1)
    work = works.tested()
    evidence = replace(
        work.verification.evidence,
        tests_before=counts,
        tests_after=counts,
        complete=False,
        affected=1,
    )
    one = replace(work.change, findings=work.change.findings[:1])

    text = body(
        replace(
            work,
            change=replace(one, files=one.files[:1]),
            verification=replace(work.verification, evidence=evidence),
        )
    )

    assert "Here: 1 place in 1 file." in text
    assert "After the change, the 1 test that the change can affect was run" in text


def test_many_places_in_few_files() -> None:
    """From a number of places on, each file is one line, a line's number once."""
    work = works.tested()
    findings = tuple(Finding("a.py", line, "x") for line in (3, 3, *range(4, 16)))
    others = (Finding("b.py", 0, "x"), Finding("c.py", 7, "x"))
    change = replace(work.change, findings=findings + others)

    text = body(replace(work, change=change))

    assert (
        "- `a.py`: 14 places, lines 3, 4, 5, 6, 7, 8, 9, 10 and 5 more\n"
        "- `b.py`: 1 place\n"
        "- `c.py`: 1 place, line 7\n"
    ) in text


def test_reasons_that_quote_different_things() -> None:
    """Reasons that differ only in what they quote are told as one."""
    work = works.tested()
    change = replace(
        work.change,
        left_alone=(
            LeftAlone("a.py", 1, "`x` may be an enum"),
            LeftAlone("b.py", 2, "`y.z` may be an enum"),
            LeftAlone("c.py", 3, "`%` may not write the format `.1%`"),
        ),
    )

    text = body(replace(work, change=change))

    assert "- `...` may be an enum: `a.py:1`, `b.py:2`\n" in text
    assert "- `%` may not write the format `.1%`: `c.py:3`\n" in text


def test_many_reasons() -> None:
    """Of very many reasons, the frequent ones are shown."""
    work = works.tested()
    left = [LeftAlone("a.py", n, f"reason {n}") for n in range(1, 31)]
    change = replace(work.change, left_alone=(*left, replace(left[-1], line=99)))

    text = body(replace(work, change=change))

    assert "left alone (31 places):\n\n- reason 30: `a.py:30`, `a.py:99`\n" in text
    assert "- 18 places for 18 more reasons\n" in text
