"""What the suite did on a base commit, kept on disk."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.model import TestOutcome
from bot.verification.coverage_map import read_coverage, to_json
from bot.verification.results import Run, TestResult
from bot.verification.suite import Report

if TYPE_CHECKING:
    from pathlib import Path

MOST_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A report, the ids not to rely on, and what was changed so that the suite ran.

    `pytest` limits its version ("" for no limit), `modules` were installed in
    a second go, `options` are the suite's.
    """

    report: Report
    flaky: tuple[str, ...] = ()
    disturbed: tuple[str, ...] = ()
    pytest: str = ""
    modules: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def save_kept(place: Path, kept: Kept) -> None:
    """Keep the report; an older one at the same place is replaced."""
    report, run = kept.report, kept.report.run
    document = {
        "tests": [
            [name, result.outcome.value, result.seconds, result.message]
            for name, result in run.tests.items()
        ],
        "collected": run.collected,
        "uncollectable": dict(run.uncollectable),
        "complete": run.complete,
        "timed_out": run.timed_out,
        "seconds": run.seconds,
        "problems": run.problems,
        "coverage": to_json(report.coverage),
        "percent": report.percent,
        "runner": report.runner,
        "flaky": kept.flaky,
        "disturbed": kept.disturbed,
        "pytest": kept.pytest,
        "modules": kept.modules,
        "options": kept.options,
    }
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.write_bytes(gzip.compress(json.dumps(document).encode(), 6))
    draft.replace(place)
    others = sorted(
        place.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in others[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def load_kept(place: Path) -> Kept | None:
    """Return what is kept there, None where it is nothing usable."""
    try:
        document = json.loads(gzip.decompress(place.read_bytes()))
        tests = {
            str(name): TestResult(TestOutcome(outcome), float(seconds), str(message))
            for name, outcome, seconds, message in document["tests"]
        }
        coverage = json.dumps({**document["coverage"], "percent": document["percent"]})
        covered, percent = read_coverage(coverage.encode(), "")
        run = Run(
            tests=tests,
            collected=tuple(document["collected"]),
            uncollectable=dict(document["uncollectable"]),
            complete=bool(document["complete"]),
            timed_out=bool(document["timed_out"]),
            seconds=float(document["seconds"]),
            problems=tuple(document["problems"]),
        )
        report = Report(run, covered, percent, runner=str(document["runner"]))
        return Kept(
            report,
            tuple(document["flaky"]),
            tuple(document["disturbed"]),
            str(document["pytest"]),
            tuple(document["modules"]),
            tuple(document["options"]),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None
