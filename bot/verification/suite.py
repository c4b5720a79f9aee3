"""Runs the target's tests in the sandbox and brings back what they did."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.model import TestOutcome
from bot.protocols import Command, Limits, Mount
from bot.verification.coverage_map import CoverageMap, read_coverage
from bot.verification.places import PLUGINS, PYTHON, RESULTS, TARGET, target_folder
from bot.verification.results import (
    Run,
    TestResult,
    Written,
    clean,
    read_file,
    read_written,
)
from bot.verification.suites import COMMAND, UNITTEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.protocols import Completed, Sandbox, Tools
    from bot.verification.environment import Environment
    from bot.verification.suites import Suite

MOST_RESTARTS: Final = 25
MOST_FILES: Final = 200
"""Above this many files with chosen tests, pytest collects everything."""
COVERAGE_SECONDS: Final = 300.0
MEMORY: Final = 6 << 30
LARGEST_COVERAGE: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """What to run: `only` these ids (None: all), for at most `seconds`.

    `limit` is the most seconds for one test. `coverage` says whether lines
    are recorded, `count` the files whose covered share is wanted.
    """

    only: frozenset[str] | None = None
    seconds: float = 1200.0
    limit: float = 60.0
    coverage: bool = False
    count: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it. `usage` is the runner's complaint about its options."""

    run: Run
    coverage: CoverageMap = field(default_factory=CoverageMap)
    percent: float | None = None
    modules: tuple[str, ...] = ()
    runner: str = ""
    usage: str = ""


@dataclass(slots=True)
class _Sum:
    """The processes of one request, summed up."""

    written: Written = field(default_factory=Written)
    coverage: CoverageMap = field(default_factory=CoverageMap)
    percent: float | None = None
    problems: list[str] = field(default_factory=list)
    timed_out: bool = False
    usage: str = ""

    def add(self, written: Written) -> None:
        """Take in what one process wrote."""
        self.written.tests.update(written.tests)
        known = set(self.written.collected)
        self.written.collected += [n for n in written.collected if n not in known]
        self.written.uncollectable.update(written.uncollectable)
        self.problems += [p for p in written.problems if p not in self.problems]
        self.written.runner = written.runner or self.written.runner
        self.written.modules = written.modules or self.written.modules
        self.written.finished = written.finished


class SuiteRunner:
    """Runs one suite in one environment; any number of copies, one at a time each."""

    def __init__(
        self,
        sandbox: Sandbox,
        tools: Tools,
        environment: Environment,
        suite: Suite,
        root: str,
    ) -> None:
        self.sandbox = sandbox
        self.tools = tools
        self.environment = environment
        self.suite = suite
        self.root = root

    def run(self, copy: Path, request: Request) -> Report:
        """Run the tests in this copy of the repository, and return what they did.

        A process that dies is started again without the test that ended it;
        what was known until then is kept. Where time runs out, the run is not
        complete, and no more than that.
        """
        began = time.monotonic()
        total = _Sum()
        for _ in range(MOST_RESTARTS):
            left = request.seconds - (time.monotonic() - began)
            if left <= 1:
                self._time_out(total)
                break
            if not self._once(copy, replace(request, seconds=left), total):
                break
        return self._report(total, time.monotonic() - began)

    def _report(self, total: _Sum, seconds: float) -> Report:
        written = total.written
        collected = dict.fromkeys([*written.collected, *written.tests])
        complete = written.finished and all(name in written.tests for name in collected)
        run = Run(
            tests=written.tests,
            collected=tuple(collected),
            uncollectable=written.uncollectable,
            complete=complete,
            timed_out=total.timed_out,
            seconds=seconds,
            problems=tuple(total.problems),
        )
        return Report(
            run=run,
            coverage=total.coverage,
            percent=total.percent,
            modules=written.modules,
            runner=written.runner,
            usage=total.usage,
        )

    # ------------------------------------------------------------ one process

    def _once(self, copy: Path, request: Request, total: _Sum) -> bool:
        """Run one process; return whether another should go on after it."""
        with self.tools.scratch() as results:
            self._write_plan(results, request, total)
            done = self.sandbox.run(self._command(copy, results, request))
            written = read_written(read_file(results / "tests.jsonl"))
            if request.coverage:
                self._read_coverage(copy, results, total)
        total.add(written)
        if not written.runner and self.suite.kind == COMMAND:
            self._note_command(done, total)
            return False
        if written.finished:
            return False
        return self._explain(done, written, total)

    def _write_plan(self, results: Path, request: Request, total: _Sum) -> None:
        prefix = f"{self.root}/" if self.root else ""
        plan = {
            "only": None if request.only is None else sorted(request.only),
            "skip": sorted(total.written.tests),
            "limit": request.limit,
            "coverage": request.coverage,
            "count": [f"{prefix}{path}" for path in request.count],
        }
        (results / "plan.json").write_text(json.dumps(plan), "utf-8")

    def _command(self, copy: Path, results: Path, request: Request) -> Command:
        environment = {
            **self.environment.variables(self.root),
            **self.suite.variables,
            "HONEBOT_RESULTS": RESULTS,
            "HONEBOT_TARGET": TARGET,
            "COVERAGE_CORE": "ctrace",
        }
        if self.suite.kind == COMMAND:
            environment["PYTEST_ADDOPTS"] = (
                "-p honebot_pytest --continue-on-collection-errors"
            )
        return Command(
            argv=self._argv(request),
            folder=target_folder(self.root),
            environment=environment,
            mounts=(
                Mount(copy, TARGET, writable=True),
                Mount(results, RESULTS, writable=True),
                *self.environment.mounts,
            ),
            limits=Limits(
                seconds=request.seconds,
                idle_seconds=request.seconds,
                memory=MEMORY,
            ),
        )

    def _argv(self, request: Request) -> tuple[str, ...]:
        if self.suite.kind == COMMAND:
            return ("/bin/sh", "-c", self.suite.options[0])
        if self.suite.kind == UNITTEST:
            runner = f"{PLUGINS}/honebot_unittest.py"
            return (PYTHON, runner, *self.suite.options, *self.suite.paths)
        return (
            *(PYTHON, "-m", "pytest", "-p", "honebot_pytest"),
            *self.suite.options,
            *pytest_flags(dict(self.environment.packages)),
            *self._paths(request),
        )

    def _paths(self, request: Request) -> Sequence[str]:
        """Return the files of the chosen tests, where they can be told."""
        if request.only is None:
            return self.suite.paths
        files = {name.partition("::")[0] for name in request.only}
        known = all(file.endswith(".py") for file in files)
        return sorted(files) if known and len(files) <= MOST_FILES else self.suite.paths

    # ---------------------------------------------------------------- endings

    def _note_command(self, done: Completed, total: _Sum) -> None:
        """Take a command that no runner of ours saw for one test."""
        passed = done.exit_code == 0
        outcome = TestOutcome.PASSED if passed else TestOutcome.FAILED
        why = "" if passed else last_line(done.stderr or done.stdout)
        name = self.suite.text
        total.written.tests[name] = TestResult(outcome, done.seconds, why)
        total.written.collected = [name]
        total.written.runner = name
        total.written.finished = not done.killed

    def _explain(self, done: Completed, written: Written, total: _Sum) -> bool:
        """Say why a process did not come to its end; return whether to go on."""
        how = ending(done)
        if done.killed == "time":
            self._time_out(total)
            return False
        if written.running:
            why = f"The test process ended while this test ran: {how}."
            total.written.tests[written.running] = TestResult(
                TestOutcome.ERROR, 0.0, why
            )
            if written.running not in total.written.collected:
                total.written.collected.append(written.running)
            return True
        said = last_line(done.stderr) or last_line(done.stdout)
        if not written.collected:
            total.usage = usage_error(done)
            total.problems.append(f"No test was run: {said or how}.")
        else:
            total.problems.append(f"The test process ended early: {said or how}.")
        return False

    def _time_out(self, total: _Sum) -> None:
        total.timed_out = True
        total.problems.append("The time for tests ran out before all had run.")

    def _read_coverage(self, copy: Path, results: Path, total: _Sum) -> None:
        """Turn the data of coverage.py into lines by test, in the sandbox."""
        if not (results / "coverage.sqlite").exists():
            return
        self.sandbox.run(
            Command(
                argv=(PYTHON, f"{PLUGINS}/honebot_coverage.py", RESULTS),
                folder=target_folder(self.root),
                environment={
                    **self.environment.variables(self.root),
                    "HONEBOT_TARGET": TARGET,
                },
                mounts=(
                    Mount(copy, TARGET),
                    Mount(results, RESULTS, writable=True),
                    *self.environment.mounts,
                ),
                limits=Limits(seconds=COVERAGE_SECONDS, memory=MEMORY),
            )
        )
        content = read_file(results / "coverage.json", LARGEST_COVERAGE)
        found, percent = read_coverage(content, self.root)
        total.coverage = total.coverage.joined(found)
        total.percent = percent if percent is not None else total.percent


def pytest_flags(packages: Mapping[str, str]) -> tuple[str, ...]:
    """Return the options that make runs comparable, for the plugins installed.

    No cache of earlier runs, no stop at the first failure, no other order, no
    coverage or benchmark of the project's own, one process; and no tracebacks,
    whose sources take longer to read than many a failing test to run.
    """
    flags = ["--continue-on-collection-errors", "-o", "cache_dir=/tmp/pytest-cache"]
    flags += ["--maxfail=0", "-q", "--tb=no", "--show-capture=no", "-rN"]
    for name, options in (
        ("pytest-cov", ("--no-cov",)),
        ("pytest-xdist", ("-n0",)),
        ("pytest-randomly", ("-p", "no:randomly")),
        ("pytest-random-order", ("-p", "no:random_order")),
        ("pytest-benchmark", ("--benchmark-disable",)),
        ("pytest-sugar", ("-p", "no:sugar")),
    ):
        if name in packages:
            flags += options
    return tuple(flags)


def ending(done: Completed) -> str:
    """Return in a few words how a process ended."""
    if done.killed:
        return f"it reached its limit of {done.killed}"
    if done.exit_code < 0:
        return f"signal {-done.exit_code}"
    return f"exit code {done.exit_code}"


def last_line(output: bytes) -> str:
    """Return the last line that says something, cleaned."""
    lines = [
        line for line in output.decode("utf-8", "replace").splitlines() if line.strip()
    ]
    return clean(lines[-1]) if lines else ""


def usage_error(done: Completed) -> str:
    """Return pytest's complaint about its options or configuration, "" if none."""
    text = done.stderr.decode("utf-8", "replace")
    for line in text.splitlines():
        if "error: " in line.lower() or "UsageError" in line:
            return clean(line)
    return ""
