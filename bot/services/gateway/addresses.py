"""Which machines a package index may send us to.

The owner of this machine has chosen the index, wherever it is. The index's
pages come from people whom nobody knows, and may name any machine as the
place of a file: a cloud's metadata service, a router, a service on loopback.
So everything but the index itself must have a public address. The name is
looked up once, and that address is used: it cannot change in between.

Sources: Python's `ipaddress` for the IANA special-purpose registries, RFC 6052
for 64:ff9b::/96, OWASP's "Server-Side Request Forgery Prevention".
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.services.gateway.errors import ForbiddenAddressError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS: Final = {"http": 80, "https": 443}
LOOK_UP_SECONDS: Final = 60.0
TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Guard:
    """Knows the indexes of the owner, and what they may lead to."""

    def __init__(self, indexes: Iterable[str]) -> None:
        """Trust these addresses of indexes."""
        self._origins = {origin(each) for each in indexes if not is_file(each)}
        self._lock = threading.Lock()
        self._known: dict[tuple[str, int], tuple[float, tuple[Address, ...]]] = {}

    def is_index(self, url: str) -> bool:
        """Return whether the address has scheme, host and port of an index."""
        return origin(url) in self._origins

    def check_literal(self, url: str) -> None:
        """Raise `ForbiddenAddressError` for a private address in numbers.

        That is all that can be checked where a proxy looks the names up.
        """
        host = urlsplit(url).hostname or ""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            if host.rpartition(".")[2] in {"localhost", "internal", "local"}:
                raise ForbiddenAddressError(host, "its name is a private one") from None
            return
        if not self.is_index(url) and not is_public(address):
            raise ForbiddenAddressError(host, "its address is a private one")

    def address(self, url: str) -> str:
        """Return the address in numbers to connect to for this file.

        Raises `ForbiddenAddressError` where one of the host's addresses is
        private and is not that of an index, at the same port.
        """
        scheme, host, port = origin(url)
        if scheme not in PORTS:
            raise ForbiddenAddressError(
                host or url, f"{scheme or 'no scheme'}: is not http"
            )
        found = self._look_up(host, port)
        private = [each for each in found if not is_public(each)]
        if private:
            trusted = {
                (each, own_port)
                for _, own_host, own_port in self._origins
                for each in self._look_up(own_host, own_port)
            }
            if any((each, port) not in trusted for each in private):
                raise ForbiddenAddressError(host, "its address is a private one")
        return str(found[0])

    def _look_up(self, host: str, port: int) -> tuple[Address, ...]:
        """Return the addresses of a host, looked up at most once a minute."""
        with self._lock:
            until, addresses = self._known.get((host, port), (0.0, ()))
            if time.monotonic() > until:
                addresses = look_up(host, port)
                until = time.monotonic() + LOOK_UP_SECONDS
                self._known[host, port] = (until, addresses)
            return addresses


def is_file(url: str) -> bool:
    """Return whether the address is that of a file of this machine."""
    return urlsplit(url).scheme == "file"


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address (RFC 6454).

    Raises `ForbiddenAddressError` where it is none.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ForbiddenAddressError(url, str(error)) from error
    return parts.scheme, parts.hostname or "", port or PORTS.get(parts.scheme, 0)


def look_up(host: str, port: int) -> tuple[Address, ...]:
    """Return the addresses of a host, in the system's order; at least one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(host, "its name is not known") from error
    texts = dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found)
    return tuple(map(ipaddress.ip_address, texts))


def is_public(address: Address) -> bool:
    """Return whether anybody on the internet may have this address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast
