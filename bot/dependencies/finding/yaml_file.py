"""A YAML file that is read with the place of every character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.source import Source, UnreadableError
from bot.reading.yaml_text import YamlTextError, characters, compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruamel.yaml.nodes import Node

    from bot.dependencies.places import Reading
    from bot.reading.joined import Joined

LARGEST = 250_000
"""Bytes above which no YAML is read: it takes 20 microseconds a byte."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The documents of a file, and what has been found in it."""

    source: Source
    nodes: tuple[Node, ...]
    collector: Collector

    def characters(self, node: Node) -> Joined | None:
        """Return the characters of a scalar; a problem, and None, for no such."""
        said = characters(self.source.text, node)
        if said is None:
            where = node.start_mark.index
            self.collector.problem(where, "a text whose characters cannot be told")
        return said if said and said.text else None


def read_yaml(
    path: str,
    content: bytes,
    kind: str,
    collect: Callable[[YamlFile], None],
    *,
    folder: str | None = None,
) -> Reading:
    """Return what `collect` finds in a file; a problem where it is no YAML."""
    try:
        source = Source.of(path, content, largest=LARGEST)
        nodes = compose(source.text)
    except UnreadableError as error:
        return unreadable(path, error)
    except YamlTextError as error:
        return unreadable(path, UnreadableError(error.line, error.reason))
    file = YamlFile(source, nodes, Collector(source, kind, folder=folder))
    collect(file)
    return file.collector.reading()
