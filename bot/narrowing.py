"""A group of updates that fails together: which of them is to blame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.model import Evidence, Verdict, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model import Change

TOGETHER = "it passes alone, and fails together with the others"


def narrowed(
    group: Change,
    verification: Verification,
    *,
    some_of: Callable[[Sequence[str]], Change],
    verify: Callable[[Change], Verification],
) -> tuple[Change, Verification]:
    """Return the largest part of a rejected group that passes, and its verdict.

    The members are halved until those that fail alone are known; the rest is
    verified once more, since that is what is proposed. It has a note for each
    member that was left out. Where nothing passes, the group comes back with
    a verdict that names the culprits.
    """
    search = _Search(some_of, verify)
    search.halve(group.members, verification.reason)
    rest = [name for name in group.members if name not in search.culprits]
    if rest:
        change, verdict = search.tried(rest)
        if change is not None and verdict.verdict is not Verdict.REJECTED:
            return _with_notes(change, search.culprits), verdict
    blame = "; ".join(f"{name}: {reason}" for name, reason in search.culprits.items())
    return group, replace(verification, reason=blame or verification.reason)


class _Search:
    """The members known to fail, with the reason of each."""

    def __init__(
        self,
        some_of: Callable[[Sequence[str]], Change],
        verify: Callable[[Change], Verification],
    ) -> None:
        self._some_of, self._verify = some_of, verify
        self.culprits: dict[str, str] = {}

    def halve(self, members: Sequence[str], reason: str) -> None:
        """Look for those to blame among members that fail together."""
        if len(members) == 1:
            self.culprits[members[0]] = reason
            return
        middle = len(members) // 2
        halves = (members[:middle], members[middle:])
        failed = False
        for half in halves:
            _, verdict = self.tried(half)
            if verdict.verdict is Verdict.REJECTED:
                failed = True
                self.halve(half, verdict.reason)
        if not failed:
            self.culprits |= dict.fromkeys(halves[1], TOGETHER)

    def tried(self, members: Sequence[str]) -> tuple[Change | None, Verification]:
        """Return these members as a change, and its verdict."""
        try:
            change = self._some_of(members)
            return change, self._verify(change)
        except BotError as error:
            return None, Verification(Verdict.REJECTED, str(error), Evidence())


def _with_notes(change: Change, culprits: dict[str, str]) -> Change:
    notes = (f"Left out: {name}. {reason}" for name, reason in culprits.items())
    return replace(change, notes=(*change.notes, *notes))
