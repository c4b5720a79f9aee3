"""The line length that is inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.formatting.layout.layouts import Layout
from bot.actions.formatting.layout.line_lengths import line_length
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def unchanged(files: Mapping[str, bytes], length: int) -> Layout:
    """Lay out nothing."""
    del length
    return Layout(files)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"setup.cfg": "[flake8]\nmax-line-length = 100\n"}, 100, id="flake8"
        ),
        pytest.param(
            {".flake8": "[flake8]\nmax_line_length: 110\n"}, 110, id="own-file"
        ),
        pytest.param(
            {".pylintrc": "[FORMAT]\nmax-line-length=120\n"}, 120, id="pylint"
        ),
        pytest.param(
            {"pyproject.toml": "[tool.isort]\nline_length = 79\n"}, 79, id="isort"
        ),
        pytest.param(
            {"pyproject.toml": "[tool.pylint.format]\nmax-line-length = '99'\n"},
            99,
            id="pylint-table",
        ),
        pytest.param({"ruff.toml": "line-length = 101\n"}, 101, id="ruff"),
        pytest.param(
            {
                ".editorconfig": "[*]\nmax_line_length = 70\n"
                "[*.py]\nmax_line_length = 90\n"
            },
            90,
            id="editorconfig",
        ),
        pytest.param(
            {"tox.ini": "[flake8]\nmax-line-length = 999\n"}, 88, id="switched-off"
        ),
        pytest.param(
            {".flake8": "[flake8]\nmax-line-length = 80\nselect = B950\n"},
            88,
            id="bugbear",
        ),
        pytest.param({".flake8": "nonsense"}, 88, id="broken"),
    ],
)
def test_hints(files: dict[str, str], expected: int) -> None:
    """Other tools' limits count, if they are real ones."""
    found = line_length(target_of(files), {}, unchanged)

    assert found.characters == expected


def test_the_length_that_changes_clearly_fewer_lines_is_measured() -> None:
    """Another length than the default must spare a fifth of the changes."""
    files = {"a.py": b"x\n" * 100}

    def lay_out(some: Mapping[str, bytes], length: int) -> Layout:
        lines = {79: 60, 88: 50, 100: 45, 120: 30}[length]
        return Layout(dict.fromkeys(some, b"y\n" * lines + b"x\n" * 100))

    found = line_length(target_of({"a.py": ""}), files, lay_out)

    assert found.characters == 120
    assert "79: 60, 88: 50, 100: 45, 120: 30. 120 is the fewest." in found.because


def test_the_default_stays_where_little_is_gained() -> None:
    """A tenth fewer changes is no reason for another length."""
    files = {"a.py": b"x\n" * 100}

    def lay_out(some: Mapping[str, bytes], length: int) -> Layout:
        lines = {79: 60, 88: 50, 100: 45, 120: 48}[length]
        return Layout(dict.fromkeys(some, b"y\n" * lines + b"x\n" * 100))

    found = line_length(target_of({"a.py": ""}), files, lay_out)

    assert found.characters == 88
    assert "no other spares a fifth of them (100 the fewest)" in found.because
