"""What a repository uses of a distribution, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.dependencies.upgrading.unpacking import Unpacked, unpack
from bot.actions.dependencies.upgrading.usage import Call, modules_of, told, usage_of
from tests.support.releases import wheel_of
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CODE = """
import shop
import shop.cart as c
from shop import Item, price as cost
from .shop import mine

try:
    from shop import later
except ImportError:
    later = None

shop.cart.Cart(1, *given, size=2)
c.Cart.load(1, size=2).sum
print(cost, Item)
"""


def released(
    folder: Path, files: Mapping[str, str], metadata: str = "", name: str = "shop"
) -> Unpacked:
    """Return a release with these files, unpacked."""
    archive = folder / f"{name}-1.0-py3-none-any.whl"
    archive.write_bytes(wheel_of(name, "1.0", files, metadata).content)
    return unpack(archive, folder / name)


def test_names_and_places(tmp_path: Path) -> None:
    """Imports and what hangs on them are found under their full names."""
    release = released(tmp_path, {"shop/__init__.py": "", "shop/cart.py": ""})

    usage = usage_of(target_of({"a.py": CODE, "b.py": "x = 1\n"}), "shop", release)

    assert usage.names == (
        "shop",
        "shop.Item",
        "shop.cart",
        "shop.cart.Cart",
        "shop.cart.Cart.load",
        "shop.later",
        "shop.price",
    )
    found = {(use.name, use.line): use for use in usage.uses}
    assert found["shop.cart.Cart", 12].call == Call(2, ("size",), starred=True)
    assert found["shop.cart.Cart.load", 13].call == Call(1, ("size",), starred=False)
    assert found["shop.later", 8].guarded
    assert not found["shop.price", 4].guarded
    assert told("shop", usage) == "7 names of `shop` are used, in `a.py`."


@pytest.mark.parametrize(
    ("files", "metadata", "modules"),
    [
        pytest.param({"a/__init__.py": "", "b.py": ""}, "", ("a", "b"), id="files"),
        pytest.param({"n/p/__init__.py": ""}, "", ("n.p",), id="namespace"),
        pytest.param({"_a.py": "", "a.py": "", "tests/t.py": ""}, "", ("a",), id="own"),
        pytest.param(
            {"a/__init__.py": "", "b.py": ""},
            "Import-Name: a.b\nImport-Name: a ; private\nImport-Name: ../x\n",
            ("a", "a.b"),
            id="said",
        ),
        pytest.param(
            {"a.py": "", "b.py": "", "shop-1.0.dist-info/top_level.txt": "b\nc\n"},
            "",
            ("b",),
            id="listed",
        ),
        pytest.param({"a.cpython-311.so": ""}, "", ("a",), id="compiled"),
        pytest.param({"x.txt": ""}, "", ("shop",), id="nothing"),
    ],
)
def test_import_names(
    tmp_path: Path, files: dict[str, str], metadata: str, modules: tuple[str, ...]
) -> None:
    """They come from the metadata, else from the files."""
    assert modules_of("shop", released(tmp_path, files, metadata)) == modules


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        pytest.param("pyyaml", ("yaml",), id="known"),
        pytest.param("typing-inspection", ("typing_inspection",), id="own-name"),
    ],
)
def test_import_names_without_a_release(name: str, modules: tuple[str, ...]) -> None:
    """A table knows the odd ones."""
    assert modules_of(name, None) == modules


ENTRIES = "shop-1.0.dist-info/entry_points.txt"


@pytest.mark.parametrize(
    ("files", "text"),
    [
        pytest.param({}, "No Python file imports `shop`.", id="nothing"),
        pytest.param(
            {ENTRIES: "[console_scripts]\nbuy = shop:main\n"},
            "No Python file imports `shop`. It has commands of its own (`buy`).",
            id="command",
        ),
        pytest.param(
            {ENTRIES: "[pytest11]\nshop = shop.plugin\n"},
            "No Python file imports `shop`. It is a plugin (`pytest11`), which needs no"
            " import.",
            id="plugin",
        ),
        pytest.param({ENTRIES: "[[\n"}, "No Python file imports `shop`.", id="broken"),
    ],
)
def test_not_imported(tmp_path: Path, files: dict[str, str], text: str) -> None:
    """That nothing imports it is said, and how it may be used all the same."""
    release = released(tmp_path, {"shop.py": "", **files})

    usage = usage_of(target_of({"a.py": "import other, shopping\n"}), "shop", release)

    assert told("shop", usage) == text


def test_unread_files_are_a_doubt() -> None:
    """A file that mentions it and cannot be parsed weakens the sentence."""
    usage = usage_of(target_of({"a.py": "import shop (\n"}), "shop", None)

    assert usage.unread == ("a.py",)
    assert told("shop", usage).endswith("as far as they can be read.")


def test_own_module_of_that_name() -> None:
    """A project that has a module of the name uses its own."""
    usage = usage_of(target_of({"shop.py": "", "a.py": "import shop\n"}), "shop", None)

    assert usage.uses == ()
    assert "has a module" in told("shop", usage)
