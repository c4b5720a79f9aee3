"""A service of the owner's choice that speaks JSON."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import httpx

from bot.services.gateway.errors import PackageIndexError
from bot.services.gateway.upstream import limited, proxy_for, trust
from bot.services.packages.errors import AdvisoryError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.index import Location

TIMEOUT: Final = httpx.Timeout(60.0, connect=15.0)
ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.3
PASSING: Final = frozenset({429, 500, 502, 503, 504})
"""What a service says when it is overloaded or starts anew."""
ANSWER_BYTES: Final = 64 << 20
ANSWER_SECONDS: Final = 120.0
DOWN_SECONDS: Final = 60.0
"""How long one that did not answer is not asked again."""


class JsonService:
    """Asks one service; it is never sent elsewhere, and so no password is."""

    def __init__(
        self, location: Location, source: str, *, certificates: Path | None = None
    ) -> None:
        """Ask at `location`; `source` is what people call it."""
        self._location = location
        self._source = source
        self._silent_until = 0.0
        auth = None
        if location.username or location.password:
            auth = httpx.BasicAuth(location.username, location.password)
        self._client = httpx.Client(
            auth=auth,
            proxy=proxy_for(location.url) or None,
            verify=trust(certificates),
            trust_env=False,
            follow_redirects=False,
            timeout=TIMEOUT,
            headers={"user-agent": "honebot", "accept": "application/json"},
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def get(self, path: str) -> Any:
        """Return what is at a path; raises `AdvisoryError`."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: object) -> Any:
        """Return the answer to data sent to a path; raises `AdvisoryError`."""
        return self._ask("POST", path, json.dumps(body).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:
        """Return an answer, asking again after a fault that may pass."""
        reason = "it did not answer just now"
        for attempt in range(ATTEMPTS):
            if time.monotonic() < self._silent_until:
                break
            if attempt:
                time.sleep(PAUSE_SECONDS * attempt)
            try:
                status, content = self._send(method, path, body)
            except (httpx.HTTPError, PackageIndexError) as error:
                reason = str(error) or type(error).__name__
                continue
            if status == httpx.codes.OK:
                return self._read(content)
            reason = f"it says {status}"
            if status not in PASSING:
                break
        else:
            self._silent_until = time.monotonic() + DOWN_SECONDS
        raise AdvisoryError(self._source, reason)

    def _send(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {"content-type": "application/json"} if body else {}
        url = urljoin(self._location.url, path)
        with self._client.stream(
            method, url, content=body, headers=headers
        ) as response:
            content = b"".join(limited(response, ANSWER_BYTES, ANSWER_SECONDS))
            return response.status_code, content

    def _read(self, content: bytes) -> Any:
        try:
            return json.loads(content)
        except ValueError as error:
            raise AdvisoryError(self._source, "its answer is no JSON") from error
