"""What the installation of the target leaves in its tree, for later copies.

A version file, compiled modules, metadata: each fresh copy of the target needs
them, since the environment points into it. They were made by code of the
target, so they are copied as bytes of regular files, within bounds.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

from bot.verification.results import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES: Final = 5_000
MOST_BYTES: Final = 500 << 20
DEEPEST: Final = 64
_SKIPPED: Final = frozenset(
    {"__pycache__", ".git", ".pytest_cache", ".hypothesis", "node_modules"}
)
_SKIPPED_SUFFIXES: Final = (".pyc", ".o", ".a")


def files_below(folder: Path) -> frozenset[str]:
    """Return the regular files below a folder, relative; no link is followed."""
    return frozenset(_walk(folder))


def _walk(folder: Path) -> Iterator[str]:
    """Yield paths without recursion: target code may have made folders without end."""
    waiting = [("", 0)]
    while waiting:
        below, depth = waiting.pop()
        try:
            with os.scandir(folder / below) as entries:
                found = list(entries)
        except OSError:
            continue
        for entry in found:
            path = f"{below}{entry.name}"
            if entry.is_file(follow_symlinks=False):
                yield path
            elif (
                entry.is_dir(follow_symlinks=False)
                and entry.name not in _SKIPPED
                and depth < DEEPEST
            ):
                waiting.append((f"{path}/", depth + 1))


def keep_products(copy: Path, before: frozenset[str], store: Path) -> int:
    """Copy what is new in the target's copy into the store; return how many.

    Where there is more than the bounds allow, nothing is kept.
    """
    new = sorted(path for path in files_below(copy) - before if not _is_skipped(path))
    total = sum((copy / path).lstat().st_size for path in new)
    store.mkdir(parents=True, exist_ok=True)
    if len(new) > MOST_FILES or total > MOST_BYTES:
        return 0
    for path in new:
        content = read_file(copy / path, MOST_BYTES)
        _write(store / path, content, executable=os.access(copy / path, os.X_OK))
    return len(new)


def _is_skipped(path: str) -> bool:
    return path.endswith(_SKIPPED_SUFFIXES)


def _write(path: Path, content: bytes, *, executable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o755 if executable else 0o644)


def lay_products(store: Path, copy: Path) -> None:
    """Copy the kept files into a fresh copy; the target's own files stay."""
    for path in sorted(files_below(store)):
        place = copy / path
        if not place.exists() and not place.is_symlink():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(store / path, place)
