"""Registries of images: getting in, pages, digests, and what goes wrong."""

from __future__ import annotations

import hashlib
import traceback
from typing import TYPE_CHECKING

import pytest

from bot.services.packages import registry as module
from bot.services.packages.registry import (
    PASSWORD,
    SETTING,
    USER,
    RegistryError,
    RegistryImages,
    RegistrySettingError,
)
from tests.support.loopback_registry import LoopbackRegistry, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TAGS = {"library/shop": ["1.0", "1.1", "2.0"], "acme/tea": ["7"]}
SECRET = "open-sesame"  # noqa: S105  # of no account


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)


@pytest.fixture
def registry() -> Iterator[LoopbackRegistry]:
    """Give a registry that lets in anybody with a token."""
    with LoopbackRegistry(TAGS) as opened:
        yield opened


def client(
    registry: LoopbackRegistry, more: Mapping[str, str] | None = None
) -> RegistryImages:
    """Return a client that asks this registry."""
    return RegistryImages({SETTING: registry.url, **(more or {})})


def test_tags_with_a_token_for_anybody(registry: LoopbackRegistry) -> None:
    """The registry says where a token is; official images are in `library`."""
    images = client(registry)

    assert sorted(images.tags("shop")) == ["1.0", "1.1", "2.0"]
    assert images.tags("acme/tea") == ("7",)
    assert registry.logins == ["", ""]
    assert registry.asked[:3] == [
        "GET /v2/library/shop/tags/list",
        "GET /token",
        "GET /v2/library/shop/tags/list",
    ]
    images.close()


def test_the_host_of_an_image(registry: LoopbackRegistry) -> None:
    """An image may name the registry; one that the owner has not is not asked."""
    images = client(registry)

    assert images.tags(f"{registry.host}/acme/tea") == ("7",)
    with pytest.raises(RegistryError, match="does not name the registry other:5000"):
        images.tags("other:5000/acme/tea")
    images.close()


def test_a_host_that_another_answers_for(registry: LoopbackRegistry) -> None:
    """Images with that host, and without one, are asked for at the address."""
    images = RegistryImages({SETTING: f"images.example={registry.url}"})

    assert images.tags("images.example/acme/tea") == ("7",)
    assert images.tags("images.example/shop") == images.tags("shop")
    with pytest.raises(RegistryError, match="does not name the registry"):
        images.tags(f"{registry.host}/acme/tea")
    images.close()


def test_pages(registry: LoopbackRegistry) -> None:
    """Tags come from all pages, and one token is enough for them."""
    registry.page = 1
    images = client(registry)

    assert images.tags("shop") == ("1.0", "1.1", "2.0")
    assert registry.asked.count("GET /v2/library/shop/tags/list") == 4
    assert registry.asked.count("GET /token") == 1
    images.close()


def test_too_many_pages(
    registry: LoopbackRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list without an end is no answer."""
    monkeypatch.setattr(module, "PAGES", 2)
    registry.page = 1
    images = client(registry)

    with pytest.raises(RegistryError, match="without an end"):
        images.tags("shop")
    images.close()


@pytest.mark.parametrize("headless", [False, True])
def test_digests(registry: LoopbackRegistry, *, headless: bool) -> None:
    """The registry names the digest, else it is that of the manifest's bytes."""
    registry.headless = headless
    images = client(registry)
    body = hashlib.sha256(b"library/shop:1.1").hexdigest()

    found = images.digest("shop", "1.1")

    expected = f"sha256:{body}" if headless else digest_of("library/shop", "1.1")
    assert found == expected
    assert registry.asked[0] == "HEAD /v2/library/shop/manifests/1.1"
    images.close()


@pytest.mark.parametrize("scheme", ["Basic", "Bearer"])
def test_a_user_and_password(scheme: str) -> None:
    """They are sent to get in; without them, the reason names the variables."""
    with LoopbackRegistry(TAGS, login=f"me:{SECRET}", scheme=scheme) as registry:
        images = client(registry, {USER: "me", PASSWORD: SECRET})
        stranger = client(registry)

        assert images.tags("acme/tea") == ("7",)
        with pytest.raises(RegistryError, match=r"no token|USERNAME"):
            stranger.tags("acme/tea")
        images.close()
        stranger.close()


def test_passwords_stay_secret() -> None:
    """No error and no representation shows the password or a token."""
    with LoopbackRegistry(TAGS, login="me:another") as registry:
        images = client(registry, {USER: "me", PASSWORD: SECRET})

        with pytest.raises(RegistryError) as caught:
            images.tags("acme/tea")

        shown = "".join(traceback.format_exception(caught.value))
        assert registry.logins != [""]
        for text in (shown, repr(caught.value), repr(images), repr(vars(images))):
            assert SECRET not in text
        images.close()


def test_the_password_is_for_the_first_registry(registry: LoopbackRegistry) -> None:
    """Another registry gets no password."""
    with LoopbackRegistry(TAGS) as second:
        images = RegistryImages(
            {
                SETTING: f"{registry.url} {second.url}/",
                USER: "me",
                PASSWORD: SECRET,
            }
        )

        assert images.tags(f"{second.host}/acme/tea") == ("7",)
        assert images.tags("acme/tea") == ("7",)
        assert second.logins == [""]
        assert registry.logins[0].startswith("Basic ")
        images.close()


def test_no_login_over_plain_http_elsewhere(registry: LoopbackRegistry) -> None:
    """A password is not sent where others can read it."""
    registry.realm = "http://token.example/token"
    images = client(registry, {USER: "me", PASSWORD: SECRET})

    with pytest.raises(RegistryError, match="not safe"):
        images.tags("shop")
    images.close()


def test_an_unknown_image(registry: LoopbackRegistry) -> None:
    """What is not there is a reason, and is asked for once."""
    images = client(registry)

    for _ in range(2):
        with pytest.raises(RegistryError, match="does not know it"):
            images.tags("acme/gone")
    with pytest.raises(RegistryError, match="does not know it"):
        images.digest("shop", "9")
    assert registry.asked.count("GET /v2/acme/gone/tags/list") == 2
    images.close()


def test_a_fault(registry: LoopbackRegistry) -> None:
    """One that may pass is tried again; a redirect is not followed."""
    registry.faults["/v2/library/shop/tags/list"] = 503
    registry.faults["/v2/acme/tea/tags/list"] = 302
    images = client(registry)

    with pytest.raises(RegistryError, match="it says 503"):
        images.tags("shop")
    with pytest.raises(RegistryError, match="says 302"):
        images.tags("acme/tea")
    assert registry.asked.count("GET /v2/library/shop/tags/list") == module.ATTEMPTS
    images.close()


def test_answers_are_kept_for_a_while(registry: LoopbackRegistry) -> None:
    """After ten minutes it is asked anew."""
    now = [0.0]
    images = RegistryImages({SETTING: registry.url}, clock=lambda: now[0])

    images.tags("shop")
    images.tags("shop")
    kept = len(registry.asked)
    now[0] = module.FRESH_SECONDS + 1
    images.tags("shop")

    assert kept == 3
    assert len(registry.asked) == 4
    images.close()


def test_without_a_setting() -> None:
    """Nothing is asked, and the reason names the variable."""
    with pytest.raises(RegistryError, match="HONEBOT_REGISTRY names no registry"):
        RegistryImages({}).tags("shop")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("http://images.example", "not https", id="plain HTTP"),
        pytest.param("images.example", "not https", id="no scheme"),
        pytest.param(f"https://me:{SECRET}@images.example", "users belong", id="user"),
        pytest.param("https://images.example/v2", "a path", id="path"),
        pytest.param("https://images.example:port", "no address", id="port"),
    ],
)
def test_a_wrong_setting(address: str, reason: str) -> None:
    """It is an error of use, and its text shows no password."""
    with pytest.raises(RegistrySettingError, match=reason) as caught:
        RegistryImages({SETTING: address})

    assert SECRET not in str(caught.value)
