"""One writer at a time, and what a writer that was killed left behind.

The lock is `flock(2)` on a file of our own. Git commands that write inherit
the descriptor, so the lock is free only when they are gone as well, even if
this process was killed.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.services.git.errors import GitCommandError, LockedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_POLL = 0.05
_SETTLE = 0.3
"""Seconds that a lock file must stay as it is to be taken for a dead one. Git
holds the lock of a single ref for a few milliseconds."""

_CLOCK = 2.0
"""Seconds by which times of files may differ from each other."""

_LONGEST = 120.0
"""Seconds within which every write has ended or was ended."""


@contextmanager
def exclusive(
    path: Path, *, seconds: float, waiting: Callable[[], None] | None = None
) -> Iterator[int]:
    """Hold the lock file at `path`; the context is its file descriptor.

    `waiting` is called once when somebody else has it. Raises `LockedError`
    when they still have it after so many seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, path, seconds, waiting)
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(
    descriptor: int, path: Path, seconds: float, waiting: Callable[[], None] | None
) -> None:
    deadline = time.monotonic() + seconds
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting is not None and not told:
                waiting()
                told = True
            if time.monotonic() >= deadline:
                raise LockedError(
                    "the repository",
                    path,
                    "another Honebot works on it: wait until it is done",
                ) from None
            time.sleep(_POLL)
        else:
            return


class Journal:
    """The refs that are being written, so that a killed writer's locks are known.

    Git locks a ref with the file `<ref>.lock`. When it is killed, the file
    stays and nobody can move the ref any more. Only lock files of refs in a
    journal that was left behind, not older than it and not changing any more,
    are removed. Use it with the lock of `exclusive` held.
    """

    def __init__(self, path: Path, directory: Path) -> None:
        self.path = path
        self.directory = directory

    @contextmanager
    def writing(self, refs: Iterable[str]) -> Iterator[None]:
        """Note the refs while they are written; first mend what was left."""
        self.mend()
        self.path.write_text("\n".join(refs), encoding="utf-8")
        try:
            yield
        except GitCommandError:
            # Git ended by itself, and so took its lock files away.
            self.path.unlink(missing_ok=True)
            raise
        self.path.unlink(missing_ok=True)

    def mend(self) -> None:
        """Remove the lock files that a killed writer left."""
        try:
            written = self.path.stat().st_mtime
            refs = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return
        locks = [self.directory / f"{ref}.lock" for ref in refs if ref]
        before = {lock: _state(lock) for lock in locks}
        if any(before.values()):
            time.sleep(_SETTLE)
        for lock, state in before.items():
            if (
                state
                and state == _state(lock)
                and written - _CLOCK <= state[1] <= written + _LONGEST
            ):
                lock.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def _state(path: Path) -> tuple[int, float] | None:
    with suppress(OSError):
        status = path.lstat()
        return status.st_ino, status.st_mtime
    return None
