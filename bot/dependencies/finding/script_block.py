"""Requirements of scripts that say them in a comment (PEP 723).

https://packaging.python.org/en/latest/specifications/inline-script-metadata/
"""

from __future__ import annotations

import re

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.finding.toml_file import parse_toml
from bot.dependencies.places import Reading, Syntax
from bot.reading.joined import Joined, run
from bot.reading.toml_tree import Leaf, Table, leaves, string

SIEVE = b"# /// script"
"""Bytes without which no file has such a block."""

_BLOCK = re.compile(
    r"(?m)^# /// script[ \t]*\r?$\s(?P<content>(?:^#(?:| .*)\r?$\s)+)^# ///[ \t]*\r?$"
)


def read(path: str, content: bytes) -> Reading:
    """Return what the script's block asks for; empty where it has none.

    Two blocks are an error, as the specification says.
    """
    if SIEVE not in content:
        return Reading()
    try:
        source = Source.of(path, content)
        block = _only_block(source)
        document = _parse(source, block)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "script")
    for leaf in leaves(document.entries.get("dependencies")):
        collector.requirement(leaf.characters().within(block))
    python = document.entries.get("requires-python")
    if isinstance(python, Leaf) and string(python):
        collector.python(python.characters().within(block), Syntax.PEP440)
    return collector.reading()


def _only_block(source: Source) -> Joined:
    """Return the TOML of the block: its lines without the comment signs."""
    found = list(_BLOCK.finditer(source.text))
    if len(found) > 1:
        second = source.line(found[1].start())
        raise UnreadableError(second, "has a second `script` block (PEP 723)")
    parts: list[Joined] = []
    for block in found:
        start = block.start("content")
        for line in block["content"].splitlines(keepends=True):
            cut = 2 if line.startswith("# ") else 1
            parts.append(run(line[cut:], start + cut))
            start += len(line)
    return Joined(
        "".join(part.text for part in parts),
        tuple(offset for part in parts for offset in part.offsets),
    )


def _parse(source: Source, block: Joined) -> Table:
    try:
        return parse_toml(block.text)
    except UnreadableError as error:
        before = source.line(block.offsets[0]) - 1 if block.offsets else 0
        raise UnreadableError(before + error.line, error.reason) from error
