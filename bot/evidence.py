"""What the verification of a change measured, and the verdict on it.

Times are seconds. `bot/model.py` gives these values on with all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Check:
    """What one checker said before and after, as it was measured.

    `name` is the checker ("ruff F821,F401", "black --check", "zizmor").
    `passed` is whether the change made nothing worse. `command` can be copied
    by a person to see the same.
    """

    name: str
    passed: bool
    before: str
    after: str
    command: str = ""


class TestOutcome(StrEnum):
    """How one test ended."""

    __test__ = False

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    SKIPPED = "skipped"
    XFAILED = "xfailed"
    XPASSED = "xpassed"


class Verdict(StrEnum):
    """What the verification says of a change; see docs/architecture.md."""

    PROVEN = "proven"
    TESTED = "tested"
    UNTESTED = "untested"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class TestCounts:
    """How many tests ended how; `collected` counts ids, `uncollectable` files."""

    __test__ = False

    collected: int = 0
    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0
    uncollectable: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was measured about a change; nothing else may be claimed.

    `tests_before` and `tests_after` are None where nothing was run, and then
    `not_run` says why; both count the tests that were run with the change.
    `suite` counts the whole suite on the base commit. `affected` is how many
    tests execute a changed file; `complete` whether the whole suite was run.
    `changed_lines` counts executable lines changed, `changed_lines_covered`
    those that a test executed (None: not measured).
    """

    tests_before: TestCounts | None = None
    tests_after: TestCounts | None = None
    suite: TestCounts | None = None
    newly_failing: tuple[str, ...] = ()
    newly_passing: tuple[str, ...] = ()
    flaky: tuple[str, ...] = ()
    affected: int | None = None
    complete: bool = False
    changed_lines: int | None = None
    changed_lines_covered: int | None = None
    proof: str = ""
    checks: tuple[Check, ...] = ()
    not_run: str = ""
    environment: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on one change, the sentence that explains it, the evidence."""

    verdict: Verdict
    reason: str
    evidence: Evidence
