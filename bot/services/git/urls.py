"""Where a repository is, if not in a folder."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from bot.errors import TargetError
from bot.services.git.redaction import redact

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://")
_SCP = re.compile(r"^[A-Za-z0-9_][\w.-]*@[\w.-]+:[^:]")
_HELPER = re.compile(r"^[A-Za-z0-9]+::")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """The URL of a repository, without secrets, and how git may go there.

    `protocols` is for GIT_ALLOW_PROTOCOL. `headers` maps the beginning of a
    URL to a header with the credentials that stood in the URL.
    """

    url: str
    protocols: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def shown(self) -> str:
        """The URL as people see it."""
        return redact(self.url)


def address(where: str) -> Address | None:
    """Return the address that the text names; None where it names a folder.

    Raises `TargetError` for a URL that Honebot does not go to: other
    transports run programs, and `http` shows everything to everybody on the
    way (it is allowed on this machine alone).
    """
    scheme = _SCHEME.match(where)
    if scheme is None:
        if Path(where).exists():
            return None
        if _HELPER.match(where):
            raise TargetError(f"{redact(where)!r} is no URL that Honebot goes to")
        return Address(where, "ssh") if _SCP.match(where) else None
    if _CONTROL.search(where):
        raise TargetError(
            f"the URL {redact(where)!r} holds spaces or control characters"
        )
    match scheme[1].lower():
        case "https":
            return _web(where, "https")
        case "http" if urlsplit(where).hostname in _LOOPBACK:
            return _web(where, "http")
        case "http":
            raise TargetError(f"{redact(where)} is not encrypted: use https")
        case "ssh" if (urlsplit(where).hostname or "-").startswith("-"):
            raise TargetError(f"{redact(where)!r} names no host")
        case "ssh" | "file" as name:
            return Address(where, name)
    raise TargetError(
        f"{redact(where)!r} is no URL that Honebot goes to; use https or ssh"
    )


def _web(where: str, protocol: str) -> Address:
    parts = urlsplit(where)
    if not parts.hostname:
        raise TargetError(f"{redact(where)!r} names no host")
    host = parts.netloc.rpartition("@")[2]
    url = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    if parts.username is None and parts.password is None:
        return Address(url, protocol)
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    basic = base64.b64encode(pair.encode()).decode()
    base = f"{parts.scheme}://{host}/"
    return Address(url, protocol, ((base, f"Authorization: Basic {basic}"),))
