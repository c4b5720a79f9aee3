"""The version of a formatter that the project asks for."""

from __future__ import annotations

import pytest

from bot.actions.formatting.layout.pins import own_version, required, unmet
from tests.support.targets import target_of

HOOK = """\
repos:
  - repo: https://github.com/psf/black
    rev: 23.11.0
    hooks:
      - id: black
"""
PIPFILE_LOCK = '{"default": {}, "develop": {"black": {"version": "==24.1.1"}}}'
OWN = own_version("black")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a.py": ""}, None, id="none"),
        pytest.param(
            {"requirements.txt": "black==23.11.0\n"},
            ("==23.11.0", "requirements.txt:1"),
            id="requirement",
        ),
        pytest.param({"requirements.txt": "black>=22\n"}, None, id="range-that-fits"),
        pytest.param(
            {"requirements.txt": "black<24\n"},
            ("<24", "requirements.txt:1"),
            id="range-that-does-not",
        ),
        pytest.param(
            {"requirements.txt": f"black=={OWN.split('.')[0]}.1.0\n"},
            None,
            id="same-year",
        ),
        pytest.param(
            {".pre-commit-config.yaml": HOOK, "requirements.txt": "black==22.1.0\n"},
            ("==23.11.0", ".pre-commit-config.yaml:5"),
            id="hook-first",
        ),
        pytest.param(
            {
                "poetry.lock": '[[package]]\nname = "black"\nversion = "24.1.1"\n',
                "pyproject.toml": "",
            },
            ("==24.1.1", "poetry.lock"),
            id="poetry-lock",
        ),
        pytest.param(
            {
                "Pipfile": "",
                "Pipfile.lock": PIPFILE_LOCK,
            },
            ("==24.1.1", "Pipfile.lock"),
            id="pipfile-lock",
        ),
        pytest.param({"Pipfile": "", "Pipfile.lock": "{"}, None, id="broken-lock"),
        pytest.param(
            {"a/requirements.txt": "black==23.11.0\n", "requirements.txt": "black\n"},
            None,
            id="top-before-below",
        ),
    ],
)
def test_unmet(files: dict[str, str], expected: tuple[str, str] | None) -> None:
    """A pin counts where our own version lays code out in another way."""
    pin = unmet(target_of(files), "black")

    found = None if pin is None else (str(pin.specifier), pin.where)
    assert found == expected


def test_ruff_moves_its_layout_with_the_minor_version() -> None:
    """Ruff's series is the first two numbers."""
    major, minor, *_ = own_version("ruff").split(".")
    same = target_of({"requirements.txt": f"ruff=={major}.{minor}.0\n"})
    other = target_of({"requirements.txt": "ruff==0.1.0\n"})

    assert unmet(same, "ruff") is None
    assert unmet(other, "ruff") is not None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("23", "==23.*", id="year"),
        pytest.param("23.11.0", "==23.11.0", id="version"),
        pytest.param(OWN, None, id="our-own"),
        pytest.param(OWN.split(".")[0], None, id="our-year"),
        pytest.param(23, None, id="no-text"),
        pytest.param("x y", None, id="nonsense"),
    ],
)
def test_required_version(value: object, expected: str | None) -> None:
    """Black's own `required-version` is a pin that it insists on."""
    pin = required(value)

    assert (None if pin is None else str(pin.specifier)) == expected
