"""Which files are no library that others call."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

SOURCE = b"def area(width):\n    assert width > 0\n"


@pytest.mark.parametrize(
    ("path", "count"),
    [
        pytest.param("shop/area.py", 1, id="module"),
        pytest.param("shop/__init__.py", 1, id="package"),
        pytest.param("shop/_area.py", 0, id="private-module"),
        pytest.param("shop/_core/area.py", 0, id="private-package"),
        pytest.param("shop/internal/area.py", 0, id="internal"),
        pytest.param("scripts/area.py", 0, id="script"),
        pytest.param("setup.py", 0, id="setup"),
        pytest.param("tests/area.py", 0, id="tests"),
    ],
)
def test_library(path: str, count: int) -> None:
    """Only what users of a library call is reported."""
    result = rewrite(CATALOGUE["assert-validation"], path, SOURCE)

    assert len(result.left_alone) == count
