"""Reads pylock.toml, the lock that any tool may write (PEP 751).

Source: https://packaging.python.org/en/latest/specifications/pylock-toml/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.model import NEEDS, Lock, LockedFile, LockedPackage
from bot.dependencies.locks.values import (
    entries,
    file_name,
    pairs,
    said,
    time_of,
    toml_of,
    without_password,
)
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAJOR = "1."
_ORIGINS = {
    "vcs": Origin.REPOSITORY,
    "directory": Origin.FOLDER,
    "archive": Origin.URL,
}
_KNOWN = frozenset(
    {"name", "version", "marker", "dependencies", "sdist", "wheels", "index", *_ORIGINS}
)


def read_pylock(path: str, content: bytes) -> Lock:
    """Return what a pylock.toml says.

    Raises `LockError` where it is none, or of a format that is not known.
    """
    document = toml_of(path, content)
    if not str(document.get("lock-version", "")).startswith(_MAJOR):
        found = document.get("lock-version")
        raise LockError(path, f"its `lock-version` {found!r} is not known")
    header = {k: said(v) for k, v in document.items() if k != "packages"}
    return Lock(
        path=path,
        tool="pylock",
        packages=tuple(map(_package, entries(path, document, "packages"))),
        header=header,
        written_by=str(document.get("created-by", "")),
    )


def _package(table: Mapping[str, Any]) -> LockedPackage:
    origin = next((_ORIGINS[key] for key in _ORIGINS if key in table), Origin.INDEX)
    where = {key: table[key] for key in ("index", *_ORIGINS) if key in table}
    needs = table.get("dependencies", [])
    files = tuple(_files(table))
    return LockedPackage(
        name=canonicalize_name(table["name"]),
        version=str(table.get("version", "")),
        needs=tuple(sorted({canonicalize_name(str(each["name"])) for each in needs})),
        origin=origin,
        source=_address(table, origin),
        marker=str(table.get("marker", "")),
        files=files,
        details=pairs(
            {
                "version": str(table.get("version", "")),
                "source": where,
                "marker": str(table.get("marker", "")),
                **{f"{NEEDS}{canonicalize_name(str(e['name']))}": e for e in needs},
                "hashes": sorted(digest for file in files for digest in file.hashes),
                "files": [table.get("sdist"), table.get("wheels")] if files else None,
                "other": {k: v for k, v in table.items() if k not in _KNOWN},
            }
        ),
    )


def _address(table: Mapping[str, Any], origin: Origin) -> str:
    if origin is Origin.INDEX:
        return without_password(str(table.get("index", "")))
    where = next(table[key] for key in _ORIGINS if key in table)
    return without_password(str(where.get("url", where.get("path", ""))))


def _files(table: Mapping[str, Any]) -> Iterator[LockedFile]:
    listed = [table.get("sdist"), table.get("archive"), *table.get("wheels", [])]
    for file in listed:
        if isinstance(file, dict):
            address = str(file.get("url", file.get("path", "")))
            hashes = file.get("hashes", {})
            yield LockedFile(
                name=str(file.get("name", "")) or file_name(address),
                url=str(file.get("url", "")),
                hashes=tuple(f"{kind}:{hashes[kind]}" for kind in sorted(hashes)),
                uploaded=time_of(file.get("upload-time")),
            )
