"""How git can fail: children of `GitError`.

- `GitCommandError`: a command ended with an error
- `GitTimeoutError`: a command did not end in its time
- `GitOutputError`: a command wrote more than it may
- `ObjectError`: an object is missing or damaged
- `CommitError`: a change cannot be made a commit
- `WriteError`: files of a commit cannot be written to a folder
- `LockedError`: somebody else holds a lock for too long
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from bot.errors import GitError
from bot.services.git.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINES = 5
"""How many of the last lines on standard error a message shows."""


def _shown(command: Sequence[str]) -> str:
    return redact(shlex.join(("git", *command)))


class GitCommandError(GitError):
    """A git command ended with an error.

    `tail` holds the lines on standard error that give the reason, else the
    last ones, redacted.
    """

    def __init__(self, command: Sequence[str], exit_code: int, stderr: bytes) -> None:
        self.command = tuple(command)
        self.exit_code = exit_code
        lines = stderr.decode("utf-8", "replace").strip().splitlines()
        reasons = [line for line in lines if line.startswith(("fatal:", "error:"))]
        self.tail = redact("\n".join((reasons or lines)[-_LINES:]))
        said = f": {self.tail}" if self.tail else ""
        super().__init__(f"{_shown(command)} ended with {exit_code}{said}")


class GitTimeoutError(GitError):
    """A git command did not end in its time, and was ended."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self.command = tuple(command)
        self.seconds = seconds
        super().__init__(f"{_shown(command)} did not end within {seconds:g} s")


class GitOutputError(GitError):
    """A git command wrote more than it may, and was ended."""

    def __init__(self, command: Sequence[str], limit: int) -> None:
        self.command = tuple(command)
        self.limit = limit
        super().__init__(f"{_shown(command)} wrote more than {limit:,} bytes")


class ObjectError(GitError):
    """An object is missing or damaged, or cannot be read in time."""

    def __init__(self, identity: str, problem: str) -> None:
        self.identity = identity
        super().__init__(
            f"git object {identity} {problem}; `git fsck` in the repository says more"
        )


class CommitError(GitError):
    """A change cannot be made a commit on its base."""


class WriteError(GitError):
    """The files of a commit cannot be written into a folder."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        super().__init__(f"cannot write the files of the commit to {folder}: {reason}")


class LockedError(GitError):
    """Somebody else holds a lock for too long."""

    def __init__(self, what: str, path: Path, way_out: str) -> None:
        self.path = path
        super().__init__(f"{what} is locked by {path}; {way_out}")
