"""What became of each action of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import (
        Assessment,
        Change,
        Plan,
        Policy,
        PullRequest,
        Verification,
    )
    from bot.protocols import Checkout


@dataclass(frozen=True, slots=True)
class Survey:
    """A target looked at and planned; nothing is changed."""

    checkout: Checkout
    policy: Policy
    assessment: Assessment
    plan: Plan
    pull_requests: tuple[PullRequest, ...]


class Ending(StrEnum):
    """What became of one action, or one scope of it."""

    OPENED = "opened"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DRY_RUN = "dry-run"
    NOTHING = "nothing-to-change"
    WAITING = "waiting"
    EDITED = "edited-by-a-person"
    DECLINED = "declined"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One action (or scope) carried through, as far as it came."""

    slug: str
    scope: str
    ending: Ending
    reason: str
    change: Change | None = None
    verification: Verification | None = None
    pull_request: PullRequest | None = None

    @property
    def failed(self) -> bool:
        """Whether the run's exit code must say so."""
        return self.ending in {Ending.FAILED, Ending.REJECTED}


def waiting(
    slug: str, scope: str, number: int, change: Change | None = None
) -> Attempt:
    """Return the end of a part for which there is no room."""
    reason = f"{number} parts; this one waits for its turn."
    return Attempt(slug, scope, Ending.WAITING, reason, change)


def line(attempt: Attempt) -> str:
    """Return what became of it, on one line."""
    name = f"{attempt.slug}/{attempt.scope}" if attempt.scope else attempt.slug
    number = f" #{attempt.pull_request.number}" if attempt.pull_request else ""
    return f"{name}: {attempt.ending.value}{number}. {attempt.reason}"
