"""The files that Ruff reads its settings from."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from bot.actions.files.errors import UnusualFileError
from bot.actions.files.toml import read_toml

if TYPE_CHECKING:
    from bot.actions.base import Target
    from bot.actions.files.toml import Toml

NAMES = ("ruff.toml", ".ruff.toml", "pyproject.toml")
"""Of two in one folder, the first wins.

https://docs.astral.sh/ruff/configuration/#config-file-discovery
"""


def ruff_tables(target: Target) -> dict[str, Toml]:
    """Return every file of the target that holds settings for Ruff.

    Raises `BrokenFileError` for one that is not TOML.
    """
    found = {}
    for path in target.tree.paths():
        name = path.rpartition("/")[2]
        if name in NAMES:
            toml = read_toml(target.tree, path)
            if name != "pyproject.toml" or toml.table("tool", "ruff") is not None:
                found[path] = toml
    return found


def configuration_files(target: Target) -> dict[str, bytes]:
    """Return every file of the target in which Ruff looks for settings."""
    paths = [path for path in target.tree.paths() if path.rpartition("/")[2] in NAMES]
    return dict(target.tree.read_many(paths))


def configuration(target: Target) -> dict[str, bytes]:
    """Return all files of the target that Ruff reads, so that it works alike.

    A file that another one extends comes too. Raises `UnusualFileError` where
    that lies outside of the target.
    """
    files = configuration_files(target)
    waiting = dict(ruff_tables(target))
    if not any("/" not in path for path in waiting):
        files.setdefault("ruff.toml", b"")  # nothing above the target may count
    while waiting:
        path, toml = waiting.popitem()
        name = path.rpartition("/")[2]
        table = toml.table("tool", "ruff") if name == "pyproject.toml" else toml.data
        extended = (table or {}).get("extend")
        if not isinstance(extended, str):
            continue
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), extended))
        if other.startswith(("/", "..", "~")) or "$" in other:
            raise UnusualFileError(path, 0, f"it extends {extended!r}, outside of here")
        if other in target.tree and other not in files:
            files[other] = target.tree.read(other)
            waiting[other] = read_toml(target.tree, other)
    return files
