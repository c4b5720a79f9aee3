"""The values that say what may be offered, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.dependencies.choosing.pythons import ALL, PythonSet
from bot.dependencies.choosing.rules import Request, Rule, Step

if TYPE_CHECKING:
    from datetime import datetime

    from packaging.version import Version

    from bot.dependencies.places import Place


class Why(StrEnum):
    """Why nothing is offered, or not a certain version."""

    UP_TO_DATE = "up-to-date"
    TOO_YOUNG = "too-young"
    MARKER = "marker"
    PYTHON = "python"
    YANKED = "yanked"
    PRERELEASE = "pre-release"
    LABEL = "label"
    CAPPED = "capped"
    IGNORED = "ignored"
    NO_PROJECT = "no-project"
    ORIGIN = "origin"
    UNREADABLE = "unreadable"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be offered at this moment.

    `pythons` are those that the project supports. `minimum_age` is in days.
    `rules` are the owners', of which later ones count more. Nothing above
    `ceiling` is offered.
    """

    now: datetime
    pythons: PythonSet = ALL
    request: Request = Request.ROUTINE
    minimum_age: float = 3.0
    rules: tuple[Rule, ...] = ()
    ceiling: Version | None = None

    @property
    def cut_off(self) -> datetime | None:
        """The time after which a resolver may take no release, None for any time.

        It holds what a lock brings besides to the same age.
        """
        if self.request is not Request.ROUTINE or self.minimum_age <= 0:
            return None
        return self.now - timedelta(days=self.minimum_age)

    def about(self, place: Place) -> tuple[Rule, ...]:
        """Return the rules for a place; for a security fix, those that bind it."""
        security = self.request is Request.SECURITY
        return tuple(
            rule
            for rule in self.rules
            if rule.covers(place) and not (security and rule.routine_only)
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is offered, or not one version; `sentence` is for people."""

    why: Why
    sentence: str
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """The version to move to, and what the owners should know of the choice.

    `passed` are the later releases that were passed over.
    """

    version: Version
    step: Step
    passed: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospects:
    """All versions that a place may have, latest first.

    `current` is the version of a pin, or the latest release that a range
    holds; a pin's is among `versions` even where it would not be offered.
    `yanked` says that and why the pin was yanked. `passed` are later releases
    than the latest of `versions`, latest first. `reached` is the latest release
    that a range holds, whether it would be offered or not. `refusal` says why
    nothing at all is offered.
    """

    current: Version | None = None
    versions: tuple[Version, ...] = ()
    passed: tuple[Refusal, ...] = ()
    reached: Version | None = None
    yanked: str = ""
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None
