"""Asks an index, and whatever its pages lead to, over HTTP."""

from __future__ import annotations

import ssl
import threading
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from bot.services.gateway.addresses import Guard, origin
from bot.services.gateway.errors import (
    SilentError,
    TooLargeError,
    UnknownFileError,
    UnreachableError,
)
from bot.services.gateway.listing import JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from bot.services.index import IndexSettings

Result = TypeVar("Result")

ACCEPT: Final = f"{JSON}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01"
TIMEOUT: Final = httpx.Timeout(60.0, connect=15.0)
CONNECTIONS: Final = httpx.Limits(max_connections=32, max_keepalive_connections=16)
HOPS: Final = 5
ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.3
PAGE_BYTES: Final = 128 << 20
PAGE_SECONDS: Final = 180.0
FILE_SECONDS: Final = 3600.0
GONE: Final = frozenset({401, 403, 404, 410})
"""Private indexes say 401 or 403 for a project that they do not have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page: where it came from at last, what it is, and how long it is good.

    `body` is None where the page is as it was.
    """

    url: str
    body: bytes | None
    content_type: str
    headers: Mapping[str, str]


class Upstream:
    """One set of connections to the indexes and the machines behind them."""

    def __init__(self, settings: IndexSettings) -> None:
        """Take what the owner of the machine has set."""
        self._guard = Guard([each.url for each in settings.indexes])
        self._access = {
            origin(each.url): httpx.BasicAuth(each.username, each.password)
            for each in settings.indexes
            if each.username or each.password
        }
        self._certificates = settings.certificates
        self._lock = threading.Lock()
        self._clients: dict[str, httpx.Client] = {}

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()

    def page(self, url: str, known: Mapping[str, str]) -> Answer:
        """Return a page of an index.

        `known` are the headers that make it a conditional request (RFC 9110),
        and may ask for another kind of page than the simple API's.
        Raises `PackageIndexError`: `UnknownFileError` where there is no such
        page, `SilentError` where nobody answers.
        """
        headers = {"accept": ACCEPT, **known}

        def ask() -> Answer:
            with self._response(url, headers) as (final, response):
                body = None
                if response.status_code != httpx.codes.NOT_MODIFIED:
                    body = b"".join(limited(response, PAGE_BYTES, PAGE_SECONDS))
                kind = response.headers.get("content-type", "").partition(";")[0]
                return Answer(final, body, kind.strip().lower(), response.headers)

        return self._again(ask, url)

    def download(
        self, url: str, most: int, take: Callable[[Iterator[bytes]], None]
    ) -> None:
        """Give the content of a file to `take`, which may be called again.

        Raises `PackageIndexError`; so may `take`.
        """

        def ask() -> None:
            with self._response(url, {"accept-encoding": "identity"}) as (_, response):
                take(limited(response, most, FILE_SECONDS))

        self._again(ask, url)

    def _again(self, ask: Callable[[], Result], url: str) -> Result:
        """Return what `ask` returns, trying again after a fault that may pass."""
        (_, host, _), failure = origin(url), UnreachableError(url, "")
        for attempt in range(ATTEMPTS):
            try:
                return ask()
            except httpx.RequestError as error:
                failure = SilentError(host, str(error) or type(error).__name__)
            except FaultError as error:
                failure = UnreachableError(host, str(error))
            except httpx.InvalidURL as error:
                raise UnreachableError(host, str(error)) from error
            if attempt < ATTEMPTS - 1:
                time.sleep(PAUSE_SECONDS * (attempt + 1))
        raise failure

    @contextmanager
    def _response(
        self, url: str, headers: Mapping[str, str]
    ) -> Iterator[tuple[str, httpx.Response]]:
        """Give address and answer at the end of all redirections, each checked."""
        for _ in range(HOPS):
            with self._send(url, headers) as response:
                following = response.headers.get("location", "")
                if response.is_redirect and following:
                    url = urljoin(url, following)
                    continue
                _check_status(response, url)
                yield url, response
                return
        raise UnreachableError(origin(url)[1], "it redirects on and on")

    @contextmanager
    def _send(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Send one request, to an address that may be asked."""
        proxy = proxy_for(url)
        wanted = dict(headers)
        target = httpx.URL(url)
        extensions: dict[str, str] = {}
        if proxy:
            self._guard.check_literal(url)
        elif not self._guard.is_index(url):
            address = self._guard.address(url)
            wanted["host"] = target.netloc.decode("ascii")
            extensions["sni_hostname"] = target.host
            target = target.copy_with(host=address)
        auth = self._access.get(origin(url))
        with self._client(proxy).stream(
            "GET", target, headers=wanted, auth=auth, extensions=extensions
        ) as response:
            yield response

    def _client(self, proxy: str) -> httpx.Client:
        with self._lock:
            if proxy not in self._clients:
                self._clients[proxy] = httpx.Client(
                    proxy=proxy or None,
                    verify=trust(self._certificates),
                    trust_env=False,
                    follow_redirects=False,
                    timeout=TIMEOUT,
                    limits=CONNECTIONS,
                    headers={"user-agent": "honebot"},
                )
            return self._clients[proxy]


class FaultError(Exception):
    """A fault of a server that may pass."""


def _check_status(response: httpx.Response, url: str) -> None:
    """Raise for an answer that is no good."""
    host = urlsplit(url).hostname or ""
    code = response.status_code
    if code in GONE:
        raise UnknownFileError(urlsplit(url).path, f"{host} says {code}")
    if code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise FaultError(f"it says {code}")
    if not response.is_success and code != httpx.codes.NOT_MODIFIED:
        raise UnreachableError(host, f"it says {code}")


def limited(response: httpx.Response, most: int, seconds: float) -> Iterator[bytes]:
    """Yield the content; raise when it grows too large or takes too long."""
    until = time.monotonic() + seconds
    host = response.request.headers.get("host", "")
    total = 0
    for chunk in response.iter_bytes(1 << 16):
        total += len(chunk)
        if total > most:
            raise TooLargeError(f"an answer of {host}", most)
        if time.monotonic() > until:
            raise UnreachableError(host, f"it took more than {seconds:g} s")
        yield chunk


def proxy_for(url: str) -> str:
    """Return the proxy that this machine uses for an address, "" for none."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    proxies = urllib.request.getproxies()
    return proxies.get(parts.scheme) or proxies.get("all") or ""


def trust(certificates: Path | None) -> ssl.SSLContext:
    """Return whom to trust: the file, else the system with the usual list."""
    if certificates:
        try:
            return ssl.create_default_context(cafile=str(certificates))
        except OSError as error:
            reason = "the certificates to be trusted cannot be read"
            raise UnreachableError(str(certificates), reason) from error
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
