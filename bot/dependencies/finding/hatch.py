"""The tables of hatch.

https://hatch.pypa.io/latest/config/environment/overview/
https://hatch.pypa.io/latest/config/build/#dependencies
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.lists import read_list
from bot.reading.toml_tree import Array, Table, leaves, walk

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.toml_tree import Node

_LISTS = ("dependencies", "extra-dependencies")
_BUILD: tuple[tuple[str, ...], ...] = (
    ("build", "hooks", "*", "dependencies"),
    ("build", "targets", "*", "dependencies"),
    ("build", "targets", "*", "hooks", "*", "dependencies"),
    ("build", "dependencies"),
    ("env", "requires"),
)


def collect(collector: Collector, table: Node | None) -> None:
    """Keep what environments, their overrides, build targets and hooks ask for."""
    for key in _LISTS:
        for (environment,), node in walk(table, "envs", "*", key):
            read_list(collector, node, environment)
        pattern = ("envs", "*", "overrides", "*", "*", key)
        for (environment, *_), node in walk(table, *pattern):
            _override(collector, node, environment)
    for where in _BUILD:
        for _, node in walk(table, *where):
            read_list(collector, node, "build-system")
    hook = ("metadata", "hooks", "requirements_txt")
    for files in (("files",), ("optional-dependencies", "*")):
        for _, node in walk(table, *hook, *files):
            for leaf in leaves(node):
                collector.include(leaf.characters().text, leaf.start)


def _override(collector: Collector, node: Node, environment: str) -> None:
    """Keep the strings, and the `value` of each table, of an override."""
    read_list(collector, node, environment)
    for item in node.items if isinstance(node, Array) else [node]:
        if isinstance(item, Table):
            read_list(collector, item.entries.get("value"), environment)
