"""Objects of a repository: read in bulk, written in bulk."""

from __future__ import annotations

import hashlib
import os
import select
import subprocess
import threading
import weakref
from typing import IO, TYPE_CHECKING, NamedTuple

from bot.errors import GitError
from bot.services.git.errors import ObjectError
from bot.services.git.runner import Git, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHA256_DIGITS = 64
"""Hexadecimal digits of an object's id where the repository uses SHA-256."""

_TOGETHER = 256
"""Objects asked for at once. The requests must fit into a pipe (64 KiB on
Linux, 16 KiB on macOS), or both sides would wait for each other."""

_SECONDS = 60.0
"""How long git may say nothing while an object is read."""

_CHUNK = 1 << 18


class Object(NamedTuple):
    """One object as git stores it: blob, tree, commit or tag, and its bytes."""

    kind: str
    content: bytes


def blob_identity(content: bytes, length: int = 40) -> str:
    """Return the id that git gives to these bytes.

    `length` is the number of hexadecimal digits: 40 for SHA-1, 64 for SHA-256
    (https://git-scm.com/docs/hash-function-transition).
    """
    algorithm = "sha256" if length == SHA256_DIGITS else "sha1"
    made = hashlib.new(algorithm, usedforsecurity=False)
    made.update(b"blob %d\0" % len(content))
    made.update(content)
    return made.hexdigest()


class ObjectReader:
    """Reads objects through one long-lived `git cat-file --batch`.

    Safe to use from several threads, and after a fork: the child starts a
    process of its own.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._lock = threading.Lock()
        self._pipe: _Pipe | None = None

    def read(self, identity: str) -> Object:
        """Return one object; raise `ObjectError` where it cannot be read."""
        return next(self.read_many((identity,)))

    def read_many(self, identities: Sequence[str]) -> Iterator[Object]:
        """Yield the objects in the order given; raise `ObjectError`."""
        for start in range(0, len(identities), _TOGETHER):
            chunk = identities[start : start + _TOGETHER]
            with self._lock:
                found = self._together(chunk)
            yield from found

    def stream(self, identity: str) -> Iterator[bytes]:
        """Yield one object's bytes in pieces, for what is too large to hold."""
        with self._lock:
            pipe = self._running()
            try:
                pipe.ask((identity,))
                _, size = pipe.header(identity)
                yield from pipe.pieces(identity, size)
            except BaseException:
                self._stop()
                raise

    def close(self) -> None:
        """End the process; it starts again when it is needed."""
        with self._lock:
            self._stop()

    def _together(self, identities: Sequence[str]) -> list[Object]:
        pipe = self._running()
        try:
            pipe.ask(identities)
            found = []
            for identity in identities:
                kind, size = pipe.header(identity)
                found.append(Object(kind, b"".join(pipe.pieces(identity, size))))
        except BaseException:
            self._stop()
            raise
        return found

    def _running(self) -> _Pipe:
        if self._pipe is None or self._pipe.owner != os.getpid():
            self._pipe = _Pipe(self._git)
        return self._pipe

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.stop()
        self._pipe = None


class _Pipe:
    """The process and what it has written and nobody has taken yet."""

    def __init__(self, git: Git) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603  # a fixed program
            (program(), "cat-file", "--batch"),
            env=git.environment(),
            cwd=git.directory or "/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise TypeError("both ends are pipes")
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout
        self._poll = select.poll()
        self._poll.register(self._out.fileno(), select.POLLIN)
        self._waiting = bytearray()
        self.stop = weakref.finalize(self, _end, self._process, self.owner)

    def ask(self, identities: Iterable[str]) -> None:
        lines = "".join(f"{identity}\n" for identity in identities)
        try:
            self._in.write(lines.encode())
        except OSError as error:
            raise GitError("git cat-file ended by itself") from error

    def header(self, identity: str) -> tuple[str, int]:
        while (end := self._waiting.find(b"\n")) < 0:
            self._fill(identity)
        line = self._waiting[:end].decode("utf-8", "replace")
        del self._waiting[: end + 1]
        match line.split(" "):
            case [_, kind, size] if size.isdecimal():
                return kind, int(size)
        raise ObjectError(identity, "is missing or damaged")

    def pieces(self, identity: str, size: int) -> Iterator[bytes]:
        """Yield an object's bytes, and take the line's end after them."""
        left = size
        while left > 0:
            if not self._waiting:
                self._fill(identity)
            piece = bytes(self._waiting[:left])
            del self._waiting[:left]
            left -= len(piece)
            yield piece
        while not self._waiting:
            self._fill(identity)
        del self._waiting[:1]

    def _fill(self, identity: str) -> None:
        if not self._poll.poll(_SECONDS * 1000):
            raise ObjectError(identity, f"did not come within {_SECONDS:g} s")
        chunk = os.read(self._out.fileno(), _CHUNK)
        if not chunk:
            raise ObjectError(identity, "cannot be read (git cat-file ended)")
        self._waiting += chunk


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if process.stdin is not None and process.stdout is not None:
        process.stdin.close()
        process.stdout.close()
    if owner == os.getpid():
        process.kill()
        process.wait()


def write_blobs(git: Git, contents: Iterable[bytes]) -> None:
    """Store the contents as blobs, all with one command; no filters are run.

    Up to about a hundred become loose objects, more a pack
    (https://git-scm.com/docs/git-fast-import).
    """
    stream = b"".join(
        b"blob\ndata %d\n%b\n" % (len(content), content) for content in contents
    )
    if stream:
        git.run("fast-import", "--quiet", "--done", stdin=stream + b"done\n")


def write_object(git: Git, kind: str, content: bytes) -> str:
    """Store one object, whose form git checks, and return its id."""
    ended = git.run("hash-object", "-t", kind, "-w", "--stdin", stdin=content)
    return ended.stdout.decode().strip()
