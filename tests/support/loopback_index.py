"""A package index on loopback, with packages made in memory, that can misbehave."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import tarfile
import threading
import time
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JSON = "application/vnd.pypi.simple.v1+json"


@dataclass(frozen=True, slots=True)
class Package:
    """One file of the index, and what its page says of it.

    `listed` is the SHA-256 that the page gives; "" for the true one, None for
    none. `url` is where the page says that it is, "" for this index.
    """

    project: str
    filename: str
    content: bytes
    requires_python: str = ""
    uploaded: str = "2024-01-01T00:00:00Z"
    yanked: str | None = None
    listed: str | None = ""
    url: str = ""
    metadata: bytes | None = None
    metadata_listed: str = ""
    provenance: str = ""

    @property
    def sha256(self) -> str | None:
        """The SHA-256 that the page gives."""
        if self.listed == "":
            return hashlib.sha256(self.content).hexdigest()
        return self.listed


def wheel(
    name: str, version: str = "1.0", *, requires: tuple[str, ...] = (), text: str = ""
) -> Package:
    """Return a pure wheel with one module of the project's name."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    lines += [f"Requires-Dist: {each}" for each in requires]
    files = {
        f"{module}.py": text or f"VERSION = {version!r}\n",
        f"{info}/METADATA": "\n".join(lines) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n",
    }
    records = [f"{path},{_record(content)}" for path, content in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*records, f"{info}/RECORD,,\n"])
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    filename = f"{module}-{version}-py3-none-any.whl"
    return Package(canonicalize_name(name), filename, data.getvalue())


def _record(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    text = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return f"sha256={text},{len(content.encode())}"


BACKEND = """
import pathlib, zipfile
{hostile}
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "{module}-{version}-py3-none-any.whl"
    info = "{module}-{version}.dist-info"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as archive:
        archive.writestr("{module}.py", "VERSION = '{version}'")
        archive.writestr(info + "/METADATA",
            "Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
        archive.writestr(info + "/WHEEL",
            "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr(info + "/RECORD", "")
    return name
"""


def sdist(name: str, version: str = "1.0", *, hostile: str = "") -> Package:
    """Return a source distribution whose build runs this code, and needs nothing."""
    module = name.replace("-", "_")
    files = {
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\n'
        'backend-path = ["."]\n',
        "backend.py": BACKEND.format(
            hostile=hostile, module=module, version=version, name=name
        ),
    }
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{module}-{version}/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    filename = f"{module}-{version}.tar.gz"
    return Package(canonicalize_name(name), filename, data.getvalue())


@dataclass
class LoopbackIndex:
    """An index that answers on loopback while its context lasts.

    `faults` map a path to what happens instead of an answer. `asked` are the
    paths that were asked for, in order; `headers` those of the last request
    for each.
    """

    packages: list[Package] = field(default_factory=list)
    as_html: bool = False
    access: str = ""
    page_headers: Mapping[str, str] = field(default_factory=dict)
    faults: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        index = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                index.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The address of the simple API."""
        return f"http://127.0.0.1:{self.port}/simple/"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path = urlsplit(request.path).path
        self.asked.append(path)
        self.headers[path] = {k.lower(): v for k, v in request.headers.items()}
        if self.access and request.headers.get("Authorization") != self.access:
            return send(request, 401, b"who are you?")
        if path in self.faults:
            return self.faults[path](request)
        _, kind, *rest = path.split("/")
        if kind == "simple":
            return self._page(request, rest[0])
        for package in self.packages:
            if rest == [package.filename]:
                return send(request, 200, package.content)
            if rest == [f"{package.filename}.metadata"] and package.metadata:
                return send(request, 200, package.metadata)
        return send(request, 404, b"")

    def _page(self, request: BaseHTTPRequestHandler, project: str) -> None:
        found = [each for each in self.packages if each.project == project]
        if not found:
            return send(request, 404, b"")
        write = page_html if self.as_html else page_json
        kind = "text/html" if self.as_html else JSON
        return send_page(request, write(found), kind, self.page_headers)


def send(
    request: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a whole answer."""
    request.send_response(status)
    for name, value in (headers or {}).items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def send_page(
    request: BaseHTTPRequestHandler,
    body: bytes,
    kind: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send a page with its tag, or say that it is as it was."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    more = {"Content-Type": kind, "ETag": tag, **(headers or {})}
    if request.headers.get("If-None-Match") == tag:
        return send(request, 304, b"", more)
    return send(request, 200, body, more)


def page_json(packages: list[Package]) -> bytes:
    """Return a project's page (PEP 691)."""
    files = []
    for each in packages:
        entry: dict[str, object] = {
            "filename": each.filename,
            "url": each.url or f"/files/{each.filename}",
            "hashes": {"sha256": each.sha256} if each.sha256 else {},
            "size": len(each.content),
            "upload-time": each.uploaded,
            "yanked": False if each.yanked is None else each.yanked or True,
        }
        if each.requires_python:
            entry["requires-python"] = each.requires_python
        if each.metadata:
            digest = each.metadata_listed or hashlib.sha256(each.metadata).hexdigest()
            entry["core-metadata"] = {"sha256": digest}
        if each.provenance:
            entry["provenance"] = each.provenance
        files.append(entry)
    page = {"meta": {"api-version": "1.1"}, "name": packages[0].project, "files": files}
    return json.dumps(page).encode()


def page_html(packages: list[Package]) -> bytes:
    """Return a project's page (PEP 503)."""
    lines = ["<!DOCTYPE html><html><body>"]
    for each in packages:
        address = each.url or f"../../files/{each.filename}"
        if each.sha256:
            address += f"#sha256={each.sha256}"
        more = ""
        if each.requires_python:
            more += f' data-requires-python="{html.escape(each.requires_python)}"'
        if each.yanked is not None:
            more += f' data-yanked="{html.escape(each.yanked)}"'
        lines.append(f'<a href="{address}"{more}>{each.filename}</a>')
    return "\n".join([*lines, "</body></html>"]).encode()


# --------------------------------------------------------------------- faults


def document(
    value: object, headers: Mapping[str, str] | None = None
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers with this value as JSON: no fault at all."""
    body = json.dumps(value).encode()
    return lambda request: send_page(request, body, "application/json", headers)


def status(code: int) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return the fault of answering with this status."""
    return lambda request: send(request, code, b"")


def redirect(url: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return the fault of sending the client elsewhere."""
    return lambda request: send(request, 302, b"", {"Location": url})


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send more and more, and never say how much it is."""
    request.send_response(200)
    request.send_header("Content-Type", JSON)
    request.send_header("Connection", "close")
    request.end_headers()
    try:
        while True:
            request.wfile.write(b" " * (1 << 16))
    except OSError:
        request.close_connection = True


def hang_up(request: BaseHTTPRequestHandler) -> None:
    """Close the connection in the middle of an answer."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"half")
    request.close_connection = True


def once(
    fault: Callable[[BaseHTTPRequestHandler], None],
    index: LoopbackIndex,
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return a fault that is gone when the client tries again."""

    def happen(request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path).path
        del index.faults[path]
        fault(request)

    return happen


def slow(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return the fault of not answering for a while."""

    def happen(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        send(request, 500, b"")

    return happen
