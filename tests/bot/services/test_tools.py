"""Honebot's own tools, run apart from everything of the user's."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Completed
from bot.services.gateway.gateway import PackageGateway
from bot.services.index import IndexSettings, Location
from bot.services.sandbox.none import RefusingSandbox
from bot.services.sandbox.opening import open_sandbox
from bot.services.tools import NoToolError, OwnTools, command_of, run_plain
from tests.support.hostile import MISSING
from tests.support.loopback_index import LoopbackIndex, sdist, wheel

if TYPE_CHECKING:
    from pathlib import Path

    from bot.protocols import Command

OUTPUT = ("-o", "requirements.txt", "requirements.in")
REFUSING = RefusingSandbox("the tests have none")


class Notebook:
    """A sandbox that writes down what it is to run; satisfies `Sandbox`."""

    name = "notebook"
    index = None

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.commands: list[Command] = []

    def run(self, command: Command) -> Completed:
        """Take it down, and run nothing."""
        self.commands.append(command)
        return Completed(0, b"", b"", 0.0)


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (("black", "--version"), "black"),
        (("ruff", "--version"), "ruff"),
        (("zizmor", "--version"), "zizmor"),
        (("hadolint", "--version"), "Haskell"),
        (("check-jsonschema", "--version"), "check-jsonschema"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_each_tool_runs(tmp_path: Path, argv: tuple[str, ...], expected: str) -> None:
    """What comes with Honebot is there."""
    done = OwnTools(REFUSING, tmp_path).run(argv)

    assert done.exit_code == 0
    assert expected in done.stdout.decode()


def test_a_tool_reads_and_writes_its_pipes(tmp_path: Path) -> None:
    """Input goes in, output comes out, and the folder is the working directory."""
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 20\n")
    argv = ("black", "-q", "-")

    done = OwnTools(REFUSING, tmp_path / "home").run(
        argv, stdin=b"f(aaaaaaaaa,   bbbbbbbbbb)\n", folder=tmp_path
    )

    assert done.stdout == b"f(\n    aaaaaaaaa,\n    bbbbbbbbbb,\n)\n"


def test_nothing_of_ours_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither variables nor home, and what is left in that home goes away."""
    monkeypatch.setenv("HONEBOT_GITHUB_TOKEN", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    program = "import os, pathlib; print(sorted(os.environ), pathlib.Path.home())"

    done = run_plain([sys.executable, "-c", program], b"", tmp_path, tmp_path, 20)

    names, _, home = done.stdout.decode().partition("]")
    found = set(names.strip("['").split("', '")) - {"LC_CTYPE"}
    assert found == {"HOME", "LANG", "PATH"}
    assert home.strip() == str(tmp_path)


def test_a_tool_that_hangs_is_ended(tmp_path: Path) -> None:
    """With the children that it has started."""
    words = ["sh", "-c", "echo begun; sleep 100 & sleep 100"]

    done = run_plain(words, b"", tmp_path, tmp_path, 0.5)

    assert (done.killed, done.exit_code) == ("time", -9)
    assert done.stdout == b"begun\n"
    assert done.seconds < 20


def test_an_unknown_tool_is_told(tmp_path: Path) -> None:
    """It is a fault of the installation."""
    with pytest.raises(NoToolError, match="flake8 is not installed beside Honebot"):
        OwnTools(REFUSING, tmp_path).run(("flake8", "."))


def test_a_missing_program_is_run_as_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some ways of installing put no programs anywhere."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    assert command_of("black") == [str(tmp_path / "python"), "-m", "black"]
    assert command_of("pip-compile")[1:] == ["-m", "piptools", "compile"]


def test_scratch_folders_go_away(tmp_path: Path) -> None:
    """Even when something goes wrong in between."""
    tools = OwnTools(REFUSING, tmp_path)

    with contextlib.suppress(ZeroDivisionError), tools.scratch() as folder:
        (folder / "file").write_text("x")
        _ = 1 / 0

    assert not folder.exists()
    assert tools.sandbox is REFUSING


@pytest.mark.parametrize("name", ["pip-compile", "uv"])
def test_tools_that_build_run_in_the_sandbox(tmp_path: Path, name: str) -> None:
    """They see one folder and the index, and nothing else of the user's."""
    notebook = Notebook()

    OwnTools(notebook, tmp_path).run((name, "x"), folder=tmp_path, seconds=7)

    [command] = notebook.commands
    assert command.index
    assert command.folder == "/target"
    assert command.limits.seconds == 7
    writable = [each.source for each in command.mounts if each.writable]
    assert writable == [tmp_path]


@pytest.mark.sandbox
@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(
            ("pip-compile", "-q", "--generate-hashes", "requirements.in"),
            id="pip-tools",
        ),
        pytest.param(
            ("uv", "pip", "compile", "-q", "--generate-hashes", *OUTPUT),
            id="uv",
        ),
    ],
)
def test_requirements_are_compiled(tmp_path: Path, argv: tuple[str, ...]) -> None:
    """Through the gateway, with what packages need found by building them."""
    tea = replace(sdist("tea"), uploaded="2024-01-02T00:00:00Z")
    packages = [wheel("shop", requires=("tea",)), tea]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "requirements.in").write_text("shop\n")
    with LoopbackIndex(packages) as index:
        where = IndexSettings((Location(index.url),))
        with PackageGateway(where, tmp_path / "home") as gateway:
            sandbox = open_sandbox(home=tmp_path / "home", gateway=gateway)
            done = OwnTools(sandbox, tmp_path / "home").run(argv, folder=folder)

    text = (folder / "requirements.txt").read_text()
    assert done.exit_code == 0
    assert f"shop==1.0 \\\n    --hash=sha256:{packages[0].sha256}" in text
    assert f"tea==1.0 \\\n    --hash=sha256:{packages[1].sha256}" in text
    assert "127.0.0.1" not in text
