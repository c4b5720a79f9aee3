"""Pages of indexes that may be down: one that is silent is not asked again."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.services.gateway.addresses import origin
from bot.services.gateway.errors import (
    SilentError,
    UnknownFileError,
    UnreachableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.gateway.upstream import Answer, Upstream

FAULTS: Final = 3
"""Pages in a row that a host answers with a fault, until it counts as down."""
DOWN_SECONDS: Final = 60.0


@dataclass(slots=True)
class _Host:
    """What is known of a host."""

    first: threading.Lock = field(default_factory=threading.Lock)
    answered: bool = False
    faults: int = 0
    failure: UnreachableError | None = None
    until: float = 0.0


class Patience:
    """Asks each host with one request, and with more when that is answered.

    One that nobody answers at is asked no more for a minute, nor one that had
    a fault at three pages in a row; all that is asked of it fails alike.
    """

    def __init__(
        self,
        upstream: Callable[[], Upstream],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what gives the connections when there is something to ask."""
        self._upstream = upstream
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: dict[tuple[str, str, int], _Host] = {}

    def page(self, url: str, known: Mapping[str, str]) -> Answer:
        """Return a page, as `Upstream.page` does; raises what it raises."""
        with self._lock:
            host = self._hosts.setdefault(origin(url), _Host())
        if not host.answered:
            with host.first:
                # Another thread may have had the answer while we waited.
                if not host.answered:
                    return self._ask(host, url, known)
        return self._ask(host, url, known)

    def _ask(self, host: _Host, url: str, known: Mapping[str, str]) -> Answer:
        if host.failure and self._clock() < host.until:
            raise type(host.failure)(host.failure.host, host.failure.reason)
        host.failure = None
        try:
            answer = self._upstream().page(url, known)
        except UnknownFileError:
            host.answered, host.faults = True, 0
            raise
        except UnreachableError as error:
            host.faults += 1
            if isinstance(error, SilentError) or host.faults >= FAULTS:
                host.failure, host.until = error, self._clock() + DOWN_SECONDS
                host.answered = False
            raise
        host.answered, host.faults = True, 0
        return answer
