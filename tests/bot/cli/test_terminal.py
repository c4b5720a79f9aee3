"""Text of other people does not speak to the terminal."""

from __future__ import annotations

import pytest

from bot.cli.terminal import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain\n\ttext é 漢\n", "plain\n\ttext é 漢\n", id="plain"),
        pytest.param("\x1b[2Jgone", "\\x1b[2Jgone", id="escape sequence"),
        pytest.param("over\rwritten", "over\\rwritten", id="carriage return"),
        pytest.param("\u202eright to left", "\\u202eright to left", id="direction"),
        pytest.param("\x9b31m", "\\x9b31m", id="eight-bit control"),
    ],
)
def test_controls_are_made_visible(text: str, shown: str) -> None:
    """Only what prints as itself stays, beside line breaks and tabs."""
    assert harmless(text) == shown
