"""Runs the whole suite of the base commit, and mends what keeps it from running."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.protocols import Command, Limits, Mount
from bot.verification.baseline_cache import Kept, load_kept, save_kept
from bot.verification.compare import compare
from bot.verification.coverage_map import CoverageMap
from bot.verification.places import PLUGINS, PYTHON, VENV
from bot.verification.results import bad, good
from bot.verification.selection import Affected, choose, time_for
from bot.verification.suite import Report, Request
from bot.verification.suites import COMMAND, PYTEST

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Facts
    from bot.verification.bench import Bench, Prepared, State
    from bot.verification.results import Run, TestResult

FORMAT: Final = "2"
"""To be counted up when suites are run in another way."""
RERUN_SHARE: Final = 0.25
"""Of what the suite took, at most this much is for running failed tests again."""
LEAST_RERUN: Final = 60.0
START_SECONDS: Final = 60.0
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
class Measured:
    """A report of the whole suite, and which tests cannot be relied on.

    `flaky` ended differently in two runs of one commit; `disturbed` fail only where
    what they execute is recorded, and are run without that.
    """

    report: Report
    flaky: tuple[str, ...] = ()
    disturbed: tuple[str, ...] = ()


def measure(
    bench: Bench, state: State, prepared: Prepared
) -> tuple[Prepared, Measured]:
    """Run the suite, or find that it was run before in the same environment."""
    place = _cache_place(bench, state, prepared)
    kept = load_kept(place)
    if kept is not None:
        found = _as_kept(bench, state, prepared, kept)
        if found is not None:
            return found, Measured(kept.report, kept.flaky, kept.disturbed)
    report = _run_all(bench, state, prepared)
    prepared, report = _with_older_pytest(bench, state, prepared, report)
    if report.usage and not report.run.collected and prepared.suite.kind == PYTEST:
        prepared, report = _without_options(bench, state, prepared, report)
    prepared, report = _with_missing(bench, state, prepared, report)
    _write_byte_code(bench, prepared, report)
    measured = _again(bench, state, prepared, report)
    measured = _in_part(bench, state, prepared, measured)
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


def _cache_place(bench: Bench, state: State, prepared: Prepared) -> Path:
    parts = (
        FORMAT,
        state.checkout.commit,
        state.checkout.root,
        prepared.environment.folder.name,
        prepared.suite.text,
        str(state.policy.test_seconds),
    )
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return bench.cache / "baselines" / f"{key}.json.gz"


def _as_kept(
    bench: Bench, state: State, prepared: Prepared, kept: Kept
) -> Prepared | None:
    """Return what the kept report was made with."""
    if kept.pytest or kept.modules:
        other = bench.prepare(state, kept.pytest, kept.modules)
        if isinstance(other, str):
            return None
        prepared = other
    return replace(prepared, suite=replace(prepared.suite, options=kept.options))


def _with_older_pytest(
    bench: Bench, state: State, prepared: Prepared, report: Report
) -> tuple[Prepared, Report]:
    """Run with older releases of pytest where the tests seem to be written for one."""
    for cap in OLDER:
        if not _wants_older(report, prepared, state.policy.test_seconds / 4):
            break
        older = bench.prepare(state, cap)
        if isinstance(older, str):
            break
        again = _run_all(bench, state, older)
        if len(again.run.tests) > len(report.run.tests):
            prepared, report = older, again
    return prepared, report


def _with_missing(
    bench: Bench, state: State, prepared: Prepared, report: Report
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
    fuller = bench.prepare(state, prepared.pytest, modules)
    if isinstance(fuller, str) or fuller.environment.folder == (
        prepared.environment.folder
    ):
        return prepared, report
    fuller = replace(fuller, suite=prepared.suite)
    request = Request(
        only=frozenset(name for name, module in missed.items() if module),
        seconds=float(state.policy.test_seconds),
        limit=prepared.limit,
        coverage=True,
        count=_counted(state.facts),
    )
    root = state.checkout.root
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


def _run_all(bench: Bench, state: State, prepared: Prepared) -> Report:
    root = state.checkout.root
    request = Request(
        seconds=float(state.policy.test_seconds),
        limit=prepared.limit,
        coverage=True,
        count=_counted(state.facts),
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
    bench: Bench, state: State, prepared: Prepared, report: Report
) -> tuple[Prepared, Report]:
    """Run again without the options that pytest's configuration adds."""
    suite = prepared.suite
    bare = replace(suite, options=(*suite.options, "-o", "addopts="))
    changed = replace(prepared, suite=bare)
    again = _run_all(bench, state, changed)
    if not again.run.collected:
        return prepared, report
    said = f"The options in pytest's configuration could not be used: {report.usage}."
    run = replace(again.run, problems=(said, *again.run.problems))
    return changed, replace(again, run=run)


def _again(bench: Bench, state: State, prepared: Prepared, report: Report) -> Measured:
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
    again = _run(bench, state, prepared, request)
    recovered = {
        name: result
        for name, result in again.tests.items()
        if name in chosen and good(result.outcome)
    }
    disturbed: tuple[str, ...] = ()
    if recovered:
        request = replace(request, only=frozenset(recovered), coverage=True)
        third = _run(bench, state, prepared, request)
        disturbed = tuple(
            name
            for name in recovered
            if name not in third.tests or bad(third.tests[name].outcome)
        )
    tests: dict[str, TestResult] = {**report.run.tests, **recovered}
    run = replace(report.run, tests=tests, seconds=report.run.seconds + again.seconds)
    flaky = tuple(sorted(set(recovered) - set(disturbed)))
    return Measured(replace(report, run=run), flaky, tuple(sorted(disturbed)))


def _in_part(
    bench: Bench, state: State, prepared: Prepared, measured: Measured
) -> Measured:
    """Find the tests that pass in the whole suite and not in a part of it.

    A long suite is run in part for a change. Tests that live on what others
    before them did would fail then, each time, and say nothing of the change.
    """
    tests = measured.report.run.tests
    total = sum(result.seconds for result in tests.values())
    seconds = min(float(state.policy.test_seconds), time_for(total))
    choice = choose(Affected(), tests, CoverageMap(), seconds, avoid=measured.flaky)
    if choice.complete or not choice.tests or prepared.suite.kind == COMMAND:
        return measured
    request = Request(frozenset(choice.tests), START_SECONDS + 3 * seconds)
    request = replace(request, limit=prepared.limit)
    part = _run(bench, state, prepared, request)
    lost = compare(measured.report.run, part, choice.tests).suspects
    return replace(measured, flaky=tuple(sorted({*measured.flaky, *lost})))


def _run(bench: Bench, state: State, prepared: Prepared, request: Request) -> Run:
    root = state.checkout.root
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
