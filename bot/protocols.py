"""The edges of the program, as everything above them sees them.

`bot/services/` and `bot/forges/` hold the classes that satisfy these; only
`bot/app.py` names the classes. Tests use the fakes of `tests/support/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Iterator,
        Mapping,
        Sequence,
    )
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from bot.model import FileChange, Proposal, PullRequest
    from bot.package_protocols import Advisories, Images, Packages


class Tree(Protocol):
    """The files of a target at one moment, read-only.

    Paths are relative to the target's root, with forward slashes. Only
    regular files are listed: no symbolic links, no submodules, no `.git`.
    """

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""

    def identity(self, path: str) -> str:
        """Return the content's id (git's blob id), equal for equal bytes.

        Raises `KeyError` where there is no such file.
        """

    def mode(self, path: str) -> int:
        """Return git's mode, 0o100644 or 0o100755; `KeyError` as above."""

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, fast, in the order given."""

    def __contains__(self, path: str) -> bool: ...


class Checkout(Protocol):
    """A target at one commit, apart from the user's own work tree."""

    @property
    def name(self) -> str:
        """The repository as people call it: its folder's name or its URL."""

    @property
    def commit(self) -> str:
        """The full id of the commit."""

    @property
    def branch(self) -> str:
        """The branch that pull requests go to, short name."""

    @property
    def root(self) -> str:
        """The target's folder within the repository; "" for the whole."""

    @property
    def tree(self) -> Tree:
        """The files below the root at the commit."""

    def recent_subjects(self, count: int) -> tuple[str, ...]:
        """Return the subject lines of the latest commits, newest first."""

    def changes_per_file(self, commits: int) -> Mapping[str, int]:
        """Return how often each file changed in that many latest commits."""

    def write(self, folder: Path) -> None:
        """Write the whole repository at the commit into an empty folder.

        No `.git` and nothing outside of `folder` is written; symbolic links
        that lead out of it are left out.
        """

    def commit_change(self, files: Sequence[FileChange], message: str) -> str:
        """Make a commit on top of this one and return its id.

        Nothing is checked out and no ref moves. The same files, message and
        base give the same id.
        """


@dataclass(frozen=True, slots=True)
class RefUpdate:
    """One ref to be moved from a commit or other object to another.

    `old` is what it must point to now, "" where it must not exist.
    """

    ref: str
    old: str
    new: str


class Repository(Protocol):
    """The objects and refs of a repository; its work tree is never touched."""

    @property
    def name(self) -> str:
        """The repository as people call it."""

    def refs(self, *prefixes: str) -> Mapping[str, str]:
        """Return the refs with one of these whole names or folders, and their ids."""

    def checked_out(self) -> Mapping[str, str]:
        """Return the branches in use, as refs, and the folder that uses each."""

    def read(self, identity: str) -> tuple[str, bytes]:
        """Return the kind of an object (blob, commit, tag ...) and its bytes."""

    def store(self, kind: str, content: bytes) -> str:
        """Write an object, if it is well formed, and return its id."""

    def move(self, updates: Sequence[RefUpdate], reason: str) -> None:
        """Move refs, all or none; call it within `exclusive`.

        `reason` is a line for the log of the refs. Raises `RefMovedError`
        where one is not as it must be, `GitError` where git cannot.
        """

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep every other Honebot from writing to this repository."""

    def contains(self, tip: str, commit: str) -> bool:
        """Return whether the commit is the tip, or one of its ancestors."""

    def holds_change(self, tip: str, base: str, head: str) -> bool:
        """Return whether what leads from `base` to `head` is in `tip` already.

        That is so if the files concerned are the same in `head` and `tip`, or
        if the history of `tip` has commits with the same patches.
        """

    def diff(self, base: str, head: str) -> bytes:
        """Return a unified diff between two commits."""


# ------------------------------------------------------------------ running


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may use: seconds of wall clock and bytes.

    `memory` and `processes` are of the command with all its children
    together where the machine allows, else of each process.
    """

    seconds: float = 600.0
    idle_seconds: float = 600.0
    memory: int = 4 << 30
    processes: int = 512
    disk: int = 4 << 30
    output: int = 8 << 20


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder or file of this machine that a command may see at `target`."""

    source: Path
    target: str
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be run in the sandbox.

    `folder` is the working directory inside. `index` opens the way to the
    package index, and to nothing else. `versions` limits what the index has of
    some projects: their normalised names, and specifiers (PEP 440). Nothing of
    this process's environment is passed on; `environment` is all there is,
    beside HOME, PATH, LANG, TMPDIR.
    """

    argv: tuple[str, ...]
    folder: str = "/"
    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: tuple[Mount, ...] = ()
    limits: Limits = field(default_factory=Limits)
    index: bool = False
    stdin: bytes = b""
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Completed:
    """How a command ended.

    `exit_code` is negative for a signal. `killed` says which limit ended it
    ("time", "idle", "memory", "processes", "disk", "output"), else "".
    `stdout` and `stderr` hold at most the limit's bytes (head and tail).
    """

    exit_code: int
    stdout: bytes
    stderr: bytes
    seconds: float
    killed: str = ""


class Index(Protocol):
    """The package index as commands in the sandbox see it.

    At `simple/` are all configured indexes as one; each of them is at
    `index/<number>/simple/`, too, without the others.
    """

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses of the configured indexes, without passwords."""

    def addresses(self, project: str, alone: int | None = None) -> Mapping[str, str]:
        """Return the true address of each file of a project, by its path there.

        `alone` is the number of the one index to ask. Of a project that
        cannot be had there are none.
        """

    def times(self, project: str, alone: int | None = None) -> Mapping[str, datetime]:
        """Return when each file of a project came, by its name.

        Files of which the index does not say it are left out.
        """

    def requirements(self, project: str, version: str) -> tuple[str, ...]:
        """Return what a release needs, by the metadata of one of its wheels.

        () where it has no wheel, or needs nothing.
        """


class Sandbox(Protocol):
    """Runs a command of the target where it can do no harm."""

    @property
    def index(self) -> Index | None:
        """What a command with `index` is served; None where there is nothing."""

    @property
    def name(self) -> str:
        """The driver: bubblewrap or none."""

    def run(self, command: Command) -> Completed:
        """Run the command to its end, and return how it ended.

        No process of it lives on afterwards. Raises `SandboxError` where no
        command can be run at all.
        """


class Tools(Protocol):
    """What an action may use beside the tree."""

    @property
    def sandbox(self) -> Sandbox:
        """For anything that may run code of the target or of a package."""

    @property
    def packages(self) -> Packages:
        """The package indexes of this machine."""

    @property
    def advisories(self) -> Advisories:
        """What is known of vulnerable releases."""

    @property
    def images(self) -> Images:
        """The registries of container images that the owner has named."""

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Run one of our own tools, such as `("ruff", "check", ...)`.

        `argv[0]` is a tool installed with Honebot (black, ruff, zizmor ...).
        Its environment is empty but for PATH, HOME (an empty folder), LANG.
        """

    def scratch(self) -> AbstractContextManager[Path]:
        """Give an empty folder that is removed at the end."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python of this machine: its program, version, what it must see.

    `mounts` make it work inside the sandbox, at the same paths.
    """

    path: Path
    version: tuple[int, int, int]
    mounts: tuple[Mount, ...] = ()


class Progress(Protocol):
    """Tells people how far the work is; a bar on a terminal, lines elsewhere."""

    def task(
        self, title: str, total: int | None = None
    ) -> AbstractContextManager[Callable[[int], None]]:
        """Begin a piece of work of that many steps.

        The function that the context gives says how many steps were done.
        """

    def say(self, text: str) -> None:
        """Tell one thing that happened, on a line of its own."""


# -------------------------------------------------------------------- forge


class Forge(Protocol):
    """Where pull requests live. Every write finds before it creates."""

    @property
    def name(self) -> str:
        """local, github or gitlab."""

    def pull_requests(self) -> tuple[PullRequest, ...]:
        """Return all pull requests that Honebot ever opened, oldest first."""

    def publish(self, proposal: Proposal) -> PullRequest:
        """Bring branch and pull request of the proposal's key into being.

        Opens it, or brings the open one up to date, or does nothing where it
        is so already. A branch that a person moved stays as it is, and the
        result says `edited`. Raises `ForgeError`.
        """

    def close(self, number: int, *, declined: bool) -> PullRequest:
        """Close it; declined means that it is not proposed again."""
