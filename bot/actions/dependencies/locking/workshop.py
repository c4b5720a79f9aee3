"""The place where a lock is written: files, the tool, the sandbox."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from uv import find_uv_bin

from bot.actions.dependencies.locking.addresses import STAND_IN
from bot.actions.dependencies.locking.ages import version_of
from bot.actions.dependencies.locking.errors import LockerFailedError, NoSuchToolError
from bot.actions.dependencies.pinning.errors import said_by_uv
from bot.errors import SandboxError
from bot.protocols import Command, Limits, Mount
from bot.services.interpreters import find_interpreters, running
from bot.services.sandbox.files import read_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.locking.addresses import Addresses
    from bot.protocols import Interpreter, Tools

WORK: Final = "/honebot-locking"
CACHE: Final = "/honebot-locking-cache"
SITE: Final = "/honebot-locking-tool"
OWN_UV: Final = "/honebot-uv"
SCRIPT: Final = "/honebot-locking-inside.py"
SETTLED_DAYS: Final = 7
"""How long after its release the needs of a tool are looked for."""
LIMITS: Final = Limits(seconds=900, idle_seconds=900, memory=4 << 30)


@dataclass(frozen=True, slots=True)
class Said:
    """How one command inside ended, and what it said."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Program:
    """A tool to be run inside: what makes it run, and what must be seen for it."""

    name: str
    version: str
    words: tuple[str, ...]
    mounts: tuple[Mount, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Workshop:
    """A scratch folder with the files of the target, some of them edited."""

    target: Target
    tools: Tools
    folder: Path
    files: Mapping[str, bytes]
    addresses: Addresses
    interpreters: Sequence[Interpreter] = field(default_factory=find_interpreters)
    work: Path = field(init=False)
    cache: Path = field(init=False)

    def __post_init__(self) -> None:
        """Make the folders."""
        self.work = self.folder / "work"
        self.cache = self.folder / "cache"
        self.cache.mkdir()

    def lay_out(self, edited: Mapping[str, bytes], *, hide: bool = True) -> None:
        """Write the target's files, and these in their place.

        With `hide`, the stand-in takes the place of an index that they name.
        """
        tree = self.target.tree
        if not self.work.exists():
            for path, content in tree.read_many(tree.paths()):
                self._write(path, content, hide=True)
        for path, content in edited.items():
            self._write(path, content, hide=hide)

    def append(self, path: str, text: str) -> None:
        """Write more at the end of a file that is laid out."""
        content = self.read(path)
        end = b"" if content.endswith(b"\n") or not text else b"\n"
        (self.work / path).write_bytes(content + end + text.encode())

    def _write(self, path: str, content: bytes, *, hide: bool) -> None:
        file = self.work / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()
        if hide and _is_swapped(file):
            content = self.addresses.hide(content)
        file.write_bytes(content)

    def originals(self) -> dict[str, bytes]:
        """Return the edited files as they were; new ones are left out."""
        tree = self.target.tree
        return {path: tree.read(path) for path in self.files if path in tree}

    def read(self, path: str) -> bytes:
        """Return a file that a tool has written."""
        return read_result(self.work, path)

    def run(  # noqa: PLR0913  # what is run, where, with what
        self,
        program: Program,
        commands: Iterable[Sequence[str]],
        *,
        path: str,
        python: Interpreter,
        folder: str | None = None,
        environment: Mapping[str, str] | None = None,
        versions: Mapping[str, str] | None = None,
    ) -> list[Said]:
        """Run commands of the program beside a lock, until one fails.

        `folder` is another folder to run them in. In all files there the
        stand-in is the index, which has only these `versions` of projects.
        Raises `LockerFailedError` where they are stopped.
        """
        beside = posixpath.dirname(path) if folder is None else folder
        mine = running()
        order = {
            "files": [posixpath.join(WORK, each) for each in self._swapped()],
            "commands": [[*program.words, *words] for words in commands],
            "folder": posixpath.join(WORK, beside).rstrip("/"),
            "stand_in": STAND_IN,
            "environment": {**program.environment, **(environment or {})},
        }
        done = self.tools.sandbox.run(
            Command(
                (str(mine.path), "-I", SCRIPT),
                folder=WORK,
                environment={
                    "PIP_CACHE_DIR": f"{CACHE}/pip",
                    "UV_CACHE_DIR": f"{CACHE}/uv",
                    "UV_NO_PROGRESS": "1",
                    "UV_PYTHON": str(python.path),
                    "NO_COLOR": "1",
                    "SETUPTOOLS_SCM_PRETEND_VERSION": "0",
                    "PATH": f"{python.path.parent}:/usr/local/bin:/usr/bin:/bin",
                },
                mounts=(
                    Mount(self.work, WORK, writable=True),
                    Mount(self.cache, CACHE, writable=True),
                    Mount(Path(__file__).with_name("inside.py"), SCRIPT),
                    *program.mounts,
                    *dict.fromkeys((*python.mounts, *mine.mounts)),
                ),
                limits=LIMITS,
                index=True,
                stdin=json.dumps(order).encode(),
                versions=versions or {},
            )
        )
        if done.killed or done.exit_code:
            said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
            problem = f"it was stopped: {done.killed}." if done.killed else said
            raise LockerFailedError(path, program.name, problem)
        return [Said(*each) for each in json.loads(done.stdout)]

    def _swapped(self) -> list[str]:
        """Return the files that hold the stand-in now, or may hold it then."""
        return sorted(
            path.relative_to(self.work).as_posix()
            for path in self.work.rglob("*")
            if _is_swapped(path) and path.is_file()
        )

    def exact(self, minor: int) -> Interpreter | None:
        """Return this machine's Python 3 of that minor version; None for none."""
        wanted = (3, minor)
        fitting = [each for each in self.interpreters if each.version[:2] == wanted]
        own = [each for each in fitting if each.version == running().version]
        return next(iter((*own, *fitting)), None)

    def python(self, specifier: str, wanted: str = "") -> Interpreter:
        """Return a Python of this machine for a `requires-python`.

        `wanted` is the version to be preferred ("3.11"); else it is the one that
        runs this, or the newest that fits. Where none fits it is ours: the
        tool says what it makes of it.
        """
        try:
            allowed = SpecifierSet(specifier)
        except InvalidSpecifier:
            allowed = SpecifierSet()
        fitting = [
            each
            for each in self.interpreters
            if allowed.contains("{}.{}.{}".format(*each.version))
        ]
        exact = [
            each for each in fitting if wanted == "{}.{}".format(*each.version[:2])
        ]
        own = [each for each in fitting if each.version == running().version]
        return next(iter((*exact, *own, *fitting)), running())

    def tool(
        self,
        name: str,
        specifier: str,
        *,
        until: str = "",
        python: Interpreter | None = None,
    ) -> Path:
        """Install a tool with what it needs as that was in its own time.

        `until` leaves out what came later. Raises `NoSuchToolError`.
        """
        times = self.addresses.index.times(name)
        limit = datetime.fromisoformat(until) if until else None
        allowed = SpecifierSet(specifier)
        found = [
            (version, time)
            for filename, time in times.items()
            if (version := version_of(filename)) is not None
            and allowed.contains(version)
            and (limit is None or time <= limit)
        ]
        more = []
        if found:
            newest = max(version for version, _ in found)
            came = min(time for version, time in found if version == newest)
            last = came + timedelta(days=SETTLED_DAYS)
            more = [f"--exclude-newer={last:%Y-%m-%dT%H:%M:%SZ}"]
            specifier = f"=={newest}"
        elif until:
            more = [f"--exclude-newer={until}"]
        return self.install([f"{name}{specifier}"], *more, python=python)

    def install(
        self,
        requirements: Sequence[str],
        *more: str,
        python: Interpreter | None = None,
    ) -> Path:
        """Install a tool from the index, in the sandbox, and return its folder.

        It is for that Python, the one that runs this unless given.
        Raises `NoSuchToolError` where that version cannot be had.
        """
        python = python or running()
        words = (*requirements, *more, str(python.path)[-40:])
        key = "-".join(each.translate(_PLAIN) for each in words)
        site = self.folder / f"tool-{key[-120:]}"
        if site.exists():
            return site
        site.mkdir()
        argv = (OWN_UV, "pip", "install", "--quiet", "--no-config", *more)
        argv += ("--python", str(python.path), "--target", SITE, *requirements)
        try:
            done = self.tools.sandbox.run(self._installing(argv, site, python))
        except SandboxError as error:
            raise NoSuchToolError(requirements[0], str(error)) from error
        if done.exit_code:
            said = said_by_uv(done.stderr.decode("utf-8", "replace"))
            raise NoSuchToolError(requirements[0], done.killed or said)
        site.chmod(0o755)  # for the user of the sandbox
        return site

    def _installing(
        self, argv: Sequence[str], site: Path, python: Interpreter
    ) -> Command:
        return Command(
            tuple(argv),
            folder=CACHE,
            environment={"UV_CACHE_DIR": f"{CACHE}/uv", "NO_COLOR": "1"},
            mounts=(
                Mount(site, SITE, writable=True),
                Mount(self.cache, CACHE, writable=True),
                Mount(Path(find_uv_bin()).resolve(), OWN_UV),
                *python.mounts,
            ),
            limits=LIMITS,
            index=True,
        )


def _is_swapped(path: Path) -> bool:
    """Return whether a file may name an index."""
    return path.suffix in _NAMING or path.name == "Pipfile"


_NAMING: Final = frozenset({".toml", ".lock", ".txt", ".in", ".pip", ".cfg", ".ini"})
_PLAIN: Final = {ord(each): "-" for each in "/<>=!~,;:[] \"'"}


def version_in(site: Path, package: str) -> str:
    """Return the version of a package in a folder; "" where it is not there."""
    found = sorted(site.glob(f"{package.replace('-', '_')}-*.dist-info"))
    name = found[0].name if found else ""
    return name.removesuffix(".dist-info").partition("-")[2]
