"""What griffe and the target's linter say of the changed files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.assessment.facts import gather
from bot.model import FileChange, Policy
from bot.services.tools import OwnTools
from bot.services.trees import MemoryTree
from bot.verification.api import module_name, public_api
from bot.verification.lint import lint
from tests.support.fake_sandbox import FakeSandbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.model import Check

PACKAGES = {"shop": "src/shop"}
ORDERS = "src/shop/orders.py"
BEFORE = b"def total(a, b=1):\n    return a\n\n\ndef _own(): ...\n"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("src/shop/orders.py", "shop.orders", id="module"),
        pytest.param("src/shop/__init__.py", "shop", id="package"),
        pytest.param("src/shop/__main__.py", "shop.__main__", id="main"),
        pytest.param("src/shop/_own/x.py", "", id="private"),
        pytest.param("scripts/x.py", "", id="no-package"),
    ],
)
def test_module_name(path: str, name: str) -> None:
    """The name that users import it by; private modules have none."""
    assert module_name(path, PACKAGES) == name


@pytest.mark.parametrize(
    ("before", "after", "passed", "said"),
    [
        pytest.param(
            BEFORE,
            BEFORE.replace(b"return a", b"return b"),
            True,
            "nothing removed or changed",
            id="body",
        ),
        pytest.param(
            BEFORE,
            BEFORE.replace(b"_own", b"_other"),
            True,
            "nothing removed or changed",
            id="private",
        ),
        pytest.param(
            BEFORE,
            BEFORE.replace(b"total", b"sum_up"),
            False,
            "shop.orders.total: public object was removed",
            id="renamed",
        ),
        pytest.param(
            BEFORE,
            BEFORE.replace(b"b=1", b"b"),
            False,
            "shop.orders.total: parameter is now required",
            id="required",
        ),
        pytest.param(BEFORE, None, False, "shop.orders is gone", id="gone"),
        pytest.param(None, BEFORE, True, "nothing removed or changed", id="new"),
        pytest.param(BEFORE, b"def", True, "nothing removed or changed", id="broken"),
    ],
)
def test_public_api(
    before: bytes | None, after: bytes | None, said: str, *, passed: bool
) -> None:
    """What breaks for users is named."""
    check = public_api([FileChange(ORDERS, before, after)], PACKAGES, ())

    assert check is not None
    assert (check.passed, check.after, check.before) == (passed, said, "1 module")


def test_many_breakages() -> None:
    """Of many, a few are named."""
    before = "".join(f"def f{number}(): ...\n" for number in range(9)).encode()
    files = [
        FileChange(ORDERS, before, b""),
        FileChange("src/shop/x.py", b"", b"y = 1\n"),
    ]

    check = public_api(files, PACKAGES, ())

    assert check is not None
    assert check.after.endswith("; and 4 more")
    assert check.before == "2 modules"


def test_no_public_module() -> None:
    """Tests and other files have no public API."""
    files = [
        FileChange("src/shop/tests/test_x.py", b"", b"x = 1\n"),
        FileChange("README.md", b"", b"x"),
    ]

    assert public_api(files, PACKAGES, ["src/shop/tests/test_x.py"]) is None


RUFF = {"pyproject.toml": "[tool.ruff.lint]\nselect = ['F', 'E711']\n"}
FLAKE8 = {".flake8": "[flake8]\nmax-line-length = 100\n"}


def linted(
    tmp_path: Path, files: Mapping[str, str], *changes: FileChange
) -> Check | None:
    """Return what the linter says with these files configured."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    tools = OwnTools(FakeSandbox(), tmp_path)
    return lint(changes, tree, gather(tree, Policy()), tools)


def test_lint_with_the_targets_own_rules(tmp_path: Path) -> None:
    """Findings before and after, and the new ones by rule and file."""
    before = b"import os\nx = 1\n"
    change = FileChange("a.py", before, b"import os\nx = None\ny = x == None\nz\n")

    check = linted(tmp_path, RUFF, change)

    assert check is not None
    assert check.name == "ruff check"
    assert not check.passed
    assert check.before == "1 finding"
    assert check.after == "3 findings (E711 in a.py, F821 in a.py)"
    assert check.command == "ruff check a.py"


def test_lint_of_a_new_file(tmp_path: Path) -> None:
    """A new file has no findings before."""
    check = linted(tmp_path, RUFF, FileChange("pkg/a.py", None, b"x = 1\n"))

    assert check is not None
    assert check.passed
    assert (check.before, check.after) == ("0 findings", "0 findings")


def test_lint_for_flake8(tmp_path: Path) -> None:
    """Where flake8 is used, the rules of Pyflakes stand for it."""
    check = linted(tmp_path, FLAKE8, FileChange("a.py", b"x = 1\n", b"import os\n"))

    assert check is not None
    assert check.name == "ruff check --select E9,F"
    assert check.after == "1 finding (F401 in a.py)"


@pytest.mark.parametrize(
    ("files", "change"),
    [
        pytest.param({}, FileChange("a.py", b"", b"x"), id="no-linter"),
        pytest.param(RUFF, FileChange("a.md", b"", b"x"), id="no-python"),
        pytest.param(RUFF, FileChange("a.py", b"", None), id="nothing-left"),
        pytest.param(
            {"pyproject.toml": "[tool.ruff]\nno-such-option = 1\n"},
            FileChange("a.py", b"", b"x = 1\n"),
            id="configuration-for-another-ruff",
        ),
    ],
)
def test_nothing_to_lint(
    tmp_path: Path, files: Mapping[str, str], change: FileChange
) -> None:
    """Without linter, Python, or a configuration that Ruff reads, nothing is said."""
    assert linted(tmp_path, files, change) is None
