"""Reads pdm.lock.

`lock_version` 4.4 has Pythons and platforms per strategy, 4.5 has `targets`
(https://pdm-project.org/en/latest/usage/lockfile/). A package may have more
entries than one: one for each set of extras asked for, besides its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from bot.dependencies.locks.model import ANSWERS, NEEDS, Lock, LockedFile, LockedPackage
from bot.dependencies.locks.values import (
    entries,
    file_name,
    names,
    names_in,
    pairs,
    said,
    toml_of,
    without_password,
)
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

_FROM = {
    "git": Origin.REPOSITORY,
    "url": Origin.URL,
    "path": Origin.FOLDER,
}
_KNOWN = frozenset(
    {"name", "version", "dependencies", "files", "groups", "marker", "extras", *_FROM}
)


def read_pdm_lock(path: str, content: bytes) -> Lock:
    """Return what a pdm.lock says; raises `LockError` where it is none."""
    document = toml_of(path, content)
    older = document.get("metadata", {}).get("files", {})
    header = {
        f"{ANSWERS}{key}" if key == "content_hash" else key: said(value)
        for key, value in document.get("metadata", {}).items()
        if key != "files"
    }
    return Lock(
        path=path,
        tool="pdm",
        packages=tuple(
            _package(table, older) for table in entries(path, document, "package")
        ),
        header=header,
    )


def _package(table: Mapping[str, Any], older: Mapping[str, Any]) -> LockedPackage:
    listed = table.get("files") or older.get(f"{table['name']} {table.get('version')}")
    files = tuple(
        LockedFile(
            name=str(file.get("file") or file_name(str(file.get("url", "")))),
            url=str(file.get("url", "")),
            hashes=(str(file["hash"]),) if "hash" in file else (),
        )
        for file in listed or ()
    )
    where = {key: table[key] for key in (*_FROM, "ref", "revision") if key in table}
    origin = next((_FROM[key] for key in _FROM if key in table), Origin.INDEX)
    address = next((str(table[key]) for key in _FROM if key in table), "")
    edges: dict[str, list[str]] = {}
    for text in names(table.get("dependencies")):
        for need in names_in([text]):
            edges.setdefault(need, []).append(text)
    name = canonicalize_name(table["name"])
    return LockedPackage(
        name=name,
        version=str(table.get("version", "")),
        needs=tuple(need for need in sorted(edges) if need != name),
        origin=origin,
        source=without_password(address),
        marker=str(table.get("marker", "")),
        groups=names(table.get("groups")),
        extras=names(table.get("extras")),
        files=files,
        details=pairs(
            {
                "version": str(table.get("version", "")),
                "source": where,
                "marker": str(table.get("marker", "")),
                "groups": table.get("groups"),
                "extras": table.get("extras"),
                **{f"{NEEDS}{need}": sorted(edges[need]) for need in edges},
                "hashes": sorted(digest for file in files for digest in file.hashes),
                "files": sorted(file.url or file.name for file in files),
                "other": {k: v for k, v in table.items() if k not in _KNOWN},
            }
        ),
    )
