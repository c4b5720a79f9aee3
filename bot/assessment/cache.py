"""Results kept on disk: JSON with a checksum, each file written at once.

A file that is missing, half-written, changed or of another version is no
file. Nothing in it is ever run.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import bot
import codemods
from bot import model
from bot.whole_files import write_whole

LARGEST = 256 << 20
"""Bytes that the folder may hold; beyond, what was longest unused goes."""

_MAGIC = b"honebot-assessment 1 "
_CODE = ("actions", "assessment", "dependencies", "reading")


class Store:
    """A folder of results by key. Keys are hashes, made by `key_of`."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self.largest = largest

    def load(self, key: str) -> object:
        """Return the value kept under the key; None where there is none."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        head, _, payload = content.partition(b"\n")
        if head != _MAGIC + _digest(payload):
            return None
        with suppress(OSError):
            os.utime(path)  # so that eviction takes what is not in use
        value: object = json.loads(payload)
        return value

    def save(self, key: str, value: object) -> str:
        """Keep a JSON-able value; return why it could not be kept, else ""."""
        payload = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            errors="surrogatepass"
        )
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, _MAGIC + _digest(payload) + b"\n" + payload)
            self._evict(path)
        except OSError as error:
            return f"{self.folder}: {error.strerror or error}"
        return ""

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _evict(self, kept: Path) -> None:
        """Remove the longest unused files until three quarters are left."""
        files: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*.json"):
            with suppress(FileNotFoundError):
                status = path.stat()
                files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self.largest:
            return
        for _, size, path in sorted(files):
            if total <= self.largest * 3 // 4:
                break
            if path != kept:
                path.unlink(missing_ok=True)
                total -= size


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def key_of(*parts: object) -> str:
    """Return one name for all the parts together, and for Honebot's own code."""
    said = json.dumps([code_identity(), *parts], sort_keys=True, default=str)
    return _digest(said.encode(errors="surrogatepass")).decode()


@cache
def code_identity() -> str:
    """Return what an assessment is made by: the code, its Python, its parser."""
    seen = hashlib.blake2b(digest_size=16)
    seen.update(f"{bot.__version__} {sys.version_info[:3]} {_libcst()}".encode())
    here = Path(bot.__file__).parent
    folders = [here / name for name in _CODE] + [Path(codemods.__file__).parent]
    files = [Path(str(model.__file__))]
    for folder in folders:
        files += sorted(
            path
            for path in folder.rglob("*")
            if path.suffix != ".pyc" and path.is_file()
        )
    for path in files:
        seen.update(path.as_posix().encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _libcst() -> str:
    """Return the version of LibCST without importing it."""
    folders = (Path(entry or ".") for entry in sys.path)
    found = (path.name for at in folders for path in at.glob("libcst-*.dist-info"))
    return next(found, "")
