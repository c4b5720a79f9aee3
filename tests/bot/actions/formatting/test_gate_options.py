"""What hooks and jobs tell a formatter on the command line."""

from __future__ import annotations

import pytest

from bot.actions.catalogue import ACTIONS
from bot.actions.formatting.layout.gate_options import (
    as_arguments,
    as_settings,
    options_of,
    words_of,
)
from bot.model import Status
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

JOB = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: {}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("--line-length=100 .", {"line-length": "100"}, id="equals"),
        pytest.param("--line-length 100 --check", {"line-length": "100"}, id="space"),
        pytest.param(
            "-l100 -S",
            {"line-length": "100", "skip-string-normalization": ""},
            id="short",
        ),
        pytest.param("-l 100 -l 90", {"line-length": "90"}, id="twice"),
        pytest.param(
            "-t py311 --preview src",
            {"target-version": "py311", "preview": ""},
            id="more",
        ),
        pytest.param("--diff --quiet -v .", {}, id="without-meaning"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_options(words: str, expected: dict[str, str]) -> None:
    """Options that change a layout are found, long and short."""
    assert options_of(words.split()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("-l 100 . && isort -l 80 .", ["-l", "100", "."], id="and"),
        pytest.param('--exclude "a b" .', ["--exclude", "a b", "."], id="quotes"),
        pytest.param("'--check', '.'])", ["--check", "."], id="list"),
        pytest.param('"', [], id="broken"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """A command ends where the next one begins."""
    found = words_of(text)

    assert found[: len(expected)] == expected


def test_options_as_settings_and_as_arguments() -> None:
    """Both ways of writing say the same."""
    options = {"line-length": "100", "preview": "", "config": "x"}

    assert as_settings(options) == {"line-length": 100, "preview": True}
    assert as_arguments(options) == ("--line-length=100", "--preview", "--config=x")


def test_a_job_s_line_length_is_used() -> None:
    """What CI tells Black counts, and no other length is inferred."""
    line = "call(" + ", ".join(f"argument_{number}" for number in range(8)) + ")\n"
    files = {
        "a.py": line + "x=1\n",
        ".github/workflows/a.yml": JOB.format("black -l 120 --check ."),
    }
    target = target_of(files)

    assessed = ACTIONS["format-code"].assess(target)
    change = ACTIONS["format-code"].change(target, LocalTools())

    assert assessed.status is Status.PROPOSED
    assert [file.path for file in change.files] == ["a.py"]
    assert change.files[0].after == (line + "x = 1\n").encode()


def test_settings_in_a_file_of_their_own_are_used() -> None:
    """A configuration that the gate names counts for the whole target."""
    line = "call('argument_one', argument_two)\n"
    files = {
        "a.py": line,
        "conf/black.toml": "[tool.black]\nline-length = 20\n"
        "skip-string-normalization = true\n",
        "Makefile": "fmt:\n\tblack --config conf/black.toml .\n",
    }

    change = ACTIONS["format-code"].change(target_of(files), LocalTools())

    assert change.files[0].after == (
        b"call(\n    'argument_one',\n    argument_two,\n)\n"
    )
