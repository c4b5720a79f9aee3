"""The parameters that a docstring documents, in the three usual styles.

Everything works on the text as it stands in the file, so that an entry can be
changed without touching another character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Style(StrEnum):
    """How parameters are documented."""

    GOOGLE = "Google"
    NUMPY = "NumPy"
    SPHINX = "Sphinx"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one parameter, or of several in one line.

    `names` are without stars. `lines` are the numbers of its lines in the
    text, from `first` to before `end`; blank lines after it do not count.
    """

    names: tuple[str, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Documented:
    """All that a docstring says of parameters: `entries` in their order.

    `types` are the entries `:type name:` of Sphinx. `more` are names documented
    elsewhere in it ("Other Parameters").
    """

    style: Style
    lines: tuple[str, ...]
    entries: tuple[Entry, ...]
    types: tuple[Entry, ...] = ()
    more: frozenset[str] = field(default_factory=frozenset)


_SECTION = re.compile(r"([ \t]*)(?:Args|Arguments|Parameters|Params)\s*:\s*$")
_MORE = re.compile(
    r"[ \t]*(?:Keyword Args|Keyword Arguments|Keywords|Other Args|Other Parameters"
    r"|Other Params)\s*:?\s*$"
)
_GOOGLE = re.compile(r"\\?\*{0,2}(\w+)\s*(?:\([^\n]*?\))?\s*:(?:\s|$)")
_UNDERLINE = re.compile(r"[ \t]*-{3,}\s*$")
_NUMPY = re.compile(r"((?:\\?\*{0,2}\\?\*?\w+\s*,\s*)*\\?\*{0,2}\\?\*?\w+)\s*(?::|$)")
_SPHINX = re.compile(
    r"([ \t]*):(?P<kind>param|parameter|arg|argument|key|keyword|type)\s+"
    r"(?:[^:\n]*?\s)?\\?\*{0,2}(?P<name>\w+)\s*:"
)
_FIELD = re.compile(r"[ \t]*:\w[^:\n]*:")


def documented(text: str) -> Documented | None:
    """Return what a docstring says of parameters, None where that is not clear.

    That is so without any, with two styles, and where a line of a section is
    no entry.
    """
    lines = tuple(text.splitlines(keepends=True))
    found = [
        made for read in (_google, _numpy, _sphinx) if (made := read(lines)) is not None
    ]
    return found[0] if len(found) == 1 and found[0].entries else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _google(lines: Sequence[str]) -> Documented | None:
    headings = [
        number
        for number, line in enumerate(lines)
        if _SECTION.match(line)
        and not (number + 1 < len(lines) and _UNDERLINE.match(lines[number + 1]))
    ]
    if not headings:
        return None
    if len(headings) > 1:
        return Documented(Style.GOOGLE, tuple(lines), ())
    entries = _below(lines, headings[0])
    more: set[str] = set()
    for number, line in enumerate(lines):
        if _MORE.match(line):
            for entry in _below(lines, number):
                more.update(entry.names)
    return Documented(Style.GOOGLE, tuple(lines), entries, (), frozenset(more))


def _below(lines: Sequence[str], heading: int) -> tuple[Entry, ...]:
    """Return the entries of a Google section; none where a line is no entry."""
    margin = _indent(lines[heading])
    entries: list[Entry] = []
    inner = -1
    for number in range(heading + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        indent = _indent(line)
        if indent <= margin:
            break
        inner = indent if inner < 0 else inner
        if indent < inner:
            return ()
        if indent > inner:
            entries[-1] = _grown(entries[-1], number)
            continue
        match = _GOOGLE.match(line.strip())
        if match is None:
            return ()
        entries.append(Entry((match[1],), number, number + 1))
    return tuple(entries)


def _grown(entry: Entry, number: int) -> Entry:
    return Entry(entry.names, entry.first, number + 1)


def _numpy(lines: Sequence[str]) -> Documented | None:
    headings = {
        number: line.strip()
        for number, line in enumerate(lines[:-1])
        if line.strip() and _UNDERLINE.match(lines[number + 1])
    }
    own = [number for number, title in headings.items() if title == "Parameters"]
    if not own:
        return None
    if len(own) > 1:
        return Documented(Style.NUMPY, tuple(lines), ())
    more: set[str] = set()
    for number, title in headings.items():
        if title.startswith("Other Param"):
            for entry in _numpy_below(lines, number, headings):
                more.update(entry.names)
    entries = _numpy_below(lines, own[0], headings)
    return Documented(Style.NUMPY, tuple(lines), entries, (), frozenset(more))


def _numpy_below(
    lines: Sequence[str], heading: int, headings: dict[int, str]
) -> tuple[Entry, ...]:
    margin = _indent(lines[heading])
    entries: list[Entry] = []
    for number in range(heading + 2, len(lines)):
        line = lines[number]
        if number in headings:
            break
        if not line.strip():
            continue
        if _indent(line) < margin:
            break
        if _indent(line) > margin:
            if not entries:
                return ()
            entries[-1] = _grown(entries[-1], number)
            continue
        match = _NUMPY.match(line.strip())
        if match is None:
            return ()
        names = tuple(re.findall(r"\w+", match[1]))
        entries.append(Entry(names, number, number + 1))
    return tuple(entries)


def _sphinx(lines: Sequence[str]) -> Documented | None:
    entries: list[Entry] = []
    types: list[Entry] = []
    last: list[Entry] | None = None
    for number, line in enumerate(lines):
        match = _SPHINX.match(line)
        if match:
            last = types if match["kind"] == "type" else entries
            last.append(Entry((match["name"],), number, number + 1))
        elif _FIELD.match(line) or not line.strip():
            last = None
        elif last:
            deeper = _indent(line) > _indent(lines[last[-1].first])
            if deeper:
                last[-1] = _grown(last[-1], number)
            else:
                last = None
    if not entries and not types:
        return None
    return Documented(Style.SPHINX, tuple(lines), tuple(entries), tuple(types))
