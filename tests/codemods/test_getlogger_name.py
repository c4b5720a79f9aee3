"""Names that are written by hand, which a case without a project cannot show."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

CODEMOD = CATALOGUE["getlogger-name"]
PROJECT = Project(modules=frozenset({"shop", "shop.cart", "shop.__main__"}))


@pytest.mark.parametrize(
    ("path", "name", "changes"),
    [
        pytest.param("src/shop/cart.py", "shop.cart", True, id="own"),
        pytest.param("src/shop/cart.py", "shop", False, id="of-the-package"),
        pytest.param("src/shop/__init__.py", "shop", False, id="application"),
        pytest.param("src/shop/__main__.py", "shop.__main__", False, id="main"),
        pytest.param("other/cart.py", "other.cart", False, id="no-known-module"),
    ],
)
def test_name_by_hand(path: str, name: str, *, changes: bool) -> None:
    """Only the module's own dotted name becomes `__name__`."""
    source = f"import logging\nlog = logging.getLogger('{name}')\n"

    made = rewrite(CODEMOD, path, source.encode(), PROJECT)

    expected = source.replace(f"'{name}'", "__name__") if changes else source
    assert made.source.decode() == expected
