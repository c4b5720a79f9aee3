"""Reading and removing what a command left behind, without being led astray.

A command may leave symbolic links, pipes, devices' names and trees without
end where a file is looked for. What it wrote is read with these functions and
no others.
"""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bot.services.sandbox.errors import ResultFileError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def read_result(root: Path, path: str, *, most: int = 64 << 20) -> bytes:
    """Return the bytes of a regular file below `root`.

    `path` is relative, with forward slashes. No symbolic link is followed at
    any step, `root` itself included, and nothing but a regular file with one
    name and at most `most` bytes is read. Raises `ResultFileError` where that
    is not so, and `FileNotFoundError` where there is nothing.
    """
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts:
        raise ResultFileError(path, "its path leads out of the folder")
    with contextlib.ExitStack() as stack:
        folder = _open(str(root), FOLDER, None, stack)
        for part in parts[:-1]:
            folder = _open(part, FOLDER, folder, stack)
        descriptor = _open(parts[-1], FILE, folder, stack)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            raise ResultFileError(path, "it is no plain file")
        if status.st_size > most:
            raise ResultFileError(path, f"it has more than {most:,} bytes")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(most)


def _open(
    name: str, flags: int, folder: int | None, stack: contextlib.ExitStack
) -> int:
    """Return an open descriptor, which the stack closes."""
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ResultFileError(name, error.strerror or "it cannot be opened") from error
    stack.callback(os.close, descriptor)
    return descriptor


def remove_tree(folder: Path) -> None:
    """Remove a folder that a command could write, however deep it has made it.

    Folders that may not be entered are opened first. No link is followed, and
    no other file system is entered. Raises `OSError` where something stays.
    """
    if not _run("rm", "-rf", "--one-file-system", "--", str(folder)):
        _run("chmod", "-R", "u+rwx", "--", str(folder))
        if not _run("rm", "-rf", "--one-file-system", "--", str(folder)):
            raise OSError(f"{folder} cannot be removed")


def _run(*words: str) -> bool:
    """Run one of the system's own programs; return whether it succeeded."""
    done = subprocess.run(  # noqa: S603  # fixed words and a folder of ours
        words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    return done.returncode == 0
