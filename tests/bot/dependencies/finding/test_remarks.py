"""What comments ask of a bot."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dependencies.finding.remarks import (
    Remark,
    always_ignored,
    read_remark,
    why_ignored,
)


@pytest.mark.parametrize(
    ("comment", "remark"),
    [
        ("a note", None),
        ("renovate: ignore", Remark("renovate", ignore=True)),
        ("renovate: ignore this one", Remark("renovate", ignore=True)),
        ("renovate: perhaps", Remark("renovate", unknown="perhaps")),
        ("pyup: ignore", Remark("pyup", ignore=True)),
        ("note # pyup:ignore # more", Remark("pyup", ignore=True)),
        (
            "pyup: ignore until 2027-01-01",
            Remark("pyup", ignore=True, until=date(2027, 1, 1)),
        ),
        ("pyup: <2.0", Remark("pyup", allowed="<2.0")),
        (
            "pyup: >=1,<2 until 2027-1-5",
            Remark("pyup", allowed="<2,>=1", until=date(2027, 1, 5)),
        ),
        ("rq.filter: <2.0", Remark("rq.filter", allowed="<2.0")),
        ("pyup: update minor", Remark("pyup", step="minor")),
        ("pyup: update major", Remark("pyup", step="major")),
        ("honebot: ignore", Remark("honebot", ignore=True)),
        ("honebot: perhaps", Remark("honebot", unknown="perhaps")),
        (
            "pyup: ignore until summer",
            Remark("pyup", ignore=True, unknown="until summer"),
        ),
        (
            "pyup: ignore until 2027-02-30",
            Remark("pyup", ignore=True, unknown="until 2027-02-30"),
        ),
    ],
)
def test_remark(comment: str, remark: Remark | None) -> None:
    """Each of the forms that other bots know is understood."""
    assert read_remark(comment) == remark


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("pyup: ignore", "a comment says `pyup: ignore`"),
        (
            "pyup: ignore until 2027-01-01",
            "a comment says `pyup: ignore` until 2027-01-01",
        ),
        ("pyup: ignore until 2026-12-31", ""),
        ("pyup: <2", ""),
        ("note", ""),
    ],
)
def test_ignored_today(comment: str, reason: str) -> None:
    """What is asked for until a day is over on that day."""
    assert why_ignored(comment, date(2026, 12, 31)) == reason


def test_what_ends_some_day_is_not_ignored_for_ever() -> None:
    """A reader has no clock: only what never ends is a reason for it."""
    assert always_ignored("pyup: ignore") == "a comment says `pyup: ignore`"
    assert always_ignored("pyup: ignore until 2027-01-01") == ""
