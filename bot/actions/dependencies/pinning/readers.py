"""What else reads a requirements file, and would not understand hashes."""

from __future__ import annotations

import posixpath
import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target


def readers_of(target: Target, path: str) -> Iterator[str]:
    """Yield why the package's own metadata needs the file as it is.

    setuptools and hatch plugins read requirements files into the metadata of
    a package, and know no `--hash`
    (https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html).
    """
    name = posixpath.basename(path)
    folder = posixpath.dirname(path)
    for manifest in ("setup.py", "setup.cfg"):
        for place in {manifest, posixpath.join(folder, manifest)}:
            if place in target.tree and _mentions(target, place, name):
                yield f"{place} reads it into the package's metadata"
    if "pyproject.toml" in target.tree and path in _dynamic(target):
        yield "pyproject.toml reads it into the package's metadata"


def _mentions(target: Target, place: str, name: str) -> bool:
    text = target.tree.read(place).decode("utf-8", "replace")
    uncommented = re.sub(r"(?m)^\s*#.*$", "", text)
    return re.search(rf"(?<![\w-]){re.escape(name)}", uncommented) is not None


def _dynamic(target: Target) -> set[str]:
    """Return the files that pyproject.toml takes dependencies from."""
    try:
        document = tomllib.loads(target.tree.read("pyproject.toml").decode("utf-8"))
    except ValueError:
        return set()
    tool = document.get("tool", {})
    found: set[str] = set()
    _strings(tool.get("setuptools", {}).get("dynamic", {}), found)
    hooks = tool.get("hatch", {}).get("metadata", {}).get("hooks", {})
    _strings(hooks.get("requirements_txt", {}), found)
    return {posixpath.normpath(path) for path in found}


def _strings(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, list):
        for each in value:
            _strings(each, found)
    elif isinstance(value, dict):
        for each in value.values():
            _strings(each, found)
