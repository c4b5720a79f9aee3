"""An OSV API on loopback, over records of the test, that can misbehave.

It decides by the words of the specification's section "Evaluation", on the
records as they are, so that it knows nothing of our own way.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.loopback_index import send

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class LoopbackOsv:
    """An API that answers on loopback while its context lasts.

    `page` is how many ids an answer holds for one query. `faults` map a path
    to what happens instead of an answer; `asked` are the paths, in order.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    page: int = 1000
    faults: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[str] = field(default_factory=list)
    authorization: str | None = None

    def __enter__(self) -> Self:
        osv = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                osv.answer(self, b"")

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                osv.answer(self, self.rfile.read(length))

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
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def answer(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answer one request."""
        path = unquote(urlsplit(request.path).path)
        self.asked.append(path)
        self.authorization = request.headers.get("Authorization")
        if path in self.faults:
            return self.faults[path](request)
        if path == "/v1/querybatch":
            queries = json.loads(body)["queries"]
            results = [self._batched(query) for query in queries]
            return _send_json(request, {"results": results})
        if path == "/v1/query":
            return _send_json(request, {"vulns": self._found(json.loads(body))})
        for record in self.records:
            if path == f"/v1/vulns/{record['id']}":
                return _send_json(request, record)
        return send(request, 404, b"{}")

    def _batched(self, query: dict[str, Any]) -> dict[str, Any]:
        begin = int(query.get("page_token") or 0)
        found = self._found(query)
        ids = [{"id": each["id"], "modified": each["modified"]} for each in found]
        result: dict[str, Any] = {"vulns": ids[begin : begin + self.page]}
        if begin + self.page < len(found):
            result["next_page_token"] = str(begin + self.page)
        return result if ids else {}

    def _found(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        name = canonicalize_name(query["package"]["name"])
        version = query.get("version")
        return [
            record
            for record in self.records
            if not record.get("withdrawn") and is_about(record, name, version)
        ]


def _send_json(request: BaseHTTPRequestHandler, value: object) -> None:
    headers = {"Content-Type": "application/json"}
    send(request, 200, json.dumps(value).encode(), headers)


def is_about(record: dict[str, Any], name: str, version: str | None) -> bool:
    """Return whether a record is about a version of a package, None for any."""
    for affected in record["affected"]:
        package = affected["package"]
        if package["ecosystem"] != "PyPI" or canonicalize_name(package["name"]) != name:
            continue
        if version is None or version in affected.get("versions", ()):
            return True
        ranges = affected.get("ranges", ())
        if any(_in_range(each, Version(version)) for each in ranges):
            return True
    return False


def _in_range(each: dict[str, Any], version: Version) -> bool:
    if each["type"] != "ECOSYSTEM":
        return False
    inside = False
    events = [(key, value) for event in each["events"] for key, value in event.items()]
    for key, value in sorted(events, key=lambda event: Version(event[1])):
        if key == "introduced" and version >= Version(value):
            inside = True
        fixed = key == "fixed" and version >= Version(value)
        if fixed or (key == "last_affected" and version > Version(value)):
            inside = False
    return inside
