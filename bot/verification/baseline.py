"""What the tests of the base commit do before any change."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.verification.bench import Prepared, State
from bot.verification.measure import measure
from bot.verification.results import good

if TYPE_CHECKING:
    from bot.model import Facts, Policy, TestCounts
    from bot.protocols import Checkout, Progress
    from bot.verification.bench import Bench
    from bot.verification.results import Run
    from bot.verification.suite import Report


@dataclass(frozen=True, slots=True)
class Baseline:
    """The base commit's own tests, as they ran; what changes are compared with.

    `run` is None where nothing could be run, and then `not_run` says why.
    `flaky` are ids that ended differently in two runs of the same commit.
    `covered_percent` is the share of statements and branches of the target's
    packages that the tests execute, as coverage.py counts it (None: not
    measured). `environment` are lines for people (interpreter, tools, what
    was installed how), `problems` sentences about what could not be installed
    or run. `prepared` is for the verification itself.
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
    prepared: Prepared | None = None

    @property
    def counts(self) -> TestCounts | None:
        """How many tests ended how; None where nothing was run."""
        return None if self.run is None else self.run.counts

    def covered_lines(self) -> dict[str, int]:
        """Return the lines that tests which pass execute, as bit sets by path.

        Bit n stands for line n. Empty where nothing was run or measured.
        """
        if self.run is None or self.prepared is None:
            return {}
        tests = self.run.tests
        passed = [name for name in tests if good(tests[name].outcome)]
        coverage = self.prepared.coverage
        return {path: coverage.executed(path, passed) for path in coverage.files}


def make_baseline(
    bench: Bench, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
) -> Baseline:
    """Return what the base commit's own tests do; see `Verifier.baseline`."""
    began = time.monotonic()
    baseline = Baseline(checkout, facts, policy)
    state = State(checkout, checkout.tree, facts, policy)
    with progress.task("Installing what the tests need") as done:
        prepared = bench.prepare(state)
        done(1)
    if isinstance(prepared, str):
        seconds = time.monotonic() - began
        return replace(baseline, not_run=prepared, seconds=seconds)
    with progress.task("Running the tests of the base commit") as done:
        prepared, measured = measure(bench, state, prepared)
        done(1)
    report = measured.report
    prepared = replace(
        prepared,
        coverage=report.coverage,
        disturbed=frozenset(measured.disturbed),
    )
    baseline = replace(
        baseline,
        run=report.run,
        flaky=measured.flaky,
        covered_percent=report.percent,
        environment=describe(prepared, report),
        problems=(*prepared.environment.problems, *report.run.problems),
        prepared=prepared,
        seconds=time.monotonic() - began,
    )
    if not report.run.collected and not report.run.uncollectable:
        why = report.run.problems[0] if report.run.problems else "No tests were found."
        return replace(baseline, run=None, not_run=why)
    return baseline


def describe(prepared: Prepared, report: Report) -> tuple[str, ...]:
    """Return what was run with what, a line each."""
    environment = prepared.environment
    python = ".".join(map(str, environment.interpreter.version))
    number = len(environment.packages)
    return (
        f"Python {python}",
        *((report.runner,) if report.runner else ()),
        f"{number} packages installed in {environment.seconds:.0f} s",
        f"run as `{prepared.suite.text}`",
    )
