"""Which Pythons a release is for."""

from __future__ import annotations

import pytest
from packaging.version import Version

from bot.dependencies.choosing.judging import supported
from bot.dependencies.releases import Release, ReleaseFile


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ([">=3.11"], "3.11 to 3.15"),
        (["", ">=3.11"], "3.11 to 3.15"),
        ([">=3.12", ">=3.11"], "3.11 to 3.15"),
        ([""], "2.7 to 3.15"),
        ([], "2.7 to 3.15"),
        (["nonsense"], "2.7 to 3.15"),
        ([">=4"], "no Python"),
    ],
)
def test_supported(texts: list[str], shown: str) -> None:
    """Any file may say it; one that says nothing is like the others."""
    files = tuple(
        ReleaseFile(f"shop-1-{n}.whl", requires_python=text)
        for n, text in enumerate(texts)
    )

    assert str(supported(Release(Version("1"), files))) == shown
