"""The web server that a sandbox talks to. Its client may be hostile.

It understands GET and HEAD of four kinds of path and nothing else, keeps the
number of connections and of projects asked for within bounds, and never says
more of a failure than a sentence.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import unquote

from packaging.utils import canonicalize_name

from bot.services.gateway.errors import (
    PackageIndexError,
    UnknownFileError,
    UnreachableError,
)
from bot.services.gateway.listing import HTML, JSON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONNECTIONS: Final = 96
PROJECTS: Final = 5000
IDLE_SECONDS: Final = 300.0
NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
ALONE: Final = re.compile(r"/index/(\d{1,3})(/.*)")
"""One of the configured indexes, without the others."""
PROJECT: Final = re.compile(r"/simple/([^/]+)(/?)")
FILE: Final = re.compile(r"/files/([a-z0-9-]+)/([a-z0-9]+)/([^/]+?)(\.metadata)?")
RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")
ALWAYS_SAME: Final = "max-age=31536000, immutable"
FOR_A_WHILE: Final = "max-age=600"


class Packages(Protocol):
    """What the door hands out."""

    def page(
        self, project: str, below: str, *, as_html: bool, alone: int | None, within: str
    ) -> bytes:
        """Return a project's page, of one index alone or of all, within versions."""

    def file(self, project: str, key: str, filename: str, *, alone: int | None) -> Path:
        """Return where a file lies."""

    def metadata(
        self, project: str, key: str, filename: str, *, alone: int | None
    ) -> bytes:
        """Return a wheel's metadata."""

    def note(self, problem: PackageIndexError) -> None:
        """Take down why something was not given."""


class Door:
    """Answers on one listening socket until it is closed."""

    def __init__(
        self,
        listener: socket.socket,
        packages: Packages,
        below: str,
        versions: Mapping[str, str],
    ) -> None:
        """Begin to answer, in threads of its own."""
        self.versions = versions
        self.packages = packages
        self.below = below
        self.projects: set[str] = set()
        self._listener = listener
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(CONNECTIONS)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more connections and end those that are open."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5.0)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._places.acquire()
            with self._lock:
                self._open.add(connection)
            threading.Thread(
                target=self._answer, args=(connection,), daemon=True
            ).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with contextlib.suppress(OSError):
                Visit(connection, self)
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()
            self._places.release()


class Visit(BaseHTTPRequestHandler):
    """One connection, with one request after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "honebot"
    sys_version = ""
    timeout = IDLE_SECONDS

    def __init__(self, connection: socket.socket, door: Door) -> None:
        """Answer all requests of the connection."""
        self.door = door
        self.below = door.below
        self.alone: int | None = None
        super().__init__(connection, ("", 0), None)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with what was asked for, or with the reason why not."""
        try:
            self._route()
        except UnknownFileError as error:
            self.door.packages.note(error)
            self._say(HTTPStatus.NOT_FOUND, str(error))
        except UnreachableError as error:
            self.door.packages.note(error)
            self._say(HTTPStatus.BAD_GATEWAY, str(error))
        except PackageIndexError as error:
            # Nothing will change that, and installers try again after a 5xx.
            self.door.packages.note(error)
            self._say(HTTPStatus.FORBIDDEN, str(error))

    do_HEAD = do_GET  # noqa: N815  # the standard library's name

    def _route(self) -> None:
        path = self.path.partition("?")[0]
        if not path.startswith(f"{self.door.below}/"):
            self._say(HTTPStatus.NOT_FOUND, "there is nothing here")
            return
        path = path[len(self.door.below) :]
        self.below, self.alone = self.door.below, None
        if alone := ALONE.fullmatch(path):
            self.below += f"/index/{alone[1]}"
            self.alone, path = int(alone[1]), alone[2]
        if path == "/simple/":
            body = b'{"meta":{"api-version":"1.0"},"projects":[]}'
            self._send(body, JSON, FOR_A_WHILE)
        elif found := PROJECT.fullmatch(path):
            self._project(unquote(found[1]), found[2])
        elif found := FILE.fullmatch(path):
            self._file(found[1], found[2], unquote(found[3]), found[4])
        else:
            self._say(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _project(self, name: str, slash: str) -> None:
        if not NAME.fullmatch(name):
            self._say(HTTPStatus.NOT_FOUND, "that is no name of a project")
            return
        project = canonicalize_name(name)
        if project != name or not slash:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{self.below}/simple/{project}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.door.projects.add(project)
        if len(self.door.projects) > PROJECTS:
            self._say(HTTPStatus.TOO_MANY_REQUESTS, "that are too many projects")
            return
        as_html = "json" not in self.headers.get("Accept", "")
        page = self.door.packages.page(
            project,
            self.below,
            as_html=as_html,
            alone=self.alone,
            within=self.door.versions.get(project, ""),
        )
        self._send(page, HTML if as_html else JSON, FOR_A_WHILE)

    def _file(self, project: str, key: str, filename: str, metadata: str) -> None:
        packages = self.door.packages
        if metadata:
            body = packages.metadata(project, key, filename, alone=self.alone)
            self._send(body, "text/plain", ALWAYS_SAME)
            return
        path = packages.file(project, key, filename, alone=self.alone)
        with path.open("rb") as file:
            size = path.stat().st_size
            first, count = self._wanted_range(size)
            partial = count != size
            status = HTTPStatus.PARTIAL_CONTENT if partial else HTTPStatus.OK
            self.send_response(status)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Length", str(count))
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Cache-Control", ALWAYS_SAME)
            self.send_header("ETag", f'"{key}"')
            if partial:
                last = first + count - 1
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.end_headers()
            if self.command != "HEAD" and count:
                self.connection.sendfile(file, first, count)

    def _wanted_range(self, size: int) -> tuple[int, int]:
        """Return first byte and count; all where no sensible part is asked for."""
        found = RANGE.fullmatch(self.headers.get("Range", ""))
        if not found or not (found[1] or found[2]):
            return 0, size
        if not found[1]:
            count = min(int(found[2]), size)
            return size - count, count
        first = int(found[1])
        last = min(int(found[2] or size - 1), size - 1)
        return (first, last - first + 1) if first <= last else (0, size)

    def _send(self, body: bytes, kind: str, cache: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", cache)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _say(self, status: HTTPStatus, text: str) -> None:
        """Answer with a sentence."""
        body = f"{text}\n".encode(errors="replace")
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write no log: the client chooses what would stand in it."""
