"""Tools are found where they are configured or run."""

from __future__ import annotations

import pytest

from bot.model import Tool
from tests.support.assessment import facts_of


def names(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return the tools of a target."""
    return [(tool.name, tool.path, tool.where) for tool in facts_of(files).tools]


@pytest.mark.parametrize(
    ("path", "text", "tool", "where"),
    [
        pytest.param(
            "pyproject.toml", "[tool.black]\n", "black", "[tool.black]", id="table"
        ),
        pytest.param(
            "pyproject.toml",
            "[tool.importlinter]\n",
            "import-linter",
            "[tool.importlinter]",
            id="other name",
        ),
        pytest.param(
            "pyproject.toml",
            "[tool.hatch.version]\npath='a.py'\n",
            "",
            "",
            id="unknown",
        ),
        pytest.param("ruff.toml", "", "ruff", "", id="own file"),
        pytest.param(".flake8", "[flake8]\n", "flake8", "", id="own hidden file"),
        pytest.param(
            "setup.cfg", "[tool:pytest]\n", "pytest", "[tool:pytest]", id="section"
        ),
        pytest.param(
            "tox.ini",
            "[coverage:run]\n",
            "coverage",
            "[coverage:run]",
            id="section by beginning",
        ),
        pytest.param(
            "setup.cfg",
            "[mypy-numpy.*]\n",
            "mypy",
            "[mypy-numpy.*]",
            id="section by module",
        ),
        pytest.param("renovate.json", "{}", "renovate", "", id="renovate"),
        pytest.param(".github/dependabot.yml", "{}", "dependabot", "", id="dependabot"),
    ],
)
def test_configured(path: str, text: str, tool: str, where: str) -> None:
    """A table, section or file of the tool shows it."""
    assert names({path: text}) == ([(tool, path, where)] if tool else [])


def test_hooks() -> None:
    """Hooks by id, by alias and by what a local hook runs."""
    config = """\
repos:
- repo: https://example.invalid/ruff
  hooks:
  - id: ruff-check
    args: [--fix]
  - id: trailing-whitespace
- repo: local
  hooks:
  - id: types
    entry: uv run mypy src
"""

    assert names({".pre-commit-config.yaml": config}) == [
        ("mypy", ".pre-commit-config.yaml", "hook"),
        ("pre-commit", ".pre-commit-config.yaml", ""),
        ("ruff", ".pre-commit-config.yaml", "hook"),
    ]


@pytest.mark.parametrize(
    ("command", "tools"),
    [
        pytest.param("pytest -q", ["pytest"], id="plain"),
        pytest.param("python -m pytest", ["pytest"], id="module"),
        pytest.param(
            "coverage run --branch -m pytest", ["coverage", "pytest"], id="both"
        ),
        pytest.param("uv run --no-sync pytest", ["pytest"], id="uv"),
        pytest.param("cd a && FOO=1 black . || true", ["black"], id="after a list"),
        pytest.param("x=$(ruff check); .venv/bin/mypy .", ["mypy", "ruff"], id="shell"),
        pytest.param("poetry run \\\n  flake8", ["flake8"], id="continued"),
        pytest.param("pip install black mypy", [], id="only installed"),
        pytest.param("echo black-market pytest.ini", [], id="other words"),
    ],
)
def test_run_in_ci(command: str, tools: list[str]) -> None:
    """A tool at the place of a command is run; elsewhere it is a word."""
    facts = facts_of(
        {
            ".github/workflows/a.yml": (
                "jobs:\n  lint:\n    name: run isort\n    run: |\n      "
                + command.replace("\n", "\n      ")
                + "\n"
            )
        }
    )

    assert [tool.name for tool in facts.tools] == tools
    assert {tool.where for tool in facts.tools} <= {"job lint"}


def test_run_outside_of_a_job() -> None:
    """Where there is no job, the file alone is told."""
    assert names({".travis.yml": "script: tox -e py\n"}) == [("tox", ".travis.yml", "")]


def test_a_version_from_git() -> None:
    """A version that comes from git is a tool of its own."""
    facts = facts_of({"pyproject.toml": "[tool.hatch.version]\nsource = 'vcs'\n"})

    assert facts.tools == (Tool("hatch-vcs", "pyproject.toml", "[tool.hatch.version]"),)
    assert facts.uses("hatch-vcs", "ruff")
    assert not facts.uses("ruff")
