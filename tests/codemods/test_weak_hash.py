"""Why weak hashes are left alone."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project


@pytest.mark.parametrize(
    ("text", "lowest", "reason"),
    [
        pytest.param(
            "def checksum(a): return hashlib.md5(a)",
            (3, 12),
            "the names do not say whether somebody relies on this hash",
            id="unknown",
        ),
        pytest.param(
            "def cache_key(password): return hashlib.md5(password)",
            (3, 12),
            "`password` stands near it: somebody may rely on this hash",
            id="password",
        ),
        pytest.param(
            "def cache_key(a, b): return hashlib.md5(a, **b)",
            (3, 12),
            "`*` or `**` may say it already",
            id="stars",
        ),
        pytest.param(
            "def cache_key(a): return hashlib.md5(a)",
            (3, 8),
            "Pythons that the project supports lack `usedforsecurity`",
            id="old-python",
        ),
    ],
)
def test_reason(text: str, lowest: tuple[int, int], reason: str) -> None:
    """A hash that may protect something is for a person."""
    source = f"import hashlib\n{text}\n".encode()
    project = Project(minimum_python=lowest)

    result = rewrite(CATALOGUE["weak-hash"], "shop.py", source, project)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == [reason]
