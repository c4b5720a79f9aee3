"""Where the files of a target name packages, whatever they mean by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.dependencies.places import Reading
    from bot.protocols import Tree

_BIG = 2_000_000
_HISTORY = re.compile(
    r"(?:^|.*/)(?:changelog|changes|history|news|releases?|licen[cs]e|notice)[^/]*"
    r"|.*\.lock|.*lock\.(?:json|ya?ml)|.*\.egg-info/.*|.*\.(?:svg|csv|map|min\.js)",
    re.IGNORECASE,
)
"""Files that tell of packages and use none."""


def words_of(name: str) -> str:
    """Return the pattern of a name as people write it: `a-b`, `a_b`, `a.b`, `aB`."""
    parts = re.split(r"[-_.]+", name)
    return r"[-_. ]?".join(map(re.escape, parts))


def first_mentions(
    tree: Tree, readings: Mapping[str, Reading], names: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, int]]:
    """Return where each package is named first, path and line.

    `names` are the words that stand for each package, by its name: one is
    enough. What asks for the package in a reading is no mention; a history, a
    license or a lock is not looked into. Capitals do not matter, and a word may
    be a part of a longer one that has an underscore or a digit behind it.
    """
    sought = [_Sought.of(name, words) for name, words in names.items()]
    found: dict[str, tuple[str, int]] = {}
    paths = [path for path in tree.paths() if not _HISTORY.fullmatch(path)]
    for path, content in tree.read_many(paths):
        left = [each for each in sought if each.name not in found]
        reading = readings.get(path)
        if not left:
            break
        if len(content) > _BIG or (reading and _is_written_by_a_tool(reading)):
            continue
        lowered = content.lower()
        for each in left:
            if any(core in lowered for core in each.cores):
                line = _line(lowered, reading, each)
                if line:
                    found[each.name] = (path, line)
    return found


@dataclass(frozen=True, slots=True)
class _Sought:
    """A package, bytes that each of its words has, and the pattern of them all."""

    name: str
    cores: tuple[bytes, ...]
    pattern: re.Pattern[bytes]

    @classmethod
    def of(cls, name: str, words: Iterable[str]) -> _Sought:
        lowered = sorted({word.lower() for word in words})
        cores = {max(re.split(r"[-_.]+", word), key=len).encode() for word in lowered}
        some = "|".join(map(words_of, lowered)).encode()
        pattern = re.compile(rb"(?<![a-z0-9])(?:" + some + rb")(?![a-z0-9])")
        return cls(name, tuple(cores), pattern)


def _is_written_by_a_tool(reading: Reading) -> bool:
    return bool(reading.places) and all(place.locked for place in reading.places)


def _line(content: bytes, reading: Reading | None, sought: _Sought) -> int:
    """Return the line of the first mention in a file, 0 for none."""
    spans = [
        (place.start - 1, place.end + 1)
        for place in (reading.places if reading else ())
        if place.name == sought.name
    ]
    for match in sought.pattern.finditer(content):
        inside = any(start <= match.start() < end for start, end in spans)
        if not inside and not _is_key(content, match, spans):
            return content.count(b"\n", 0, match.start()) + 1
    return 0


def _is_key(
    content: bytes, match: re.Match[bytes], spans: Iterable[tuple[int, int]]
) -> bool:
    """Return whether a mention is the key of a table that asks for the package."""
    start = content.rfind(b"\n", 0, match.start()) + 1
    end = content.find(b"\n", match.end())
    line = (start, len(content) if end < 0 else end)
    before = content[start : match.start()].strip(b" \t\"'")
    return not before and any(line[0] <= s < line[1] for s, _ in spans)
