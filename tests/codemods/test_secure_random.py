"""What a file says by which its random secrets are left alone."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

TEXT = "import random\npassword = random.choice('abc')\n"


def test_seeded() -> None:
    """A file that seeds `random` wants its values again."""
    source = f"{TEXT}random.seed(7)\n".encode()

    result = rewrite(CATALOGUE["secure-random"], "shop.py", source)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == [
        "the file seeds `random`: its values are meant to repeat"
    ]


@pytest.mark.parametrize(
    ("path", "lowest"),
    [
        pytest.param("shop/fake_users.py", (3, 8), id="fakes"),
        pytest.param("tests/users.py", (3, 8), id="tests"),
        pytest.param("shop/users.py", (3, 5), id="no-secrets-module"),
    ],
)
def test_no_case(path: str, lowest: tuple[int, int]) -> None:
    """Made-up data and old Pythons are no case."""
    project = Project(minimum_python=lowest)

    result = rewrite(CATALOGUE["secure-random"], path, TEXT.encode(), project)

    assert result.source == TEXT.encode()
    assert not result.left_alone
