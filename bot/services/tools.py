"""Honebot's own tools, and what else an action may use beside the tree."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.errors import BotError
from bot.protocols import Command, Completed, Limits, Mount
from bot.services.interpreters import running
from bot.services.sandbox.files import remove_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.package_protocols import Advisories, Images, Packages
    from bot.protocols import Sandbox

MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "black": "black",
        "check-jsonschema": "check_jsonschema",
        "pip-compile": "piptools",
        "ruff": "ruff",
        "uv": "uv",
    }
)
"""Tools that can be run with `python -m` where their command is missing."""
IN_SANDBOX: Final = frozenset({"pip-compile", "uv"})
"""Tools that build packages, and so run code of people whom nobody knows."""
FOLDER: Final = "/target"
"""Where those tools find the folder that they are run in."""


class NoToolError(BotError):
    """A tool that comes with Honebot is not there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not installed beside Honebot: install it again")


class OwnTools:
    """Runs what is installed with Honebot. Satisfies `bot.protocols.Tools`."""

    def __init__(
        self,
        sandbox: Sandbox,
        home: Path,
        *,
        packages: Callable[[], Packages] | None = None,
        advisories: Callable[[], Advisories] | None = None,
        images: Callable[[], Images] | None = None,
    ) -> None:
        """Make scratch folders below `home`.

        `packages`, `advisories` and `images` take long to load, and are called
        when asked for.
        """
        self._sandbox = sandbox
        self._home = home
        self._packages = packages
        self._advisories = advisories
        self._images = images

    @property
    def sandbox(self) -> Sandbox:
        """For anything that may run code of the target or of a package."""
        return self._sandbox

    @property
    def packages(self) -> Packages:
        """The package indexes; raises `NoToolError` where none were given."""
        if self._packages is None:
            raise NoToolError("a client of package indexes")
        return self._packages()

    @property
    def advisories(self) -> Advisories:
        """The advisories; raises `NoToolError` where none were given."""
        if self._advisories is None:
            raise NoToolError("a source of advisories")
        return self._advisories()

    @property
    def images(self) -> Images:
        """The registries of images; raises `NoToolError` where none were given."""
        if self._images is None:
            raise NoToolError("a client of registries")
        return self._images()

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Run one of our own tools and return how it ended.

        `argv[0]` is its command. It sees no variable of ours, has an empty
        home, and is ended with its children after `seconds`. `pip-compile`
        and `uv` build packages: they run in the sandbox, with the package
        index, see `folder` and nothing else, and are there at `/target`.
        Raises `NoToolError`, and for those two `SandboxError`.
        """
        with self.scratch() as scratch:
            if argv[0] in IN_SANDBOX:
                return self._in_sandbox(argv, stdin, folder or scratch, seconds)
            words = [*command_of(argv[0]), *argv[1:]]
            return run_plain(words, stdin, folder or scratch, scratch, seconds)

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give an empty folder that is removed at the end."""
        parent = self._home / "scratch"
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=parent))
        try:
            yield folder
        finally:
            remove_tree(folder)

    def _in_sandbox(
        self, argv: Sequence[str], stdin: bytes, folder: Path, seconds: float
    ) -> Completed:
        python = running()
        words = [*command_of(argv[0]), *argv[1:]]
        environment = {"PATH": search_path()}
        if argv[0] == "pip-compile":
            # The gateway's address is no business of the file's readers.
            words.append("--no-emit-index-url")
            shown = [word for word in argv if word not in {"-q", "--quiet"}]
            environment["CUSTOM_COMPILE_COMMAND"] = shlex.join(shown)
        limits = replace(Limits(), seconds=seconds, idle_seconds=seconds)
        command = Command(
            tuple(words),
            folder=FOLDER,
            environment=environment,
            mounts=(
                *python.mounts,
                Mount(Path(sys.prefix), sys.prefix),
                Mount(folder, FOLDER, writable=True),
            ),
            limits=limits,
            index=True,
            stdin=stdin,
        )
        return self._sandbox.run(command)


def command_of(name: str) -> list[str]:
    """Return the words that start a tool: its program beside our Python's.

    Raises `NoToolError` where it is not installed.
    """
    program = Path(sys.executable).with_name(name)
    if program.is_file():
        return [str(program)]
    module = MODULES.get(name)
    if module is None:
        raise NoToolError(name)
    words = [sys.executable, "-m", module]
    return [*words, "compile"] if name == "pip-compile" else words


def search_path() -> str:
    """Return the PATH of our tools."""
    return os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin"))


def run_plain(
    words: Sequence[str], stdin: bytes, folder: Path, home: Path, seconds: float
) -> Completed:
    """Run a program with an empty environment, and end it after `seconds`."""
    begin = time.monotonic()
    killed = ""
    with subprocess.Popen(  # noqa: S603  # our own tools
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"HOME": str(home), "LANG": "C.UTF-8", "PATH": search_path()},
        start_new_session=True,
    ) as process:
        try:
            out, error = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            killed = "time"
            kill_group(process)
            out, error = process.communicate()
        except BaseException:
            kill_group(process)
            raise
    spent = time.monotonic() - begin
    return Completed(process.returncode, out, error, spent, killed)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and those that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
