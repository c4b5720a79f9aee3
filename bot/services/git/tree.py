"""The files of a commit, below the target's root."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.services.git.snapshot import GITLINK, is_safe
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.services.git.objects import ObjectReader
    from bot.services.git.snapshot import Entry

LARGEST = 64 << 20
"""Bytes of the largest file that is read."""


class GitTree:
    """A `Tree` of a commit, read through `git cat-file`.

    `left_out` names what the commit holds beside the regular files that can
    be read: links, submodules, and files with impossible names or sizes.
    """

    def __init__(
        self, entries: Iterable[Entry], root: str, reader: ObjectReader
    ) -> None:
        self._reader = reader
        self._entries: dict[str, Entry] = {}
        left_out: list[LeftAlone] = []
        prefix = os.fsencode(f"{root}/") if root else b""
        for entry in entries:
            if not entry.path.startswith(prefix):
                continue
            path = entry.path[len(prefix) :]
            if reason := _unreadable(entry):
                shown = path.decode("utf-8", "backslashreplace")
                left_out.append(LeftAlone(shown, 0, reason))
            else:
                self._entries[path.decode()] = entry
        self._paths = tuple(sorted(self._entries))
        self.left_out = tuple(sorted(left_out))

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""
        return self._paths

    def identity(self, path: str) -> str:
        """Return git's blob id; `KeyError` where there is no such file."""
        return self._entries[path].identity

    def mode(self, path: str) -> int:
        """Return git's mode; `KeyError` where there is no such file."""
        return 0o100755 if self._entries[path].mode & 0o100 else 0o100644

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""
        return self._reader.read(self.identity(path)).content

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""
        found = self._reader.read_many([self.identity(path) for path in paths])
        for path, item in zip(paths, found, strict=True):
            yield path, item.content

    def __contains__(self, path: str) -> bool:
        return path in self._entries


_KINDS = {0o120000: "is a symbolic link", GITLINK: "is a submodule"}


def _unreadable(entry: Entry) -> str:
    """Return why an entry is left out, "" if it is not."""
    if entry.mode in _KINDS:
        return _KINDS[entry.mode]
    if not is_safe(entry.path):
        return "has a name that leads out of the repository"
    try:
        entry.path.decode()
    except UnicodeDecodeError:
        return "has a name that is not UTF-8"
    if entry.size is None:
        return "is missing in the repository (a partial clone?)"
    if entry.size > LARGEST:
        return f"has {entry.size:,} bytes, more than Honebot reads"
    return ""
