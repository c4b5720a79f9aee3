"""The packages of a `pylock.toml` (PEP 751), each with the place of its version.

https://packaging.python.org/en/latest/specifications/pylock-toml/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.dependencies.finding.addresses import shown
from bot.dependencies.finding.collecting import Asked, Collector, unreadable
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.finding.toml_file import read_toml
from bot.dependencies.places import Clause, Origin, Reading, Syntax
from bot.reading.joined import run
from bot.reading.toml_tree import Leaf, Node, Table, string, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 20_000_000
"""Bytes above which it is no lock."""

_ORIGINS = {
    "vcs": Origin.REPOSITORY,
    "directory": Origin.FOLDER,
    "archive": Origin.URL,
}


def read(path: str, content: bytes) -> Reading:
    """Return what a `pylock.toml` holds; a tool wrote it, so all is locked."""
    try:
        source = Source.of(path, content, largest=LARGEST)
        document = read_toml(source)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "pylock")
    tables = [node for _, node in walk(document, "packages")]
    items = [item for node in tables for item in getattr(node, "items", ())]
    packages = [item for item in items if isinstance(item, Table)]
    needed_by = _needed_by(packages)
    for package in packages:
        _package(collector, package, needed_by)
    python = document.entries.get("requires-python")
    if isinstance(python, Leaf) and string(python):
        collector.python(python.characters(), Syntax.PEP440)
    return collector.reading()


def _needed_by(packages: list[Table]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for package in packages:
        name = canonicalize_name(string(package.entries.get("name")))
        for _, need in walk(package, "dependencies", "name"):
            wanted = canonicalize_name(string(need))
            known = found.setdefault(wanted, [])
            if name not in known:
                known.append(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _package(
    collector: Collector, package: Table, needed_by: Mapping[str, tuple[str, ...]]
) -> None:
    name = string(package.entries.get("name"))
    if not name:
        return
    version = package.entries.get("version")
    said, at = run("", 0), _header(collector, package)
    clauses: tuple[Clause, ...] = ()
    if isinstance(version, Leaf) and string(version):
        said = version.characters()
        clauses = (Clause("==", said.text, 0, len(said.text)),)
        at = (said.offsets[0], said.offsets[-1] + 1)
    origin, location = _origin(package)
    asked = Asked(
        name,
        clauses,
        marker=string(package.entries.get("marker")),
        origin=origin,
        location=location,
    )
    text = f"{name}=={said.text}" if clauses else name
    via = needed_by.get(canonicalize_name(name), ())
    collector.place(asked, said, at=at, text=text, locked=True, via=via)


def _header(collector: Collector, package: Table) -> tuple[int, int]:
    line = collector.source.rest_of_line(package.start)
    return package.start, package.start + max(1, len(line))


def _origin(package: Table) -> tuple[Origin, str]:
    for key, origin in _ORIGINS.items():
        node: Node | None = package.entries.get(key)
        if isinstance(node, Table):
            address = string(node.entries.get("url")) or string(
                node.entries.get("path")
            )
            return origin, shown(address)
    return Origin.INDEX, ""
