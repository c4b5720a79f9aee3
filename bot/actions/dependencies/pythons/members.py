"""Members of a matrix that are mappings: taken out, moved, and copied."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.spelling import is_pypy, is_special, respelt
from bot.actions.dependencies.pythons.table import NEWEST_PYPY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.actions.dependencies.pythons.deciding import Decision
    from bot.actions.dependencies.pythons.mentions import Entries, Entry, Named
    from bot.actions.dependencies.pythons.splices import Splices
    from bot.actions.dependencies.pythons.table import Minor

_NAME = re.compile(r"\bname: *(?:'[^'\n]*'|\"[^\"\n]*\"|[^,\s}]+)")
_FACTORS = re.compile(r"(?<![a-z0-9])py[23]\d{1,2}-\w")
_PACKAGES = re.compile(r"(?:python|py)-?[23]\.?\d{1,2}\S* +(?:python|py)-?[23]\.?\d")
_SYSTEMS = re.compile(r"windows|macos|ubuntu|arm")


def edit_entries(
    splices: Splices, named: Named, entries: Entries, decision: Decision
) -> None:
    """Collect what becomes of the members of one matrix."""
    gone = [each for each in entries.members if decision.drops(each.version)]
    kept = [each for each in entries.members if not decision.drops(each.version)]
    out_of: list[Entry] = []
    lowest = _new_lowest(gone, kept, decision)
    for entry in gone:
        if entry in lowest:
            _move(splices, entry, kept, decision)
        elif _is_covered(entry, kept, named, decision):
            out_of.append(entry)
        else:
            _move(splices, entry, kept, decision)
    if out_of and len(out_of) == entries.total:
        _remove_all(splices, entries, out_of)
        out_of = []
    for entry in out_of:
        if entry.key and _is_asked_for(named, entry):
            splices.block(entry.start, f"`{entry.key}` is asked for by its name")
            continue
        message = f"{entries.what}: Python {entry.version} goes"
        splices.replace(entry.start, entry.end, "", message)
    _grow(splices, entries, kept, decision)


def _new_lowest(
    gone: Sequence[Entry], kept: Sequence[Entry], decision: Decision
) -> list[Entry]:
    """Return the members that become those of the lowest Python.

    In a family that reaches up to the newest, and has none of the lowest.
    """
    found: list[Entry] = []
    for newest in kept:
        if newest.version != decision.top or newest.excluded:
            continue
        family = [e for e in gone if _twin(e, newest.version) == newest.text]
        if family and not any(
            each.version == decision.instead
            and _twin(each, newest.version) == newest.text
            for each in kept
        ):
            found.append(min(family, key=lambda each: each.version))
    return found


def _is_covered(
    entry: Entry, kept: Sequence[Entry], named: Named, decision: Decision
) -> bool:
    """Return whether nothing is lost without a member."""
    if entry.excluded:
        return True
    if any(_twin(each, entry.version) == entry.text for each in kept):
        return True
    if not entry.key and kept and _FACTORS.search(entry.text):
        return True  # an environment with more factors need not be there for others
    if not entry.bare or entry.key:
        return False
    rest = named.text.text.replace(entry.text, "")
    if any(system not in rest for system in _SYSTEMS.findall(entry.text)):
        return False
    plain = [each for each in kept if each.bare and not is_pypy(each.text)]
    lists = any(
        group.grows and any(item.plain for item in group.items)
        for group in named.groups
    )
    return not is_pypy(entry.text) and (
        lists or any(each.version == decision.instead for each in plain)
    )


def _twin(entry: Entry, version: Minor) -> str:
    """Return a member for another Python; a patch release is left out."""
    return _respelt(entry.text, entry.version, version)


def _move(
    splices: Splices, entry: Entry, kept: Sequence[Entry], decision: Decision
) -> None:
    """Let a member that is more than its Python be about another one."""
    if entry.key:
        splices.block(
            entry.start, f"`{entry.key}` is named after Python {entry.version}"
        )
        return
    if is_pypy(entry.text) and decision.instead > NEWEST_PYPY:
        splices.block(entry.start, f"PyPy has no Python {decision.instead}")
        return
    new = _respelt(entry.text, entry.version, decision.instead, decision.out)
    if any(each.text == new for each in kept) or splices.says(new):
        new = ""
    message = f"a member of the matrix: Python {decision.instead} for {entry.version}"
    splices.replace(entry.start, entry.end, new, message)


def _remove_all(splices: Splices, entries: Entries, gone: Sequence[Entry]) -> None:
    """Take out a list with its key, where it would be empty."""
    source = splices.text.text
    first = min(each.start for each in gone)
    head = re.search(
        r"(?:^|\n)(?P<key>[ \t]*(?:exclude|include):[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*)$",
        source[:first],
    )
    if head is None:
        splices.block(first, f"{entries.what} would be empty")
        return
    message = f"{entries.what}: nothing is left in it"
    splices.replace(head.start("key"), gone[0].end, "", message)
    for entry in gone[1:]:
        splices.replace(entry.start, entry.end, "", message)


def _is_asked_for(named: Named, entry: Entry) -> bool:
    name = rf"(?<![\w.-]){re.escape(entry.key)}(?![\w.-])"
    everywhere = len(re.findall(name, named.text.text))
    return everywhere > len(re.findall(name, entry.text))


def _grow(
    splices: Splices, entries: Entries, kept: Sequence[Entry], decision: Decision
) -> None:
    """Copy the newest member of a family that differs in nothing but the Python."""
    fresh = [
        version
        for version in decision.add
        if not any(other.version == version for other in entries.members)
    ]
    for entry in kept:
        if not _is_model(entry) or entry.version != decision.top or not fresh:
            continue
        family = [each for each in entries.members if _is_kin(each, entry)]
        model = max(
            (each for each in family if _has_twin(each, family)),
            key=lambda each: each.version,
            default=None,
        )
        if model is None:
            continue
        falling = family[0].version > family[-1].version
        minors = sorted({each.version.minor for each in family})
        gaps = any(b - a > 1 for a, b in pairwise(minors))
        order = sorted(fresh[-1:] if gaps else fresh, reverse=falling)
        text = "".join(_twin(model, version) for version in order)
        message = f"{entries.what}: Python {', '.join(map(str, order))}"
        at = entry.start if falling else entry.end
        if falling or entry.text.endswith("\n"):
            splices.replace(at, at, text, message)


def _is_model(entry: Entry) -> bool:
    """Return whether a copy for another Python can be right.

    Packages of a system by the name of a Python (`python313 py313-sqlite3`)
    may not be there for another one.
    """
    odd = entry.excluded or is_pypy(entry.text) or is_special(entry.text)
    return not odd and not _PACKAGES.search(entry.text)


def _is_kin(one: Entry, other: Entry) -> bool:
    """Return whether two members differ in their Python only, and in their names."""
    return _NAME.sub("", _twin(one, other.version)) == _NAME.sub("", other.text)


def _has_twin(entry: Entry, family: Sequence[Entry]) -> bool:
    return any(
        other.version != entry.version and _twin(other, entry.version) == entry.text
        for other in family
    )


def _respelt(
    text: str, old: Minor, new: Minor, out: Mapping[Minor, str] | None = None
) -> str:
    """Return a member for another Python; a plain scalar stays a text.

    `3.10` is the number 3.1 in YAML, so it is put in quotes.
    """
    said = respelt(text, old, new, out)
    if new.minor % 10:
        return said
    number = rf"(?<=[:\[,-] ){re.escape(str(new))}(?=[ \t]*(?:[,\]}}#\r\n]|$))"
    return re.sub(number, f'"{new}"', said)
