"""Which client could make a request depends on what the project declares."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

SOURCE = b"import requests\nasync def fetch(url):\n    requests.get(url)\n"


@pytest.mark.parametrize(
    ("dependencies", "advice"),
    [
        pytest.param({"httpx"}, "`httpx.AsyncClient` could make it", id="httpx"),
        pytest.param({"aiohttp"}, "`aiohttp.ClientSession` could", id="aiohttp"),
        pytest.param({"requests"}, "no client for coroutines is among", id="none"),
    ],
)
def test_advice(dependencies: set[str], advice: str) -> None:
    """Only a client that is declared is named."""
    project = Project(dependencies=frozenset(dependencies))

    (left,) = rewrite(CATALOGUE["async-requests"], "a.py", SOURCE, project).left_alone

    assert advice in left.reason
