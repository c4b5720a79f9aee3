"""Pages hold what was found, and nothing of it as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot.model import (
    Answer,
    Assessed,
    Assessment,
    Facts,
    Plan,
    PlanItem,
    PlannedAction,
    Status,
)
from bot.page import assessment_page, plan_page
from bot.page.charts import bars
from codemods.model import Area, Finding, LeftAlone, Safety

HOSTILE = '<script>alert("x")</script>'


class Outline(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag's name, and any address that it loads."""
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "data"}:
                self.tags.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def outline(page: str) -> Outline:
    """Return tags and text of a page."""
    parser = Outline()
    parser.feed(page)
    parser.close()
    return parser


@pytest.fixture
def assessment() -> Assessment:
    """Return an assessment with more places than a page lists, some hostile."""
    findings = tuple(
        Finding(f"src/{HOSTILE}/a{number:03}.py", number, HOSTILE)
        for number in range(1, 250)
    )
    facts = Facts(
        python_files=("a.py",),
        problems=(LeftAlone("broken.py", 3, "is not Python 3"),),
        requires_python=">=3.11",
        minimum_python=(3, 11),
    )
    found = Assessed("lazy-logging", Status.PROPOSED, "249 places.", findings)
    return Assessment("shop", "c" * 40, "", facts, {"lazy-logging": found})


def test_an_assessment_is_one_page_without_scripts(assessment: Assessment) -> None:
    """Text of the target is text, and nothing is loaded from anywhere."""
    page = outline(assessment_page(assessment))

    assert "script" not in page.tags
    assert not [tag for tag in page.tags if "=" in tag]
    assert HOSTILE in page.text
    assert "and 49 more places" in page.text
    assert "is not Python 3" in page.text
    assert "3.11 (>=3.11)" in page.text


def test_a_plan_shows_each_bullet_and_its_answer(assessment: Assessment) -> None:
    """A bullet stands beside its answer, the actions and the evidence."""
    action = PlannedAction(
        "lazy-logging",
        Area.OBSERVABILITY,
        Safety.SAFE,
        Status.PROPOSED,
        "249 places.",
    )
    item = PlanItem(
        "7.1", HOSTILE, Answer.FOR_A_PERSON, ("lazy-logging",), "none & nothing"
    )
    plan = Plan("shop", "c" * 40, (action,), (item,))

    page = outline(plan_page(plan, assessment))

    assert "script" not in page.tags
    assert HOSTILE in page.text
    assert "for a person" in page.text
    assert "none & nothing" in page.text


def test_bars_are_as_long_as_their_values() -> None:
    """Half the value is half the length, and nothing is no bar."""
    picture = bars([("all", 10), ("half", 5), ("none", 0)], unit=" s")

    lengths = [float(part.split('"')[0]) for part in picture.split('width="')[1:]]
    assert lengths == [260.0, 130.0, 0.0]
    assert 'aria-label="all: 10 s; half: 5 s; none: 0 s"' in picture


def test_no_rows_are_no_picture() -> None:
    """An empty chart is left out."""
    assert bars([]) == ""


def test_a_long_label_keeps_its_end() -> None:
    """The end of a path tells more than its beginning."""
    picture = bars([("src/anomaly_detection/domain/services", 1)])

    assert ">…n/domain/services<" in picture
