"""Which releases that a project uses are vulnerable, and what mends each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from bot.actions.dependencies.updating.look import look, read_needs
from bot.dependencies.advisories.matching import affects, fixes, vulnerable
from bot.dependencies.advisories.paths import paths_to, shown
from bot.dependencies.choosing.candidates import step_from
from bot.dependencies.choosing.results import NoUpdate, Update
from bot.dependencies.choosing.rules import Request, Rule
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.updating.look import Look, Needs
    from bot.dependencies.advisories.matching import Vulnerable
    from bot.dependencies.advisories.model import Advisory
    from bot.dependencies.places import Place
    from bot.protocols import Tools

_TRIED = 8
"""How many fixed versions are tried at the places of one package."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A vulnerable package, and the update that mends it.

    `update` is None where there is none, and then `reason` says why. `ways`
    are the ways by which it came in, as people read them.
    """

    name: str
    versions: tuple[Version, ...]
    advisories: tuple[Advisory, ...]
    places: tuple[Place, ...]
    ways: tuple[str, ...] = ()
    update: Update | None = None
    look: Look | None = None
    reason: str = ""


def used_versions(needs: Needs) -> dict[str, dict[Version, list[Place]]]:
    """Return every exact version that is used, by name, with its places.

    That is what is pinned, by hand or in a lock. Of a range nobody knows
    what is installed.
    """
    found: dict[str, dict[Version, list[Place]]] = {}
    for reading in needs.readings.values():
        for place in reading.places:
            if place.origin is not Origin.INDEX or not place.pinned:
                continue
            try:
                version = Version(place.pinned)
            except InvalidVersion:
                continue
            found.setdefault(place.name, {}).setdefault(version, []).append(place)
    return found


def vulnerabilities(target: Target, tools: Tools) -> tuple[Mended, ...]:
    """Return what is vulnerable, the most severe first.

    Raises `BotError` where the source of advisories gives no answer.
    """
    needs = read_needs(target)
    used = used_versions(needs)
    known = tools.advisories.about({name: [*used[name]] for name in used})
    found: dict[str, list[Vulnerable]] = {}
    for each in vulnerable({name: [*used[name]] for name in used}, known):
        found.setdefault(each.name, []).append(each)
    mended = [
        _mended(target, tools, hits, used[name], known.get(name, ()))
        for name, hits in found.items()
    ]
    return tuple(sorted(mended, key=lambda each: (_rank(each), each.name)))


def _rank(mended: Mended) -> int:
    ranks = ["critical", "high", "moderate", "low", ""]
    return min((ranks.index(a.severity) for a in mended.advisories), default=4)


def _mended(
    target: Target,
    tools: Tools,
    hits: Sequence[Vulnerable],
    used: dict[Version, list[Place]],
    known: Sequence[Advisory],
) -> Mended:
    name = hits[0].name
    advisories = tuple({a.id: a for hit in hits for a in hit.advisories}.values())
    versions = tuple(hit.version for hit in hits)
    places = tuple(place for version in versions for place in used[version])
    result = Mended(
        name,
        versions,
        advisories,
        places,
        tuple(_ways(read_needs(target), name, places)),
    )
    listing = tools.packages.listings([name])[name]
    candidates = fixes(known, max(versions), listing)
    if not candidates:
        reason = listing.problem or "no release is free of it"
        return replace(result, reason=f"{name}: {reason}.")
    return _by_first_fit(target, tools, result, candidates)


def _by_first_fit(
    target: Target, tools: Tools, result: Mended, candidates: Sequence[Version]
) -> Mended:
    """Return the lowest fixed version that all vulnerable places can have."""
    why = ""
    for version in candidates[:_TRIED]:
        if _is_affected(tools, result.name, version):
            continue
        rule = Rule("the fix", allowed=f"=={version}")
        seen = look(target, tools, Request.SECURITY, names=[result.name], rules=[rule])
        if not seen.answers:
            update = _locked_alone(result, version)
            listings = tools.packages.listings([result.name])
            return replace(result, update=update, look=replace(seen, listings=listings))
        (answer,) = seen.answers
        if isinstance(answer, NoUpdate):
            why = why or answer.refusal.sentence
            continue
        moved = {move.place for move in answer.moves}
        stuck = [p for p in result.places if not p.locked and p not in moved]
        if stuck:
            where = f"{stuck[0].path}:{stuck[0].line}"
            why = why or f"{where} cannot move to {version}."
            continue
        locks = {p.path for p in result.places if p.locked} | {*answer.locks}
        answer = replace(answer, locks=tuple(sorted(locks)), passed=(), fallbacks=())
        return replace(result, update=answer, look=seen)
    return replace(result, reason=f"{result.name} {candidates[0]} is free of it. {why}")


def _is_affected(tools: Tools, name: str, version: Version) -> bool:
    """Return whether an advisory is about a version, asked for itself."""
    known = tools.advisories.about({name: [version]})
    return any(affects(advisory, version) for advisory in known.get(name, ()))


def _locked_alone(result: Mended, version: Version) -> Update:
    """Return the update of a package that only locks name."""
    old = min(result.versions)
    locks = tuple(sorted({place.path for place in result.places if place.locked}))
    step = step_from(old, version)
    return Update(result.name, version, old, step, moves=(), locks=locks)


def _ways(needs: Needs, name: str, places: Sequence[Place]) -> Iterator[str]:
    """Yield how the package came in: by its own line, or by others that need it."""
    asked = {*needs.asked()}
    seen: set[str] = set()
    for path in dict.fromkeys(place.path for place in places if place.locked):
        lock = needs.locks.get(path)
        if lock is None:
            continue
        direct = lock.roots or asked
        for way in paths_to(name, lock.graph(), direct):
            text = shown(way)
            if len(way) > 1 and text not in seen:
                seen.add(text)
                yield text
    for place in places:
        text = " and ".join(place.via)
        if place.locked and text and text not in seen:
            seen.add(text)
            yield f"{text} -> {name}"
