"""The tables of Pixi, whose packages come from conda or from the index.

https://pixi.sh/latest/reference/pixi_manifest/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.named_tables import read_table
from bot.dependencies.places import Origin, Syntax
from bot.reading.toml_tree import Table, walk

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node

_CONDA = ("dependencies", "host-dependencies", "build-dependencies")
_WHERE: tuple[tuple[str, ...], ...] = (
    (),
    ("target", "*"),
    ("feature", "*"),
    ("feature", "*", "target", "*"),
)


def collect(collector: Collector, table: Node | None) -> None:
    """Keep what all features and targets ask for."""
    if not isinstance(table, Table):
        return
    for where in _WHERE:
        is_feature = where[:1] == ("feature",)
        for names, node in walk(table, *where, "pypi-dependencies"):
            group = names[0] if is_feature else ""
            read_table(collector, node, group, Syntax.PEP440)
        for key in _CONDA:
            for names, node in walk(table, *where, key):
                group = names[0] if is_feature else ""
                read_table(collector, node, group, Syntax.CONDA, origin=Origin.CONDA)
