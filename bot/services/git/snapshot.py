"""Everything that a commit holds, as one list."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import TargetError
from bot.services.git.errors import GitOutputError, GitTimeoutError
from bot.services.git.process import Bounds

if TYPE_CHECKING:
    from bot.services.git.runner import Git

GITLINK = 0o160000
"""The mode of a submodule's entry."""

_BOUNDS = Bounds(120.0, 96 << 20)
"""A listing of this size has about a million files: no repository, but a bomb."""

_IGNORED = frozenset(
    map(chr, (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070)))
) | {"\ufeff"}
"""Characters that macOS leaves out of file names, as git's `is_hfs_dotgit` has them."""


class Entry(NamedTuple):
    """One entry of a commit: a file, a symbolic link or a submodule.

    `size` is the file's in bytes, None where git does not have the object.
    """

    path: bytes
    mode: int
    identity: str
    size: int | None

    @property
    def is_file(self) -> bool:
        """Whether this is a regular file."""
        return stat.S_ISREG(self.mode)

    @property
    def is_link(self) -> bool:
        """Whether this is a symbolic link."""
        return stat.S_ISLNK(self.mode)


def snapshot(git: Git, commit: str) -> tuple[Entry, ...]:
    """Return all entries of a commit, in git's order.

    Raises `TargetError` for more than about a million files, `GitError`.
    """
    try:
        listed = git.run("ls-tree", "-r", "-l", "-z", commit, bounds=_BOUNDS).stdout
    except (GitOutputError, GitTimeoutError) as error:
        raise TargetError(
            f"commit {commit[:12]} has too many files to list them"
        ) from error
    return tuple(_entry(line) for line in listed.split(b"\0") if line)


def _entry(line: bytes) -> Entry:
    facts, _, path = line.partition(b"\t")
    mode, _, identity, size = facts.split()
    return Entry(
        path,
        int(mode, 8),
        identity.decode(),
        int(size) if size.isdigit() else None,
    )


def is_safe(path: bytes) -> bool:
    """Return whether a path stays in its folder and in no git directory.

    Trees are only data: a hostile one may hold `..`, or a `.git` that is
    spelt so that some file systems take it for one.
    """
    parts = path.split(b"/")
    return not any(part in {b"", b".", b".."} or _is_dot_git(part) for part in parts)


def _is_dot_git(name: bytes) -> bool:
    text = "".join(c for c in name.decode("utf-8", "ignore") if c not in _IGNORED)
    return text.lower().partition(":")[0].rstrip(". ") in {".git", "git~1"}
