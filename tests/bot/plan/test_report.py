"""A plan is shown as text, Markdown and JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from bot.model import Answer, Plan, PlanItem, PlannedAction, Status
from bot.plan.report import as_json, as_markdown, as_table
from codemods.model import Area, Finding, Safety

DATA = Path(__file__).with_name("data")

PLAN = Plan(
    "shop",
    "0123456789abcdef",
    (
        PlannedAction(
            "lazy-logging",
            Area.OBSERVABILITY,
            Safety.SAFE,
            Status.PROPOSED,
            "3 places in 2 files.",
            (Finding("b.py", 2, "m"), Finding("a.py", 1, "m"), Finding("a.py", 3, "m")),
            scope="src",
        ),
        PlannedAction(
            "utcnow",
            Area.READABILITY,
            Safety.TESTED,
            Status.BLOCKED,
            "A file called `x|y`\x1b[2J is broken, and that makes for a reason that is"
            " longer than a line.",
        ),
        PlannedAction("x", Area.CI, Safety.REVIEW, Status.SATISFIED, "", (), scope=""),
    ),
    (
        PlanItem(
            "1.1", "Log *well*", Answer.PULL_REQUEST, ("lazy-logging",), "3 places."
        ),
        PlanItem("1.2", "Celebrate", Answer.FOR_A_PERSON, (), "No action fits."),
    ),
)


def test_table() -> None:
    """What is done now comes first; reasons are wrapped and drive no terminal."""
    assert as_table(PLAN) == (DATA / "plan.txt").read_text()


def test_an_empty_table() -> None:
    """A plan of nothing says so."""
    text = as_table(replace(PLAN, actions=(), items=()))

    assert text == (
        "shop at 0123456789ab\n\nTo do now\n  nothing\n\nNot now\n  nothing\n\n"
        "Answers to the plan\n  nothing\n"
    )


def test_markdown() -> None:
    """Texts of the target are shown as they are."""
    assert as_markdown(PLAN) == (DATA / "plan.md").read_text()
    assert "Answers" not in as_markdown(replace(PLAN, items=()))


def test_json() -> None:
    """The values are those of the contract."""
    value = json.loads(json.dumps(as_json(PLAN)))

    assert set(value) == {"repository", "commit", "actions", "plan_items"}
    assert value["actions"][0] == {
        "slug": "lazy-logging",
        "area": "observability",
        "scope": "src",
        "status": "proposed",
        "reason": "3 places in 2 files.",
        "findings": [
            {"path": "b.py", "line": 2, "message": "m"},
            {"path": "a.py", "line": 1, "message": "m"},
            {"path": "a.py", "line": 3, "message": "m"},
        ],
        "files": ["a.py", "b.py"],
        "safety": "safe",
    }
    assert value["plan_items"][0] == {
        "id": "1.1",
        "text": "Log *well*",
        "answer": "pull-request",
        "actions": ["lazy-logging"],
        "evidence": "3 places.",
    }
