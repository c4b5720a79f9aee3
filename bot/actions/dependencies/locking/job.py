"""What is to be done with one lock, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from packaging.version import Version

    from bot.actions.dependencies.locking.addresses import Addresses
    from bot.actions.dependencies.locking.workshop import Workshop
    from bot.dependencies.locks.guard import Compared
    from bot.dependencies.locks.model import Lock
    from bot.model import Check

MINIMUM_AGE_DAYS = 3
ROUNDS = 4
"""How often versions are looked for before too young ones are taken."""


@dataclass(frozen=True, slots=True)
class Job:
    """One lock that is to be written anew.

    `moves` are the packages to move and the versions to move them to; None
    moves all to what their ranges allow. `days` is how old a release has to be
    that nobody asked for, 0 for no limit. `drops` are the names that the
    project asks for no longer.
    """

    path: str
    kind: str
    before: Lock
    content: bytes
    moves: Mapping[str, Version] | None
    now: datetime
    days: int
    addresses: Addresses
    drops: frozenset[str] = frozenset()

    def restored(self, content: bytes) -> bytes:
        """Return the lock as everybody may see it; raises `NotLockedError`."""
        return self.addresses.restore(content, self.before, self.content)

    @property
    def cutoff(self) -> datetime | None:
        """The time after which no release counts; None for no limit."""
        if not self.days:
            return None
        return self.now.astimezone(UTC) - timedelta(days=self.days)

    def versions(self, bounds: Iterable[str]) -> dict[str, str]:
        """Return which versions of packages a tool may see, by name."""
        found = {name: f"=={version}" for name, version in (self.moves or {}).items()}
        for bound in bounds:
            name, _, below = bound.partition("<")
            before = f"{found[name]}," if name in found else ""
            found[name] = f"{before}<{below}"
        return found

    @property
    def asked(self) -> frozenset[str] | None:
        """The names that were asked for; None for all."""
        return None if self.moves is None else frozenset(self.moves)


@dataclass(frozen=True, slots=True)
class Written:
    """What a tool wrote, and with which command people get the same.

    `tool` is the tool with its version. `needs` says what packages need where
    the lock does not.
    """

    content: bytes
    tool: str
    command: str
    check: str
    was_right: bool = True
    is_right: bool = True
    notes: tuple[str, ...] = ()
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)


def shown_versions(job: Job, bounds: Iterable[str]) -> Iterator[str]:
    """Yield what to tell of versions that the command itself does not name."""
    moves = (
        [f"{name} {job.moves[name]}" for name in sorted(job.moves or ())]
        if (job.moves)
        else []
    )
    if moves:
        yield f"The index was shown with no other version of {', '.join(moves)}."
    if bounds:
        yield f"Releases of the last {job.days} days were not looked at: " + ", ".join(
            each.replace("<", " ") for each in sorted(bounds)
        ) + "."


class Locker(Protocol):
    """Writes one kind of lock."""

    def __call__(self, shop: Workshop, job: Job) -> Iterable[Attempt]:
        """Return the ways to write it, the one to be tried first first."""


class Attempt(Protocol):
    """One way to write a lock: a version of a tool."""

    def __call__(self) -> Written:
        """Write it; raises `ActionError` where the tool cannot."""


@dataclass(frozen=True, slots=True)
class Relocked:
    """A lock written anew, and what is to be said of it.

    `files` are the lock, and manifests where the tool changes them; their
    content by path. `moved`, `added` and `removed` in `compared` are what a
    pull request lists.
    """

    files: Mapping[str, bytes]
    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    commands: tuple[str, ...]
    compared: Compared
    tool: str
