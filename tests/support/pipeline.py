"""Edges for tests of the pipeline: real git, verdicts as the test wants them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions.base import Action, Part
from bot.errors import ActionError
from bot.model import (
    Assessed,
    Change,
    Evidence,
    FileChange,
    Status,
    Verdict,
    Verification,
)
from bot.verification.baseline import Baseline
from codemods.model import Finding, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.actions.base import Target
    from bot.edges import Edges
    from bot.model import Facts, Policy
    from bot.protocols import Checkout, Progress, Tools

    Open = Callable[..., Edges]


class Shout(Action):
    """Write the text files in capitals.

    Nobody hears small letters.

    Fix safety: capitals are louder.

    Left alone: what is loud already.
    """

    __module__ = "bot.actions.formatting.shout"

    safety = Safety.TESTED
    scoped = True

    def __init__(self, slug: str = "shout", suffix: str = ".txt") -> None:
        self._slug, self._suffix = slug, suffix

    @property
    def slug(self) -> str:
        """The name that the test gave."""
        return self._slug

    def assess(self, target: Target) -> Assessed:
        """Return a finding for each file in small letters."""
        found = tuple(Finding(path, 1, "small letters") for path in self._small(target))
        status = Status.PROPOSED if found else Status.SATISFIED
        return Assessed(self.slug, status, f"{len(found)} files are quiet.", found)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the files in capitals; a file that says `broken` is an error."""
        del tools
        files = []
        for path in self._small(target):
            before = target.tree.read(path)
            if b"broken" in before:
                raise ActionError(f"{path} is broken")
            files.append(FileChange(path, before, before.upper()))
        return Change(self.slug, "", tuple(files), self.assess(target).findings)

    def _small(self, target: Target) -> list[str]:
        return [
            path
            for path in target.tree.paths()
            if path.endswith(self._suffix)
            and target.tree.read(path) != target.tree.read(path).upper()
        ]


class Count(Action):
    """Count up in a file.

    Higher numbers are newer.

    Fix safety: numbers change.

    Left alone: what is high already.
    """

    __module__ = "bot.actions.formatting.count"

    safety = Safety.TESTED
    online = True

    def __init__(
        self,
        newest: Mapping[str, Sequence[str]],
        *,
        grouped: bool = False,
        is_reachable: bool = True,
    ) -> None:
        """Try these numbers for each name, the best first."""
        self.newest, self.grouped = newest, grouped
        self.is_reachable = is_reachable
        self.made: list[str] = []

    def assess(self, target: Target) -> Assessed:
        """Propose it wherever there is a file."""
        del target
        found = (Finding("numbers", 1, "a number"),)
        return Assessed(self.slug, Status.PROPOSED, "There are numbers.", found)

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Say how many are out of date, if anybody knows."""
        del tools
        if not self.is_reachable:
            raise ActionError("nobody answers")
        late = [name for name in self.newest if self._edition(target, name)]
        status = Status.PROPOSED if late else Status.SATISFIED
        return replace(found, status=status, reason=f"{len(late)} are out of date.")

    def change(self, target: Target, tools: Tools) -> Change:
        """Return all numbers at their best."""
        return self.some_of(target, tools, Change(self.slug, "", ()), [*self.newest])

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return a part for each name, or one for all."""
        del tools
        if self.grouped:
            return (Part(),)
        editions = {name: self._edition(target, name) for name in self.newest}
        return [Part(name, edition) for name, edition in editions.items() if edition]

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the change of one name, or of all."""
        if self.grouped:
            return self.change(target, tools)
        self.made.append(part.scope)
        return self._to(target, Change(self.slug, part.scope, ()), {part.scope: 0})

    def some_of(
        self, target: Target, tools: Tools, change: Change, members: Sequence[str]
    ) -> Change:
        """Return some numbers at their best."""
        del tools
        return self._to(target, change, dict.fromkeys(members, 0))

    def instead(
        self, target: Target, tools: Tools, change: Change, reason: str
    ) -> Change | None:
        """Return the next lower number."""
        del tools
        at = self.newest[change.scope].index(change.edition) + 1
        if at == len(self.newest[change.scope]):
            return None
        return self._to(target, change, {change.scope: at}, reason)

    def _edition(self, target: Target, name: str) -> str:
        declined = target.declined.get(name, frozenset())
        there = target.tree.read("numbers").decode()
        good = [each for each in self.newest[name] if each not in declined]
        return good[0] if good and f"{name}={good[0]}\n" not in there else ""

    def _to(
        self, target: Target, change: Change, steps: Mapping[str, int], note: str = ""
    ) -> Change:
        before = target.tree.read("numbers")
        rows = dict(row.split("=") for row in before.decode().split())
        for name, step in steps.items():
            rows[name] = (
                self.newest[name][step]
                if step
                else self._edition(target, name) or rows[name]
            )
        after = "".join(f"{name}={number}\n" for name, number in rows.items()).encode()
        files = (FileChange("numbers", before, after),)
        edition = rows[change.scope] if change.scope else ""
        notes = (note,) if note else ()
        members = tuple(steps) if self.grouped else ()
        return Change(
            self.slug,
            change.scope,
            files,
            notes=notes,
            edition=edition,
            members=members,
        )


@dataclass
class ScriptedVerifier:
    """Gives each action the verdict that the test wants; counts its calls.

    An action without a verdict is tested; one in `errors` raises.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    errors: Mapping[str, Exception] = field(default_factory=dict)
    rejects: Callable[[Change], bool] = lambda _: False
    baselines: int = 0
    verified: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def baseline(
        self, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
    ) -> Baseline:
        """Return a baseline in which nothing was run."""
        del progress
        self.baselines += 1
        return Baseline(checkout, facts, policy, not_run="There are no tests.")

    def verify(
        self, change: Change, baseline: Baseline, progress: Progress
    ) -> Verification:
        """Return the verdict that the test wants."""
        del baseline, progress
        with self.lock:
            self.verified.append(change.slug)
        if change.slug in self.errors:
            raise self.errors[change.slug]
        verdict = self.verdicts.get(change.slug, Verdict.TESTED)
        if self.rejects(change):
            verdict = Verdict.REJECTED
        return Verification(verdict, f"It is {verdict.value}.", Evidence())
