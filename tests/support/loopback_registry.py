"""A registry of images on loopback, that lets nobody in without a token.

It speaks the distribution specification: tags in pages, digests of manifests.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.loopback_index import send

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def digest_of(image: str, tag: str) -> str:
    """Return the digest that the registry has for a tag, made of its text."""
    return f"sha256:{hashlib.sha256(f'{image}:{tag}'.encode()).hexdigest()}"


@dataclass
class LoopbackRegistry:
    """A registry that answers on loopback while its context lasts.

    `images` map a name to its tags; official ones stand below `library/`.
    `page` is how many tags an answer holds. `login` is "user:password" where
    only these get a token. `faults` map a path to a status that is given
    instead. `asked` are method and path of each request, in order, and
    `logins` what came with those for a token.
    """

    images: Mapping[str, Sequence[str]]
    page: int = 1000
    login: str = ""
    scheme: str = "Bearer"
    realm: str = ""
    headless: bool = False
    faults: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        registry = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                registry.answer(self)

            def do_HEAD(self) -> None:
                registry.answer(self)

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
    def host(self) -> str:
        """The registry as names of images have it."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """The address of the registry."""
        return f"http://{self.host}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        parts = urlsplit(request.path)
        path, query = unquote(parts.path), parse_qs(parts.query)
        self.asked.append(f"{request.command} {path}")
        if path in self.faults:
            return send(request, self.faults[path], b"")
        given = request.headers.get("Authorization", "")
        if path == "/token":
            return self._token(request, given, query)
        name, _, rest = path.removeprefix("/v2/").rpartition("/")
        name, _, kind = name.rpartition("/")
        if not self._may(name, given):
            return self._challenge(request)
        tags = self.images.get(name, ())
        if kind == "tags":
            return self._tags(request, name, query)
        if kind == "manifests" and rest in tags:
            digest = {"Docker-Content-Digest": digest_of(name, rest)}
            body = b"" if request.command == "HEAD" else f"{name}:{rest}".encode()
            return send(request, 200, body, {} if self.headless else digest)
        return send(request, 404, b"")

    def _may(self, name: str, given: str) -> bool:
        if self.scheme == "Basic":
            return given == self._basic()
        return given == f"Bearer token-for-repository:{name}:pull"

    def _basic(self) -> str:
        return f"Basic {base64.b64encode(self.login.encode()).decode()}"

    def _challenge(self, request: BaseHTTPRequestHandler) -> None:
        realm = self.realm or f"{self.url}/token"
        text = f'{self.scheme} realm="{realm}",service="loop back"'
        send(request, 401, b"", {"WWW-Authenticate": text})

    def _token(
        self,
        request: BaseHTTPRequestHandler,
        given: str,
        query: Mapping[str, list[str]],
    ) -> None:
        self.logins.append(given)
        if self.login and given != self._basic():
            return send(request, 401, b"")
        assert query["service"] == ["loop back"]
        answer = {"token": f"token-for-{query['scope'][0]}"}
        return send(request, 200, json.dumps(answer).encode())

    def _tags(
        self,
        request: BaseHTTPRequestHandler,
        name: str,
        query: Mapping[str, list[str]],
    ) -> None:
        if name not in self.images:
            return send(request, 404, b"")
        tags = sorted(self.images[name])
        begin = tags.index(query["last"][0]) + 1 if "last" in query else 0
        shown = tags[begin : begin + self.page]
        headers = {}
        if begin + self.page < len(tags):
            link = f"/v2/{name}/tags/list?n={self.page}&last={shown[-1]}"
            headers["Link"] = f'<{link}>; rel="next"'
        body = json.dumps({"name": name, "tags": shown}).encode()
        return send(request, 200, body, headers)
