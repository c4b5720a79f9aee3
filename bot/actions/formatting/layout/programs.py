"""The formatter as a program: the one installed with Honebot, or another.

A project that pins its formatter checks its layout with that version, and
the layout changes from one version to the next. Another version than ours is
a package from the index, so it is installed and run in the sandbox.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from packaging.version import Version

from bot.actions.formatting.layout.pins import Pin, own_version
from bot.errors import ActionError, SandboxError
from bot.protocols import Command, Limits, Mount
from bot.services.interpreters import running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.protocols import Completed, Tools

FOLDER = "/target"
SITE = "/formatter"
"""Where the sandbox shows the files, and the formatter."""

INSTALL_SECONDS = 300.0

CLICK_BROKE_BLACK = Version("22.3")
"""Black before this version needs click before 8.1.

https://github.com/psf/black/issues/2964
"""


class Program(Protocol):
    """A formatter that can be run."""

    @property
    def version(self) -> str:
        """The version of the formatter."""

    def run(self, argv: Sequence[str], folder: Path, seconds: float) -> Completed:
        """Run it in the folder; `argv[0]` is its name."""


@dataclass(frozen=True, slots=True)
class _Own:
    """The formatter that is installed with Honebot."""

    tools: Tools
    version: str

    def run(self, argv: Sequence[str], folder: Path, seconds: float) -> Completed:
        """Run it as one of our own tools."""
        return self.tools.run(argv, folder=folder, seconds=seconds)


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A formatter from the package index, which runs in the sandbox."""

    tools: Tools
    version: str
    site: Path

    def run(self, argv: Sequence[str], folder: Path, seconds: float) -> Completed:
        """Run it where it sees nothing but the folder."""
        python = running()
        words = [word.replace(str(folder), FOLDER) for word in argv]
        done = self.tools.sandbox.run(
            Command(
                # -P: no module of the target stands in for one of the formatter's
                argv=(str(python.path), "-P", "-m", *words),
                folder=FOLDER,
                environment={"PYTHONPATH": SITE},
                mounts=(
                    *python.mounts,
                    Mount(self.site, SITE),
                    Mount(folder, FOLDER, writable=True),
                ),
                limits=Limits(seconds=seconds, idle_seconds=seconds),
            )
        )
        inside, outside = f"{FOLDER}/".encode(), f"{folder}/".encode()
        return replace(
            done,
            stdout=done.stdout.replace(inside, outside),
            stderr=done.stderr.replace(inside, outside),
        )


@contextmanager
def program(tools: Tools, package: str, pin: Pin | None) -> Iterator[Program]:
    """Give the formatter in the version that the pin asks for.

    Raises `ActionError` where that version cannot be had.
    """
    if pin is None:
        yield _Own(tools, own_version(package))
        return
    with tools.scratch() as scratch:
        folder = scratch.resolve()
        try:
            _install(tools, package, pin, folder)
        except SandboxError as error:
            raise ActionError(_not_had(package, pin, str(error))) from error
        site = folder / "site"
        yield _Fetched(tools, _version_in(site, package), site)


def _install(tools: Tools, package: str, pin: Pin, folder: Path) -> None:
    """Install the formatter into the sub-folder `site`."""
    argv = ["uv", "pip", "install", "--quiet", "--no-config", "--only-binary=:all:"]
    argv += ["--python", str(running().path), "--target", "site"]
    argv.append(f"{package}{pin.specifier}")
    if package == "black" and pin.exact and Version(pin.exact) < CLICK_BROKE_BLACK:
        argv.append("click<8.1")
    done = tools.run(argv, folder=folder, seconds=INSTALL_SECONDS)
    if done.exit_code != 0:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise ActionError(_not_had(package, pin, said or done.killed))
    (folder / "site").chmod(0o755)  # for the user of the sandbox


def _version_in(site: Path, package: str) -> str:
    found = sorted(site.glob(f"{package}-*.dist-info"))
    return found[0].name.removeprefix(f"{package}-").removesuffix(".dist-info")


def _not_had(package: str, pin: Pin, problem: str) -> str:
    return (
        f"{pin.where} asks for {package}{pin.specifier}, which lays code out in "
        f"another way than {package} {own_version(package)}, and it could not be "
        f"installed: {problem.rstrip('.')}. With the parameter "
        f"version={own_version(package)} the layout is that of the newer version"
    )
