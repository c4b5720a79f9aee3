"""The files of a project: read from an index's page, written into our own.

Sources: PEP 503 (HTML), PEP 691 (JSON), PEP 592 (yanked), PEP 658 and 714
(metadata beside the file), PEP 700 (sizes, upload times), PEP 740 (provenance).
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from packaging.specifiers import SpecifierSet
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)

from bot.services.gateway.errors import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.version import Version

JSON: Final = "application/vnd.pypi.simple.v1+json"
HTML: Final = "text/html"
# No character that an address would need to escape.
FILENAME: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+!~-]*\.(whl|tar\.gz|zip|tar\.bz2|tgz|tar\.xz|egg)"
)
STRONG: Final = ("sha256", "sha512", "sha384", "blake2b", "sha224", "sha1", "md5")
"""Hashes that are checked, the one to be preferred first."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a project, as its index lists it.

    `hashes` are pairs of algorithm and hexadecimal digest. `yanked` is the
    reason, "" for one that is not; `uploaded` is empty where it is not known.
    `metadata` says that the index has the file's metadata beside it;
    `provenance` is the address of what is attested of it, "" for nothing.
    """

    filename: str
    url: str
    hashes: tuple[tuple[str, str], ...] = ()
    requires_python: str = ""
    yanked: str | None = None
    uploaded: str = ""
    size: int | None = None
    metadata: bool = False
    metadata_hashes: tuple[tuple[str, str], ...] = ()
    provenance: str = ""

    @property
    def key(self) -> str:
        """The name of the content: its SHA-256, else one of its address."""
        known = dict(self.hashes).get("sha256", "")
        return known or f"u{hashlib.sha256(self.url.encode()).hexdigest()[:40]}"

    @property
    def is_local(self) -> bool:
        """Whether it lies on this machine."""
        return self.url.startswith("file:")

    @property
    def is_wheel(self) -> bool:
        """Whether it is a wheel, whose metadata can be had without running it."""
        return self.filename.endswith(".whl")


def read_json(page: bytes, base: str) -> tuple[File, ...]:
    """Return the files of a JSON page; `base` is its address.

    Raises `UnreachableError` where the page is not what PEP 691 describes.
    """
    try:
        entries = json.loads(page)["files"]
        return tuple(
            _from_json(entry, base)
            for entry in entries
            if FILENAME.fullmatch(entry["filename"])
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreachableError(base, "its page makes no sense") from error


def _from_json(entry: dict[str, Any], base: str) -> File:
    metadata = entry.get("core-metadata", entry.get("dist-info-metadata", False))
    yanked = entry.get("yanked", False)
    size, url = entry.get("size"), str(entry["url"])
    provenance = entry.get("provenance")
    return File(
        filename=entry["filename"],
        url=url if url.startswith("https://") else urljoin(base, url),
        hashes=_hashes(entry.get("hashes")),
        requires_python=entry.get("requires-python") or "",
        yanked=None if yanked is False else "" if yanked is True else str(yanked),
        uploaded=entry.get("upload-time") or "",
        size=size if isinstance(size, int) else None,
        metadata=bool(metadata),
        metadata_hashes=_hashes(metadata),
        provenance=urljoin(base, str(provenance)) if provenance else "",
    )


def _hashes(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    return tuple((name, str(value[name]).lower()) for name in STRONG if value.get(name))


def read_html(project: str, page: bytes, base: str) -> tuple[File, ...]:
    """Return the files of an HTML page; `base` is its address."""
    from pypi_simple import ProjectPage  # noqa: PLC0415  # slow, and seldom needed

    try:
        packages = ProjectPage.from_html(project, page.decode(errors="replace"), base)
    except ValueError as error:
        raise UnreachableError(base, "its page makes no sense") from error
    return tuple(
        File(
            filename=each.filename,
            url=each.url.partition("#")[0],
            hashes=_hashes(dict(each.digests)),
            requires_python=each.requires_python or "",
            yanked=(each.yanked_reason or "") if each.is_yanked else None,
            metadata=bool(each.has_metadata),
            metadata_hashes=_hashes(dict(each.metadata_digests or {})),
            provenance=each.provenance_url or "",
        )
        for each in packages.packages
        if FILENAME.fullmatch(each.filename)
    )


def visible(files: Iterable[File], cutoff: datetime | None) -> tuple[File, ...]:
    """Return the files that were there at the cut-off date.

    A file whose upload time nobody knows was not, unless it lies on this
    machine. None is no cut-off.
    """
    if cutoff is None:
        return tuple(files)
    return tuple(
        each for each in files if each.is_local or _before(each.uploaded, cutoff)
    )


def only(files: Iterable[File], specifier: str) -> tuple[File, ...]:
    """Return the files of versions within a specifier; what has none stays out."""
    allowed = SpecifierSet(specifier)
    return tuple(
        each
        for each in files
        if (version := version_of(each.filename))
        and allowed.contains(version, prereleases=True)
    )


def version_of(filename: str) -> Version | None:
    """Return the version that a file's name tells; None for none."""
    try:
        if filename.endswith(".whl"):
            return parse_wheel_filename(filename)[1]
        return parse_sdist_filename(filename)[1]
    except (InvalidSdistFilename, InvalidWheelFilename):
        return None


def _before(uploaded: str, cutoff: datetime) -> bool:
    time = time_of(uploaded)
    return time is not None and time <= cutoff


def time_of(uploaded: str) -> datetime | None:
    """Return an upload time with its zone, None where it is none."""
    try:
        time = datetime.fromisoformat(uploaded)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def merged(listings: Iterable[Iterable[File]]) -> tuple[File, ...]:
    """Return the files of several indexes, the first of each name."""
    found: dict[str, File] = {}
    for files in listings:
        for each in files:
            found.setdefault(each.filename, each)
    return tuple(found.values())


def path_of(project: str, file: File) -> str:
    """Return where the gateway serves the file, below its own root."""
    return f"/files/{project}/{file.key}/{file.filename}"


def write_json(project: str, files: Iterable[File], below: str) -> bytes:
    """Return our page in JSON. Every wheel's metadata can be had beside it."""
    entries = []
    for file in files:
        entry: dict[str, object] = {
            "filename": file.filename,
            "url": below + path_of(project, file),
            "hashes": dict(file.hashes),
            "yanked": False if file.yanked is None else file.yanked or True,
        }
        if file.requires_python:
            entry["requires-python"] = file.requires_python
        if file.uploaded:
            entry["upload-time"] = file.uploaded
        if file.size is not None:
            entry["size"] = file.size
        if file.is_wheel:
            entry["core-metadata"] = dict(file.metadata_hashes) or True
        entries.append(entry)
    page = {"meta": {"api-version": "1.0"}, "name": project, "files": entries}
    return json.dumps(page, separators=(",", ":")).encode()


def write_html(project: str, files: Iterable[File], below: str) -> bytes:
    """Return our page in HTML, for clients that know no JSON."""
    lines = ["<!DOCTYPE html><html><head>"]
    lines.append('<meta name="pypi:repository-version" content="1.0">')
    lines.append(f"<title>{html.escape(project)}</title></head><body>")
    for file in files:
        address = below + path_of(project, file)
        if file.hashes:
            address += "#" + "=".join(file.hashes[0])
        attributes = {"href": address}
        if file.requires_python:
            attributes["data-requires-python"] = file.requires_python
        if file.yanked is not None:
            attributes["data-yanked"] = file.yanked
        if file.is_wheel:
            attributes["data-core-metadata"] = "true"
        text = " ".join(f'{k}="{html.escape(v)}"' for k, v in attributes.items())
        lines.append(f"<a {text}>{html.escape(file.filename)}</a><br>")
    return "\n".join([*lines, "</body></html>"]).encode()
