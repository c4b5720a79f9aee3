"""How much a command has written into the folders it may write.

A folder that is bound into a sandbox has no size of its own, so it is watched:
cheaply by the free space of its file system, and by adding up its files when
that has fallen, or from time to time. Files that were deleted while open take
space that no folder shows; the processes' descriptors show them.
"""

from __future__ import annotations

import contextlib
import math
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENTRY: Final = 4096
"""What each name costs at least: a million empty files are a burden too."""
DEEPEST: Final = 256
"""Levels of folders; no real tree comes near, and deeper ones hide their size."""
STEP: Final = 64 << 20
"""Bytes that the file system may lose before the files are added up again."""
RESERVE: Final = 256 << 20
"""Free bytes below which every writer is stopped: a full disk harms all."""
UNMEASURABLE: Final = 1 << 62
FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@dataclass(slots=True)
class Size:
    """What was added up below a folder; `hidden` if some of it cannot be read."""

    total: int = 0
    hidden: bool = False

    def add(self, other: Size) -> None:
        """Take in what was found elsewhere."""
        self.total += other.total
        self.hidden |= other.hidden


def size_of(folder: Path) -> Size:
    """Return the bytes below the folder, each entry at least 4 KiB.

    No symbolic link is followed and no other file system entered. A tree
    deeper than 256 levels counts as endless.
    """
    try:
        top = os.open(folder, FOLDER)
    except NotADirectoryError:
        return Size(max(ENTRY, folder.lstat().st_blocks * 512))
    except OSError:
        return Size(hidden=True)
    return _size_below(top, os.fstat(top).st_dev, 0)


def _size_below(descriptor: int, device: int, depth: int) -> Size:
    """Return the bytes below an open folder, and close it."""
    size = Size()
    try:
        if depth > DEEPEST:
            return Size(UNMEASURABLE)
        for name in _add_entries(descriptor, device, size):
            try:
                below = os.open(name, FOLDER, dir_fd=descriptor)
            except FileNotFoundError:
                continue
            except OSError:
                size.hidden = True
                continue
            size.add(_size_below(below, device, depth + 1))
    finally:
        os.close(descriptor)
    return size


def _add_entries(descriptor: int, device: int, size: Size) -> list[str]:
    """Add up the entries of an open folder, and return the folders in it."""
    folders = []
    with os.scandir(descriptor) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                size.total += max(ENTRY, status.st_blocks * 512)
                if stat.S_ISDIR(status.st_mode) and status.st_dev == device:
                    folders.append(entry.name)
    return folders


def deleted_bytes(first: int | None, devices: frozenset[int]) -> int:
    """Return the bytes of deleted files that processes still hold open.

    `first` is a process of the sandbox; all processes of its process
    namespace are asked. Only files on these devices count.
    """
    held: dict[tuple[int, int], int] = {}
    for process in _same_namespace(first):
        try:
            opened = list((process / "fd").iterdir())
        except OSError:
            continue
        for file in opened:
            with contextlib.suppress(OSError):
                status = file.stat()
                gone = status.st_nlink == 0 and stat.S_ISREG(status.st_mode)
                if gone and status.st_dev in devices:
                    held[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(held.values())


def _same_namespace(first: int | None) -> Iterator[Path]:
    """Yield the `/proc` folders of all in the process namespace of `first`."""
    if first is None:
        return
    try:
        namespace = Path(f"/proc/{first}/ns/pid").readlink()
    except OSError:
        return
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                if (process / "ns/pid").readlink() == namespace:
                    yield process


class DiskWatch:
    """Says when a command has written more than it may."""

    def __init__(self, folders: Iterable[Path], limit: int) -> None:
        """Watch the folders; `limit` is the bytes they may grow together."""
        self.first: int | None = None
        self._folders = tuple(folders)
        self._limit = limit
        self._devices = frozenset(os.lstat(folder).st_dev for folder in self._folders)
        self._start = self._seen = self._free_bytes()
        self._baseline: int | None = None
        self._next = time.monotonic() + 1.0 if self._folders else math.inf

    def exceeded(self) -> bool:
        """Return whether the limit is broken now; cheap enough to ask often."""
        free = self._free_bytes()
        lost = [before - now for before, now in zip(self._seen, free, strict=True)]
        if max(lost, default=0) <= STEP and time.monotonic() < self._next:
            return False
        self._seen = free
        return self._is_full(free) or self._has_grown(free)

    def _is_full(self, free: tuple[int, ...]) -> bool:
        """Return whether a file system is all but full, and was not before."""
        pairs = zip(self._start, free, strict=True)
        return any(now < RESERVE and before - now > STEP for before, now in pairs)

    def _has_grown(self, free: tuple[int, ...]) -> bool:
        """Return whether the folders grew too much since they were first added up."""
        begin = time.monotonic()
        size = Size(deleted_bytes(self.first, self._devices))
        for folder in self._folders:
            size.add(size_of(folder))
        end = time.monotonic()
        self._next = end + max(1.0, 20 * (end - begin))
        if self._baseline is None:
            self._baseline = size.total if size.total < UNMEASURABLE else 0
        pairs = zip(self._start, free, strict=True)
        unseen = size.hidden and any(old - new > self._limit for old, new in pairs)
        return unseen or size.total - self._baseline > self._limit

    def _free_bytes(self) -> tuple[int, ...]:
        free = []
        for folder in self._folders:
            status = os.statvfs(folder)
            free.append(status.f_bavail * status.f_frsize)
        return tuple(free)
