"""Reads Pipfile.lock.

It is JSON: `_meta`, then one object for each category of the Pipfile, with
names and exact versions (https://pipenv.pypa.io/en/stable/pipfile.html). It
does not say what needs what.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.model import ANSWERS, Lock, LockedFile, LockedPackage
from bot.dependencies.locks.values import pairs, said, without_password
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORIGINS = {
    "git": Origin.REPOSITORY,
    "hg": Origin.REPOSITORY,
    "file": Origin.URL,
    "path": Origin.FOLDER,
}
_KNOWN = frozenset(
    {"version", "hashes", "markers", "extras", "index", "ref", "editable", *_ORIGINS}
)


def read_pipfile_lock(path: str, content: bytes) -> Lock:
    """Return what a Pipfile.lock says; raises `LockError` where it is none."""
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        raise LockError(path, error.msg, error.lineno) from error
    except UnicodeDecodeError as error:
        raise LockError(path, "it is not written in UTF-8") from error
    if not isinstance(document, dict) or not isinstance(document.get("_meta"), dict):
        raise LockError(path, "it has no `_meta`")
    meta = document["_meta"]
    packages = []
    for category, entries in document.items():
        if category == "_meta":
            continue
        if not isinstance(entries, dict):
            raise LockError(path, f"`{category}` is no object")
        for name, entry in entries.items():
            if not isinstance(entry, dict):
                raise LockError(path, f"`{category}.{name}` is no object")
            packages.append(_package(category, name, entry, _indexes(meta)))
    header = {
        f"{ANSWERS}{key}" if key == "hash" else key: said(value)
        for key, value in meta.items()
    }
    return Lock(path=path, tool="pipenv", packages=tuple(packages), header=header)


def _indexes(meta: Mapping[str, Any]) -> dict[str, str]:
    sources = meta.get("sources", [])
    return {
        str(each.get("name", "")): without_password(str(each.get("url", "")))
        for each in sources
        if isinstance(each, dict)
    }


def _package(
    category: str, name: str, entry: Mapping[str, Any], indexes: Mapping[str, str]
) -> LockedPackage:
    version = str(entry.get("version", "")).removeprefix("==")
    where = {key: entry[key] for key in ("index", "ref", *_ORIGINS) if key in entry}
    origin = next((_ORIGINS[key] for key in _ORIGINS if key in entry), Origin.INDEX)
    address = next((str(entry[key]) for key in _ORIGINS if key in entry), "")
    extras = tuple(map(str, entry.get("extras", ())))
    hashes = tuple(map(str, entry.get("hashes", ())))
    return LockedPackage(
        name=canonicalize_name(name),
        version=version,
        origin=origin,
        source=without_password(address) or indexes.get(str(entry.get("index")), ""),
        marker=str(entry.get("markers", "")),
        groups=(category,),
        extras=extras,
        files=(LockedFile("", hashes=hashes),) if hashes else (),
        details=pairs(
            {
                "version": version,
                "source": where,
                "marker": str(entry.get("markers", "")),
                "groups": [category],
                "extras": sorted(extras),
                "hashes": sorted(hashes),
                "editable": str(entry.get("editable", "")),
                "other": {k: v for k, v in entry.items() if k not in _KNOWN},
            }
        ),
    )
