"""What changed between two locks, and which of it nobody asked for.

A package that was asked for may move. With it may move what it needs itself;
what it needs newly may come, and what only it needed may go, and markers,
groups and extras on that way may change. All else is collateral: the work of
another version of the tool, of an index that has changed, of a stale lock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.dependencies.locks.model import ANSWERS, ASKS, NEEDS, reachable, way_to
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.dependencies.locks.model import Lock, LockedPackage

_FOLLOWS: Final = frozenset({"marker", "groups", "optional", "extras"})
"""What is said of a package because of those that need it."""
_NONE: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})


class Kind(StrEnum):
    """What became of a package."""

    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One package that is not in both locks alike.

    `before` and `after` are its versions. `what` are the details that differ.
    `because` completes "may change: ..."; it is "" for what is collateral.
    """

    name: str
    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]
    what: tuple[str, ...] = ()
    because: str = ""

    def __str__(self) -> str:
        old, new = " and ".join(self.before), " and ".join(self.after)
        match self.kind:
            case Kind.MOVED:
                return f"{self.name} {old} → {new}"
            case Kind.ADDED:
                return f"{self.name} {new} was added".replace("  ", " ")
            case Kind.REMOVED:
                return f"{self.name} {old} was removed".replace("  ", " ")
            case Kind.CHANGED:
                return f"{', '.join(map(_word, self.what))} of {self.name}"


@dataclass(frozen=True, slots=True)
class Compared:
    """All that differs between two locks.

    `header` are the parts outside of the packages that nobody asked to change.
    """

    differences: tuple[Difference, ...]
    header: tuple[str, ...] = ()

    @property
    def collateral(self) -> tuple[str, ...]:
        """What changed though nobody asked for it, as people read it."""
        return (
            *(f"`{each}` of the lock itself" for each in self.header),
            *(str(each) for each in self.differences if not each.because),
        )

    def named(self, kind: Kind) -> tuple[Difference, ...]:
        """Return the differences of one kind."""
        return tuple(each for each in self.differences if each.kind is kind)


def compare(
    before: Lock,
    after: Lock,
    asked: Iterable[str] | None,
    *,
    needs: Mapping[str, frozenset[str]] = _NONE,
    dropped: frozenset[str] = frozenset(),
) -> Compared:
    """Return how two locks differ, and why each difference may be.

    `asked` are the normalised names that were to move; None asks for all.
    `needs` says what packages need where the locks themselves do not.
    `dropped` are names that the project asks for no longer: they may go.
    """
    wanted = frozenset(asked) if asked is not None else None
    found = list(_differences(before, after))
    if wanted is None:
        every = tuple(replace(each, because=_whole_lock(each)) for each in found)
        return Compared(every, _header(before, after))
    explained = _Reasons(before, after, wanted, needs, dropped).given_to(found)
    return Compared(explained, _header(before, after))


def _whole_lock(difference: Difference) -> str:
    """Return why a package may change in a lock that is written anew."""
    if difference.kind is Kind.CHANGED and "source" in difference.what:
        return ""
    return "the whole lock was asked for"


def _header(before: Lock, after: Lock) -> tuple[str, ...]:
    keys = {**before.header, **after.header}
    found = [
        key
        for key in keys
        if not key.startswith(ANSWERS)
        and before.header.get(key) != after.header.get(key)
    ]
    if before.written_by != after.written_by:
        found.append(f"{before.written_by or '?'} → {after.written_by or '?'}")
    return tuple(found)


def _differences(before: Lock, after: Lock) -> Iterable[Difference]:
    """Yield every package that differs, by name, without a reason."""
    old, new = before.versions(), after.versions()
    for name in sorted({*old, *new}):
        was, now = old.get(name, ()), new.get(name, ())
        what = _what(before.of(name), after.of(name))
        if not was or not now:
            yield Difference(name, Kind.REMOVED if was else Kind.ADDED, was, now)
        elif was != now:
            yield Difference(name, Kind.MOVED, was, now, what)
        elif what:
            yield Difference(name, Kind.CHANGED, was, now, what)


def _what(
    before: tuple[LockedPackage, ...], after: tuple[LockedPackage, ...]
) -> tuple[str, ...]:
    """Return the names of the details that differ between entries of a package."""
    old = {pair for each in before for pair in each.details}
    new = {pair for each in after for pair in each.details}
    if old == new and len(before) == len(after):
        return ()
    found = {key for key, _ in old ^ new}
    return tuple(sorted(found)) or ("entries",)


class _Reasons:
    """Finds out why each difference may be, beginning with what was asked for."""

    def __init__(
        self,
        before: Lock,
        after: Lock,
        asked: frozenset[str],
        needs: Mapping[str, frozenset[str]],
        dropped: frozenset[str],
    ) -> None:
        self._asked = asked | dropped
        self._dropped = dropped
        self._old = _joined(before.graph(), needs)
        self._new = _joined(after.graph(), needs)
        self._hard = after.graph(extras=False)
        own = {each.name for each in after.packages if each.origin is Origin.FOLDER}
        self._own = own - asked

    def given_to(self, differences: list[Difference]) -> tuple[Difference, ...]:
        """Return the differences with their reasons; those of collateral are "".

        Of a change that has none, only the details without one are kept.
        """
        reasons = {
            each.name: "it was asked for"
            for each in differences
            if each.name in self._asked
            and (each.kind is not Kind.REMOVED or each.name in self._dropped)
        }
        changed = {each.name for each in differences if self._passes_on(each)}
        left = [each for each in differences if each.name not in reasons]
        grew = True
        while grew:
            moved = frozenset(name for name in reasons if name in changed)
            new = {
                each.name: reason
                for each in left
                if each.name not in reasons
                and (reason := self._reason(each, moved, frozenset(reasons), changed))
            }
            reasons |= new
            grew = bool(new)
        return tuple(
            (
                replace(each, because=reasons[each.name])
                if each.name in reasons
                else replace(each, what=self._odd(each, moved, frozenset(reasons)))
            )
            for each in differences
        )

    @staticmethod
    def _passes_on(difference: Difference) -> bool:
        """Return whether a change can be the reason of another."""
        return difference.kind is not Kind.CHANGED or any(
            each.startswith(NEEDS) or each == "extras" for each in difference.what
        )

    def _reason(
        self,
        each: Difference,
        moved: frozenset[str],
        explained: frozenset[str],
        changed: set[str],
    ) -> str:
        match each.kind:
            case Kind.MOVED:
                if self._is_own_version(each):
                    return "it is the project's own version"
                by = sorted(name for name in moved if each.name in self._new[name])
                return f"{by[0]} needs it" if by else ""
            case Kind.ADDED:
                way = way_to(self._new, moved, each.name)
                return f"needed newly: {' → '.join(way)}" if way else ""
            case Kind.REMOVED:
                still = self._still(each.name, changed)
                if still or each.name not in reachable(self._old, moved):
                    return ""
                return "nothing needs it any more"
            case Kind.CHANGED:
                odd = self._odd(each, moved, explained)
                return "" if odd else "what it needs, or what needs it, has changed"

    def _still(self, name: str, changed: set[str]) -> bool:
        """Return whether an unchanged package needs what was removed."""
        return any(
            name in needs and other not in changed
            for other, needs in self._hard.items()
        )

    def _is_own_version(self, each: Difference) -> bool:
        return each.name in self._own and set(each.what) <= {"version"}

    def _odd(
        self, each: Difference, moved: frozenset[str], explained: frozenset[str]
    ) -> tuple[str, ...]:
        """Return what is said of an unmoved package and may not have changed."""
        asked = self._asked | self._dropped if each.name in self._own else frozenset()
        known = explained | asked
        rest = {
            what
            for what in each.what
            if not (
                (what.startswith(ASKS) and what.removeprefix(ASKS) in self._asked)
                or (what.startswith(NEEDS) and what.removeprefix(NEEDS) in known)
            )
        }
        on_the_way = reachable(self._old, moved) | reachable(self._new, moved)
        if each.name in on_the_way:
            rest -= _FOLLOWS
        return tuple(sorted(rest))


def _joined(
    graph: Mapping[str, frozenset[str]], needs: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return a graph with further edges; every name that occurs is in it."""
    found = dict(graph)
    for name, more in needs.items():
        found[name] = found.get(name, frozenset()) | more
    for name in {need for more in found.values() for need in more}:
        found.setdefault(name, frozenset())
    return found


def _word(what: str) -> str:
    """Return a detail as people name it."""
    if what.startswith(NEEDS):
        return f"the need for {what.removeprefix(NEEDS)}"
    if what.startswith(ASKS):
        return f"what the project asks of {what.removeprefix(ASKS)}"
    return f"the {what}"
