"""Runs a suite of the standard library's unittest and writes how each test ends.

The arguments are those of `python -m unittest discover`. See
`honebot_recorder.py`, beside this file, for what is written where.
"""

# ruff: noqa: N802  # unittest calls these methods by these names

from __future__ import annotations

import argparse
import sys
import time
import unittest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.verification.plugins.honebot_recorder import (
        Recorder,
        claim,
        first_line,
        identity,
        seed,
    )
else:  # it lies beside this file, wherever that is
    from honebot_recorder import Recorder, claim, first_line, identity, seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    Failure = (
        tuple[type[BaseException], BaseException, TracebackType]
        | tuple[None, None, None]
    )

FAILED_TO_LOAD = "unittest.loader._FailedTest"
RANK = ("passed", "skipped", "xfailed", "xpassed", "failed", "error")


class TooLongError(BaseException):
    """A test ran longer than it may; `except Exception` does not catch this."""


def fail(text: str) -> None:
    """End the running test."""
    raise TooLongError(text)


class Result(unittest.TestResult):
    """Takes the worst of what is reported for a test, sub-tests included."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder
        self.worst, self.why, self.began = "passed", "", 0.0
        self.ended: set[str] = set()
        self.fixtures: dict[str, tuple[str, str]] = {}

    def startTest(self, test: unittest.TestCase) -> None:
        """Write down which test runs."""
        super().startTest(test)
        self.recorder.write(k="start", id=identity(test.id()))
        self.worst, self.why, self.began = "passed", "", time.perf_counter()

    def stopTest(self, test: unittest.TestCase) -> None:
        """Write down how it ended."""
        super().stopTest(test)
        self.ended.add(identity(test.id()))
        seconds = round(time.perf_counter() - self.began, 4)
        self.recorder.write(
            k="end",
            id=identity(test.id()),
            outcome=self.worst,
            seconds=seconds,
            why=self.why,
        )

    def note(self, outcome: str, why: object) -> None:
        """Keep the outcome if it is worse than what is known."""
        if RANK.index(outcome) > RANK.index(self.worst):
            self.worst, self.why = outcome, first_line(why)

    def addError(self, test: unittest.TestCase, err: Failure) -> None:
        """Note an error; one of a whole class or module has a test of its own."""
        why = f"{getattr(err[0], '__name__', '')}: {err[1]}"
        if hasattr(test, "_testMethodName"):
            self.note("error", why)
        else:
            self.keep(test, "error", why)

    def addFailure(self, _test: unittest.TestCase, err: Failure) -> None:
        """Note a failure."""
        self.note("failed", f"{getattr(err[0], '__name__', '')}: {err[1]}")

    def addSubTest(
        self,
        test: unittest.TestCase,
        _subtest: unittest.TestCase,
        err: Failure | None,
    ) -> None:
        """Note what failed in a sub-test."""
        if err is not None:
            kind = err[0] or Exception
            assertion = issubclass(kind, test.failureException)
            self.note("failed" if assertion else "error", f"{kind.__name__}: {err[1]}")

    def keep(self, holder: unittest.TestCase, outcome: str, why: str) -> None:
        """Keep why the fixture of a class or module did not let its tests run.

        The holder is called "setUpClass (module.Class)", or setUpModule.
        """
        of = holder.id().partition("(")[2].rstrip(")")
        self.fixtures[of] = (outcome, first_line(why))

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        """Note a skipped test, or a skipped class."""
        if hasattr(test, "_testMethodName"):
            self.note("skipped", reason)
        else:
            self.keep(test, "skipped", reason)

    def addExpectedFailure(self, _test: unittest.TestCase, err: Failure) -> None:
        """Note a failure that was expected."""
        self.note("xfailed", err[1])

    def addUnexpectedSuccess(self, _test: unittest.TestCase) -> None:
        """Note a success that was not expected."""
        self.note("xpassed", "")

    def close(self, suite: unittest.TestSuite) -> None:
        """Write down the tests that a fixture of their class kept away."""
        for test in tests_of(suite):
            name = identity(test.id())
            if name in self.ended:
                continue
            parts = name.split(".")
            above = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
            never = ("error", "its class or module never came to run it")
            outcome, why = next(
                (self.fixtures[of] for of in above if of in self.fixtures), never
            )
            self.recorder.write(k="end", id=name, outcome=outcome, seconds=0.0, why=why)


def tests_of(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    """Yield every test of the suite, in order."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def watch(test: unittest.TestCase, recorder: Recorder) -> None:
    """Let the test run under its coverage context, seed and clock."""
    run = test.run
    name = identity(test.id())

    def watched(result: unittest.TestResult | None = None) -> object:
        seed(name)
        with recorder.test(name), recorder.alarm("the test", fail):
            return run(result)

    test.run = watched  # type: ignore[method-assign,assignment]  # the only place that sees class fixtures too


def choose(suite: unittest.TestSuite, recorder: Recorder) -> unittest.TestSuite:
    """Return the suite with the tests of the plan only, watched."""
    kept = unittest.TestSuite()
    names = []
    for test in tests_of(suite):
        if type(test).__module__ + "." + type(test).__qualname__ == FAILED_TO_LOAD:
            error = getattr(test, "_exception", "")
            lines = str(error).strip().splitlines() or [""]
            path = test.id().removeprefix(f"{FAILED_TO_LOAD}.")
            recorder.write(k="uncollectable", path=path, why=first_line(lines[-1]))
            continue
        name = identity(test.id())
        if recorder.wanted(name):
            names.append(name)
            if name not in recorder.skip:
                watch(test, recorder)
                kept.addTest(test)
    recorder.collected(names)
    return kept


def options(arguments: list[str]) -> argparse.Namespace:
    """Return what the arguments of `unittest discover` say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", "--start-directory", default=".")
    parser.add_argument("-p", "--pattern", default="test*.py")
    parser.add_argument("-t", "--top-level-directory", default=None)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Run the suite; return 0 where nothing failed, 1 else, 2 without a plan."""
    claimed = claim()
    if claimed is None:
        return 2
    chosen = options(arguments)
    recorder = Recorder(*claimed)
    runner = f"unittest of Python {sys.version.split()[0]}"
    recorder.write(k="session", root=str(Path.cwd()), ini="", runner=runner)
    sys.path.insert(0, str(Path.cwd()))
    found = unittest.defaultTestLoader.discover(
        chosen.start_directory, chosen.pattern, chosen.top_level_directory
    )
    result = Result(recorder)
    try:
        suite = choose(found, recorder)
        tests = unittest.TestSuite(suite)  # a suite forgets each test that it has run
        suite.run(result)
        result.close(tests)
    finally:
        code = int(not result.wasSuccessful())
        recorder.finish(code)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
