"""The tables of uv.

https://docs.astral.sh/uv/reference/settings/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.dependencies.finding.lists import read_list
from bot.dependencies.finding.named_tables import origin_in, read_table
from bot.dependencies.places import Origin, Syntax
from bot.reading.toml_tree import Array, Table, walk

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node


def collect(collector: Collector, table: Node | None) -> None:
    """Keep what uv's own table asks for."""
    if not isinstance(table, Table):
        return
    read_list(collector, table.entries.get("dev-dependencies"), "dev")
    for key in ("constraint-dependencies", "override-dependencies"):
        read_list(collector, table.entries.get(key), "constraints", constraint=True)
    build = table.entries.get("build-constraint-dependencies")
    read_list(collector, build, "build-system", constraint=True)
    for _, node in walk(table, "extra-build-dependencies", "*"):
        read_list(collector, node, "build-system")


def collect_sources(collector: Collector, sources: Node | None) -> None:
    """Keep from where uv takes packages that come from no index.

    A name of which only some come from elsewhere counts as one of the index.
    """
    for (name,), node in walk(sources, "*"):
        tables = node.items if isinstance(node, Array) else [node]
        found = [origin_in(each) for each in tables if isinstance(each, Table)]
        if found and all(origin is not Origin.INDEX for origin, _ in found):
            collector.sources[canonicalize_name(name)] = found[0]
            if found[0][0] is Origin.REPOSITORY:
                one = Table(node.start, entries={name: node})
                if isinstance(sources, Table) and name in sources.keys:
                    one.keys[name] = sources.keys[name]
                read_table(collector, one, "sources", Syntax.PEP440)
