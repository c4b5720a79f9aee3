"""Edges for tests of the pipeline: real git, verdicts as the test wants them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.base import Action
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
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.model import Facts, Policy
    from bot.protocols import Checkout, Progress, Tools


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


@dataclass
class ScriptedVerifier:
    """Gives each action the verdict that the test wants; counts its calls.

    An action without a verdict is tested; one in `errors` raises.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    errors: Mapping[str, Exception] = field(default_factory=dict)
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
        return Verification(verdict, f"It is {verdict.value}.", Evidence())
