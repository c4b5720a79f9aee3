"""What a requirement by its place (a path or an address) says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.utils import (
    InvalidWheelFilename,
    canonicalize_name,
    parse_wheel_filename,
)

from bot.dependencies.places import Origin

_ARCHIVES = (
    ".zip",
    ".whl",
    ".tar.bz2",
    ".tbz",
    ".tar.gz",
    ".tgz",
    ".tar",
    ".tar.xz",
    ".txz",
    ".tlz",
    ".tar.lz",
    ".tar.lzma",
)
_SYSTEMS = frozenset({"bzr", "git", "hg", "sftp", "ssh", "svn"})
_SCHEME = re.compile(r"([A-Za-z0-9+.-]+):")
_EGG = re.compile(r"#(?:[^#]*&)?egg=([A-Za-z0-9][\w.-]*)(?:\[([^\]]*)\])?")
_EXTRAS = re.compile(r"[^\[\]]\[([^\[\]]+)\]$")


@dataclass(frozen=True, slots=True)
class Reference:
    """The tag, branch or commit that a repository's address names."""

    text: str
    start: int
    end: int


def is_address(text: str) -> bool:
    """Return whether pip takes a requirement for an address, by its scheme."""
    found = _SCHEME.match(text)
    if found is None:
        return False
    scheme = found[1].lower()
    return scheme in {"http", "https", "file", "ftp"} or _is_system(scheme)


def _is_system(scheme: str) -> bool:
    return scheme.partition("+")[0] in _SYSTEMS


def is_archive(text: str) -> bool:
    """Return whether pip takes a requirement for a file of the machine."""
    path = text.partition(";")[0].strip()
    path = re.sub(r"(?<=.)\[[^\[\]]+\]$", "", path)
    before, at, _ = path.partition("@")
    return path.lower().endswith(_ARCHIVES) and not (at and not looks_like_path(before))


def looks_like_path(text: str) -> bool:
    """Return whether a requirement may be the path of a folder."""
    return "/" in text or text.startswith(".")


def origin_of(address: str) -> Origin:
    """Return where the package at an address comes from."""
    found = _SCHEME.match(address)
    scheme = found[1].lower() if found else "file"
    if _is_system(scheme):
        return Origin.REPOSITORY
    return Origin.URL if scheme in {"http", "https", "ftp"} else Origin.FOLDER


def named_by(address: str) -> str:
    """Return the normalised name that an address ends in, "" for none.

    https://pip.pypa.io/en/stable/topics/vcs-support/#url-fragments
    """
    found = _EGG.search(address)
    if found:
        return canonicalize_name(found[1])
    path = re.split(r"[?#;\s]", address)[0]
    try:
        return parse_wheel_filename(path.rpartition("/")[2])[0]
    except InvalidWheelFilename:
        return ""


def extras_of(address: str) -> tuple[str, ...]:
    """Return the extras that a path or an address ends in, sorted."""
    egg = _EGG.search(address)
    found = egg[2] if egg else None
    if not egg:
        tail = _EXTRAS.search(address)
        found = tail[1] if tail else None
    return tuple(sorted(each.strip() for each in (found or "").split(",") if each))


def reference_of(address: str) -> Reference | None:
    """Return what behind the last `@` of a repository's address is checked out.

    https://pip.pypa.io/en/stable/topics/vcs-support/
    """
    host = address.find("://")
    path = address.find("/", host + 3) if host >= 0 else -1
    if path < 0 or origin_of(address) is not Origin.REPOSITORY:
        return None
    end = min(
        place
        for place in (address.find("#"), address.find("?"), len(address))
        if place >= 0
    )
    at = address.rfind("@", path, end)
    if at < 0 or at + 1 == end:
        return None
    return Reference(address[at + 1 : end], at + 1, end)
