"""What pytest is told, from the file that counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.services.trees import MemoryTree
from bot.verification.pytest_config import PytestConfig, read_pytest_config

if TYPE_CHECKING:
    from collections.abc import Mapping

PYPROJECT = """\
[tool.pytest.ini_options]
addopts = ["--strict-markers", "--cov=src"]
testpaths = ["tests", "src"]
required_plugins = "pytest-mock pytest-env>=1"
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, PytestConfig(), id="none"),
        pytest.param(
            {"pyproject.toml": PYPROJECT},
            PytestConfig(
                "pyproject.toml",
                ("--strict-markers", "--cov=src"),
                ("tests", "src"),
                ("pytest-mock", "pytest-env>=1"),
            ),
            id="pyproject",
        ),
        pytest.param(
            {"pyproject.toml": '[tool.pytest]\naddopts = ["-q"]\n'},
            PytestConfig("pyproject.toml", ("-q",)),
            id="pyproject-of-pytest-9",
        ),
        pytest.param(
            {"pytest.ini": "", "pyproject.toml": PYPROJECT},
            PytestConfig("pytest.ini"),
            id="an-empty-pytest-ini-counts",
        ),
        pytest.param(
            {"pytest.toml": '[pytest]\naddopts = ["-x"]\n'},
            PytestConfig("pytest.toml", ("-x",)),
            id="pytest-toml",
        ),
        pytest.param(
            {
                "tox.ini": "[testenv]\n",
                "setup.cfg": "[tool:pytest]\naddopts =\n    # why\n    -m 'not slow'\n",
            },
            PytestConfig("setup.cfg", ("-m", "not slow")),
            id="setup-cfg",
        ),
        pytest.param(
            {"tox.ini": "[pytest]\naddopts = -k 'broken\n"},
            PytestConfig("tox.ini", ("-k", "'broken")),
            id="broken-quotes",
        ),
        pytest.param(
            {"pyproject.toml": "[tool", "tox.ini": "nonsense"},
            PytestConfig(),
            id="broken-files",
        ),
        pytest.param({"pyproject.toml": "tool = 1\n"}, PytestConfig(), id="no-table"),
        pytest.param(
            {"pyproject.toml": "[tool.pytest.ini_options]\naddopts = 3\n"},
            PytestConfig("pyproject.toml"),
            id="odd-value",
        ),
    ],
)
def test_read_pytest_config(files: Mapping[str, str], expected: PytestConfig) -> None:
    """The first file that pytest would take is read."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})

    found = read_pytest_config(tree)

    assert replace(found, table=()) == expected


def test_the_whole_table_counts() -> None:
    """Two configurations that differ anywhere are different."""
    first, second = (
        read_pytest_config(MemoryTree({"pytest.ini": f"[pytest]\nx = {n}\n".encode()}))
        for n in (1, 2)
    )

    assert first != second
