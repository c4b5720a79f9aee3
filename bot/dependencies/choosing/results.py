"""The values that say what is to be updated, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from packaging.version import Version

    from bot.dependencies.choosing.answers import Limits, Refusal
    from bot.dependencies.choosing.policy import RangePolicy
    from bot.dependencies.choosing.pythons import PythonSet
    from bot.dependencies.choosing.rules import Step
    from bot.dependencies.places import Place, Splice
    from bot.dependencies.releases import Listing


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the project beside its files.

    `parts` maps the folder of a part with Pythons of its own to them.
    `channels` are the listings of conda's channels; a line from a channel
    without one stays.
    """

    limits: Limits
    policy: RangePolicy
    parts: Mapping[str, PythonSet] = field(default_factory=dict)
    channels: Mapping[str, Listing] = field(default_factory=dict)

    def at(self, path: str) -> Limits:
        """Return the limits as a file sees them."""
        around = [folder for folder in self.parts if path.startswith(f"{folder}/")]
        if not around:
            return self.limits
        return replace(self.limits, pythons=self.parts[max(around, key=len)])


@dataclass(frozen=True, slots=True)
class Move:
    """One place that moves, with the bytes to be replaced in its file.

    `before` and `after` are its specifiers as people write them.
    """

    place: Place
    old: Version | None
    version: Version
    splices: tuple[Splice, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stay:
    """One place that stays, and why."""

    place: Place
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Update:
    """One package that moves to a version, at all its places.

    `old` is the lowest version that a place has now. `locks` are the files
    that a tool has to write anew; with no `moves`, they are all there is to
    do. `passed` are later releases, and why not. `fallbacks` are the same
    update by smaller steps, largest first, should the tests refuse this one.
    """

    name: str
    version: Version
    old: Version | None
    step: Step
    moves: tuple[Move, ...]
    stays: tuple[Stay, ...] = ()
    locks: tuple[str, ...] = ()
    passed: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    fallbacks: tuple[Update, ...] = ()

    @property
    def edits(self) -> Mapping[str, tuple[Splice, ...]]:
        """The bytes to be replaced, by path."""
        found: dict[str, tuple[Splice, ...]] = {}
        for move in self.moves:
            found[move.place.path] = (*found.get(move.place.path, ()), *move.splices)
        return found


@dataclass(frozen=True, slots=True)
class NoUpdate:
    """One package that stays as it is, and why, as a whole and by place."""

    name: str
    refusal: Refusal
    stays: tuple[Stay, ...] = ()
    locks: tuple[str, ...] = ()
