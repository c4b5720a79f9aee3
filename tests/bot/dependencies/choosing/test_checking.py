"""What is written is checked against all known releases."""

from __future__ import annotations

import pytest
from packaging.version import Version

from bot.dependencies.choosing.checking import flaw
from tests.support.dependencies import clauses, place

KNOWN = tuple(map(Version, ("1.0", "1.5", "2.0", "3.3", "3.4", "4.0", "4.1")))


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        (">=1,<2", ">=1,<4", ""),
        ("<=2", "<=3.3", ""),
        ("~=1.0", "~=3.3", "`~=3.3` would no longer hold 1.5."),
        (">=1,<2", ">=2,<4", "`>=2,<4` would no longer hold 1.5."),
        (">=1,<2", ">=1,<3", "`>=1,<2` has no form that holds 3.3."),
        (">=1,<2", ">=1,<<4", "`>=1,<<4` would not be a specifier."),
        (">=1,<2", ">=1,<5", "`>=1,<5` would hold 4.1 as well."),
        (">=1,<2", ">=1", "`>=1` would hold 4.1 as well."),
        (">=1,<2", ">=1,<3.5", "`>=1,<3.5` would hold 3.4 as well."),
        (">=1,<2", ">=1,<=3.4", "`>=1,<=3.4` would hold 3.4 as well."),
        (">=1,<2", ">=1,!=9.*", "`>=1,!=9.*` would hold 4.1 as well."),
    ],
)
def test_flaws(before: str, after: str, wrong: str) -> None:
    """It must hold the version, and what it held, and nothing later besides."""
    new = clauses(after)

    assert flaw(place(before), new, Version("3.3"), KNOWN, lasting=True) == wrong


def test_what_moves_on_may_lose_the_old() -> None:
    """An application's series, and a pin, need not hold what they held."""
    new = clauses("~=3.3")

    assert not flaw(place("~=1.0"), new, Version("3.3"), KNOWN, lasting=False)
    assert not flaw(
        place("==1.0"), clauses("==3.3"), Version("3.3"), KNOWN, lasting=False
    )
