"""An INI file as its sections, options and values, each character with its place.

As `configparser` reads it. https://docs.python.org/3/library/configparser.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.joined import Joined

_SECTION = re.compile(r"\[(.+)\]")
_OPTION = re.compile(r"(.*?)\s*(?:[=:]\s*(.*))?$")
_COMMENT = re.compile(r"\s*[#;]")


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its section, its name in small letters, the lines of its value.

    Lines that hold nothing but a comment are left out. `below` says that the
    value begins on the line below the name.
    """

    section: str
    name: str
    lines: tuple[Joined, ...]
    below: bool = False


def options(text: Joined) -> Iterator[Option]:
    """Yield the options of an INI file, in order."""
    section, name = "", ""
    below, indent = False, 0
    lines: list[Joined] = []
    for line in _lines(text):
        stripped = line.stripped()
        if not stripped.text or _COMMENT.match(line.text):
            continue
        depth = len(line.text) - len(line.text.lstrip())
        if name and depth > indent:
            lines.append(stripped)
            continue
        if name:
            yield Option(section, name, tuple(lines), below)
            name = ""
        header = _SECTION.match(stripped.text)
        if header:
            section = header[1]
            continue
        found = _OPTION.match(stripped.text)
        if found is None or not section:
            continue
        name, indent, below = found[1].lower(), depth, not found[2]
        lines = [stripped[found.start(2) :]] if found[2] else []
    if name:
        yield Option(section, name, tuple(lines), below)


def _lines(text: Joined) -> Iterator[Joined]:
    start = 0
    for line in text.text.splitlines(keepends=True):
        yield text[start : start + len(line)]
        start += len(line)
