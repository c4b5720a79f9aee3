"""Processes that run tests, however they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.model import TestCounts, TestOutcome
from bot.protocols import Completed, Interpreter
from bot.services.tools import OwnTools
from bot.verification.environment import Environment
from bot.verification.results import TestResult
from bot.verification.suite import (
    Request,
    SuiteRunner,
    ending,
    last_line,
    pytest_flags,
    usage_error,
)
from bot.verification.suites import Suite
from tests.support.fake_sandbox import DONE, FakeSandbox, Moment, Ran, failed

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def runner(tmp_path: Path) -> Callable[..., SuiteRunner]:
    """Return what makes a runner of a suite in a fake sandbox."""
    folder = tmp_path / "environment"
    (folder / "venv").mkdir(parents=True)
    (folder / "environment.json").write_text(json.dumps({"packages": []}))
    (tmp_path / "copy").mkdir()
    interpreter = Interpreter(Path("/usr/bin/python3"), (3, 11, 7))
    environment = Environment(folder, interpreter, (("pytest-cov", "5"),), (), (), 1.0)

    def make(
        tests: Callable[[Moment], Ran],
        suite: Suite | None = None,
        root: str = "",
    ) -> SuiteRunner:
        sandbox = FakeSandbox(tests)
        tools = OwnTools(sandbox, tmp_path / "home")
        return SuiteRunner(sandbox, tools, environment, suite or Suite("pytest"), root)

    return make


def commands(runner: SuiteRunner) -> list[tuple[str, ...]]:
    """Return what ran in the fake sandbox."""
    assert isinstance(runner.sandbox, FakeSandbox)
    return [command.argv for command in runner.sandbox.commands]


def test_a_run(tmp_path: Path, runner: Callable[..., SuiteRunner]) -> None:
    """Outcomes, lines and share come back."""
    suite = runner(
        lambda _: Ran(
            {"a.py::t": "passed", "a.py::u": "failed"},
            lines={"m.py": {"": [1], "a.py::t": [2]}},
            uncollectable={"b.py": "no x"},
            percent=50.0,
        )
    )

    report = suite.run(tmp_path / "copy", Request(coverage=True, count=("m.py",)))

    assert report.run.counts.passed == report.run.counts.failed == 1
    assert report.run.uncollectable == {"b.py": "no x"}
    assert report.run.complete
    assert report.coverage.tests_of("m.py") == {"a.py::t"}
    assert (report.percent, report.runner) == (50.0, "pytest 9")
    assert report.modules == ("lib/python3.11/site-packages/a.py",)


def test_a_process_that_dies(
    tmp_path: Path, runner: Callable[..., SuiteRunner]
) -> None:
    """The test that ended it is an error, and the rest goes on without it."""
    signal = Completed(-11, b"", b"", 1.0)

    def tests(moment: Moment) -> Ran:
        skipped = moment.plan["skip"]
        assert isinstance(skipped, list)
        if "b" in skipped:
            return Ran({"a": "passed", "b": "passed", "c": "passed"})
        return Ran({"a": "passed", "b": "dies", "c": "passed"}, completed=signal)

    report = runner(tests).run(tmp_path / "copy", Request())

    why = "The test process ended while this test ran: signal 11."
    assert report.run.tests["b"] == TestResult(TestOutcome.ERROR, 0.0, why)
    assert report.run.tests["c"].outcome is TestOutcome.PASSED
    assert report.run.complete
    assert not report.run.timed_out


def test_a_test_that_dies_before_it_is_collected(
    tmp_path: Path, runner: Callable[..., SuiteRunner]
) -> None:
    """Processes are not started again without end."""
    tests = {f"t{number}": "dies" for number in range(40)}

    report = runner(lambda _: Ran(tests)).run(tmp_path / "copy", Request())

    assert report.run.counts.errors == 25
    assert not report.run.complete


@pytest.mark.parametrize(
    ("completed", "timed_out", "problem"),
    [
        pytest.param(
            Completed(-9, b"", b"", 9.0, "time"),
            True,
            "The time for tests ran out before all had run.",
            id="time",
        ),
        pytest.param(
            Completed(-9, b"", b"", 9.0, "memory"),
            False,
            "The test process ended early: it reached its limit of memory.",
            id="memory",
        ),
        pytest.param(
            failed("Traceback\nKeyError: x", 3),
            False,
            "The test process ended early: KeyError: x.",
            id="error",
        ),
    ],
)
def test_a_process_that_does_not_finish(
    tmp_path: Path,
    runner: Callable[..., SuiteRunner],
    completed: Completed,
    problem: str,
    *,
    timed_out: bool,
) -> None:
    """What was known counts, and the reason is a sentence."""
    tests = {"a": "passed"}

    report = runner(lambda _: Ran(tests, completed=completed, finished=False)).run(
        tmp_path / "copy", Request()
    )

    assert report.run.counts.passed == 1
    assert report.run.timed_out is timed_out
    assert report.run.problems == (problem,)
    assert not report.run.complete


def test_no_time_at_all(tmp_path: Path, runner: Callable[..., SuiteRunner]) -> None:
    """Without time nothing is started."""
    suite = runner(lambda _: Ran({"a": "passed"}))

    report = suite.run(tmp_path / "copy", Request(seconds=0.5))

    assert commands(suite) == []
    assert report.run.timed_out


def test_a_wrong_option(tmp_path: Path, runner: Callable[..., SuiteRunner]) -> None:
    """Where nothing could be collected, the complaint is kept."""
    complaint = failed("usage: x\n__main__.py: error: unrecognized arguments: --odd", 4)

    report = runner(lambda _: Ran(completed=complaint, finished=False)).run(
        tmp_path / "copy", Request()
    )

    said = "__main__.py: error: unrecognized arguments: --odd"
    assert report.usage == said
    assert report.run.problems == (f"No test was run: {said}.",)


def test_arguments(tmp_path: Path, runner: Callable[..., SuiteRunner]) -> None:
    """Files of chosen tests replace the suite's paths; options stay."""
    suite = runner(lambda _: Ran(), Suite("pytest", ("-m", "x"), ("tests",)), "pkg")
    only = frozenset({"tests/b.py::t", "tests/a.py"})

    suite.run(tmp_path / "copy", Request())
    suite.run(tmp_path / "copy", Request(only))
    suite.run(tmp_path / "copy", Request(frozenset({"README.md::x"})))

    start = ("/venv/bin/python", "-m", "pytest", "-p", "honebot_pytest", "-m", "x")
    assert [argv[: len(start)] for argv in commands(suite)] == [start] * 3
    assert [argv[-2:] for argv in commands(suite)] == [
        ("--no-cov", "tests"),
        ("tests/a.py", "tests/b.py"),
        ("--no-cov", "tests"),
    ]
    assert isinstance(suite.sandbox, FakeSandbox)
    assert {command.folder for command in suite.sandbox.commands} == {"/target/pkg"}


def test_unittest(tmp_path: Path, runner: Callable[..., SuiteRunner]) -> None:
    """Unittest has a runner of our own."""
    suite = runner(lambda _: Ran({"a.T.t": "passed"}), Suite("unittest", ("-s", "t")))

    report = suite.run(tmp_path / "copy", Request())

    runs = ("/venv/bin/python", "/honebot/honebot_unittest.py", "-s", "t")
    assert commands(suite) == [runs]
    assert report.run.counts == TestCounts(1, 1, seconds=report.run.seconds)


@pytest.mark.parametrize(
    ("completed", "outcome", "message"),
    [
        pytest.param(DONE, TestOutcome.PASSED, "", id="good"),
        pytest.param(
            failed("x\nmake: *** no"), TestOutcome.FAILED, "make: *** no", id="bad"
        ),
        pytest.param(
            Completed(2, b"said\n", b"", 1.0), TestOutcome.FAILED, "said", id="output"
        ),
    ],
)
def test_a_command(
    tmp_path: Path,
    runner: Callable[..., SuiteRunner],
    completed: Completed,
    outcome: TestOutcome,
    message: str,
) -> None:
    """A command that none of our runners saw is one test."""
    suite = runner(
        lambda _: Ran(completed=completed, finished=False),
        Suite("command", ("make test",)),
    )

    report = suite.run(tmp_path / "copy", Request())

    assert commands(suite) == [("/bin/sh", "-c", "make test")]
    assert report.run.tests == {
        "make test": TestResult(outcome, completed.seconds, message)
    }
    assert report.runner == "make test"


def test_a_command_with_pytest_in_it(
    tmp_path: Path, runner: Callable[..., SuiteRunner]
) -> None:
    """Where pytest ran within a command, its tests count."""
    suite = runner(lambda _: Ran({"a": "passed"}), Suite("command", ("make test",)))

    report = suite.run(tmp_path / "copy", Request())

    assert list(report.run.tests) == ["a"]


def test_pytest_flags() -> None:
    """Only the plugins that are there are spoken to."""
    assert "-n0" not in pytest_flags({})
    assert "-n0" in pytest_flags({"pytest-xdist": "3"})


def test_words() -> None:
    """Endings, last lines and complaints in a few words."""
    assert ending(Completed(3, b"", b"", 0.1)) == "exit code 3"
    assert last_line(b"\n\n") == ""
    assert usage_error(failed("all is well")) == ""
