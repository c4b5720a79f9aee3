"""A folder as a tree, and our own tools run as they are, without a sandbox."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.protocols import Completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.protocols import Command


@dataclass(frozen=True, slots=True)
class FolderTree:
    """The regular files below a folder; satisfies `bot.protocols.Tree`."""

    folder: Path

    def paths(self) -> tuple[str, ...]:
        """Return every path below the folder, sorted."""
        return tuple(
            sorted(
                path.relative_to(self.folder).as_posix()
                for path in self.folder.rglob("*")
                if path.is_file() and not path.is_symlink()
                if ".git" not in path.relative_to(self.folder).parts
            )
        )

    def identity(self, path: str) -> str:
        """Return git's blob id of the file."""
        content = self.read(path)
        blob = b"blob %d\0%s" % (len(content), content)
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest()

    def mode(self, path: str) -> int:
        """Return git's mode of the file."""
        self.read(path)
        executable = os.access(self.folder / path, os.X_OK)
        return 0o100755 if executable else 0o100644

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is none."""
        if path not in self:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes."""
        for path in paths:
            yield path, self.read(path)

    def __contains__(self, path: str) -> bool:
        file = self.folder / path
        return file.is_file() and not file.is_symlink()


class NoSandbox:
    """Refuses every command: what it is given to must run none."""

    name = "none"

    def run(self, command: Command) -> Completed:
        """Fail."""
        raise AssertionError(f"{command.argv} was to run in the sandbox")


class LocalTools:
    """Runs the tools beside this interpreter; satisfies `bot.protocols.Tools`."""

    sandbox = NoSandbox()

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Run one of our own tools to its end."""
        programs = Path(sys.executable).parent
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                [str(programs / argv[0]), *argv[1:]],
                input=stdin,
                capture_output=True,
                check=False,
                cwd=folder,
                timeout=seconds,
                env={"PATH": f"{programs}:/usr/bin:/bin", "HOME": home, "LANG": "C"},
            )
        return Completed(
            done.returncode, done.stdout, done.stderr, time.monotonic() - start
        )

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give an empty folder that is removed at the end."""
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
