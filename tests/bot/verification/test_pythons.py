"""The Python for the target's tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.protocols import Interpreter
from bot.verification.pythons import choose_python

OWN = sys.version_info[:2]
THERE = tuple(
    Interpreter(Path(f"/usr/bin/python{major}.{minor}"), (major, minor, 5))
    for major, minor in ((3, 8), OWN, (3, 99))
)


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        pytest.param("", OWN, id="anything"),
        pytest.param(">=3.8", OWN, id="own-fits"),
        pytest.param("nonsense", OWN, id="unreadable"),
        pytest.param(">=3.50", (3, 99), id="only-a-newer-one"),
        pytest.param("<3.9", (3, 8), id="only-an-older-one"),
        pytest.param(">=4", None, id="none"),
    ],
)
def test_choose_python(required: str, expected: tuple[int, int] | None) -> None:
    """Our own version where it will do, else the highest that does."""
    chosen = choose_python(THERE, required)

    assert (chosen.version[:2] if chosen else None) == expected


def test_choose_python_tells_patches_apart() -> None:
    """The highest patch that will do, where the range ends between two."""
    there = tuple(
        Interpreter(Path(f"/usr/bin/{patch}"), (3, 8, patch)) for patch in (1, 2)
    )

    older, newer = (choose_python(there, each) for each in ("==3.8.*,<3.8.2", "<3.9"))

    assert older is not None
    assert newer is not None
    assert (older.version, newer.version) == ((3, 8, 1), (3, 8, 2))
