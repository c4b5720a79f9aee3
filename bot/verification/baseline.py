"""What the tests of the base commit do before any change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Facts, Policy, TestCounts
    from bot.protocols import Checkout
    from bot.verification.results import Run


@dataclass(frozen=True, slots=True)
class Baseline:
    """The base commit's own tests, as they ran; what changes are compared with.

    `run` is None where nothing could be run, and then `not_run` says why.
    `flaky` are ids that ended differently in two runs of the same commit.
    `covered_percent` is the share of statements and branches of the target's
    packages that the tests execute, as coverage.py counts it (None: not
    measured). `environment` are lines for people (interpreter, tools, what
    was installed how), `problems` sentences about what could not be installed
    or run.
    """

    checkout: Checkout
    facts: Facts
    policy: Policy
    run: Run | None = None
    not_run: str = ""
    flaky: tuple[str, ...] = ()
    covered_percent: float | None = None
    environment: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def counts(self) -> TestCounts | None:
        """How many tests ended how; None where nothing was run."""
        return None if self.run is None else self.run.counts
