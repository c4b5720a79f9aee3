"""Small readings that all locks in TOML share."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from bot.dependencies.locks.errors import LockError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE = re.compile(r"at line (\d+)")
_BARE_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def toml_of(path: str, content: bytes) -> dict[str, Any]:
    """Return the document; raises `LockError` with the line where it breaks."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LockError(path, "it is not written in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise LockError(path, str(error), int(found[1]) if found else 0) from error


def entries(path: str, document: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the tables of an array; raises `LockError` where it is none."""
    found = document.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise LockError(path, f"`{key}` is no array of tables")
    for each in found:
        if not isinstance(each.get("name"), str):
            raise LockError(path, f"an entry of `{key}` has no name")
    return found


def said(value: object) -> str:
    """Return a value as text that is equal for equal values."""
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)


def pairs(details: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return details as `LockedPackage` has them; empty ones are left out."""
    return tuple(
        (key, value if isinstance(value, str) else said(value))
        for key, value in sorted(details.items())
        if value not in (None, "", [], {}, ())
    )


def names_in(requirements: object) -> Iterator[str]:
    """Yield the normalised names of requirements (PEP 508), odd ones by their start."""
    for text in requirements if isinstance(requirements, list) else []:
        try:
            yield canonicalize_name(Requirement(str(text)).name)
        except InvalidRequirement:
            if found := _BARE_NAME.match(str(text)):
                yield canonicalize_name(found[1])


def names(values: object) -> tuple[str, ...]:
    """Return a list of strings as a tuple, () for anything else."""
    return tuple(map(str, values)) if isinstance(values, list) else ()


def without_password(address: str) -> str:
    """Return an address without user and password."""
    parts = urlsplit(address)
    if "@" not in parts.netloc:
        return address
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment))


def file_name(address: str) -> str:
    """Return the name of the file at an address or path."""
    return unquote(urlsplit(address).path.rpartition("/")[2])


def time_of(value: object) -> datetime | None:
    """Return a time of TOML or in ISO 8601, in UTC where it names no zone."""
    try:
        time = (
            value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        )
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
