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


@pytest.mark.parametrize(
    ("call", "length"),
    [
        pytest.param("[random.choice('abc') for _ in range(9)]", 9, id="choice"),
        pytest.param("random.choices('abc', k=9)", 9, id="choices"),
        pytest.param("random.sample('abc', 2)", 2, id="sample"),
        pytest.param("random.randbytes(8)", 8, id="randbytes"),
        pytest.param("f'{random.randint(0, 9)}'", 1, id="randint"),
        pytest.param("str(random.randrange(10))", 1, id="randrange"),
        pytest.param("str(random.randrange(2, 9, 3))", 1, id="randrange-with-step"),
        pytest.param("'%04x' % random.getrandbits(16)", 4, id="getrandbits"),
    ],
)
def test_makes_the_same(call: str, length: int) -> None:
    """What is made by `secrets` has the same type and length."""
    source = f"import random\npassword = {call}\n"
    result = rewrite(CATALOGUE["secure-random"], "shop.py", source.encode())
    before: dict[str, object] = {}
    after: dict[str, object] = {}

    exec(source, before)  # noqa: S102  # that is the test
    exec(result.source, after)  # noqa: S102  # that is the test

    password = after["password"]
    assert b"random." not in result.source
    assert type(password) is type(before["password"])
    assert isinstance(password, (bytes, list, str))
    assert len(password) == length
