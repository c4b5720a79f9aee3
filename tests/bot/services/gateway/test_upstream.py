"""How indexes are asked: which address, which headers, which way."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from bot.services.gateway import addresses, upstream
from bot.services.gateway.errors import ForbiddenAddressError, UnreachableError
from bot.services.gateway.sources import fresh_seconds
from bot.services.gateway.upstream import Upstream
from bot.services.index import IndexSettings, Location
from tests.support import loopback_index as faults
from tests.support.loopback_index import LoopbackIndex, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX = Location("https://index.example/simple/", "ada", "s3cret")
PUBLIC = "93.184.215.14"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every name stand for one public address, and no proxy be set."""
    monkeypatch.setattr(
        addresses, "look_up", lambda *_: (ipaddress.ip_address(PUBLIC),)
    )
    monkeypatch.setattr(upstream, "PAUSE_SECONDS", 0.0)
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def asking() -> Iterator[Upstream]:
    """Return connections to an index with a password."""
    opened = Upstream(IndexSettings((INDEX,)))
    yield opened
    opened.close()


def content(asking: Upstream, url: str) -> bytes:
    """Return what lies at an address."""
    found: list[bytes] = []

    def take(chunks: Iterator[bytes]) -> None:
        found[:] = [b"".join(chunks)]

    asking.download(url, 1000, take)
    return found[0]


@respx.mock
def test_a_file_is_asked_for_at_the_address_that_was_checked(asking: Upstream) -> None:
    """The name is in the request and in the handshake, not looked up once more."""
    route = respx.get(f"https://{PUBLIC}/a.whl").respond(content=b"wheel")

    data = content(asking, "https://files.example/a.whl")

    request = route.calls.last.request
    assert data == b"wheel"
    assert request.headers["host"] == "files.example"
    assert request.extensions["sni_hostname"] == "files.example"
    assert "authorization" not in request.headers


@respx.mock
def test_the_index_itself_is_asked_by_name_with_its_password(asking: Upstream) -> None:
    """It is the owner's choice, wherever it is."""
    route = respx.get("https://index.example/simple/shop/").respond(
        json={"files": []}, content_type=faults.JSON
    )

    answer = asking.page("https://index.example/simple/shop/", {})

    assert answer.content_type == faults.JSON
    assert route.calls.last.request.headers["authorization"].startswith("Basic ")


@respx.mock
def test_a_redirection_elsewhere_loses_the_password(asking: Upstream) -> None:
    """The address of the answer is that of the last place, for what is relative."""
    respx.get("https://index.example/simple/shop/").respond(
        302, headers={"location": "https://mirror.example/shop/"}
    )
    route = respx.get(f"https://{PUBLIC}/shop/").respond(html="<a>")

    answer = asking.page("https://index.example/simple/shop/", {})

    assert answer.url == "https://mirror.example/shop/"
    assert "authorization" not in route.calls.last.request.headers


@respx.mock
def test_it_is_tried_three_times(asking: Upstream) -> None:
    """Then the reason is told."""
    route = respx.get("https://index.example/simple/shop/")
    route.side_effect = httpx.ConnectTimeout("too slow")

    with pytest.raises(UnreachableError, match=r"index\.example .*too slow"):
        asking.page("https://index.example/simple/shop/", {})

    assert route.call_count == 3


@pytest.mark.parametrize("url", ["https://[broken/", "https://ex\x00ample/a.whl"])
def test_a_broken_address_is_told(asking: Upstream, url: str) -> None:
    """Pages may hold anything."""
    with pytest.raises((UnreachableError, ForbiddenAddressError)):
        content(asking, url)


def test_a_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the machine has it, with its exceptions; private addresses stay out."""
    package = wheel("shop")
    with LoopbackIndex([package]) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("no_proxy", "direct.example")
        asking = Upstream(IndexSettings((Location("http://index.example/simple/"),)))

        page = asking.page("http://index.example/simple/shop/", {})
        data = content(asking, f"http://files.example/files/{package.filename}")
        with pytest.raises(ForbiddenAddressError):
            content(asking, "http://169.254.169.254/latest/")
        with respx.mock:
            respx.get(f"http://{PUBLIC}/x").respond(content=b"direct")
            direct = content(asking, "http://direct.example/x")
        asking.close()

    assert page.body is not None
    assert (data, direct) == (package.content[:1000], b"direct")
    assert proxy.headers["/simple/shop/"]["host"] == "index.example"


def test_a_file_of_certificates_must_be_there(tmp_path: Path) -> None:
    """Nobody is trusted instead."""
    where = IndexSettings((INDEX,), certificates=tmp_path / "missing.pem")

    with pytest.raises(UnreachableError, match="certificates"):
        Upstream(where).page("https://index.example/simple/shop/", {})


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param(None, 600, id="not-said"),
        pytest.param("max-age=60", 60, id="said"),
        pytest.param('public, max-age="90"', 90, id="quoted"),
        pytest.param("max-age=999999", 3600, id="too-long"),
        pytest.param("max-age=soon", 600, id="nonsense"),
        pytest.param("no-cache", 0, id="no-cache"),
        pytest.param("private, no-store, max-age=60", 0, id="no-store"),
    ],
)
def test_how_long_a_page_is_good(value: str | None, seconds: float) -> None:
    """As its index says, within an hour."""
    headers = {} if value is None else {"cache-control": value}

    assert fresh_seconds(headers) == seconds
