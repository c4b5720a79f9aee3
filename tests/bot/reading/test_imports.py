"""Who imports whom, by the text of the sources."""

from __future__ import annotations

import pytest

from bot.model import Facts
from bot.reading.imports import imported_names, read_imports
from bot.services.trees import MemoryTree


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("import a, b.c as d", {"a", "b.c"}, id="import"),
        pytest.param("import a; x()", {"a"}, id="semicolon"),
        pytest.param("import a, \\\n    b", {"a", "b"}, id="continued"),
        pytest.param("from a.b import c, d as e", {"a.b", "a.b.c", "a.b.d"}, id="from"),
        pytest.param(
            "from a import (\n    b,  # one\n    c,\n)",
            {"a", "a.b", "a.c"},
            id="brackets",
        ),
        pytest.param("from a import *", {"a"}, id="star"),
        pytest.param("def f():\n    import a", {"a"}, id="inside"),
        pytest.param("from . import x", {"pkg.sub", "pkg.sub.x"}, id="relative"),
        pytest.param("from ..x import y", {"pkg.x", "pkg.x.y"}, id="relative-above"),
        pytest.param("from ....x import y", set(), id="relative-outside"),
        pytest.param('pytest.importorskip("a.b")', {"a.b"}, id="importorskip"),
        pytest.param('x = "from"', set(), id="nothing"),
        pytest.param("import  # nothing", set(), id="nothing-named"),
    ],
)
def test_imported_names(source: str, expected: set[str]) -> None:
    """Dotted names, made absolute by the file's path."""
    names = imported_names(source.encode(), "pkg/sub/mod.py")

    assert {name.lstrip(".") for name in names} == expected


TREE = MemoryTree(
    {
        "src/shop/__init__.py": b"",
        "src/shop/config.py": b"import yaml\nimport os\n",
        "src/shop/orders.py": b"from .config import load\nfrom . import rates\n",
        "src/shop/rates.py": b"from shop import config\n",
        "tests/conftest.py": b"import pytest\n",
        "tests/helpers.py": b"import shop.rates\n",
        "tests/unit/conftest.py": b"",
        "tests/unit/test_a.py": b"import helpers\nfrom .gone import x\n",
        "tests/unit/test_b.py": b"import test_a\n",
        "tool.py": b"import shop\n",
        "README.md": b"import nothing\n",
    }
)
IMPORTS = read_imports(TREE, Facts(packages={"shop": "src/shop"}))


def test_inside_and_outside() -> None:
    """Files of the target, and modules of others; never the standard library."""
    assert IMPORTS.inside["src/shop/orders.py"] == {
        "src/shop/__init__.py",
        "src/shop/config.py",
        "src/shop/rates.py",
    }
    assert IMPORTS.inside["src/shop/rates.py"] == {
        "src/shop/__init__.py",
        "src/shop/config.py",
    }
    assert IMPORTS.outside["src/shop/config.py"] == {"yaml"}
    assert IMPORTS.outside["tests/unit/test_a.py"] == frozenset()
    assert "README.md" not in IMPORTS.inside


def test_conftests_are_imported() -> None:
    """Pytest runs the `conftest.py` of every folder above a test."""
    assert IMPORTS.inside["tests/unit/test_a.py"] == {
        "tests/conftest.py",
        "tests/helpers.py",
        "tests/unit/conftest.py",
    }


def test_reached_and_importers() -> None:
    """Both go all the way, and hold where they begin."""
    assert IMPORTS.reached(["tests/helpers.py"]) >= {
        "tests/helpers.py",
        "src/shop/rates.py",
        "src/shop/config.py",
    }
    assert IMPORTS.importers(["src/shop/config.py"]) == {
        "src/shop/config.py",
        "src/shop/orders.py",
        "src/shop/rates.py",
        "tests/helpers.py",
        "tests/unit/test_a.py",
        "tests/unit/test_b.py",
    }
