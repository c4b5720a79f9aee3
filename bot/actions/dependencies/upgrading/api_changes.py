"""Which names that the repository uses are other ones in a new release.

Both releases are read, never imported. Only what the repository uses is looked
at: a name that nobody uses is no news.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.actions.dependencies.upgrading.deprecations import deprecation_of
from bot.actions.dependencies.upgrading.library import Known, Library
from bot.actions.dependencies.upgrading.signatures import refusal
from bot.words import counted

if TYPE_CHECKING:
    from packaging.version import Version

    from bot.actions.dependencies.upgrading.library import Found
    from bot.actions.dependencies.upgrading.unpacking import Unpacked
    from bot.actions.dependencies.upgrading.usage import Usage, Use

MOST_SECONDS: Final = 20.0
"""CPU seconds for both releases together."""

SHOWN: Final = 3
"""Places that a sentence names."""

Clock: TypeAlias = Callable[[], float]


class ApiKind(StrEnum):
    """What became of a name."""

    GONE = "gone"
    MOVED = "moved"
    CALLED = "called"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class ApiChange:
    """One name that is used and is another one in the new release.

    `said` is the sentence for people, without the places; `uses` are these.
    """

    kind: ApiKind
    name: str
    said: str
    uses: tuple[Use, ...]

    @property
    def sentence(self) -> str:
        """The sentence with its first places."""
        places = [f"`{use.path}:{use.line}`" for use in self.uses]
        more = len(places) - SHOWN
        where = ", ".join(places[:SHOWN])
        rest = f" and {counted(more, 'more place')}" if more > 0 else ""
        return f"{self.said} ({where}{rest})."


@dataclass(frozen=True, slots=True)
class ApiChanges:
    """What two releases say of the names that are used.

    `looked` counts the names that could be compared; `unknown` maps the others
    to why they could not. `ended` says that the time was up before the end.
    """

    changes: tuple[ApiChange, ...] = ()
    looked: int = 0
    unknown: tuple[tuple[str, str], ...] = ()
    ended: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a pull request says, worst first; never empty."""
        said = [change.sentence for change in self.changes]
        if not said and self.looked:
            names = counted(self.looked, "name")
            said.append(
                f"The new release still has what is used, {names}: none is gone,"
                " moved, newly deprecated, or called in a way that it does not take."
            )
        if self.unknown:
            names = ", ".join(f"`{name}`" for name, _ in self.unknown[:SHOWN])
            more = len(self.unknown) - SHOWN
            rest = f" and {counted(more, 'more name')}" if more > 0 else ""
            whys = dict.fromkeys(why for _, why in self.unknown[:SHOWN] if why)
            because = f": {'; '.join(whys)}" if whys else ""
            said.append(f"The source does not tell of {names}{rest}{because}.")
        if self.ended:
            said.append("The releases are large: not all names were looked at.")
        return tuple(said) or ("No name in use could be compared.",)


class _OutOfTimeError(Exception):
    """Both releases take longer than they may."""


def api_changes(
    usage: Usage,
    before: Unpacked,
    after: Unpacked,
    between: tuple[Version, Version],
    *,
    clock: Clock = time.process_time,
) -> ApiChanges:
    """Return what two unpacked releases say of the names that are used.

    `between` are their versions.
    """
    deadline = clock() + MOST_SECONDS

    def look() -> None:
        if clock() > deadline:
            raise _OutOfTimeError

    old, new = Library(before, look), Library(after, look)
    changes: list[ApiChange] = []
    unknown: list[tuple[str, str]] = []
    looked = 0
    ended = False
    for name, uses in _by_name(usage).items():
        try:
            first, second = old.find(name), new.find(name)
            why = first.why or second.why
            if Known.UNKNOWN in {first.known, second.known} or not first.there:
                if first.known is not Known.GONE:
                    unknown.append((name, why))
                continue
            looked += 1
            pair = (old, first), (new, second)
            changes += _changes(name, uses, *pair, between)
        except _OutOfTimeError:
            ended = True
            break
    changes.sort(key=lambda change: (list(ApiKind).index(change.kind), change.name))
    return ApiChanges(_without_inner(changes), looked, tuple(unknown), ended)


def _by_name(usage: Usage) -> dict[str, tuple[Use, ...]]:
    """Return the uses of each name, without those that ask for the release."""
    found: dict[str, list[Use]] = {}
    for use in usage.uses:
        if not use.guarded:
            found.setdefault(use.name, []).append(use)
    return {name: tuple(found[name]) for name in sorted(found)}


def _changes(
    name: str,
    uses: Sequence[Use],
    before: tuple[Library, Found],
    after: tuple[Library, Found],
    between: tuple[Version, Version],
) -> Iterable[ApiChange]:
    (old, first), (new, second) = before, after
    every = tuple(uses)
    if not second.there:
        home = _new_home(name, first, new)
        if home:
            yield ApiChange(ApiKind.MOVED, name, f"`{name}` is `{home}` now", every)
        else:
            yield ApiChange(ApiKind.GONE, name, f"`{name}` is gone", every)
        return
    if first.thing is None or second.thing is None:
        return
    for reason, places in _refusals(first, second, uses).items():
        said = f"`{name}` {reason}"
        yield ApiChange(ApiKind.CALLED, name, said, tuple(places))
    said_new = deprecation_of(new, second.thing, between)
    if said_new is not None and deprecation_of(old, first.thing, between) is None:
        yield ApiChange(ApiKind.DEPRECATED, name, f"`{name}` {said_new}", every)


def _refusals(first: Found, second: Found, uses: Sequence[Use]) -> dict[str, list[Use]]:
    reasons: dict[str, list[Use]] = {}
    for use in uses:
        if use.call is not None and first.thing and second.thing:
            reason = refusal(first.thing, second.thing, use.call)
            if reason:
                reasons.setdefault(reason, []).append(use)
    return reasons


def _new_home(name: str, first: Found, new: Library) -> str:
    """Return the public name under which a new release has what moved."""
    root, _, last = name.rpartition(".")
    if not root or first.thing is None:
        return ""
    top = name.partition(".")[0]
    if top != root and new.find(f"{top}.{last}").there:
        return f"{top}.{last}"
    if not first.thing.is_class and not first.thing.is_function:
        return ""
    homes = new.homes_of(last)
    return f"{homes[0]}.{last}" if len(homes) == 1 else ""


def _without_inner(changes: Sequence[ApiChange]) -> tuple[ApiChange, ...]:
    """Leave out what is gone because that on which it hangs is gone."""
    gone = {change.name for change in changes if change.kind is ApiKind.GONE}

    def is_inner(name: str) -> bool:
        parts = name.split(".")
        return any(".".join(parts[:length]) in gone for length in range(1, len(parts)))

    return tuple(change for change in changes if not is_inner(change.name))
