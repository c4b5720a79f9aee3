"""How a Python is read and written in another's place."""

from __future__ import annotations

import pytest

from bot.actions.dependencies.pythons.spelling import (
    is_version,
    only_version,
    respelt,
    scalar,
)
from bot.actions.dependencies.pythons.table import Minor


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("3.8", Minor(3, 8)),
        ("3.10.4", Minor(3, 10)),
        ("py310-django42", Minor(3, 10)),
        ("python3.9", Minor(3, 9)),
        ("pypy-3.9-v7.3.9", Minor(3, 9)),
        ("python:3.12-slim", Minor(3, 12)),
        ("3.8 - 3.12", None),
        ("13.8", None),
        ("py3", None),
        ("3.8.1.2", None),
    ],
)
def test_reading(text: str, version: Minor | None) -> None:
    """A text names one Python, or none."""
    assert only_version(text) == version


@pytest.mark.parametrize("text", ["3.x", ">=3.8", "django-3.2", "3", "latest"])
def test_other_texts(text: str) -> None:
    """A range or another program's version is no Python."""
    assert not is_version(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.8", "3.11"),
        ("'3.8.x'", "'3.11.x'"),
        ("py38-cov", "py311-cov"),
        ("pypy-3.8-v7.3.9", "pypy-3.11"),
        ("3.8.12", "3.11.9"),
        ("13.8 and 3.80", "13.8 and 3.80"),
        ("Python38, py3.8, cp38", "Python311, py3.11, cp311"),
    ],
)
def test_writing(old: str, new: str) -> None:
    """Another Python is spelt as the one before."""
    assert respelt(old, Minor(3, 8), Minor(3, 11), {Minor(3, 11): "3.11.9"}) == new


def test_a_number_is_never_cut_short() -> None:
    """3.10 without quotes would be 3.1."""
    assert scalar("3.9", "3.10") == '"3.10"'
    assert scalar("'3.9'", "'3.10'") == "'3.10'"
    assert scalar("3.9", "3.11") == "3.11"
