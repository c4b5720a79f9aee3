"""What the tests of the target did, as the files that their process wrote say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import TestCounts, TestOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class TestResult:
    """How one test ended, in how many seconds, and the first line of why."""

    __test__ = False

    outcome: TestOutcome
    seconds: float = 0.0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the suite, or of a part of it.

    `tests` maps the id of each test that ended to its result, in the order of
    the run. `collected` are the ids that were to be run, `uncollectable` maps
    a file to the reason why its tests could not be collected. `complete` says
    that every collected test came to an end.
    """

    tests: Mapping[str, TestResult] = field(default_factory=dict)
    collected: tuple[str, ...] = ()
    uncollectable: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    seconds: float = 0.0
    problems: tuple[str, ...] = ()

    @property
    def counts(self) -> TestCounts:
        """How many tests ended how."""
        ended = [result.outcome for result in self.tests.values()]
        passed = {TestOutcome.PASSED, TestOutcome.XFAILED, TestOutcome.XPASSED}
        return TestCounts(
            collected=len(self.collected),
            passed=sum(outcome in passed for outcome in ended),
            failed=ended.count(TestOutcome.FAILED),
            errors=ended.count(TestOutcome.ERROR),
            skipped=ended.count(TestOutcome.SKIPPED),
            uncollectable=len(self.uncollectable),
            seconds=self.seconds,
        )
