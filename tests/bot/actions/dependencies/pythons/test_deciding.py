"""Which Pythons go and come on a day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.actions.dependencies.pythons.deciding import decide
from bot.actions.dependencies.pythons.mentions import Group, Item, Named
from bot.actions.dependencies.pythons.table import (
    Minor,
    is_over,
    releases,
    supported,
)
from bot.actions.files.text import Text
from bot.errors import ActionError
from tests.support.local_tools import LocalTools

FILES = (
    Named(
        Text("tox.ini", ""),
        groups=[
            Group("the environments of tox", (Item(0, 4, Minor(3, 8)),)),
            Group("the environments of tox", (Item(5, 9, Minor(3, 12)),)),
        ],
    ),
)


def test_a_series_ends_after_its_last_day() -> None:
    """The last day of a Python is still one of its days."""
    assert not is_over(Minor(3, 9), date(2025, 10, 31))
    assert is_over(Minor(3, 9), date(2025, 11, 1))
    assert not is_over(Minor(3, 10), date(2026, 10, 31))
    assert is_over(Minor(3, 10), date(2026, 11, 1))
    assert not is_over(Minor(3, 99), date(2026, 11, 1))


def test_a_planned_release_is_no_release() -> None:
    """After the planned day, something has to know the release."""
    day = date(2026, 10, 20)
    assert max(supported(day, {})) == Minor(3, 14)
    assert max(supported(day, {Minor(3, 15): "3.15.0"})) == Minor(3, 15)


def test_uv_knows_releases() -> None:
    """The uv that is installed names final releases only."""
    known = releases(LocalTools())
    assert known[Minor(3, 8)] == "3.8.20"
    assert all(text.replace(".", "").isdigit() for text in known.values())


def test_what_goes_and_comes() -> None:
    """Pythons without fixes go, all newer than the newest come."""
    decision = decide(FILES, "", {}, date(2026, 2, 1), {})
    assert decision.instead == Minor(3, 10)
    assert decision.drops(Minor(3, 9))
    assert not decision.drops(Minor(3, 10))
    assert decision.add == (Minor(3, 13), Minor(3, 14))


def test_the_range_bounds_what_comes() -> None:
    """A Python outside of the project's range does not come, with the reason."""
    decision = decide(FILES, ">=3.8,<3.14", {}, date(2026, 2, 1), {})
    assert decision.add == (Minor(3, 13),)
    assert "3.14" in decision.reasons[0]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"drop": "3.12"}, "gets fixes until 2028-10-31"),
        ({"drop": "old"}, "is no Python"),
        ({"version": "3.16"}, "is not out"),
    ],
)
def test_wrong_parameters(params: dict[str, str], said: str) -> None:
    """What cannot be asked for is said in a sentence."""
    with pytest.raises(ActionError, match=said):
        decide(FILES, "", params, date(2026, 2, 1), {})
