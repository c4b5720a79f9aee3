"""What every reader of requirements promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.places import Splice, spliced

if TYPE_CHECKING:
    from bot.dependencies.places import Place, Reading


def checked(reading: Reading, content: bytes) -> Reading:
    """Return a reading whose every offset was compared with the file's bytes."""
    found = (*reading.places, *reading.requires_python)
    for place in found:
        assert 0 <= place.start < place.end <= len(content)
        for clause in place.clauses:
            assert content[clause.start : clause.end] == clause.version.encode()
        for written in place.hashes:
            assert content[written.start : written.end] == written.digest.encode()
    clauses = {clause for place in found for clause in place.clauses}
    own = tuple(
        Splice(start, end, content[start:end])
        for start, end in sorted({(each.start, each.end) for each in clauses})
    )
    assert spliced(content, own) == content
    return reading


def said(place: Place) -> str:
    """Return a place in short: group, name, extras, clauses, marker, origin."""
    group = f"{place.group}: " if place.group else ""
    extras = f"[{','.join(place.extras)}]" if place.extras else ""
    marker = f" ; {place.marker}" if place.marker else ""
    origin = "" if place.origin == "index" else f" ({place.origin})"
    return f"{group}{place.name}{extras}{limits(place)}{marker}{origin}"


def limits(place: Place) -> str:
    """Return the clauses of a place: `>=1,<2`, alternatives behind `||`."""
    sides: dict[int, list[str]] = {}
    for clause in place.clauses:
        sides.setdefault(clause.alternative, []).append(
            f"{clause.operator}{clause.version}"
        )
    return "||".join(",".join(parts) for parts in sides.values())
