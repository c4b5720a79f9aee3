"""The way to the package index, opened when a command first wants packages.

What it is made of takes long to load, and most commands only look at files.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Protocol, Self

from bot.protocols import Index

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.services.gateway.gateway import PackageGateway


class Gateway(Index, Protocol):
    """What a sandbox asks of the way to the index."""

    def serve(
        self,
        listener: socket.socket,
        *,
        below: str = "",
        versions: Mapping[str, str] | None = None,
    ) -> AbstractContextManager[None]:
        """Answer on a listening socket for as long as the context lasts."""
        ...


class LazyGateway:
    """A `PackageGateway` that is built when it is first to serve. Close it."""

    def __init__(self, build: Callable[[], PackageGateway]) -> None:
        """Keep what builds it; that raises what `serve` then raises."""
        self._build = build
        self._lock = threading.Lock()
        self._built: PackageGateway | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._built:
            self._built.close()

    @contextlib.contextmanager
    def serve(
        self,
        listener: socket.socket,
        *,
        below: str = "",
        versions: Mapping[str, str] | None = None,
    ) -> Iterator[None]:
        """Answer on a listening socket, as `PackageGateway.serve` does."""
        with self._opened().serve(listener, below=below, versions=versions):
            yield

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses of the configured indexes, without passwords."""
        return self._opened().sources

    def addresses(self, project: str, alone: int | None = None) -> Mapping[str, str]:
        """Return where files lie, as `PackageGateway.addresses` does."""
        return self._opened().addresses(project, alone)

    def times(self, project: str, alone: int | None = None) -> Mapping[str, datetime]:
        """Return when files came, as `PackageGateway.times` does."""
        return self._opened().times(project, alone)

    def requirements(self, project: str, version: str) -> tuple[str, ...]:
        """Return what a release needs, as `PackageGateway.requirements` does."""
        return self._opened().requirements(project, version)

    def _opened(self) -> PackageGateway:
        with self._lock:
            self._built = self._built or self._build()
        return self._built
