"""A formatter in the version that the project pins, from the index."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.actions.catalogue import ACTIONS
from bot.actions.formatting.layout.pins import own_version
from bot.errors import ActionError, SandboxError
from bot.protocols import Completed
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.protocols import Command

STUB = """\
import sys
from pathlib import Path
for path in sorted(Path(".").rglob("*.py")):
    path.write_text(path.read_text().replace("=", "    =    "))
    print(f"reformatted {path.resolve()}", file=sys.stderr)
"""


@dataclass
class FolderSandbox:
    """Runs a command with the sources of its mounts in place of the targets."""

    name: str = "none"
    index: None = None
    commands: list[Command] = field(default_factory=list)

    def run(self, command: Command) -> Completed:
        """Run the command; what it prints names the targets."""
        self.commands.append(command)
        places = {mount.target: str(mount.source) for mount in command.mounts}
        argv = list(command.argv)
        for target, source in places.items():
            argv = [word.replace(target, source) for word in argv]
        done = subprocess.run(
            argv,
            cwd=places[command.folder],
            env={k: places.get(v, v) for k, v in command.environment.items()},
            capture_output=True,
            check=False,
        )
        error = done.stderr.replace(places["/target"].encode(), b"/target")
        return Completed(done.returncode, done.stdout, error, 0.1)


class Index(LocalTools):
    """Tools whose uv installs a black that writes wide."""

    def __init__(self, problem: str = "") -> None:
        self.folder_sandbox = FolderSandbox()
        self.sandbox = self.folder_sandbox  # type: ignore[assignment]  # another one
        self.problem = problem
        self.installed: list[str] = []

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Install the stub where uv is asked to; run other tools."""
        if argv[0] != "uv":
            return super().run(argv, stdin=stdin, folder=folder, seconds=seconds)
        self.installed += argv[argv.index("site") + 1 :]
        if self.problem == "sandbox":
            raise SandboxError("there is none")
        if self.problem or folder is None:
            return Completed(1, b"", self.problem.encode(), 0.1)
        package = folder / "site" / "black"
        package.mkdir(parents=True)
        (package / "__main__.py").write_text(STUB)
        (folder / "site" / "black-21.4b0.dist-info").mkdir()
        return Completed(0, b"", b"", 0.1)


def test_the_pinned_version_formats_in_the_sandbox() -> None:
    """The code is laid out by the version that a pin names, not by ours."""
    tools = Index()
    target = target_of({"requirements.txt": "black==21.4b0\n", "a.py": "x=None\n"})

    change = ACTIONS["format-code"].change(target, tools)

    assert [file.after for file in change.files] == [b"x    =    None\n"]
    assert change.checks[0].name == "black --check (21.4b0), all folders together"
    assert change.commands[0] == "python -m pip install black==21.4b0"
    assert tools.installed == ["black==21.4b0", "click<8.1"]


def test_the_formatter_sees_only_the_files() -> None:
    """The command gets no index, and two folders: itself, and the files."""
    tools = Index()
    target = target_of({"requirements.txt": "black==21.4b0\n", "a.py": "x=None\n"})

    ACTIONS["format-code"].change(target, tools)

    command = tools.folder_sandbox.commands[-1]
    targets = {mount.target: mount.writable for mount in command.mounts}
    assert not command.index
    assert targets["/target"] is True
    assert targets["/formatter"] is False


@pytest.mark.parametrize("problem", ["no such version", "sandbox"])
def test_a_version_that_cannot_be_had_is_an_error(problem: str) -> None:
    """Without the pinned version nothing is laid out, and it says what to do."""
    tools = Index(problem)
    target = target_of({"requirements.txt": "black==21.4b0\n", "a.py": "x=None\n"})

    with pytest.raises(ActionError) as raised:
        ACTIONS["format-code"].change(target, tools)

    assert str(raised.value).startswith("requirements.txt:1 asks for black==21.4b0")
    assert f"version={own_version('black')}" in str(raised.value)


def test_the_own_version_by_hand_moves_the_hook() -> None:
    """The parameter `version` takes another version, and the gate with it."""
    hook = "repos:\n- repo: https://github.com/psf/black\n  rev: 22.1.0\n  hooks:\n"
    files = {".pre-commit-config.yaml": f"{hook}  - id: black\n", "a.py": "x=None\n"}
    target = target_of(files, {"version": own_version("black")})

    change = ACTIONS["format-code"].change(target, LocalTools())

    assert [file.path for file in change.files] == ["a.py", ".pre-commit-config.yaml"]
    assert f"rev: {own_version('black')}\n".encode() in (change.files[1].after or b"")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        pytest.param(
            {"version": "x y"}, "version is 'x y', which is no version", id="version"
        ),
        pytest.param(
            {"line_length": "wide"},
            "line_length is 'wide', not a number of characters",
            id="length",
        ),
    ],
)
def test_wrong_parameters_are_refused(params: dict[str, str], message: str) -> None:
    """A parameter that makes no sense is an error that names it."""
    target = target_of({"a.py": "x=None\n"}, params)

    with pytest.raises(ActionError, match=message):
        ACTIONS["format-code"].change(target, LocalTools())
