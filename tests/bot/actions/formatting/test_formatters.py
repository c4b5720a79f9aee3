"""Which formatter is chosen, and why."""

from __future__ import annotations

import pytest

from bot.actions.formatting.layout.formatters import choose
from tests.support.targets import target_of

HOOK = "repos:\n  - repo: x\n    rev: '1'\n    hooks:\n      - id: {}\n"
JOB = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: {}\n"


@pytest.mark.parametrize(
    ("files", "tool", "because", "gates"),
    [
        pytest.param(
            {"a.py": ""},
            "black",
            "Black, since the project hints at no formatter",
            (),
            id="nothing",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.black]\n"},
            "black",
            "Black, which is set up (`[tool.black]` in pyproject.toml)",
            (),
            id="black-configured",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.ruff.format]\n"},
            "ruff",
            "Ruff, which is set up (`[tool.ruff.format]` in pyproject.toml)",
            (),
            id="ruff-configured",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.ruff]\n"},
            "ruff",
            "Ruff, which is the linter here (`[tool.ruff]` in pyproject.toml)",
            (),
            id="ruff-as-linter",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.ruff]\n", "requirements.txt": "black\n"},
            "black",
            "Black, which is required (requirements.txt)",
            (),
            id="required-before-linter",
        ),
        pytest.param(
            {
                "pyproject.toml": "[tool.black]\n",
                ".github/workflows/a.yml": JOB.format("ruff format --check ."),
            },
            "ruff",
            "Ruff, which is set up (`ruff format` in .github/workflows/a.yml)",
            ("`ruff format` in .github/workflows/a.yml",),
            id="what-runs-counts-most",
        ),
        pytest.param(
            {
                ".pre-commit-config.yaml": HOOK.format("black"),
                "a/pyproject.toml": "[tool.yapf]\n",
            },
            "black",
            "Black, which is set up (hook `black` in .pre-commit-config.yaml)",
            ("hook `black` in .pre-commit-config.yaml",),
            id="hook",
        ),
        pytest.param(
            {"Makefile": "fmt:\n\tblack src tests\n"},
            "black",
            "Black, which is set up (`black` in Makefile)",
            ("`black` in Makefile",),
            id="task",
        ),
        pytest.param(
            {".github/workflows/a.yml": JOB.format("pip install black isort")},
            "black",
            "Black, since the project hints at no formatter",
            (),
            id="only-installed",
        ),
        pytest.param(
            {"setup.cfg": "[yapf]\nbased_on_style = pep8\n"},
            "",
            "yapf lays this project out (`[yapf]` in setup.cfg).",
            (),
            id="yapf",
        ),
        pytest.param(
            {"requirements.txt": "autopep8\n"},
            "",
            "autopep8 lays this project out (requirements.txt).",
            (),
            id="autopep8-required",
        ),
    ],
)
def test_choice(
    files: dict[str, str], tool: str, because: str, gates: tuple[str, ...]
) -> None:
    """The formatter is the one that runs, is set up, asked for, or hinted at."""
    choice, problems = choose(target_of(files))

    assert (choice.tool, choice.because, choice.gates) == (tool, because, gates)
    assert problems == ()


def test_two_formatters_are_for_a_person() -> None:
    """Two formatters that run contradict each other."""
    files = {
        ".pre-commit-config.yaml": HOOK.format("black"),
        "Makefile": "a:\n\truff format .\n",
    }

    choice, _ = choose(target_of(files))

    assert choice.tool == ""
    assert choice.for_a_person


def test_a_broken_file_is_named_and_the_rest_counts() -> None:
    """A file that cannot be read is named; what it was to run still hints."""
    files = {".pre-commit-config.yaml": HOOK.format("black") + "  nonsense\n"}

    choice, problems = choose(target_of(files))

    assert choice.tool == "black"
    assert choice.gates == ()
    assert [problem.path for problem in problems] == [".pre-commit-config.yaml"]


def test_a_folder_with_a_formatter_of_its_own_stands_apart() -> None:
    """Files below another formatter's settings are not for this one."""
    files = {"ruff.toml": "[format]\n", "old/pyproject.toml": "[tool.black]\n"}

    choice, _ = choose(target_of(files))

    assert choice.tool == "ruff"
    assert choice.apart == ("old/",)
