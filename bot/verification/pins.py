"""Reads what uv prints: what it has resolved, and what is installed."""

from __future__ import annotations

import json
import re

from packaging.utils import canonicalize_name

_PIN = re.compile(
    r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:==|@)\s*(\S+)", re.MULTILINE
)


def pins_of(lock: str) -> dict[str, str]:
    """Return the version, or address, of each package that a resolution names."""
    return {canonicalize_name(name): version for name, version in _PIN.findall(lock)}


def listed(output: bytes) -> tuple[tuple[str, str], ...]:
    """Return names and versions that `uv pip list --format json` prints, sorted.

    Output that is something else gives nothing.
    """
    try:
        items = json.loads(output)
        return tuple(sorted((str(i["name"]), str(i["version"])) for i in items))
    except (ValueError, TypeError, KeyError):
        return ()
