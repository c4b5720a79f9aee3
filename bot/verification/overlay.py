"""The target's files as they are with a change."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import FileChange
    from bot.protocols import Tree


class ChangedTree:
    """A `Tree` with changed files laid over another."""

    def __init__(self, tree: Tree, files: Sequence[FileChange]) -> None:
        self._tree = tree
        self._files = {file.path: file for file in files}
        kept = {path for path in tree.paths() if path not in self._files}
        added = {file.path for file in files if file.after is not None}
        self._paths = tuple(sorted(kept | added))
        self._known = frozenset(self._paths)

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""
        return self._paths

    def identity(self, path: str) -> str:
        """Return an id of the content; `KeyError` where there is no such file."""
        if path not in self._files:
            return self._tree.identity(path)
        return hashlib.sha256(self.read(path)).hexdigest()

    def mode(self, path: str) -> int:
        """Return git's mode; `KeyError` where there is no such file."""
        if path not in self._files:
            return self._tree.mode(path)
        self.read(path)
        return self._files[path].mode

    def read(self, path: str) -> bytes:
        """Return the bytes; `KeyError` where there is no such file."""
        if path not in self._files:
            return self._tree.read(path)
        content = self._files[path].after
        if content is None:
            raise KeyError(path)
        return content

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""
        below = self._tree.read_many([p for p in paths if p not in self._files])
        rest = iter(below)
        for path in paths:
            yield (path, self.read(path)) if path in self._files else next(rest)

    def __contains__(self, path: str) -> bool:
        return path in self._known
