"""What the tests of the base commit do before any change."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.protocols import Command, Limits, Mount
from bot.verification.baseline_cache import Kept, load_kept, save_kept
from bot.verification.bench import Prepared, State
from bot.verification.places import PLUGINS, PYTHON, VENV
from bot.verification.results import bad, good
from bot.verification.suite import Report, Request
from bot.verification.suites import COMMAND, PYTEST

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Facts, Policy, TestCounts
    from bot.protocols import Checkout, Progress
    from bot.verification.bench import Bench
    from bot.verification.results import Run, TestResult

FORMAT: Final = "1"
"""To be counted up when suites are run in another way."""
RERUN_SHARE: Final = 0.25
"""Of what the suite took, at most this much is for running failed tests again."""
LEAST_RERUN: Final = 60.0
OLDER: Final = ("<9", "<8", "<7")
_OLD_PYTEST = re.compile(
    r"PluginValidationError|unknown hook|PytestRemovedIn\d|from '_?pytest"
    r"|No module named '_?pytest\.|module '_?pytest' has no attribute"
    r"|unexpected keyword argument 'path'|fspath|Support for nose"
    r"|Marks (cannot be )?applied to fixtures|yield_fixture|pytest_namespace"
)
_MISSING = re.compile(
    r"No module named ['\"]?([\w.]+)|[\"'`]([\w.-]+)[\"'`] to be installed"
    r"|pip install [\"'`]?([\w.-]+)"
)


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


def make_baseline(
    bench: Bench, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
) -> Baseline:
    """Return what the base commit's own tests do; see `Verifier.baseline`."""
    began = time.monotonic()
    baseline = Baseline(checkout, facts, policy)
    with progress.task("Installing what the tests need") as done:
        prepared = bench.prepare(_state(baseline))
        done(1)
    if isinstance(prepared, str):
        seconds = time.monotonic() - began
        return replace(baseline, not_run=prepared, seconds=seconds)
    with progress.task("Running the tests of the base commit") as done:
        prepared, measured = _measured(bench, baseline, prepared)
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


@dataclass(frozen=True, slots=True)
class Measured:
    """A report of the whole suite, and which tests cannot be relied on.

    `flaky` ended differently in two runs alike; `disturbed` fail only where
    what they execute is recorded, and are run without that.
    """

    report: Report
    flaky: tuple[str, ...] = ()
    disturbed: tuple[str, ...] = ()


def _measured(
    bench: Bench, baseline: Baseline, prepared: Prepared
) -> tuple[Prepared, Measured]:
    """Run the suite, or find that it was run before in the same environment."""
    place = _cache_place(bench, baseline, prepared)
    kept = load_kept(place)
    if kept is not None:
        found = _as_kept(bench, baseline, prepared, kept)
        if found is not None:
            return found, Measured(kept.report, kept.flaky, kept.disturbed)
    report = _run_all(bench, baseline, prepared)
    prepared, report = _with_older_pytest(bench, baseline, prepared, report)
    if report.usage and not report.run.collected and prepared.suite.kind == PYTEST:
        prepared, report = _without_options(bench, baseline, prepared, report)
    prepared, report = _with_missing(bench, baseline, prepared, report)
    measured = _again(bench, baseline, prepared, report)
    _write_byte_code(bench, prepared, report)
    kept = Kept(
        measured.report,
        measured.flaky,
        measured.disturbed,
        prepared.pytest,
        prepared.modules,
        prepared.suite.options,
    )
    save_kept(place, kept)
    return prepared, measured


def _cache_place(bench: Bench, baseline: Baseline, prepared: Prepared) -> Path:
    parts = (
        FORMAT,
        baseline.checkout.commit,
        baseline.checkout.root,
        prepared.environment.folder.name,
        prepared.suite.text,
        str(baseline.policy.test_seconds),
    )
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return bench.cache / "baselines" / f"{key}.json.gz"


def _as_kept(
    bench: Bench, baseline: Baseline, prepared: Prepared, kept: Kept
) -> Prepared | None:
    """Return what the kept report was made with."""
    if kept.pytest or kept.modules:
        other = bench.prepare(_state(baseline), kept.pytest, kept.modules)
        if isinstance(other, str):
            return None
        prepared = other
    return replace(prepared, suite=replace(prepared.suite, options=kept.options))


def _state(baseline: Baseline) -> State:
    checkout = baseline.checkout
    return State(checkout, checkout.tree, baseline.facts, baseline.policy)


def _with_older_pytest(
    bench: Bench, baseline: Baseline, prepared: Prepared, report: Report
) -> tuple[Prepared, Report]:
    """Run with older releases of pytest where the tests seem to be written for one."""
    for cap in OLDER:
        if not _wants_older(report, prepared, baseline.policy.test_seconds / 4):
            break
        older = bench.prepare(_state(baseline), cap)
        if isinstance(older, str):
            break
        again = _run_all(bench, baseline, older)
        if len(again.run.tests) > len(report.run.tests):
            prepared, report = older, again
    return prepared, report


def _with_missing(
    bench: Bench, baseline: Baseline, prepared: Prepared, report: Report
) -> tuple[Prepared, Report]:
    """Install what tests missed and a manifest names, and run those tests again.

    What the text of the sources did not show, such as a module that a library
    asks for only when it is used.
    """
    run = report.run
    missed = {name: _missed(why) for name, why in run.uncollectable.items()}
    missed |= {
        name: _missed(result.message)
        for name, result in run.tests.items()
        if bad(result.outcome)
    }
    modules = tuple(sorted({module for module in missed.values() if module}))
    if not modules or prepared.suite.kind != PYTEST:
        return prepared, report
    fuller = bench.prepare(_state(baseline), prepared.pytest, modules)
    if isinstance(fuller, str) or fuller.environment.folder == (
        prepared.environment.folder
    ):
        return prepared, report
    fuller = replace(fuller, suite=prepared.suite)
    request = Request(
        only=frozenset(name for name, module in missed.items() if module),
        seconds=float(baseline.policy.test_seconds),
        limit=prepared.limit,
        coverage=True,
        count=_counted(baseline.facts),
    )
    root = baseline.checkout.root
    with bench.run_copy(fuller, root) as copy:
        again = bench.runner(fuller, root).run(copy, request)
    return fuller, merged(report, again)


def _missed(why: str) -> str:
    """Return the module or distribution that a failure asks for, "" for none."""
    found = _MISSING.search(why)
    return next(filter(None, found.groups())) if found else ""


def merged(report: Report, again: Report) -> Report:
    """Return the report with the results of those tests that ran again.

    The share of covered lines is that of the first run: a little too low.
    """
    ran = again.run
    files = {name.partition("::")[0] for name in ran.tests}
    kept = {
        path: why for path, why in report.run.uncollectable.items() if path not in files
    }
    run = replace(
        report.run,
        tests={**report.run.tests, **ran.tests},
        collected=tuple(dict.fromkeys([*report.run.collected, *ran.collected])),
        uncollectable={**kept, **ran.uncollectable},
        seconds=report.run.seconds + ran.seconds,
    )
    return replace(
        report,
        run=run,
        coverage=report.coverage.joined(again.coverage),
        modules=tuple(sorted({*report.modules, *again.modules})),
    )


def _run_all(bench: Bench, baseline: Baseline, prepared: Prepared) -> Report:
    root = baseline.checkout.root
    request = Request(
        seconds=float(baseline.policy.test_seconds),
        limit=prepared.limit,
        coverage=True,
        count=_counted(baseline.facts),
    )
    with bench.run_copy(prepared, root) as copy:
        return bench.runner(prepared, root).run(copy, request)


def _counted(facts: Facts) -> tuple[str, ...]:
    """Return the files whose covered share is that of the project."""
    tests = frozenset(facts.test_files)
    folders = tuple(f"{folder}/" for folder in facts.packages.values() if folder)
    return tuple(
        path
        for path in facts.python_files
        if path.startswith(folders) and path not in tests
    )


def _wants_older(report: Report, prepared: Prepared, most_seconds: float) -> bool:
    """Return whether some tests look as if they were written for an older pytest.

    A suite that takes longer than `most_seconds` is not run again for that.
    """
    run = report.run
    if prepared.suite.kind != PYTEST or run.seconds > most_seconds:
        return False
    said = (*run.problems, *run.uncollectable.values(), report.usage)
    return any(_OLD_PYTEST.search(text) for text in said)


def _without_options(
    bench: Bench, baseline: Baseline, prepared: Prepared, report: Report
) -> tuple[Prepared, Report]:
    """Run again without the options that pytest's configuration adds."""
    suite = prepared.suite
    bare = replace(suite, options=(*suite.options, "-o", "addopts="))
    changed = replace(prepared, suite=bare)
    again = _run_all(bench, baseline, changed)
    if not again.run.collected:
        return prepared, report
    said = f"The options in pytest's configuration could not be used: {report.usage}."
    run = replace(again.run, problems=(said, *again.run.problems))
    return changed, replace(again, run=run)


def _again(
    bench: Bench, baseline: Baseline, prepared: Prepared, report: Report
) -> Measured:
    """Run the failed tests once more, without coverage.

    One that passes then counts as passed. If it fails when measured again, it
    is measuring that it does not stand; else it is flaky.
    """
    failed = [name for name, result in report.run.tests.items() if bad(result.outcome)]
    seconds = max(LEAST_RERUN, report.run.seconds * RERUN_SHARE)
    spent = 0.0
    chosen = set()
    for name in sorted(failed, key=lambda name: report.run.tests[name].seconds):
        spent += report.run.tests[name].seconds
        if spent > seconds:
            break
        chosen.add(name)
    if not chosen or prepared.suite.kind == COMMAND:
        return Measured(report)
    request = Request(frozenset(chosen), seconds, prepared.limit)
    again = _run(bench, baseline, prepared, request)
    recovered = {
        name: result
        for name, result in again.tests.items()
        if name in chosen and good(result.outcome)
    }
    disturbed: tuple[str, ...] = ()
    if recovered:
        request = replace(request, only=frozenset(recovered), coverage=True)
        third = _run(bench, baseline, prepared, request)
        disturbed = tuple(
            name
            for name in recovered
            if name not in third.tests or bad(third.tests[name].outcome)
        )
    tests: dict[str, TestResult] = {**report.run.tests, **recovered}
    run = replace(report.run, tests=tests, seconds=report.run.seconds + again.seconds)
    flaky = tuple(sorted(set(recovered) - set(disturbed)))
    return Measured(replace(report, run=run), flaky, tuple(sorted(disturbed)))


def _run(bench: Bench, baseline: Baseline, prepared: Prepared, request: Request) -> Run:
    root = baseline.checkout.root
    with bench.run_copy(prepared, root) as copy:
        return bench.runner(prepared, root).run(copy, request).run


def _write_byte_code(bench: Bench, prepared: Prepared, report: Report) -> None:
    """Compile what the suite imports, once, so that later runs start faster.

    Nothing of the target is run, and only now may the environment be written.
    """
    files = "\n".join(f"{VENV}/{module}" for module in report.modules)
    if not files:
        return
    environment = prepared.environment
    venv = Mount(environment.folder / "venv", VENV, writable=True)
    bench.sandbox.run(
        Command(
            argv=(PYTHON, "-I", f"{PLUGINS}/honebot_environment.py", "compile"),
            mounts=(venv, *environment.mounts[1:]),
            limits=Limits(seconds=120),
            stdin=files.encode(),
        )
    )


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
