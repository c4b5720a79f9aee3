"""Unused imports: what a file alone does not tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program
from tests.support.linting import lint_for

CODEMOD = CATALOGUE["unused-imports"]
CART = (
    b"import json\nfrom shop.tax import rate, Rate\n\n"
    b"def total():\n    return str(Rate)\n"
)


def rewritten(path: str, files: dict[str, bytes]) -> tuple[bytes, str]:
    """Return one file of a project rewritten, and the first reason against it."""
    modules = frozenset(
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in files
    )
    project = Project(modules=modules)
    project = replace(project, program=program.index(files, project))
    lint = lint_for(CODEMOD, project)
    made = rewrite(CODEMOD, path, files[path], project, lint=lint)
    return made.source, made.left_alone[0].reason if made.left_alone else ""


def test_a_name_of_the_project_goes() -> None:
    """What nobody takes from here is not needed here."""
    files = {"shop/cart.py": CART, "shop/tax.py": b"class Rate: pass\nrate = Rate()\n"}

    source, _ = rewritten("shop/cart.py", files)

    assert source == (
        b"from shop.tax import Rate\n\ndef total():\n    return str(Rate)\n"
    )


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        pytest.param("from shop.cart import rate\n", "take names", id="import"),
        pytest.param("from shop.cart import *\n", "take names", id="star"),
        pytest.param(
            "import shop.cart\nshop.cart.rate\n", "take names", id="attribute"
        ),
        pytest.param(
            "from shop import cart\npatch('shop.cart.json')\n", "string", id="patch"
        ),
    ],
)
def test_what_others_use_stays(other: str, reason: str) -> None:
    """Other files may reach the name through this module, or through a string."""
    files = {
        "shop/__init__.py": b"",
        "shop/cart.py": CART,
        "shop/tax.py": b"class Rate: pass\nrate = Rate()\n",
        "shop/web.py": other.encode(),
    }

    source, said = rewritten("shop/cart.py", files)

    assert b"import json" in source
    assert reason in said


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param("shop/__init__.py", "import json", id="package"),
        pytest.param("tests/conftest.py", "import json", id="conftest"),
        pytest.param("shop/compat.py", "import json", id="compatibility"),
        pytest.param("shop/a.py", "import shop.plugins", id="module-of-the-project"),
        pytest.param("shop/a.py", "from shop import plugins", id="submodule"),
    ],
)
def test_files_and_modules_left_alone(path: str, line: str) -> None:
    """Files that hand names on, and modules that may register something."""
    source = f"{line}\n\n\ndef f():\n    return str(1)\n".encode()
    files = {path: source, "shop/plugins.py": b"register(1)\n"}

    assert rewritten(path, files)[0] == source
