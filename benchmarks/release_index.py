"""A package index on loopback with made-up releases, for benchmarks.

It answers as the simple API does (PEP 691), with a tag for each page. The data
is a JSON file that maps names to releases, each with `version`, `time`,
`python`, `yanked` and `files` (how many); without it, histories are invented,
always the same for the same names.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KIND = "application/vnd.pypi.simple.v1+json"
PYTHONS = (">=3.6", ">=3.7", ">=3.8", ">=3.9", ">=3.10")
PLATFORMS = ("manylinux_2_17_x86_64.manylinux2014_x86_64", "win_amd64")


def invented(names: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return fifty releases for each name: five majors, one of them yanked."""
    return {
        name: [
            {
                "version": f"{major}.{minor}.0",
                "time": f"20{16 + major * 2:02}-{minor + 1:02}-01T00:00:00Z",
                "python": PYTHONS[major],
                "yanked": (major, minor) == (4, 8),
                "files": 2 + (len(name) + minor) % 3 * 6,
            }
            for major in range(5)
            for minor in range(10)
        ]
        for name in names
    }


class ReleaseIndex:
    """The pages of the index, and the paths that it was asked for."""

    def __init__(
        self, data: Mapping[str, list[dict[str, Any]]], seconds: float = 0.0
    ) -> None:
        """Write all pages; each answer takes `seconds`."""
        self.seconds = seconds
        self.asked: list[str] = []
        self._pages = {name: page(name, releases) for name, releases in data.items()}

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Give the address of the simple API for as long as the context lasts."""
        index = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_GET(self) -> None:
                index.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/simple/"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send a page, or that it is as it was, or that there is none."""
        self.asked.append(request.path)
        time.sleep(self.seconds)
        name = request.path.removeprefix("/simple/").strip("/")
        body = self._pages.get(re.sub(r"[-_.]+", "-", name).lower(), b"")
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = request.headers.get("If-None-Match") == tag
        request.send_response(304 if known else 200 if body else 404)
        request.send_header("Content-Type", KIND)
        request.send_header("ETag", tag)
        request.send_header("Content-Length", "0" if known else str(len(body)))
        request.end_headers()
        if not known:
            request.wfile.write(body)


def page(name: str, releases: list[dict[str, Any]]) -> bytes:
    """Return the page of a project."""
    entries = [entry for each in releases for entry in files(name, each)]
    document = {"meta": {"api-version": "1.1"}, "name": name, "files": entries}
    return json.dumps(document).encode()


def files(name: str, release: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what the page says of each file of a release."""
    stem = f"{name.replace('-', '_')}-{release['version']}"
    names = [f"{stem}.tar.gz", f"{stem}-py3-none-any.whl"]
    if release["files"] > len(names):
        wheels = [
            f"{stem}-{number}-cp3{python}-cp3{python}-{platform}.whl"
            for number in range(3)
            for python in (9, 10, 11, 12)
            for platform in PLATFORMS
        ]
        names = [names[0], *wheels[: release["files"] - 1]]
    for filename in names:
        yield {
            "filename": filename,
            "url": f"/files/{filename}",
            "hashes": {"sha256": hashlib.sha256(filename.encode()).hexdigest()},
            "requires-python": release["python"],
            "yanked": "broken" if release["yanked"] else False,
            "upload-time": release["time"],
            "size": 1000 + len(filename),
        }
