"""Advisories that are aliases of each other, made into one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from bot.dependencies.advisories.model import Advisory, Span
from bot.dependencies.advisories.records import ordered_ids
from bot.dependencies.advisories.severity import worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def merged(advisories: Iterable[Advisory]) -> tuple[Advisory, ...]:
    """Return the advisories, those of a package that share an id made into one.

    That holds over several steps: if one has the ids A and B, and another B and
    C, all of A, B, C are one. A version is affected where one of them says so,
    until all of them say that it is not: records of one fault differ, and a
    fix that only one of them knows may be no fix. Sorted by name and id.
    """
    groups: dict[tuple[str, str], list[Advisory]] = {}
    for each in advisories:
        joined = [each]
        for identity in each.ids:
            group = groups.get((each.name, identity), ())
            joined += [other for other in group if other not in joined]
        for other in joined:
            groups.update(((each.name, identity), joined) for identity in other.ids)
    distinct = {id(group): group for group in groups.values()}.values()
    found = [_one(group) if len(group) > 1 else group[0] for group in distinct]
    return tuple(sorted(found, key=lambda each: (each.name, each.id)))


def _one(group: list[Advisory]) -> Advisory:
    """Return one advisory for several; texts are of the one best known."""
    group = sorted(group, key=lambda each: ordered_ids(each.ids)[0])
    ids = ordered_ids(chain.from_iterable(each.ids for each in group))
    severity = worst(each.severity for each in group)
    rated = [each for each in group if each.severity == severity]
    return Advisory(
        id=ids[0],
        ids=ids,
        name=group[0].name,
        summary=_first(each.summary for each in _by_trust(group)),
        spans=joined_spans(chain.from_iterable(each.spans for each in group)),
        versions=tuple(
            dict.fromkeys(chain.from_iterable(each.versions for each in group))
        ),
        severity=severity,
        score=_first(each.score for each in rated),
        url=_first(each.url for each in _by_trust(group)),
        published=min((each.published for each in group if each.published), default=""),
    )


def _by_trust(group: list[Advisory]) -> Iterator[Advisory]:
    """Yield those first that people have edited: with a severity in them."""
    yield from (each for each in group if each.severity)
    yield from (each for each in group if not each.severity)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def joined_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that overlap made into one.

    Where a version is not one of PEP 440, they stay as they are.
    """
    given = tuple(dict.fromkeys(spans))
    try:
        ordered = sorted(given, key=lambda each: Version(each.introduced))
        result: list[Span] = []
        for span in ordered:
            if result and _reaches(result[-1], span.introduced):
                result[-1] = _longer(result[-1], span)
            else:
                result.append(span)
    except InvalidVersion:
        return given
    return tuple(result)


def _reaches(span: Span, version: str) -> bool:
    """Return whether a span goes on to this version, which comes after its begin."""
    if span.fixed:
        return Version(version) <= Version(span.fixed)
    return not span.last_affected or Version(version) <= Version(span.last_affected)


def _longer(first: Span, second: Span) -> Span:
    """Return a span from the begin of the first to the later of both ends."""
    ends = [_end(first), _end(second)]
    last = second if ends[1] > ends[0] else first
    return Span(first.introduced, last.fixed, last.last_affected)


def _end(span: Span) -> tuple[bool, Version, bool]:
    """Return what sorts spans by their ends; a last one is behind a fixed one."""
    text = span.fixed or span.last_affected
    return not text, Version(text or "0"), not span.fixed
