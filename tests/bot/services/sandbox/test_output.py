"""The head and the tail of what a command prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.sandbox.output import MARK, Capture


@given(st.lists(st.binary(max_size=40), max_size=40), st.integers(60, 200))
def test_it_is_all_or_head_and_tail(chunks: list[bytes], cap: int) -> None:
    """What fits is kept whole; of the rest, beginning and end, within the cap."""
    stream = b"".join(chunks)
    capture = Capture(cap)

    for chunk in chunks:
        capture.add(chunk)

    kept = capture.bytes()
    assert capture.total == len(stream)
    if len(stream) <= cap:
        assert kept == stream
    else:
        head, tail = kept[: cap // 2], kept[cap // 2 + len(MARK) :]
        assert len(kept) == cap
        assert stream.startswith(head)
        assert stream.endswith(tail)
        assert kept == head + MARK + tail


@pytest.mark.parametrize("cap", [0, 1, 10])
def test_a_small_cap_is_kept_too(cap: int) -> None:
    """Even where the mark itself does not fit."""
    capture = Capture(cap)

    capture.add(b"x" * 100)

    assert len(capture.bytes()) <= cap
