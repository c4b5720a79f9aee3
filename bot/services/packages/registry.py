"""Registries of images, over the API that all of them speak.

- https://github.com/opencontainers/distribution-spec/blob/main/spec.md
- https://distribution.github.io/distribution/spec/auth/token/ (who may read)

Only registries that this machine's owner has named are asked: what a
repository says must not choose whom we talk to.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

from bot.errors import BotError, UsageError
from bot.services.gateway.errors import PackageIndexError
from bot.services.gateway.upstream import limited, proxy_for, trust

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SETTING: Final = "HONEBOT_REGISTRY"
USER: Final = "HONEBOT_REGISTRY_USERNAME"
PASSWORD: Final = "HONEBOT_REGISTRY_PASSWORD"  # noqa: S105  # a variable's name
TIMEOUT: Final = httpx.Timeout(30.0, connect=15.0)
ATTEMPTS: Final = 3
PAUSE_SECONDS: Final = 0.3
PASSING: Final = frozenset({429, 500, 502, 503, 504})
ANSWER_BYTES: Final = 32 << 20
ANSWER_SECONDS: Final = 60.0
PAGES: Final = 200
"""How many pages of tags one image may have."""
FRESH_SECONDS: Final = 600.0
"""How long an answer is not asked for again."""
MANIFESTS: Final = (
    "application/vnd.oci.image.index.v1+json,"
    "application/vnd.oci.image.manifest.v1+json,"
    "application/vnd.docker.distribution.manifest.list.v2+json,"
    "application/vnd.docker.distribution.manifest.v2+json"
)
_ALIASED = re.compile(r"[\w.:-]+=")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_PAIR = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
_NEXT = re.compile(r'<([^>]*)>\s*;[^,]*\brel="?next"?')


class RegistryError(BotError):
    """A registry gave no answer about an image."""

    def __init__(self, image: str, reason: str) -> None:
        self.image = image
        self.reason = reason
        super().__init__(reason)


class RegistrySettingError(UsageError):
    """The setting names no registry; the text does not repeat what it says."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"{SETTING} cannot be used: {reason}; it holds addresses of registries"
            " (https), with spaces between them, that of images without a host first"
        )


@dataclass(frozen=True, slots=True)
class _Registry:
    """One registry: its address, its host as images name it, and how to get in."""

    url: str
    host: str
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def aliased(self) -> bool:
        """Whether images name another host than the one that answers."""
        return self.host != urlsplit(self.url).netloc.lower()

    @property
    def login(self) -> httpx.BasicAuth | None:
        """The user and password, None without."""
        if not self.username and not self.password:
            return None
        return httpx.BasicAuth(self.username, self.password)


@dataclass(slots=True)
class _Known:
    """An answer, or why there is none, and when it was given."""

    at: float
    value: Any = None
    error: RegistryError | None = None


class RegistryImages:
    """Asks the registries that the environment names.

    Satisfies `bot.package_protocols.Images`.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        certificates: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask nothing yet; raises `RegistrySettingError` for a wrong setting."""
        self._registries = _registries(environ)
        self._certificates = certificates
        self._clock = clock
        self._clients: dict[str, httpx.Client] = {}
        self._access: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, ...], _Known] = {}

    def close(self) -> None:
        """Let go of all connections."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def tags(self, image: str) -> tuple[str, ...]:
        """Return all tags of an image; raises `RegistryError`."""
        found: tuple[str, ...] = self._once(("tags", image), lambda: self._tags(image))
        return found

    def digest(self, image: str, tag: str) -> str:
        """Return the digest that a tag names now; raises `RegistryError`.

        For an image of several platforms it is that of all of them together.
        """
        key = ("digest", image, tag)
        found: str = self._once(key, lambda: self._digest(image, tag))
        return found

    def _once(self, key: tuple[str, ...], ask: Callable[[], object]) -> Any:
        known = self._known.get(key)
        if known is None or self._clock() - known.at > FRESH_SECONDS:
            try:
                known = _Known(self._clock(), ask())
            except RegistryError as error:
                known = _Known(self._clock(), error=error)
            self._known[key] = known
        if known.error is not None:
            raise RegistryError(known.error.image, known.error.reason)
        return known.value

    def _tags(self, image: str) -> tuple[str, ...]:
        registry, name = self._place(image)
        url = urljoin(registry.url, f"v2/{name}/tags/list?n=1000")
        found: dict[str, None] = {}
        for _ in range(PAGES):
            response, content = self._ask("GET", registry, name, image, url)
            with suppress(ValueError, TypeError, AttributeError):
                tags = json.loads(content).get("tags") or ()
                found |= dict.fromkeys(tag for tag in tags if isinstance(tag, str))
            following = _NEXT.search(response.headers.get("link", ""))
            if following is None:
                if not found:
                    raise RegistryError(image, f"{registry.host} lists no tags of it")
                return tuple(found)
            url = urljoin(url, following[1])
            if urlsplit(url)[:2] != urlsplit(registry.url)[:2]:
                raise RegistryError(image, f"{registry.host} sends us elsewhere")
        raise RegistryError(image, f"{registry.host} lists tags without an end")

    def _digest(self, image: str, tag: str) -> str:
        registry, name = self._place(image)
        url = urljoin(registry.url, f"v2/{name}/manifests/{tag}")
        response, _ = self._ask("HEAD", registry, name, image, url)
        digest = response.headers.get("docker-content-digest", "")
        if not digest:
            _, content = self._ask("GET", registry, name, image, url)
            digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if not _DIGEST.fullmatch(digest):
            raise RegistryError(image, f"{registry.host} gives no sha256 digest")
        return str(digest)

    def _place(self, image: str) -> tuple[_Registry, str]:
        """Return the registry of an image and its name there.

        A name without a slash is an official image, below `library`
        (https://docs.docker.com/reference/cli/docker/image/tag/#description).
        """
        host, slash, rest = image.partition("/")
        if slash and (set(host) & set(".:") or host == "localhost"):
            for registry in self._registries:
                if registry.host == host.lower():
                    official = registry.aliased and "/" not in rest
                    return registry, f"library/{rest}" if official else rest
            raise RegistryError(image, f"{SETTING} does not name the registry {host}")
        if not self._registries:
            reason = f"{SETTING} names no registry to ask"
            raise RegistryError(image, reason)
        return self._registries[0], image if slash else f"library/{image}"

    def _ask(
        self, method: str, registry: _Registry, name: str, image: str, url: str
    ) -> tuple[httpx.Response, bytes]:
        """Return an answer; gets in where it is asked who we are."""
        key = (registry.url, name)
        headers = {"accept": MANIFESTS if "/manifests/" in url else "application/json"}
        for attempt in range(2):
            access = {"authorization": a} if (a := self._access.get(key)) else {}
            response, content = self._send(
                method, registry, image, url, {**headers, **access}
            )
            if response.status_code != httpx.codes.UNAUTHORIZED or attempt:
                break
            challenge = response.headers.get("www-authenticate", "")
            self._access[key] = self._let_in(registry, name, image, challenge)
        if response.status_code != httpx.codes.OK:
            raise RegistryError(image, _refusal(registry, response.status_code))
        return response, content

    def _let_in(
        self, registry: _Registry, name: str, image: str, challenge: str
    ) -> str:
        """Return the header that the registry wants to see."""
        kind, _, rest = challenge.partition(" ")
        if kind.lower() == "basic" and registry.login:
            request = httpx.Request("GET", registry.url)
            signed = next(registry.login.auth_flow(request))
            return str(signed.headers["authorization"])
        asked = dict(_PAIR.findall(rest))
        realm = asked.get("realm", "")
        if kind.lower() != "bearer" or not realm:
            raise RegistryError(image, _refusal(registry, httpx.codes.UNAUTHORIZED))
        local = _is_local(registry.url)
        if urlsplit(realm).scheme != "https" and not (local and _is_local(realm)):
            reason = f"{registry.host} wants us to log in where it is not safe"
            raise RegistryError(image, reason)
        scope = {"scope": f"repository:{name}:pull"}
        service = {"service": asked["service"]} if "service" in asked else {}
        url = str(httpx.URL(realm).copy_merge_params({**service, **scope}))
        response, content = self._send(
            "GET", registry, image, url, {}, login=registry.login
        )
        if response.status_code == httpx.codes.OK:
            with suppress(ValueError, AttributeError):
                answer = json.loads(content)
                token = answer.get("token") or answer.get("access_token")
                if isinstance(token, str) and token.isprintable():
                    return f"Bearer {token}"
        raise RegistryError(image, f"{registry.host} gives no token to read it")

    def _send(  # noqa: PLR0913  # all of one request
        self,
        method: str,
        registry: _Registry,
        image: str,
        url: str,
        headers: Mapping[str, str],
        *,
        login: httpx.BasicAuth | None = None,
    ) -> tuple[httpx.Response, bytes]:
        """Return an answer, asking again after a fault that may pass."""
        reason = ""
        for attempt in range(ATTEMPTS):
            time.sleep(PAUSE_SECONDS * attempt)
            try:
                client = self._client(url)
                with client.stream(method, url, headers=headers, auth=login) as answer:
                    content = b"".join(limited(answer, ANSWER_BYTES, ANSWER_SECONDS))
            except (httpx.HTTPError, httpx.InvalidURL, PackageIndexError) as error:
                reason = type(error).__name__
                continue
            if answer.status_code not in PASSING:
                return answer, content
            reason = f"it says {answer.status_code}"
        raise RegistryError(image, f"{registry.host} did not answer: {reason}")

    def _client(self, url: str) -> httpx.Client:
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._clients:
            self._clients[place] = httpx.Client(
                proxy=proxy_for(url) or None,
                verify=trust(self._certificates),
                trust_env=False,
                follow_redirects=False,
                timeout=TIMEOUT,
                headers={"user-agent": "honebot"},
            )
        return self._clients[place]


def _registries(environ: Mapping[str, str]) -> tuple[_Registry, ...]:
    """Return the registries; the user and password are for the first alone.

    `HOST=ADDRESS` is for a host that images name and another address answers for.
    """
    found: list[_Registry] = []
    for entry in environ.get(SETTING, "").split():
        alias, address = "", entry
        if _ALIASED.match(entry):
            alias, _, address = entry.partition("=")
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise RegistrySettingError("one is no address") from None
        if parts.username or parts.password:
            raise RegistrySettingError(f"users belong into {USER} and {PASSWORD}")
        url = f"{parts.scheme}://{parts.netloc}/"
        if not host or (parts.scheme != "https" and not _is_local(url)):
            reason = f"{parts.scheme}://{host} is not https, and not on this machine"
            raise RegistrySettingError(reason)
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise RegistrySettingError(f"{host} is followed by a path")
        named = f"{host}:{port}" if port else host
        access = () if found else (environ.get(USER, ""), environ.get(PASSWORD, ""))
        found.append(_Registry(url, alias.lower() or named, *access))
    return tuple(found)


def _is_local(url: str) -> bool:
    """Return whether an address is plain HTTP to this machine itself."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return parts.scheme == "http" and local


def _refusal(registry: _Registry, status: int) -> str:
    if status == httpx.codes.NOT_FOUND:
        return f"{registry.host} does not know it"
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return f"{registry.host} does not let us read it ({USER}, {PASSWORD})"
    return f"{registry.host} says {status}"
