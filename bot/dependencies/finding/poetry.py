"""The tables of Poetry.

https://python-poetry.org/docs/pyproject/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.named_tables import read_table
from bot.dependencies.places import Syntax
from bot.reading.toml_tree import Table, walk

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node


def collect(collector: Collector, table: Node | None) -> None:
    """Keep what Poetry's own tables ask for."""
    if not isinstance(table, Table):
        return
    own = table.entries
    read_table(collector, own.get("dependencies"), "", Syntax.POETRY)
    read_table(collector, own.get("dev-dependencies"), "dev", Syntax.POETRY)
    read_table(collector, own.get("requires-plugins"), "plugins", Syntax.POETRY)
    for (group,), node in walk(table, "group", "*", "dependencies"):
        read_table(collector, node, group, Syntax.POETRY)
