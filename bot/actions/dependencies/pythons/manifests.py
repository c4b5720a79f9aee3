"""Pythons in what says what the project is: its range, and its classifiers."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.mentions import (
    Floor,
    Group,
    Item,
    Named,
    Single,
    Stuck,
)
from bot.actions.dependencies.pythons.table import Minor
from bot.dependencies.finding.everything import reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.files.text import Text
    from bot.dependencies.places import Place
    from bot.model import Facts

_CLASSIFIER = re.compile(
    r"(?P<quote>[\"']?)Programming Language :: Python :: (?P<a>[23])"
    r"(?:\.(?P<b>\d{1,2}))?(?P<only> :: Only)?(?P=quote)(?![\w.])"
)
_SERIES = re.compile(r"(?P<a>[23])(?:\.(?P<b>\d{1,2}))?(?P<rest>(?:\.(?:\d+|\*))*)")
_LOWER = frozenset({"", "=", "==", ">=", "^", "~", "~="})
_EXACT = frozenset({"", "=", "=="})


def read_classifiers(text: Text, named: Named) -> None:
    """Add the Pythons of the trove classifiers (core metadata, "Classifier")."""
    items = [
        Item(match.start(), match.end(), Minor(int(match["a"]), int(match["b"])))
        for match in _CLASSIFIER.finditer(text.text)
        if match["b"] and not _is_comment(text, match.start())
    ]
    if items:
        named.groups.append(Group("the classifiers", tuple(items)))
    second = [
        Item(match.start(), match.end(), Minor(2, 7), plain=False)
        for match in _CLASSIFIER.finditer(text.text)
        if match["a"] == "2" and not match["b"] and not _is_comment(text, match.start())
    ]
    if second:
        what = "the classifiers of Python 2"
        named.groups.append(Group(what, tuple(second), others=True, grows=False))


def _is_comment(text: Text, offset: int) -> bool:
    start = text.text.rfind("\n", 0, offset) + 1
    return text.text[start:offset].lstrip().startswith("#")


def read_range(text: Text, content: bytes, facts: Facts, named: Named) -> None:
    """Add the lowest Python of each range that the file declares."""
    shift = len(codecs.BOM_UTF8) if text.marked else 0

    def at(offset: int) -> int:
        return len(content[shift:offset].decode())

    for reader in reader_of(text.path, facts):
        for place in reader(text.path, content).requires_python:
            for found in _floors(place):
                if isinstance(found, Stuck):
                    stuck = replace(found, start=at(found.start))
                    named.stuck.append(stuck)
                    continue
                start, end = at(found.start), at(found.end)
                if found.operator in _EXACT:
                    what = f"`{place.kind}`"
                    named.singles.append(Single(start, end, found.version, what))
                else:
                    holes = tuple((at(a), at(b), v) for a, b, v in found.holes)
                    named.floors.append(
                        replace(found, start=start, end=end, holes=holes)
                    )


def _floors(place: Place) -> Iterator[Floor | Stuck]:
    """Yield the clause that says the lowest Python, or why there is none."""
    clauses = [each for each in place.clauses if each.operator in _LOWER]
    if any(each.alternative for each in place.clauses):
        yield from _unclear(place, "has alternatives")
        return
    if not clauses:
        yield from _unclear(place, "has no lower end")
        return
    if len(clauses) > 1:
        yield from _unclear(place, "has several lower ends")
        return
    clause = clauses[0]
    match = _SERIES.fullmatch(clause.version)
    if match is None:
        yield from _unclear(place, "is no version of Python")
    elif match["b"] is None:
        return
    else:
        version = Minor(int(match["a"]), int(match["b"]))
        holes = tuple(
            (each.start, each.end, Minor(int(hole["a"]), int(hole["b"] or 0)))
            for each in place.clauses
            if each.operator == "!=" and (hole := _SERIES.fullmatch(each.version))
        )
        yield Floor(clause.start, clause.end, version, clause.operator, holes)


def _unclear(place: Place, why: str) -> Iterator[Stuck]:
    for clause in place.clauses:
        match = _SERIES.fullmatch(clause.version)
        if clause.operator in {"<", "<=", "!="} or match is None:
            continue
        version = Minor(int(match["a"]), int(match["b"] or 0))
        yield Stuck(place.start, version, f"the range `{place.text}` {why}")
