"""Which words run an installer, whatever stands before it."""

from __future__ import annotations

import pytest

from bot.reading.installers import (
    installer,
    is_shell,
    option_values,
    program,
    script_argument,
)
from bot.reading.shell import commands


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("pip install a", "pip install", id="pip"),
        pytest.param("pip3.11 install a", "pip install", id="pip with a version"),
        pytest.param("/opt/venv/bin/pip install a", "pip install", id="path"),
        pytest.param(
            '"$VENV/bin/pip" install a', "pip install", id="folder of a variable"
        ),
        pytest.param("python -m pip install a", "pip install", id="module"),
        pytest.param(
            "python3.11 -u -W error -m pip install a",
            "pip install",
            id="module and options",
        ),
        pytest.param("py.exe -m pip install a", "pip install", id="launcher"),
        pytest.param(
            "python -m uv pip install a", "uv pip install", id="uv as a module"
        ),
        pytest.param(
            "pip --proxy x --quiet install a", "pip install", id="options first"
        ),
        pytest.param(
            "uv --directory x pip install a", "uv pip install", id="uv's options first"
        ),
        pytest.param(
            "uv tool --offline install a", "uv tool install", id="options between"
        ),
        pytest.param("uv sync --frozen", "uv sync", id="uv sync"),
        pytest.param("poetry -C x install", "poetry install", id="poetry"),
        pytest.param("pipenv sync", "pipenv sync", id="pipenv"),
        pytest.param("sudo -H -u ada X=1 pip install a", "pip install", id="sudo"),
        pytest.param(
            "env -u X Y=1 nice -n 5 pip install a", "pip install", id="env and nice"
        ),
        pytest.param("timeout -k 5 60 pip install a", "pip install", id="timeout"),
        pytest.param("gosu ada pip install a", "pip install", id="gosu"),
        pytest.param("conda run -n x pip install a", "pip install", id="conda"),
        pytest.param("uv run --with x -- pip install a", "pip install", id="uv run"),
        pytest.param("xargs -n 1 pip install", "pip install", id="xargs"),
        pytest.param("$PIP install a", None, id="variable command"),
        pytest.param("pip $VERB a", None, id="variable verb"),
        pytest.param("pip --version", None, id="no verb"),
        pytest.param("uv pip", None, id="no second verb"),
        pytest.param("python -c 'pip'", None, id="code"),
        pytest.param("python -m venv x", None, id="another module"),
        pytest.param("sudo", None, id="nothing after a wrapper"),
        pytest.param("echo pip install a", None, id="another program"),
    ],
)
def test_installer(script: str, expected: str | None) -> None:
    """The program that runs in the end counts, and its verbs."""
    (command,) = commands(script)

    found = installer(command.words)

    assert (found.command if found else None) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("sh -c 'a b'", "a b", id="sh"),
        pytest.param("/bin/bash -o pipefail -ec 'a b' x", "a b", id="bash"),
        pytest.param("sh script.sh -c x", None, id="a file"),
        pytest.param("sh -e", None, id="no script"),
        pytest.param("python -c 'a b'", None, id="python"),
    ],
)
def test_script_argument(script: str, expected: str | None) -> None:
    """The script of `sh -c` is found."""
    (command,) = commands(script)

    found = script_argument(command.words)

    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("bash -euxo pipefail", True, id="options"),
        pytest.param("sh script.sh", False, id="a file"),
        pytest.param("python3", False, id="python"),
        pytest.param("sudo", False, id="nothing"),
    ],
)
def test_is_shell(script: str, *, expected: bool) -> None:
    """A shell without a file reads its standard input."""
    (command,) = commands(script)

    assert is_shell(command.words) is expected


def test_the_values_of_an_option_in_all_spellings() -> None:
    """Long and short, joined and apart."""
    (command,) = commands("pip -ra.txt -r b.txt --requirement=c --requirement d -r")

    assert option_values(command.words, "-r", "--requirement") == (
        "a.txt",
        "b.txt",
        "c",
        "d",
    )


def test_a_program_is_left_as_it_is() -> None:
    """Without a wrapper the words are the program."""
    (command,) = commands("make all")

    assert program(command.words) == command.words
