"""Files as text, and insertions that change nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text import Insertion, Text, encoded


@given(st.binary(max_size=60))
def test_no_byte_is_lost(source: bytes) -> None:
    """Whatever a file holds comes back as it was."""
    assert Text.of(source).with_insertions([]) == source
    assert encoded(Text.of(source).content) == source


def test_insertions_keep_their_order() -> None:
    """Insertions are sorted by place, and those at one place stay in order."""
    text = Text.of(b"abc")

    result = text.with_insertions(
        [Insertion(3, "4"), Insertion(1, "2"), Insertion(1, "3"), Insertion(0, "1")]
    )

    assert result == b"1a23bc4"


def test_lines() -> None:
    """Lines count from 1; past the last is the end."""
    text = Text.of(b"a\nbc\n")

    assert [text.line(offset) for offset in range(5)] == [1, 1, 2, 2, 2]
    assert [text.start_of_line(line) for line in (1, 2, 3, 4)] == [0, 2, 5, 5]


@pytest.mark.parametrize(
    ("source", "newline"),
    [
        pytest.param(b"a\r\nb\n", "\r\n", id="windows"),
        pytest.param(b"a\nb\r\n", "\n", id="unix"),
        pytest.param(b"", "\n", id="nothing"),
    ],
)
def test_newline(source: bytes, newline: str) -> None:
    """The first line decides."""
    assert Text.of(source).newline == newline
