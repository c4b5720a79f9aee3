"""Text files: what is put in, and all that stays."""

from __future__ import annotations

import pytest

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.text import decode


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"a\r\nb\n", id="mixed-line-ends"),
        pytest.param(b"\xef\xbb\xbfa\n", id="byte-order-mark"),
        pytest.param("caf\u00e9".encode(), id="unicode-without-end"),
    ],
)
def test_bytes_survive(source: bytes) -> None:
    """Text that nobody edits has the bytes that were read."""
    text = decode("a.txt", source)

    assert text.encoded == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(b"a\n", b"a\nnew\n", id="ended"),
        pytest.param(b"a", b"a\nnew", id="not-ended"),
        pytest.param(b"a\r\nb\r\n", b"a\r\nb\r\nnew\r\n", id="windows"),
        pytest.param(b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfa\nnew\n", id="byte-order-mark"),
        pytest.param(b"", b"new\n", id="empty"),
    ],
)
def test_lines_at_the_end_fit_the_file(source: bytes, expected: bytes) -> None:
    """New lines at the end have the file's line ends, and its last one's."""
    text = decode("a.txt", source)

    new = text.insert_lines(len(text.text), "new\n")

    assert new.encoded == expected


def test_what_is_no_utf8_is_named_with_its_line() -> None:
    """A file that is not UTF-8 is an error with path and line."""
    with pytest.raises(BrokenFileError) as raised:
        decode("a.txt", b"a\nb\xff\n")

    assert str(raised.value) == "a.txt:2: not UTF-8"
