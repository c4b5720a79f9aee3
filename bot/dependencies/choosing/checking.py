"""Whether a place says what is intended, once it is written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier

from bot.dependencies.choosing.meaning import (
    fixed,
    is_pin,
    lowest,
    meaning,
    meant,
    padded,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.version import Version

    from bot.dependencies.places import Clause, Place, Syntax

_ALL_COMPONENTS = 99


def flaw(
    place: Place,
    clauses: tuple[Clause, ...],
    version: Version,
    known: Iterable[Version],
    *,
    lasting: bool,
) -> str:
    """Return what is wrong with the new clauses of a place, "" for nothing.

    They must hold the version and, if `lasting`, all known versions that the
    old ones held. Of later versions, they may hold more only in its series.
    """
    old = meaning(place.syntax, place.clauses)
    try:
        new = meaning(place.syntax, clauses)
    except InvalidSpecifier:
        return f"`{shown(clauses)}` would not be a specifier."
    if not new.contains(version):
        return f"`{shown(place.clauses)}` has no form that holds {version}."
    releases = tuple(known)
    lost = [each for each in releases if old.contains(each) and not new.contains(each)]
    if lost and lasting:
        return f"`{shown(clauses)}` would no longer hold {max(lost)}."
    written = {(clause.operator, clause.version) for clause in place.clauses}
    changed = [each for each in clauses if (each.operator, each.version) not in written]
    precisions = (_precision(place.syntax, each) for each in changed)
    precision = min(precisions, default=_ALL_COMPONENTS)
    limit = (version.epoch, padded(version.release, precision))
    stray = [
        each
        for each in releases
        if new.contains(each)
        and not old.contains(each)
        and each > version
        and (each.epoch, padded(each.release, precision)) > limit
    ]
    return f"`{shown(clauses)}` would hold {max(stray)} as well." if stray else ""


def _precision(syntax: Syntax, clause: Clause) -> int:
    """Return how many components a clause says of the latest version it holds."""
    if clause.operator == "<=" or is_pin(syntax, clause):
        return _ALL_COMPONENTS
    release = lowest(clause.version).release
    if clause.operator == "<":
        return meant(release)
    return fixed(clause.operator, release, clause.version)
