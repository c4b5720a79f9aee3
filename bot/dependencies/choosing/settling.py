"""One package at all its places: which version fits them, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from bot.dependencies.choosing.answers import Prospects, Refusal, Why
from bot.dependencies.choosing.candidates import prospects, step_from, why_it_stays
from bot.dependencies.choosing.pythons import of_marker
from bot.dependencies.choosing.results import Move, NoUpdate, Stay, Update
from bot.dependencies.choosing.rules import Step, plain_step
from bot.dependencies.choosing.writing import Unwritten, Written, follows, write
from bot.dependencies.places import Origin
from bot.dependencies.releases import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dependencies.choosing.results import Context
    from bot.dependencies.places import Place


@dataclass(frozen=True, slots=True)
class _Asked:
    """One place with the versions that it may have."""

    place: Place
    found: Prospects
    apart: bool


@dataclass(frozen=True, slots=True)
class _Settled:
    """The version for all places, or none, and what becomes of each."""

    version: Version | None
    moves: tuple[Move, ...]
    stays: tuple[Stay, ...]
    passed: tuple[Refusal, ...]


_SMALLER = {
    Step.MAJOR: frozenset(Step),
    Step.MINOR: frozenset({Step.MINOR, Step.PATCH}),
    Step.PATCH: frozenset({Step.PATCH}),
}


def _too_far(old: Version | None, new: Version, size: Step) -> bool:
    """Return whether a step is larger than one of this size."""
    return old is not None and new > old and plain_step(old, new) not in _SMALLER[size]


class Package:
    """The places of one package, and the search for what fits them."""

    def __init__(
        self, listing: Listing, context: Context, places: tuple[Place, ...]
    ) -> None:
        self._listing = listing
        self._context = context
        self._known = [release.version for release in listing.releases]
        self._asked = [self._ask(place) for place in places if not place.locked]
        self._locked = [place for place in places if place.locked]
        self._shared = [
            each for each in self._asked if not each.found.refusal and not each.apart
        ]

    def _ask(self, place: Place) -> _Asked:
        """Return the versions that a place may have, and whether it goes alone.

        It does where it is for other Pythons than the project: by its marker,
        or in a part with Pythons of its own.
        """
        limits = self._context.at(place.path)
        if place.origin is Origin.CONDA:
            problem = "No conda channel was looked up"
            listing = self._context.channels.get(place.name) or Listing(
                place.name, problem=problem
            )
            return _Asked(place, prospects(place, listing, limits), apart=True)
        pythons = (of_marker(place.marker) or limits.pythons) & limits.pythons
        found = prospects(place, self._listing, limits)
        return _Asked(place, found, apart=pythons != self._context.limits.pythons)

    def settle(self, size: Step) -> _Settled:
        """Return the latest versions that are no further than a step."""
        version, passed = self._common(size)
        moves: list[Move] = []
        stays: list[Stay] = []
        for each in self._asked:
            if each.found.refusal:
                stays.append(Stay(each.place, each.found.refusal))
                continue
            match self._placed(each, size, version):
                case Move() as move:
                    moves.append(move)
                case stay:
                    stays.append(stay)
        return _Settled(version, tuple(moves), tuple(stays), passed)

    def _common(self, size: Step) -> tuple[Version | None, tuple[Refusal, ...]]:
        """Return the latest version that all shared places may have.

        Beside it, why not the later ones that some place could have.
        """
        pinned = [
            each.found.current
            for each in self._shared
            if follows(each.place) and each.found.current
        ]
        held = [each.found.current for each in self._shared if each.found.current]
        old = max(pinned or held, default=None)
        passed: list[Refusal] = []
        for version in sorted({v for s in self._shared for v in s.found.versions})[
            ::-1
        ]:
            if _too_far(old, version, size):
                continue
            refusal = self._against(version)
            if refusal is None:
                return version, tuple(passed)
            passed.append(refusal)
        return None, tuple(passed)

    def _against(self, version: Version) -> Refusal | None:
        """Return which place cannot have a version, None where all can."""
        for each in self._shared:
            where = f"{each.place.path}:{each.place.line}"
            if version not in each.found.versions:
                told = next(
                    (p for p in each.found.passed if p.version == version),
                    Refusal(Why.CAPPED, f"{version} does not fit there."),
                )
                sentence = f"{where} keeps {version} out: {told.sentence}"
                return Refusal(told.why, sentence, version)
            written = self._write(each.place, version)
            if isinstance(written, Unwritten):
                sentence = f"{where} keeps {version} out: {written.reason}"
                return Refusal(Why.CAPPED, sentence, version)
        return None

    def _write(self, place: Place, version: Version) -> Written | Unwritten:
        return write(place, version, self._known, self._context.policy.strategy(place))

    def _placed(self, asked: _Asked, size: Step, common: Version | None) -> Move | Stay:
        """Return what becomes of a place: at the common version, or its own latest."""
        shared = common is not None and not asked.apart
        why: Refusal | None = None
        for version in (common,) if common and shared else asked.found.versions:
            if not shared and self._out_of_reach(asked, version, size, common):
                continue
            written = self._write(asked.place, version)
            if isinstance(written, Written):
                return self._written(asked, version, written)
            why = why or Refusal(Why.CAPPED, written.reason, version)
        return Stay(asked.place, why or why_it_stays(asked.found))

    def _out_of_reach(
        self, asked: _Asked, version: Version, size: Step, common: Version | None
    ) -> bool:
        """Return whether a place is not to have a version; conda's lead no others."""
        ahead = common is not None and version > common
        if ahead and asked.place.origin is Origin.CONDA:
            return True
        return _too_far(asked.found.current, version, size)

    def _written(
        self, asked: _Asked, version: Version, written: Written
    ) -> Move | Stay:
        """Return the move, or why a place that holds the version stays."""
        if written.splices:
            texts = (written.splices, written.before, written.after)
            return Move(asked.place, asked.found.current, version, *texts)
        latest = asked.found.versions[:1] == (version,)
        if latest and (asked.found.passed or version == asked.found.current):
            return Stay(asked.place, why_it_stays(asked.found))
        sentence = f"What is written allows {version} already."
        return Stay(asked.place, Refusal(Why.UP_TO_DATE, sentence, version))

    def answer(self, settled: _Settled) -> Update | NoUpdate:
        """Return the answer for the package as it was settled."""
        locks = tuple(sorted({place.path for place in self._locked}))
        versions = [move.version for move in settled.moves]
        before = [move.old for move in settled.moves if move.old is not None]
        old = min(before, default=None)
        if not settled.moves:
            behind = self._behind(settled.version)
            if settled.version is None or not behind:
                return self._no_update(settled, locks)
            versions, old = [settled.version], min(behind)
        version = max(versions)
        return Update(
            self._listing.name,
            version,
            old,
            step_from(old, version),
            settled.moves,
            settled.stays,
            locks,
            self._passed(settled, version),
            tuple(self._notes(settled)),
        )

    def _behind(self, version: Version | None) -> list[Version]:
        """Return the locked versions that are older than the one that fits."""
        found: list[Version] = []
        for place in self._locked:
            try:
                locked = Version(place.pinned)
            except InvalidVersion:
                continue
            if version is not None and locked < version:
                found.append(locked)
        return found

    def _passed(self, settled: _Settled, version: Version) -> tuple[Refusal, ...]:
        """Return each later release once, latest first, and why not."""
        found: dict[Version, Refusal] = {}
        reasons = [p for each in self._shared for p in each.found.passed]
        for refusal in (*settled.passed, *reasons):
            if refusal.version is not None and refusal.version > version:
                found.setdefault(refusal.version, refusal)
        return tuple(found[key] for key in sorted(found, reverse=True))

    def _notes(self, settled: _Settled) -> Iterator[str]:
        """Yield the notes of the places, each once."""
        told: set[str] = set()
        for each in self._asked:
            yanked = [each.found.yanked] if each.found.yanked else []
            for note in (*yanked, *each.found.notes):
                if note not in told:
                    told.add(note)
                    yield note
        if self._context.policy.reason and any(
            not follows(move.place) for move in settled.moves
        ):
            yield self._context.policy.reason

    def _no_update(self, settled: _Settled, locks: tuple[str, ...]) -> NoUpdate:
        """Return the answer where no place moves, by the weightiest reason."""
        name = self._listing.name
        if not self._asked:
            sentence = f"Only {', '.join(locks)} names it, and a tool writes that."
            return NoUpdate(name, Refusal(Why.LOCKED, sentence), (), locks)
        capped = [each for each in settled.passed if each.why is not Why.PRERELEASE]
        if capped:
            return NoUpdate(name, capped[0], settled.stays, locks)
        reasons = [stay.refusal for stay in settled.stays]
        told = [each for each in reasons if each.why is not Why.UP_TO_DATE]
        return NoUpdate(name, (told or reasons)[0], settled.stays, locks)
