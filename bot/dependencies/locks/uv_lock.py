"""Reads uv.lock.

Its format is uv's own, and told by `version` and `revision`: a new version
cannot be read by an older uv, a new revision can
(https://docs.astral.sh/uv/concepts/resolution/#lockfile-versioning).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.model import (
    ANSWERS,
    ASKS,
    NEEDS,
    Lock,
    LockedFile,
    LockedPackage,
)
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

NEWEST_FORMAT = 1
"""The format that is known here."""

_ORIGINS = {
    "registry": Origin.INDEX,
    "git": Origin.REPOSITORY,
    "url": Origin.URL,
    "path": Origin.FOLDER,
    "directory": Origin.FOLDER,
    "editable": Origin.FOLDER,
    "virtual": Origin.FOLDER,
}
_KNOWN = frozenset(
    {
        *("name", "version", "source", "resolution-markers", "dependencies"),
        *("optional-dependencies", "dev-dependencies", "sdist", "wheels", "metadata"),
    }
)


def read_uv_lock(path: str, content: bytes) -> Lock:
    """Return what a uv.lock says.

    Raises `LockError` where it is none, or of a format that is not known.
    """
    document = toml_of(path, content)
    if document.get("version") != NEWEST_FORMAT:
        raise LockError(path, f"its format {document.get('version')!r} is not known")
    tables = entries(path, document, "package")
    packages = tuple(_package(table) for table in tables)
    own = [each for each in packages if each.origin is Origin.FOLDER]
    return Lock(
        path=path,
        tool="uv",
        packages=packages,
        header={
            f"{ANSWERS}{key}" if key == "manifest" else key: said(value)
            for key, value in document.items()
            if key != "package"
        },
        roots=frozenset(need for each in own for need in each.needs),
    )


def _package(table: Mapping[str, Any]) -> LockedPackage:
    origin, source = _source(table.get("source"))
    files = tuple(_files(table))
    needs = list(_needs(table))
    hard = {name for group, name, _ in needs if not group.startswith("[")}
    soft = {name for _, name, _ in needs} - hard
    details: dict[str, object] = {
        "version": str(table.get("version", "")),
        "source": table.get("source"),
        "marker": table.get("resolution-markers"),
        "hashes": sorted(digest for file in files for digest in file.hashes),
        "files": [table.get("sdist"), table.get("wheels")] if files else None,
        "other": {key: value for key, value in table.items() if key not in _KNOWN},
    }
    return LockedPackage(
        name=canonicalize_name(table["name"]),
        version=str(table.get("version", "")),
        needs=tuple(sorted(hard)),
        may_need=tuple(sorted(soft)),
        origin=origin,
        source=source,
        marker=" or ".join(table.get("resolution-markers", ())),
        groups=tuple(sorted(table.get("dev-dependencies", {}))),
        extras=tuple(sorted(table.get("optional-dependencies", {}))),
        files=files,
        details=pairs(details | _edges(needs) | _asked(table.get("metadata", {}))),
    )


def _source(source: object) -> tuple[Origin, str]:
    if isinstance(source, dict):
        for key, origin in _ORIGINS.items():
            if key in source:
                return origin, without_password(str(source[key]))
    return Origin.INDEX, ""


def _needs(table: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each edge: the extra or group that has it, the name, what is said."""
    groups = {
        "": table.get("dependencies", []),
        **{f"[{k}]": v for k, v in table.get("optional-dependencies", {}).items()},
        **{f":{k}": v for k, v in table.get("dev-dependencies", {}).items()},
    }
    for group, needs in groups.items():
        for need in needs:
            if isinstance(need, dict) and isinstance(need.get("name"), str):
                yield group, canonicalize_name(need["name"]), need


def _edges(needs: list[tuple[str, str, dict[str, Any]]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in {name for _, name, _ in needs}:
        edges = [[group, need] for group, other, need in needs if other == name]
        found[f"{NEEDS}{name}"] = edges
    return found


def _files(table: Mapping[str, Any]) -> Iterator[LockedFile]:
    sdist, wheels = table.get("sdist"), table.get("wheels", [])
    for file in [*([sdist] if isinstance(sdist, dict) else []), *wheels]:
        address = str(file.get("url", file.get("path", file.get("filename", ""))))
        yield LockedFile(
            name=file_name(address),
            url=str(file.get("url", "")),
            hashes=(str(file["hash"]),) if "hash" in file else (),
            uploaded=time_of(file.get("upload-time")),
        )


def _asked(metadata: Mapping[str, Any]) -> dict[str, object]:
    """Return what a project's own manifest asks for, by name."""
    found: dict[str, list[object]] = {}
    lists = {
        "": metadata.get("requires-dist", []),
        **{f":{k}": v for k, v in metadata.get("requires-dev", {}).items()},
    }
    for group, requirements in lists.items():
        for each in requirements:
            found.setdefault(canonicalize_name(each["name"]), []).append([group, each])
    rest = {
        key: value
        for key, value in metadata.items()
        if key not in {"requires-dist", "requires-dev"}
    }
    asked: dict[str, object] = {f"{ASKS}{name}": each for name, each in found.items()}
    return asked | {"metadata": rest}
