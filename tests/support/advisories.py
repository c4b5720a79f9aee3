"""Records in the format of OSV, made for tests."""

from __future__ import annotations

from typing import Any


def record(
    identity: str, *events: dict[str, str], name: str = "shop", **more: object
) -> dict[str, Any]:
    """Return a record about a package with one range of these events."""
    affected: dict[str, object] = {"package": {"ecosystem": "PyPI", "name": name}}
    if events:
        affected["ranges"] = [{"type": "ECOSYSTEM", "events": list(events)}]
    for key in ("versions", "ranges"):
        if key in more:
            affected[key] = more.pop(key)
    return {
        "id": identity,
        "modified": "2026-01-01T00:00:00Z",
        "summary": f"Fault {identity}",
        "affected": [affected],
        **more,
    }


def since(version: str) -> dict[str, str]:
    """Return the event that a fault came in."""
    return {"introduced": version}


def fixed(version: str) -> dict[str, str]:
    """Return the event that it went."""
    return {"fixed": version}


def last(version: str) -> dict[str, str]:
    """Return the event that a version was the last with it."""
    return {"last_affected": version}
