"""Reads poetry.lock, as Poetry 1.0 to 2.x write it.

Poetry 1.5 moved the files from `[metadata.files]` to the packages, and 2.0
brought `groups` and `markers` (https://python-poetry.org/history/). The first
line names the version that wrote it, from 1.4 on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from bot.dependencies.locks.model import ANSWERS, NEEDS, Lock, LockedFile, LockedPackage
from bot.dependencies.locks.values import (
    entries,
    names,
    pairs,
    said,
    toml_of,
    without_password,
)
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

_WRITTEN_BY = re.compile(rb"^# .*?\bPoetry (\d[\w.+]*)")
_ORIGINS = {
    "git": Origin.REPOSITORY,
    "hg": Origin.REPOSITORY,
    "url": Origin.URL,
    "file": Origin.FOLDER,
    "directory": Origin.FOLDER,
}
_KNOWN = frozenset(
    {"name", "version", "dependencies", "extras", "source", "files"}
    | {"markers", "groups", "category", "optional"}
)


def read_poetry_lock(path: str, content: bytes) -> Lock:
    """Return what a poetry.lock says; raises `LockError` where it is none."""
    document = toml_of(path, content)
    metadata = document.get("metadata", {})
    files = metadata.get("files", {})
    written_by = _WRITTEN_BY.match(content.removeprefix(b"\xef\xbb\xbf"))
    header = {
        f"{ANSWERS}{key}" if key == "content-hash" else key: said(value)
        for key, value in metadata.items()
        if key != "files"
    }
    rest = {k: said(v) for k, v in document.items() if k not in {"package", "metadata"}}
    return Lock(
        path=path,
        tool="poetry",
        packages=tuple(
            _package(table, files) for table in entries(path, document, "package")
        ),
        header=header | {f"{ANSWERS}{key}": value for key, value in rest.items()},
        written_by=written_by[1].decode() if written_by else "",
    )


def _package(table: Mapping[str, Any], older: Mapping[str, Any]) -> LockedPackage:
    source = table.get("source", {})
    files = tuple(
        LockedFile(
            name=str(file.get("file", "")),
            url=str(file.get("url", "")),
            hashes=(str(file["hash"]),) if "hash" in file else (),
        )
        for file in table.get("files", older.get(table["name"], []))
    )
    edges = {canonicalize_name(k): v for k, v in table.get("dependencies", {}).items()}
    soft = {name for name, edge in edges.items() if _is_optional(edge)}
    marker = table.get("markers", "")
    groups = names(table.get("groups", [])) or names([table.get("category")])
    return LockedPackage(
        name=canonicalize_name(table["name"]),
        version=str(table.get("version", "")),
        needs=tuple(sorted(set(edges) - soft)),
        may_need=tuple(sorted(soft)),
        origin=_ORIGINS.get(source.get("type", ""), Origin.INDEX),
        source=without_password(str(source.get("url", ""))),
        marker=marker if isinstance(marker, str) else said(marker),
        groups=tuple(each for each in groups if each != "None"),
        extras=tuple(sorted(table.get("extras", {}))),
        files=files,
        details=pairs(
            {
                "version": str(table.get("version", "")),
                "source": source,
                "marker": marker,
                "groups": [table.get("groups"), table.get("category")],
                "optional": str(table.get("optional", "")),
                **{f"{NEEDS}{name}": edge for name, edge in edges.items()},
                "extras": table.get("extras"),
                "hashes": sorted(digest for file in files for digest in file.hashes),
                "files": sorted(file.name for file in files),
                "other": {k: v for k, v in table.items() if k not in _KNOWN},
            }
        ),
    )


def _is_optional(edge: object) -> bool:
    """Return whether only an extra needs it."""
    each = edge if isinstance(edge, list) else [edge]
    return all(isinstance(one, dict) and one.get("optional") is True for one in each)
