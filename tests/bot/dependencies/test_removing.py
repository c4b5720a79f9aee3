"""Requirements taken out of files; all other bytes stay."""

from __future__ import annotations

import pytest

from bot.dependencies.finding import pyproject, requirements_file
from bot.dependencies.removing import NotRemovedError, removed


def _without(content: bytes, name: str) -> bytes:
    reading = requirements_file.read("requirements.txt", content)
    (place,) = [each for each in reading.places if each.name == name]
    return removed(content, place, requirements_file.read)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a==1\nb==2\nc==3\n", b"a==1\nc==3\n"),
        (b"a==1\r\nb==2\r\n", b"a==1\r\n"),
        (b"a==1\nb==2", b"a==1\n"),
        (b"\xef\xbb\xbfb==2\na==1\n", b"\xef\xbb\xbfa==1\n"),
        (
            b"b==2 \\\n    --hash=sha256:" + b"0" * 64 + b"\na==1\n",
            b"a==1\n",
        ),
        (b"# why\n  b [x] >= 2 ; python_version < '3'\na\n", b"# why\na\n"),
    ],
)
def test_lines(before: bytes, after: bytes) -> None:
    """A logical line goes whole, and no other byte."""
    assert _without(before, "b") == after


@pytest.mark.parametrize(
    "content", [b"a\nb==2  # pinned for the demo\n", b"b==2 \\\n  # x\na==1\n"]
)
def test_remarks_stay(content: bytes) -> None:
    """A requirement that somebody remarked on is left to a person."""
    with pytest.raises(NotRemovedError, match="comment"):
        _without(content, "b")


def test_an_escaped_quote_at_the_end() -> None:
    """A string of TOML that ends in an escaped quote goes whole."""
    content = b"""[dependency-groups]
dev = [
    "tomli; python_version < \\"3.11\\"",
    "tox",
]
"""
    place, _ = pyproject.read("pyproject.toml", content).places

    after = removed(content, place, pyproject.read)

    assert after == b'[dependency-groups]\ndev = [\n    "tox",\n]\n'
