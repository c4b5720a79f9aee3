"""Lends folders to the user that a command runs as."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Final

from bot.services.sandbox.disk import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextlib.contextmanager
def lent(paths: Iterable[Path], borrower: int) -> Iterator[None]:
    """Let a user own the folders, and all that is in them, for a while.

    Afterwards all of it belongs to whom the folder itself belonged to, what
    was made meanwhile included. A file that has other names elsewhere is not
    lent, since it would be lent there too. No symbolic link is followed.
    """
    owners = {path: path.lstat() for path in paths}
    try:
        for path in owners:
            give(path, borrower, -1, borrower)
        yield
    finally:
        for path, owner in owners.items():
            give(path, owner.st_uid, owner.st_gid, borrower)


def give(path: Path, user: int, group: int, borrower: int) -> None:
    """Change the owner of a folder (or file) and of all that is in it.

    The group changes only where it is the borrower's own.
    """
    _give(str(path), path.lstat(), None, (user, group, borrower))
    with contextlib.suppress(NotADirectoryError):
        _give_below(os.open(path, FOLDER), (user, group, borrower), 0)


def _give_below(descriptor: int, change: tuple[int, int, int], depth: int) -> None:
    """Give what is in an open folder, and close it; no deeper than any real tree."""
    try:
        folders = []
        with os.scandir(descriptor) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                _give(entry.name, status, descriptor, change)
                if stat.S_ISDIR(status.st_mode):
                    folders.append(entry.name)
        for name in folders if depth < DEEPEST else ():
            below = os.open(name, FOLDER, dir_fd=descriptor)
            _give_below(below, change, depth + 1)
    finally:
        os.close(descriptor)


def _give(
    name: str,
    status: os.stat_result,
    folder: int | None,
    change: tuple[int, int, int],
) -> None:
    """Give one entry, unless it is the new owner's already or has other names."""
    user, group, borrower = change
    alone = stat.S_ISDIR(status.st_mode) or status.st_nlink == 1
    if status.st_uid != user and (alone or status.st_uid == borrower):
        new_group = group if status.st_gid == borrower else -1
        os.chown(name, user, new_group, dir_fd=folder, follow_symlinks=False)
