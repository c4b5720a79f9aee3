"""Addresses, without what may be a password."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([A-Za-z0-9+.-]{1,40}://)([^\s\"'<>]*)")
_HIDDEN = "***"
_AT_MOST = 120


def shown(text: str) -> str:
    """Return a text whose addresses hold no user, password or query.

    The user of `ssh` stays, for it is no secret. An address that may hold a
    password in an unusual way is hidden as a whole. Bytes that are no text are
    question marks.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _ADDRESS.sub(lambda found: found[1] + _shown(found[1], found[2]), text)


def shown_value(value: str) -> str:
    """Return the value of an option that names an index, or `***`."""
    clean = shown(value)
    return _HIDDEN if "@" in clean else clean


def quoted(text: str) -> str:
    """Return a text as it may stand in a sentence: short, without passwords."""
    clean = shown(text)
    return clean if len(clean) <= _AT_MOST else f"{clean[:_AT_MOST]}..."


def _shown(scheme: str, rest: str) -> str:
    place = re.search(r"[/?#]", rest)
    end = place.start() if place else len(rest)
    host, path = rest[:end], rest[end:]
    user, at, host = host.rpartition("@")
    if not at and re.search(r":(?!\d*$)", host) and "@" in path:
        return _HIDDEN
    path = re.sub(r"\?[^#]*", "", path)
    keeps = at and "ssh" in scheme and ":" not in user
    return f"{user}@{host}{path}" if keeps else f"{host}{path}"
