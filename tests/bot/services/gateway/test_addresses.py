"""Which machines a package index may send us to."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

import pytest

from bot.services.gateway.addresses import Guard, is_public
from bot.services.gateway.errors import ForbiddenAddressError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {
    "index.example": ["198.51.100.7"],
    "files.example": ["8.8.8.8"],
    "same-machine.example": ["198.51.100.7"],
    "rebinding.example": ["8.8.4.4", "169.254.169.254"],
    "router.example": ["192.168.1.1"],
    "six.example": ["::ffff:10.0.0.1"],
}


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names stand for addresses as in a made-up network."""

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        found = NAMES.get(host, [host])
        if not all(_is_address(each) for each in found):
            raise socket.gaierror
        return [(0, 0, 0, "", (each, 0)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.31.0.1", False),
        ("192.168.0.1", False),
        ("203.0.113.80", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  # an address to be refused
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:169.254.169.254", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::", False),
        ("ff02::1", False),
    ],
)
def test_public_addresses(text: str, *, expected: bool) -> None:
    """Only what anybody on the internet may have, however it is written."""
    assert is_public(ipaddress.ip_address(text)) is expected


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("https://files.example/a.whl", "8.8.8.8", id="public"),
        pytest.param(
            "https://same-machine.example/a.whl", "198.51.100.7", id="index's-machine"
        ),
    ],
)
def test_what_may_be_asked(url: str, address: str) -> None:
    """A public machine, and the index's own at the same port."""
    guard = Guard(["https://index.example/simple/"])

    assert guard.address(url) == address


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://router.example/a.whl", id="private-name"),
        pytest.param("https://rebinding.example/a.whl", id="one-of-two"),
        pytest.param("https://six.example/a.whl", id="mapped"),
        pytest.param("http://127.0.0.1/a.whl", id="loopback"),
        pytest.param("https://same-machine.example:8443/a.whl", id="other-port"),
        pytest.param("http://same-machine.example/a.whl", id="other-scheme"),
        pytest.param("ftp://files.example/a.whl", id="ftp"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("gopher://files.example/a.whl", id="gopher"),
        pytest.param("https://files.example:99999/a.whl", id="no-port"),
    ],
)
def test_what_may_not_be_asked(url: str) -> None:
    """Everything of this network, and every other way of asking."""
    guard = Guard(["https://index.example/simple/"])

    with pytest.raises(ForbiddenAddressError):
        guard.address(url)


@pytest.mark.usefixtures("names")
def test_an_unknown_name_is_unreachable() -> None:
    """That is no attack."""
    with pytest.raises(UnreachableError, match=r"nowhere\.example"):
        Guard([]).address("https://nowhere.example/")


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://files.example/a.whl", True),
        ("https://10.0.0.1/a.whl", False),
        ("https://localhost/a.whl", False),
        ("https://metadata.google.internal/a.whl", False),
        ("https://printer.local/a.whl", False),
        ("http://127.0.0.1:8080/a.whl", True),
        ("http://127.0.0.1:8081/a.whl", False),
    ],
)
def test_behind_a_proxy_only_the_text_is_judged(url: str, *, allowed: bool) -> None:
    """The proxy looks names up; addresses in numbers and private names stay out."""
    guard = Guard(["http://127.0.0.1:8080/simple/"])

    refused = raises(lambda: guard.check_literal(url))

    assert refused is not allowed


def raises(call: Callable[[], None]) -> bool:
    """Return whether the address was refused."""
    try:
        call()
    except ForbiddenAddressError:
        return True
    return False
