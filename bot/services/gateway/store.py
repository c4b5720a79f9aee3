"""What the gateway keeps on disk: pages for a while, files for good.

A file lies under its SHA-256, which was computed while it came in; nothing
that a sandbox can reach may write here. Pages lie under their index and
project.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.services.gateway.errors import WrongHashError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.services.gateway.listing import File

ALWAYS: Final = "sha256"


class Store:
    """A folder of pages and files."""

    def __init__(self, folder: Path) -> None:
        """Keep everything below this folder."""
        self._pages = folder / "pages"
        self._files = folder / "files"
        self._names = folder / "names"
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    @contextmanager
    def only_one(self, key: str) -> Iterator[None]:
        """Let one thread at a time do something about this key."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            yield

    # ------------------------------------------------------------------ pages

    def page(self, url: str) -> dict[str, Any] | None:
        """Return what was kept about the page at this address."""
        try:
            kept = json.loads(self._page_path(url).read_bytes())
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) and kept.get("url") == url else None

    def keep_page(self, url: str, page: dict[str, Any]) -> None:
        """Keep the page; where that cannot be, it is asked for again."""
        with contextlib.suppress(OSError):
            data = json.dumps({**page, "url": url}, separators=(",", ":"))
            _write(self._page_path(url), [data.encode()])

    def _page_path(self, url: str) -> Path:
        digest = hashlib.sha256(url.encode()).hexdigest()
        return self._pages / digest[:2] / f"{digest}.json"

    # ------------------------------------------------------------------ files

    def file(self, file: File) -> Path | None:
        """Return where the content of the file lies, None where it does not."""
        digest = dict(file.hashes).get(ALWAYS) or self._digest_of(file.key)
        if digest is None:
            return None
        path = self._path(digest)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def keep_file(self, file: File, content: Iterable[bytes]) -> None:
        """Keep the content, if it is what the index has listed.

        Raises `WrongHashError` else, and then nothing is kept.
        """
        wanted = next(iter(file.hashes), None)
        digests = {ALWAYS: hashlib.sha256()}
        if wanted:
            digests.setdefault(wanted[0], hashlib.new(wanted[0]))

        def counted() -> Iterator[bytes]:
            for chunk in content:
                for digest in digests.values():
                    digest.update(chunk)
                yield chunk
            if wanted:
                found = digests[wanted[0]].hexdigest()
                if not hmac.compare_digest(found, wanted[1]):
                    raise WrongHashError(file.filename, wanted[0])

        draft = _draft(self._files, counted())
        digest = digests[ALWAYS].hexdigest()
        target = self._path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(target)
        if file.key != digest:
            _write(self._names / file.key, [digest.encode()])

    def _digest_of(self, key: str) -> str | None:
        try:
            return (self._names / key).read_text("ascii")
        except (OSError, ValueError):
            return None

    def _path(self, digest: str) -> Path:
        return self._files / digest[:2] / digest

    def shrink(self, most: int) -> None:
        """Remove the files not used for longest, until `most` bytes are left."""
        found = []
        for path in self._files.glob("*/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for used, size, path in sorted(found):
            if total <= most or used > time.time() - 3600:
                break
            path.unlink(missing_ok=True)
            total -= size


def _write(path: Path, content: Iterable[bytes]) -> None:
    """Write a file so that nobody ever sees half of it."""
    draft = _draft(path.parent, content)
    draft.replace(path)


def _draft(folder: Path, content: Iterable[bytes]) -> Path:
    """Return a new file with the content; if that fails there is no file."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix="draft-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in content:
                file.write(chunk)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
