"""Tables of names and versions, as Poetry, Pipenv and Pixi write them.

https://python-poetry.org/docs/dependency-specification/
https://pipenv.pypa.io/en/latest/pipfile.html
https://pixi.sh/latest/reference/pixi_manifest/#the-dependencies-tables
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packaging.markers import InvalidMarker, Marker
from packaging.utils import canonicalize_name

from bot.dependencies.finding.addresses import quoted, shown
from bot.dependencies.finding.collecting import Asked
from bot.dependencies.finding.locations import origin_of
from bot.dependencies.finding.specifiers import clauses_of, python_marker
from bot.dependencies.places import Clause, Origin, Syntax
from bot.reading.joined import Joined, run
from bot.reading.toml_tree import Leaf, Node, Table, leaves, string

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector

_REFERENCES = ("tag", "rev", "branch", "ref")
_SYSTEMS = ("git", "hg", "svn", "bzr")
_PLATFORM_KEYS = (
    "os_name",
    "sys_platform",
    "platform_machine",
    "platform_python_implementation",
    "platform_release",
    "platform_system",
    "platform_version",
    "python_version",
    "python_full_version",
    "implementation_name",
    "implementation_version",
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of a table, where it stands, and how versions are written there."""

    name: str
    at: tuple[int, int]
    group: str
    syntax: Syntax
    origin: Origin


def read_table(
    collector: Collector,
    node: Node | None,
    group: str,
    syntax: Syntax,
    *,
    origin: Origin = Origin.INDEX,
) -> None:
    """Keep what a table of names and versions asks for."""
    if not isinstance(node, Table):
        return
    for name, value in node.entries.items():
        at = node.keys.get(name) or _written(collector, value)
        _read(collector, _Entry(name, at, group, syntax, origin), value)


def _written(collector: Collector, value: Node) -> tuple[int, int]:
    """Return where a table with a header of its own says its version."""
    if isinstance(value, Table):
        known = value.keys.get("version")
        if known:
            return known
    line = collector.source.rest_of_line(value.start)
    return value.start, value.start + max(1, len(line))


def _read(collector: Collector, entry: _Entry, value: Node) -> None:
    if isinstance(value, Leaf):
        if value.is_string:
            _keep(collector, entry, value.characters(), Asked(entry.name))
    elif isinstance(value, Table):
        _described(collector, entry, value)
    else:
        for item in value.items:
            at = (item.start, max(item.end, item.start + 1))
            if isinstance(item, Table) and not item.end:
                at = _written(collector, item)
            _read(collector, replace(entry, at=at), item)


def _described(collector: Collector, entry: _Entry, table: Table) -> None:
    marker = _marker(table)
    if marker is None:
        reason = f"{entry.name}: its marker cannot be read"
        collector.problem(entry.at[0], reason)
        return
    extras = tuple(sorted(string(leaf) for leaf in leaves(table.entries.get("extras"))))
    asked = Asked(entry.name, extras=extras, marker=marker)
    origin, location = origin_in(table)
    if origin is not Origin.INDEX:
        asked = replace(asked, origin=origin, location=location, syntax=entry.syntax)
        _located(collector, entry, table, asked)
        return
    version = table.entries.get("version")
    said = version.characters() if isinstance(version, Leaf) else run("", 0)
    _keep(collector, entry, said, asked)


def _located(collector: Collector, entry: _Entry, table: Table, asked: Asked) -> None:
    """Keep a requirement by its address, with the tag, branch or commit."""
    said = run("", 0)
    if asked.origin is Origin.REPOSITORY:
        for key in _REFERENCES:
            node = table.entries.get(key)
            if isinstance(node, Leaf) and string(node):
                said = node.characters()
                clause = Clause("@", said.text, 0, len(said.text))
                asked = replace(asked, clauses=(clause,))
                break
    text = f"{entry.name} @ {asked.location}"
    collector.place(asked, said, entry.group, at=entry.at, text=text)


def _keep(collector: Collector, entry: _Entry, said: Joined, asked: Asked) -> None:
    clauses = clauses_of(said.text, entry.syntax)
    if clauses is None:
        reason = f"{entry.name}: `{quoted(said.text)}` is no version that can be read"
        collector.problem(entry.at[0], reason)
        return
    if canonicalize_name(entry.name) == "python" and entry.syntax is not Syntax.PEP440:
        collector.requires_python(said, clauses, entry.syntax)
        return
    wanted = said.text.strip()
    extras = f"[{','.join(asked.extras)}]" if asked.extras else ""
    collector.place(
        replace(asked, clauses=clauses, syntax=entry.syntax, origin=entry.origin),
        said,
        entry.group,
        at=entry.at,
        text=f"{entry.name}{extras} {'' if wanted == '*' else wanted}".strip(),
    )


def origin_in(table: Table) -> tuple[Origin, str]:
    """Return where a package comes from, as an entry says, with the address."""
    for key in _SYSTEMS:
        if address := string(table.entries.get(key)):
            return Origin.REPOSITORY, shown(address)
    if (
        isinstance(known := table.entries.get("workspace"), Leaf)
        and known.raw == "true"
    ):
        return Origin.FOLDER, ""
    for key in ("path", "file", "url"):
        if address := string(table.entries.get(key)):
            origin = origin_of(address) if key != "path" else Origin.FOLDER
            return origin, shown(address)
    return Origin.INDEX, ""


def _marker(table: Table) -> str | None:
    """Return the marker that the keys of an entry amount to; None for no sense."""
    parts = [string(table.entries.get("markers"))]
    if limit := string(table.entries.get("python")):
        clauses = clauses_of(limit, Syntax.POETRY)
        said = None if clauses is None else python_marker(clauses)
        if said is None:
            return None
        parts.append(said)
    if platform := string(table.entries.get("platform")):
        parts.append(f'sys_platform == "{platform}"')
    said_of = {key: string(table.entries.get(key)) for key in _PLATFORM_KEYS}
    parts += [f"{key} {said}" for key, said in said_of.items() if said]
    parts = [part for part in parts if part]
    marker = (
        parts[0] if len(parts) == 1 else " and ".join(f"({each})" for each in parts)
    )
    try:
        return marker and str(Marker(marker)) and marker
    except InvalidMarker:
        return None
