"""A commit's files written into a folder, byte for byte."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.git.errors import WriteError
from bot.services.git.snapshot import is_safe
from bot.services.git.tree import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.services.git.objects import ObjectReader
    from bot.services.git.snapshot import Entry

MOST = 16 << 30
"""Bytes that the files of one commit may have together."""

_IMPOSSIBLE = frozenset(
    {
        errno.EEXIST,
        errno.EILSEQ,
        errno.EINVAL,
        errno.EISDIR,
        errno.ENAMETOOLONG,
        errno.ENOTDIR,
    }
)
"""What a file system says to an entry that it cannot hold beside the others."""


def materialise(
    entries: Sequence[Entry], reader: ObjectReader, folder: Path
) -> tuple[str, ...]:
    """Write all files and links into an empty folder; return what was left out.

    Git's filters, line end conversions and substitutions are not applied.
    Left out are submodules, names that lead out of the folder or that the
    file system cannot hold, and links that lead out. Raises `WriteError`.
    """
    files = [entry for entry in entries if entry.is_file and is_safe(entry.path)]
    total = sum(entry.size or 0 for entry in files)
    if total > MOST:
        raise WriteError(folder, f"they have {total:,} bytes, more than {MOST:,}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.scandir(folder) as found:
            if any(found):
                raise WriteError(folder, "it is not empty")
        writer = _Writer(folder.resolve(), reader)
        writer.write(files)
        writer.link([e for e in entries if e.is_link and is_safe(e.path)])
    except OSError as error:
        raise WriteError(folder, error.strerror or str(error)) from error
    return tuple(sorted(writer.left_out))


class _Writer:
    """Writes files, then links; folders are made once."""

    def __init__(self, folder: Path, reader: ObjectReader) -> None:
        self._folder = folder
        self._top = os.fsencode(folder) + b"/"
        self._reader = reader
        self._made = {b""}
        self.left_out: list[str] = []

    def write(self, files: Sequence[Entry]) -> None:
        """Write regular files. There is no link yet that could be followed."""
        there = [entry for entry in files if entry.size is not None]
        small = [e for e in there if e.size is not None and e.size <= LARGEST]
        contents = self._reader.read_many([entry.identity for entry in small])
        for entry, item in zip(small, contents, strict=True):
            self._put(entry, (item.content,))
        for entry in there:
            if entry.size is not None and entry.size > LARGEST:
                self._put(entry, self._reader.stream(entry.identity))
        self._leave(*(entry for entry in files if entry.size is None))

    def link(self, links: Sequence[Entry]) -> None:
        """Make the links, then take those away again that lead out.

        All their folders are made before the first link is. Whether a link
        leads out can depend on others, so it is the file system that is asked,
        after all are there, until no more are found.
        """
        within = [e for e in links if self._try(e, partial(self._make_above, e))]
        targets = self._reader.read_many([entry.identity for entry in within])
        made = []
        for entry, item in zip(within, targets, strict=True):
            place = os.fsdecode(self._top + entry.path)
            target = os.fsdecode(item.content)
            if not target or "\0" in target:
                self._leave(entry)
            elif self._try(entry, partial(Path(place).symlink_to, target)):
                made.append(entry)
        while leading_out := [entry for entry in made if not self._stays(entry)]:
            for entry in leading_out:
                Path(os.fsdecode(self._top + entry.path)).unlink()
                made.remove(entry)
            self._leave(*leading_out)

    def _put(self, entry: Entry, pieces: Iterable[bytes]) -> None:
        def write() -> None:
            self._make_above(entry)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(self._top + entry.path, flags), "wb") as stream:
                os.fchmod(stream.fileno(), 0o755 if entry.mode & 0o100 else 0o644)
                stream.writelines(pieces)

        self._try(entry, write)

    def _make_above(self, entry: Entry) -> None:
        self._make(entry.path.rpartition(b"/")[0])

    def _make(self, folder: bytes) -> None:
        if folder in self._made:
            return
        self._make(folder.rpartition(b"/")[0])
        path = Path(os.fsdecode(self._top + folder))
        path.mkdir()
        path.chmod(0o755)
        self._made.add(folder)

    def _try(self, entry: Entry, action: Callable[[], None]) -> bool:
        try:
            action()
        except OSError as error:
            # A tree may name a thing twice, or what this file system cannot hold.
            if error.errno not in _IMPOSSIBLE:
                raise
            self._leave(entry)
            return False
        return True

    def _leave(self, *entries: Entry) -> None:
        self.left_out += [os.fsdecode(entry.path) for entry in entries]

    def _stays(self, entry: Entry) -> bool:
        place = os.path.realpath(self._top + entry.path)
        return Path(os.fsdecode(place)).is_relative_to(self._folder)
