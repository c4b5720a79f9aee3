"""The exact versions that a project's lock files name, as constraints.

Locks say which version is right; what is needed at all, the manifests say. So
one way of installation does for every tool, and a pin that cannot be
installed any more can be left out alone.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.model import Facts
    from bot.protocols import Tree

_PIN = re.compile(
    r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*==\s*([\w.+!-]+)\s*(?:;\s*([^#\\]+?))?"
    r"\s*(?:\\|#.*|--hash.*)?$"
)


def constraints(tree: Tree, facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return the constraint lines by normalised name.

    The locks nearest to the root count, the project's own tool's first. A
    name with several versions, and nothing that tells which is for whom, is
    left out. A lock that cannot be read has nothing to say.
    """
    locks = [item for item in facts.manifests if item.kind in _READERS]
    preferred = {"pip-tools": "compiled", "pipenv": "pipfile.lock"}.get(
        facts.manager, f"{facts.manager}.lock"
    )
    locks.sort(key=lambda item: (item.kind != preferred, item.path.count("/")))
    found: dict[str, tuple[str, ...]] = {}
    for lock in locks:
        if lock.path.count("/") > 1 or lock.path not in tree:
            continue
        text = tree.read(lock.path).decode("utf-8", "replace")
        try:
            pins = [*_READERS[lock.kind](text)]
        except (ValueError, TypeError, AttributeError, KeyError):
            continue
        for name, lines in _grouped(pins).items():
            found.setdefault(name, lines)
    return found


def _grouped(pins: list[tuple[str, str, str]]) -> Mapping[str, tuple[str, ...]]:
    versions: dict[str, list[tuple[str, str]]] = {}
    for name, version, marker in pins:
        entry = versions.setdefault(canonicalize_name(name), [])
        if (version, marker) not in entry:
            entry.append((version, marker))
    return {
        name: tuple(
            f"{name}=={version}" + (f" ; {marker}" if marker else "")
            for version, marker in entry
        )
        for name, entry in versions.items()
        if len(entry) == 1 or all(marker for _, marker in entry)
    }


def _toml_packages(text: str, key: str = "package") -> Iterator[dict[str, Any]]:
    for package in tomllib.loads(text).get(key, []):
        if isinstance(package, dict) and "name" in package and "version" in package:
            yield package


def _uv(text: str) -> Iterator[tuple[str, str, str]]:
    for package in _toml_packages(text):
        if "registry" in package.get("source", {}):
            markers = package.get("resolution-markers", [])
            marker = " or ".join(f"({each})" for each in markers)
            yield package["name"], package["version"], marker


def _poetry(text: str) -> Iterator[tuple[str, str, str]]:
    for package in _toml_packages(text):
        if not package.get("source"):
            marker = package.get("markers", "")
            yield (
                package["name"],
                package["version"],
                marker if isinstance(marker, str) else "",
            )


def _pdm(text: str) -> Iterator[tuple[str, str, str]]:
    for package in _toml_packages(text):
        if not {"git", "path", "url"} & set(package):
            yield package["name"], package["version"], package.get("marker", "")


def _pylock(text: str) -> Iterator[tuple[str, str, str]]:
    for package in _toml_packages(text, "packages"):
        if not {"vcs", "directory", "archive"} & set(package):
            yield package["name"], package["version"], package.get("marker", "")


def _pipfile(text: str) -> Iterator[tuple[str, str, str]]:
    document = json.loads(text)
    for section in ("default", "develop"):
        for name, entry in document.get(section, {}).items():
            version = entry.get("version", "")
            if version.startswith("=="):
                yield name, version[2:], entry.get("markers", "")


def _compiled(text: str) -> Iterator[tuple[str, str, str]]:
    for line in text.splitlines():
        found = _PIN.match(line.strip())
        if found:
            yield found[1], found[2], (found[3] or "").strip()


_READERS: Final[Mapping[str, Callable[[str], Iterator[tuple[str, str, str]]]]] = {
    "uv.lock": _uv,
    "poetry.lock": _poetry,
    "pdm.lock": _pdm,
    "pipfile.lock": _pipfile,
    "pylock": _pylock,
    "compiled": _compiled,
    "constraints": _compiled,
}
