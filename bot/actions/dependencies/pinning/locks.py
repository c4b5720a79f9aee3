"""Locks that other tools keep, and what they hold."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.actions.base import Target

_KINDS = {
    "uv.lock": "uv",
    "poetry.lock": "Poetry",
    "pdm.lock": "PDM",
    "pipfile.lock": "Pipenv",
    "pylock": "PEP 751",
}
_COMMANDS = {
    "uv": ("uv.lock", "uv lock"),
    "poetry": ("poetry.lock", "poetry lock"),
    "pdm": ("pdm.lock", "pdm lock"),
    "pipenv": ("Pipfile.lock", "pipenv lock"),
}


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file; `packages` is how many it pins, None where it is not known."""

    path: str
    tool: str
    packages: int | None

    def __str__(self) -> str:
        if self.packages is None:
            return f"{self.path} ({self.tool})"
        noun = "package" if self.packages == 1 else "packages"
        return f"{self.path} ({self.tool}) pins {self.packages:,} {noun}"


def locks(target: Target) -> tuple[Lock, ...]:
    """Return the lock files of the target's own folder."""
    return tuple(
        Lock(
            manifest.path,
            _KINDS[manifest.kind],
            _count(manifest.kind, target.tree.read(manifest.path)),
        )
        for manifest in target.facts.manifests
        if manifest.kind in _KINDS and "/" not in manifest.path
    )


def missing_lock(target: Target) -> tuple[str, str] | None:
    """Return the lock that the project's manager would write, and its command.

    None where the manager has none, or the lock is there.
    """
    expected = _COMMANDS.get(target.facts.manager)
    if expected is None or expected[0] in target.tree:
        return None
    return expected


def is_kept_out(target: Target, path: str) -> bool:
    """Return whether the owners keep a file out of git."""
    if ".gitignore" not in target.tree:
        return False
    lines = target.tree.read(".gitignore").decode("utf-8", "replace").splitlines()
    return any(line.strip().lstrip("/") == path for line in lines)


def _count(kind: str, content: bytes) -> int | None:
    try:
        if kind == "pipfile.lock":
            lock = json.loads(content)
            return len(
                {name for group in ("default", "develop") for name in lock[group]}
            )
        packages = tomllib.loads(content.decode("utf-8"))
        return len(packages["packages" if kind == "pylock" else "package"])
    except (ValueError, KeyError, TypeError):
        return None
