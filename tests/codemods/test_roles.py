"""What a file is for."""

from __future__ import annotations

import pytest

from codemods.model import Project
from codemods.reading import module, roles


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("tests/helpers.py", "", id="folder"),
        pytest.param("src/shop/test/data.py", "", id="folder-in-package"),
        pytest.param("test_cart.py", "", id="name"),
        pytest.param("shop/cart_test.py", "", id="name-behind"),
        pytest.param("shop/tests.py", "", id="django"),
        pytest.param("conftest.py", "", id="conftest"),
        pytest.param(
            "check_cart.py",
            "import unittest as u\nclass Cart(u.TestCase): pass\n",
            id="cases",
        ),
        pytest.param(
            "check_cart.py",
            "import pytest\ndef test_total(): pass\n",
            id="functions",
        ),
    ],
)
def test_is_test(path: str, text: str) -> None:
    """Tests are known by folder, name, or content."""
    found = module.load(path, text.encode(), Project())

    assert roles.is_test(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("shop/cart.py", "", id="plain"),
        pytest.param("shop/latest.py", "", id="ends-alike"),
        pytest.param("shop/contest/cart.py", "", id="folder-ends-alike"),
        pytest.param("shop/plugin.py", "import pytest\n", id="plugin"),
        pytest.param("shop/speed.py", "def test_speed(): pass\n", id="no-pytest"),
        pytest.param(
            "shop/case.py",
            "class TestCase: pass\nclass Cart(TestCase): pass\n",
            id="another-case",
        ),
    ],
)
def test_is_no_test(path: str, text: str) -> None:
    """What merely looks alike is no test."""
    found = module.load(path, text.encode(), Project())

    assert not roles.is_test(found)
