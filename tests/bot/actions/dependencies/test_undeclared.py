"""How a requirement is written that goes beside others."""

from __future__ import annotations

import pytest

from bot.actions.dependencies.importing.undeclared import Undeclared, like
from bot.dependencies.finding import pyproject, requirements_file


def _written(lines: str, *, library: bool = False, version: str = "3.1.3+cu1") -> str:
    places = requirements_file.read("requirements.txt", lines.encode()).places
    found = Undeclared("werkzeug", "werkzeug", "a.py", 1, 1, version, (), places[0])
    return like(found, places, places[0].text, library=library)


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ("flask==3.0\nrich==14\n", "werkzeug==3.1.3"),
        ("flask\nrich\n", "werkzeug"),
        ("flask>=3\nrich>=14,<15\n", "werkzeug>=3.1.3"),
        ("flask >= 3\nrich >= 14\n", "werkzeug >= 3.1.3"),
        ("flask>=3\nrich\nclick\n", "werkzeug"),
        ("flask==3.0\nrich>=14\n", "werkzeug>=3.1.3"),
    ],
)
def test_like_its_neighbours(lines: str, written: str) -> None:
    """Pins stand beside pins, bounds beside bounds."""
    assert _written(lines) == written


def test_users_of_a_library_are_not_bound() -> None:
    """A library asks for any version, but where it pins everything."""
    assert _written("flask>=3\n", library=True) == "werkzeug"
    assert _written("flask==3.0\n", library=True) == "werkzeug==3.1.3"


def test_without_a_version_there_is_no_bound() -> None:
    """A version that no lock names is not made up."""
    assert _written("flask>=3\n", version="") == "werkzeug"


def test_poetry() -> None:
    """A caret stands beside carets."""
    content = b"[tool.poetry.dependencies]\nflask = '^3'\nrich = '^14'\n"
    places = pyproject.read("pyproject.toml", content).places
    found = Undeclared("werkzeug", "werkzeug", "a.py", 1, 1, "3.1.3", (), places[0])

    assert like(found, places, "flask^3", library=False) == "werkzeug^3.1.3"
