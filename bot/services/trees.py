"""Trees that are no git repository: a folder, a mapping, changes laid over."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import TargetError
from bot.services.git.objects import blob_identity
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.model import FileChange
    from bot.protocols import Tree

LARGEST = 64 << 20
"""Bytes of the largest file that is read."""

UNREADABLE = "cannot be read"
"""How the reason starts where the system does not give a file's bytes."""

SKIPPED = frozenset(
    {
        "__pycache__",
        "__pypackages__",
        "node_modules",
        "site-packages",
        ".bzr",
        ".direnv",
        ".eggs",
        ".git",
        ".hg",
        ".hypothesis",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".pytype",
        ".ruff_cache",
        ".svn",
        ".tox",
        ".venv",
    }
)
"""Folders that hold nothing that a person wrote for this project."""


class FolderTree:
    """A `Tree` of a plain folder, or of one file in it; git is not needed.

    Caches, virtual environments (folders with a `pyvenv.cfg`), installed
    packages, other repositories and symbolic links are left out. `folder` is
    the folder that paths are relative to. What cannot be read is named in
    `left_out`.
    """

    def __init__(self, path: Path) -> None:
        """Look at the folder once. Raises `TargetError` if that cannot be done."""
        path = Path(path)
        if not path.exists():
            raise TargetError(f"there is no file or folder {path}")
        self.folder = (path if path.is_dir() else path.parent).resolve()
        self._modes: dict[str, int] = {}
        self._left_out: list[LeftAlone] = []
        if path.is_dir():
            self._folders = [(self.folder, "")]
            while self._folders:
                self._look(*self._folders.pop())
        else:
            self._modes[path.name] = _mode(path.stat())
        self._paths = tuple(sorted(self._modes))
        self.left_out = tuple(sorted(self._left_out))

    def _look(self, top: Path, prefix: str) -> None:
        try:
            with os.scandir(top) as found:
                entries = list(found)
        except OSError as error:
            if not prefix:
                raise TargetError(
                    f"cannot read the folder {top}: {error.strerror}"
                ) from error
            self._leave(prefix.rstrip("/"), f"{UNREADABLE}: {error.strerror}")
            return
        names = {entry.name for entry in entries}
        if prefix and names & {"pyvenv.cfg", "CACHEDIR.TAG", ".git"}:
            return
        for entry in entries:
            self._take(entry, prefix)

    def _take(self, entry: os.DirEntry[str], prefix: str) -> None:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in SKIPPED:
                self._folders.append((Path(entry.path), f"{path}/"))
        elif entry.is_symlink():
            self._leave(path, "is a symbolic link")
        elif not entry.is_file(follow_symlinks=False):
            self._leave(path, "is not a regular file")
        elif not _is_utf8(path):
            self._leave(path, "has a name that is not UTF-8")
        else:
            status = entry.stat(follow_symlinks=False)
            if status.st_size > LARGEST:
                size = f"{status.st_size:,}"
                self._leave(path, f"has {size} bytes, more than Honebot reads")
            elif not os.access(entry.path, os.R_OK):
                self._leave(path, f"{UNREADABLE}: Permission denied")
            else:
                self._modes[path] = _mode(status)

    def _leave(self, path: str, reason: str) -> None:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        unreadable = reason.startswith(UNREADABLE)
        outcome = Outcome.UNREADABLE if unreadable else Outcome.REFUSED
        self._left_out.append(LeftAlone(shown, 0, reason, outcome))

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""
        return self._paths

    def identity(self, path: str) -> str:
        """Return git's blob id; `KeyError` where there is no such file."""
        return blob_identity(self.read(path))

    def mode(self, path: str) -> int:
        """Return git's mode; `KeyError` where there is no such file."""
        return self._modes[path]

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""
        self._modes[path]
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise TargetError(
                f"cannot read {self.folder / path}: {error.strerror}"
            ) from error

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""
        for path in paths:
            yield path, self.read(path)

    def __contains__(self, path: str) -> bool:
        return path in self._modes


class MemoryTree:
    """A `Tree` of a mapping from path to bytes; `executable` names files of 0755."""

    def __init__(
        self, files: Mapping[str, bytes], executable: Sequence[str] = ()
    ) -> None:
        self._files = dict(files)
        self._executable = frozenset(executable)

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""
        return tuple(sorted(self._files))

    def identity(self, path: str) -> str:
        """Return git's blob id; `KeyError` where there is no such file."""
        return blob_identity(self._files[path])

    def mode(self, path: str) -> int:
        """Return git's mode; `KeyError` where there is no such file."""
        if path not in self._files:
            raise KeyError(path)
        return 0o100755 if path in self._executable else 0o100644

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""
        return self._files[path]

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""
        for path in paths:
            yield path, self._files[path]

    def __contains__(self, path: str) -> bool:
        return path in self._files


class OverlayTree:
    """A `Tree` with changes laid over it, as if they were committed."""

    def __init__(self, tree: Tree, files: Sequence[FileChange]) -> None:
        self._tree = tree
        self._changes = {file.path: file for file in files}
        kept = [path for path in tree.paths() if path not in self._changes]
        added = [file.path for file in files if file.after is not None]
        self._paths = tuple(sorted({*kept, *added}))
        self._known = frozenset(self._paths)

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""
        return self._paths

    def identity(self, path: str) -> str:
        """Return git's blob id; `KeyError` where there is no such file."""
        if path not in self._changes:
            return self._tree.identity(path)
        return blob_identity(self.read(path))

    def mode(self, path: str) -> int:
        """Return git's mode; `KeyError` where there is no such file."""
        if path not in self._changes:
            return self._tree.mode(path)
        self.read(path)
        return self._changes[path].mode

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""
        if path not in self._changes:
            return self._tree.read(path)
        content = self._changes[path].after
        if content is None:
            raise KeyError(path)
        return content

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""
        below = iter(
            self._tree.read_many([path for path in paths if path not in self._changes])
        )
        for path in paths:
            yield (path, self.read(path)) if path in self._changes else next(below)

    def __contains__(self, path: str) -> bool:
        return path in self._known


def _mode(status: os.stat_result) -> int:
    return 0o100755 if status.st_mode & stat.S_IXUSR else 0o100644


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
