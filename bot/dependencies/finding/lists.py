"""Lists of requirements in TOML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.reading.toml_tree import leaves

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.joined import Joined
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


_COMMENT = re.compile(r"(?:^|\s)#.*$")
_OPTION = re.compile(r"\s--?[A-Za-z][\w-]*(?:[=\s]|$)")
_FILE = re.compile(
    r"(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s+|(?<=-[rc]))(\S.*)"
)
_IN_PLACE = re.compile(r"(?:-e|--editable)[\s=]*")


def read_line(collector: Collector, said: Joined, group: str) -> None:
    """Keep what one line asks for, as a requirements file would write it.

    tox, conda and nox take such lines. A comment and options are cut off.
    """
    said = said[: len(_COMMENT.sub("", said.text))].stripped()
    if included := _FILE.fullmatch(said.text):
        is_limit = included[1] in {"-c", "--constraint"}
        position = said.offsets[included.start(2)]
        collector.include(included[2], position, constraint=is_limit)
        return
    if editable := _IN_PLACE.match(said.text):
        said = said[editable.end() :]
    elif said.text.startswith("-"):
        return
    option = _OPTION.search(said.text)
    collector.requirement(said[: option.start()] if option else said, group)
