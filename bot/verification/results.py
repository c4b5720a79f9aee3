"""What the tests of the target did, as the files that their process wrote say.

These files come from hostile code. They are read as data, within bounds, from
regular files only; a line that is not as agreed is left out. They can lie
about the target's own tests, and about nothing else.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.model import TestCounts, TestOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

LARGEST_FILE = 64 << 20
LONGEST_ID = 600
LONGEST_TEXT = 300
MOST_TESTS = 500_000
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


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
    that every collected test came to an end, `timed_out` that time did not
    suffice for that. `problems` are sentences.
    """

    tests: Mapping[str, TestResult] = field(default_factory=dict)
    collected: tuple[str, ...] = ()
    uncollectable: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    timed_out: bool = False
    seconds: float = 0.0
    problems: tuple[str, ...] = ()

    @property
    def counts(self) -> TestCounts:
        """How many tests ended how; what failed as expected has passed."""
        return replace(self.counts_of(self.collected), seconds=self.seconds)

    def counts_of(self, names: Iterable[str]) -> TestCounts:
        """Return how many of these tests ended how, and the seconds they took."""
        names = tuple(names)
        ended = [self.tests[name].outcome for name in names if name in self.tests]
        passed = {TestOutcome.PASSED, TestOutcome.XFAILED, TestOutcome.XPASSED}
        return TestCounts(
            collected=len(names),
            passed=sum(outcome in passed for outcome in ended),
            failed=ended.count(TestOutcome.FAILED),
            errors=ended.count(TestOutcome.ERROR),
            skipped=ended.count(TestOutcome.SKIPPED),
            uncollectable=len(self.uncollectable),
            seconds=sum(self.tests[n].seconds for n in names if n in self.tests),
        )


@dataclass(slots=True)
class Written:
    """What one process wrote down.

    `running` is the test that had begun and not ended, "" if there is none.
    `finished` says that the process came to its own end. `modules` are the
    files of the environment that it had loaded.
    """

    tests: dict[str, TestResult] = field(default_factory=dict)
    collected: list[str] = field(default_factory=list)
    uncollectable: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    runner: str = ""
    running: str = ""
    finished: bool = False
    modules: tuple[str, ...] = ()


def read_file(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return at most `largest` bytes of a regular file, b"" for anything else.

    Symbolic links, pipes and devices that target code may have put there are
    not followed, waited for or read.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        return b""
    with os.fdopen(file, "rb") as stream:
        return stream.read(largest)


def clean(text: object, longest: int = LONGEST_TEXT) -> str:
    """Return text on one line, without control characters or addresses."""
    return ADDRESS.sub("0x0", CONTROL.sub(" ", str(text)[:longest])).strip()


def read_written(content: bytes) -> Written:
    """Return what `tests.jsonl` says; lines that are not as agreed are left out."""
    written = Written()
    for record in _records(content):
        match record:
            case {"k": "start", "id": str(name)}:
                written.running = clean(name, LONGEST_ID)
            case {"k": "end", "id": str(name), "outcome": str(outcome)}:
                _end(written, clean(name, LONGEST_ID), outcome, record)
            case {"k": "collected", "ids": [*names]}:
                written.collected += [clean(name, LONGEST_ID) for name in names]
            case {"k": "uncollectable", "path": str(path), "why": str(why)}:
                written.uncollectable[clean(path, LONGEST_ID)] = clean(why)
            case {"k": "problem", "why": str(why)}:
                written.problems.append(clean(why))
            case {"k": "session", "runner": str(runner)}:
                written.runner = clean(runner)
            case {"k": "finish", "modules": [*modules]}:
                written.finished = True
                written.modules = tuple(map(str, modules))
            case _:
                continue
        if len(written.tests) > MOST_TESTS or len(written.collected) > MOST_TESTS:
            break
    return written


def _records(content: bytes) -> Iterator[dict[str, Any]]:
    for line in content.splitlines():
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def _end(written: Written, name: str, outcome: str, record: dict[str, Any]) -> None:
    try:
        result = TestResult(
            TestOutcome(outcome),
            max(0.0, float(record.get("seconds", 0.0))),
            clean(record.get("why", "")),
        )
    except (TypeError, ValueError):
        return
    before = written.tests.get(name)
    if before is None or badness(result.outcome) > badness(before.outcome):
        written.tests[name] = result
    if written.running == name:
        written.running = ""


def badness(outcome: TestOutcome) -> int:
    """Return a number that is higher for a worse outcome."""
    order = (
        TestOutcome.PASSED,
        TestOutcome.XFAILED,
        TestOutcome.XPASSED,
        TestOutcome.SKIPPED,
        TestOutcome.FAILED,
        TestOutcome.ERROR,
    )
    return order.index(outcome)


def good(outcome: TestOutcome) -> bool:
    """Return whether a test that ended so has passed (XFAILED is expected)."""
    return outcome in {TestOutcome.PASSED, TestOutcome.XFAILED, TestOutcome.XPASSED}


def bad(outcome: TestOutcome) -> bool:
    """Return whether a test that ended so has failed."""
    return outcome in {TestOutcome.FAILED, TestOutcome.ERROR}
