"""Lists of requirements in TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.toml_tree import leaves

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node

_EDITABLE = ("-e ", "--editable ", "--editable=")


def read_list(
    collector: Collector, node: Node | None, group: str, *, constraint: bool = False
) -> None:
    """Keep the requirements of a list of strings (PEP 508).

    PDM writes `-e` before what is installed in place.
    """
    for leaf in leaves(node):
        said = leaf.characters()
        for option in _EDITABLE:
            if said.text.startswith(option):
                said = said[len(option) :]
        collector.requirement(said, group, constraint=constraint)
