"""How a chosen version is written at a place, by splices of version texts.

A pin follows the release. A range is touched only where it does not hold the
version, and then only the clause that keeps it out:

- A cap with a tail of zeros is a cap on the component before it: `<2.0.0`
  means "below major 2". It moves to the next one above the version, in the
  precision in which it is written: `<4.0.0`.
- `<=1.2` names a release, so the new release is named.
- A floor never moves, and an exclusion stays.
- `~=`, `^`, `~`, `==1.*` and conda's `=1.2` say which series is used. An
  application moves on to the new one. A library keeps the old one, too: by a
  further alternative in Poetry's syntax; others have none, so that a person
  has to choose another operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier
from packaging.version import Version

from bot.dependencies.choosing.checking import flaw
from bot.dependencies.choosing.meaning import (
    fixed,
    is_pin,
    is_prefix,
    lowest,
    meaning,
    meant,
    padded,
    shown,
)
from bot.dependencies.places import Clause, Splice, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dependencies.places import Place

_PARTS = re.compile(r"(v?)(?:\d+!)?(\d+(?:\.\d+)*)(.*)", re.IGNORECASE | re.DOTALL)


class Strategy(StrEnum):
    """What becomes of a series that does not hold the new version."""

    REPLACE = "replace"
    """Only the new one is allowed: for applications."""

    WIDEN = "widen"
    """The old one stays allowed: for libraries."""


@dataclass(frozen=True, slots=True)
class Written:
    """How a place holds a version: no splices where it did already.

    `before` and `after` are the specifiers as people write them.
    """

    splices: tuple[Splice, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why a version cannot be written at a place, in one plain sentence."""

    reason: str


def write(
    place: Place, version: Version, known: Iterable[Version], strategy: Strategy
) -> Written | Unwritten:
    """Return how the place is to hold the version, checked against all known ones.

    The new specifier holds the version. With `WIDEN`, it holds all known
    versions that the old one held, pins apart. What it holds besides is older
    than the version, or of the same series.
    """
    before = shown(place.clauses)
    try:
        old = meaning(place.syntax, place.clauses)
    except InvalidSpecifier:
        return Unwritten(f"`{before}` is not a specifier that can be read.")
    if old.contains(version) and not follows(place):
        return Written((), before, before)
    texts = _texts(place, version, strategy)
    if isinstance(texts, Unwritten):
        return texts
    clauses = _reread(place.clauses, texts)
    lasting = strategy is Strategy.WIDEN and not follows(place)
    why = flaw(place, clauses, version, known, lasting=lasting)
    if why:
        return Unwritten(why)
    splices = tuple(
        Splice(clause.start, clause.end, text.encode())
        for clause, text in zip(place.clauses, texts, strict=True)
        if text != clause.version
    )
    return Written(splices, before, shown(clauses))


def follows(place: Place) -> bool:
    """Return whether a place names one version, so that it follows each release."""
    alternatives = {clause.alternative for clause in place.clauses}
    return len(alternatives) == 1 and any(
        is_pin(place.syntax, clause) for clause in place.clauses
    )


# ------------------------------------------------------------------ new texts


def _texts(place: Place, version: Version, strategy: Strategy) -> list[str] | Unwritten:
    """Return the new text of each clause, in order."""
    numbers = sorted({clause.alternative for clause in place.clauses})
    if len(numbers) > 1:
        return _more_alternatives(place, version, strategy)
    texts: list[str] = []
    for clause in place.clauses:
        text = _text(place.syntax, clause, version)
        if text is None:
            return Unwritten(
                f"`{clause.operator}{clause.version}` keeps {version} out, and only a"
                " person can say whether it may go."
            )
        series = text != clause.version and _is_series(place.syntax, clause)
        if series and strategy is Strategy.WIDEN:
            return _another_series(place, version)
        texts.append(text)
    return texts


def _more_alternatives(
    place: Place, version: Version, strategy: Strategy
) -> list[str] | Unwritten:
    """Return the texts where `||` is used: the cap of the last, or one more."""
    if place.syntax is not Syntax.POETRY:
        return Unwritten(
            f"`{shown(place.clauses)}` has alternatives, and only a person can add one."
        )
    last = _last_alternative(place)
    own = [clause for clause in place.clauses if clause.alternative == last]
    if any(
        _is_series(place.syntax, each) or is_pin(place.syntax, each) for each in own
    ):
        return _another_series(place, version)
    part = replace(place, clauses=tuple(own))
    texts = _texts(part, version, strategy)
    if isinstance(texts, Unwritten):
        return texts
    new = dict(zip((clause.start for clause in own), texts, strict=True))
    return [new.get(clause.start, clause.version) for clause in place.clauses]


def _last_alternative(place: Place) -> int:
    """Return the alternative that names the latest version."""

    def latest(number: int) -> Version:
        return max(
            lowest(clause.version)
            for clause in place.clauses
            if clause.alternative == number
        )

    return max({clause.alternative for clause in place.clauses}, key=latest)


def _another_series(place: Place, version: Version) -> list[str] | Unwritten:
    """Return the texts with one more alternative behind the last one."""
    last = _last_alternative(place)
    own = [clause for clause in place.clauses if clause.alternative == last]
    if place.syntax is not Syntax.POETRY:
        wider = [f">={_floor(own)}", f"<{_epoch(version)}{version.release[0] + 1}"]
        wider += [f"!={each.version}" for each in own if each.operator == "!="]
        return Unwritten(
            f"`{shown(own)}` has no wider form with the same operator;"
            f" `{','.join(wider)}` would hold {version} as well."
        )
    series = [each for each in own if _is_series(place.syntax, each)]
    model = series[0] if series else own[0]
    text = _series(place.syntax, model, version, tail=False) if series else str(version)
    end = max(own, key=lambda each: each.start)
    return [
        f"{each.version} || {model.operator}{text}" if each is end else each.version
        for each in place.clauses
    ]


def _floor(clauses: list[Clause]) -> str:
    """Return the highest version below which a series begins, as it is written."""
    series = [each for each in clauses if each.operator not in {"<", "<=", "!=", "<>"}]
    return max((each.version for each in series), key=lowest).removesuffix(".*")


def _is_series(syntax: Syntax, clause: Clause) -> bool:
    """Return whether a clause has both a floor and a cap."""
    return (
        clause.operator in {"~=", "^", "~"}
        or (clause.operator in {"==", "", "="} and is_prefix(clause.version))
        or (syntax is Syntax.CONDA and clause.operator == "=")
    )


def _text(syntax: Syntax, clause: Clause, version: Version) -> str | None:
    """Return the clause's version so that it holds the new one; None where it may not.

    A clause that holds it already stays, pins apart.
    """
    if is_pin(syntax, clause):
        return _pin(clause, version)
    alone = replace(clause, alternative=0)
    if meaning(syntax, [alone]).contains(version):
        return clause.version
    if _is_series(syntax, clause):
        return _series(syntax, clause, version, tail=True)
    if clause.operator == "<":
        return _cap(clause.version, version)
    if clause.operator == "<=":
        return _named(clause.version, version)
    return None


def _pin(clause: Clause, version: Version) -> str:
    """Return the version; as it is written where it is the same one."""
    if clause.operator == "===":
        return str(version)
    if lowest(clause.version) == version:
        return clause.version
    prefix = clause.version[0] if clause.version[0] in "vV" else ""
    return f"{prefix}{version}"


def _cap(written: str, version: Version) -> str | None:
    """Return the next cap above the version, in the precision of the old one."""
    match = _PARTS.fullmatch(written)
    old = tuple(int(part) for part in match[2].split(".")) if match else ()
    kept = meant(old)
    if match is None or not kept:
        return None
    new = padded(version.release, kept)
    new = (*new[:-1], new[-1] + 1, *([0] * (len(old) - kept)))
    return f"{match[1]}{_epoch(version)}{_dotted(new)}{match[3]}"


def _named(written: str, version: Version) -> str:
    """Return the release itself, as short as the old one where it is the same."""
    length = len(_PARTS.sub(r"\2", written).split("."))
    short = f"{_epoch(version)}{_dotted(padded(version.release, length))}"
    return short if Version(short) == version else version.public


def _series(syntax: Syntax, clause: Clause, version: Version, *, tail: bool) -> str:
    """Return the series of the version, in the precision of the old one.

    With `tail`, it begins at the version; without, zeros at the end stay zeros.
    """
    star = ".*" if is_prefix(clause.version) else ""
    match = _PARTS.fullmatch(clause.version.removesuffix(".*"))
    old = tuple(int(part) for part in match[2].split(".")) if match else (0,)
    length = len(old)
    if syntax is Syntax.CONDA:
        length = min(length, len(version.release))
    new = padded(version.release, length)
    if not tail and not star:
        kept = max(meant(old), fixed(clause.operator, new, clause.version))
        new = (*new[:kept], *([0] * (length - kept)))
    text = f"{match[1] if match else ''}{_epoch(version)}{_dotted(new)}"
    whole = replace(clause, version=text + star, alternative=0)
    if not star and not meaning(syntax, [whole]).contains(version):
        return version.public
    return text + star


def _dotted(release: tuple[int, ...]) -> str:
    return ".".join(map(str, release))


def _epoch(version: Version) -> str:
    return f"{version.epoch}!" if version.epoch else ""


def _reread(clauses: tuple[Clause, ...], texts: list[str]) -> tuple[Clause, ...]:
    """Return the clauses as a reader finds them afterwards, without new places."""
    new: list[Clause] = []
    further = max((clause.alternative for clause in clauses), default=0) + 1
    for clause, text in zip(clauses, texts, strict=True):
        first, bar, rest = text.partition(" || ")
        new.append(replace(clause, version=first))
        if bar:
            name = rest.lstrip("^~=")
            new.append(Clause(rest.removesuffix(name), name, 0, 0, further))
    return tuple(new)
