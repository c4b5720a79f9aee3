"""The table of cibuildwheel.

https://cibuildwheel.pypa.io/en/stable/options/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding.commands import collect_script
from bot.reading.toml_tree import Leaf, leaves, walk

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node

_GROUP = "cibuildwheel"
_COMMANDS = ("before-all", "before-build", "before-test", "test-command")


def collect(collector: Collector, table: Node | None) -> None:
    """Keep what tests need, and what the commands before them install."""
    for where in ((), ("*",)):
        for _, node in walk(table, *where, "test-requires"):
            if isinstance(node, Leaf):
                _words(collector, node)
                continue
            for leaf in leaves(node):
                collector.requirement(leaf.characters(), _GROUP)
        for key in _COMMANDS:
            for _, node in walk(table, *where, key):
                for leaf in leaves(node):
                    collect_script(collector, leaf.characters(), _GROUP)


def _words(collector: Collector, leaf: Leaf) -> None:
    """Keep the requirements of one string, between which there are spaces."""
    said = leaf.characters()
    for match in re.finditer(r"\S+", said.text):
        collector.requirement(said[match.start() : match.end()], _GROUP)
