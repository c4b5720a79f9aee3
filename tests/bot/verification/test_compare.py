"""Runs are compared test by test."""

from __future__ import annotations

import pytest

from bot.model import FileChange, TestOutcome
from bot.verification.compare import compare, confirmed, how_it_ended, removed_tests
from bot.verification.results import Run, TestResult


def run(**outcomes: str) -> Run:
    """Return a run in which these tests ended so; "" is not at all."""
    tests = {
        name: TestResult(TestOutcome(outcome), 0.1, f"{outcome}!")
        for name, outcome in outcomes.items()
        if outcome
    }
    return Run(tests, tuple(tests))


@pytest.mark.parametrize(
    ("before", "after", "suspects", "recovered"),
    [
        pytest.param("passed", "passed", False, False, id="same"),
        pytest.param("passed", "failed", True, False, id="fails"),
        pytest.param("passed", "error", True, False, id="error"),
        pytest.param("passed", "skipped", True, False, id="skipped-now"),
        pytest.param("xfailed", "failed", True, False, id="expected-failure-fails"),
        pytest.param("xfailed", "xpassed", False, False, id="unexpected-success"),
        pytest.param("failed", "failed", False, False, id="still-red"),
        pytest.param("failed", "passed", False, True, id="recovers"),
        pytest.param("error", "xfailed", False, True, id="recovers-as-expected"),
        pytest.param("failed", "skipped", False, False, id="red-is-skipped"),
        pytest.param("skipped", "failed", False, False, id="was-skipped"),
        pytest.param("passed", "", True, False, id="vanished"),
        pytest.param("failed", "", False, False, id="red-vanished"),
        pytest.param("", "failed", False, False, id="new"),
    ],
)
def test_compare(before: str, after: str, *, suspects: bool, recovered: bool) -> None:
    """Only a test that passed before is suspected, whatever it did instead."""
    found = compare(run(t=before), run(t=after), ["t"])

    assert found.suspects == (("t",) if suspects else ())
    assert found.recovered == (("t",) if recovered else ())


def test_what_did_not_run_is_not_suspected() -> None:
    """Not where the time ran out, nor what the change takes away, nor the rest."""
    before = run(a="passed", b="passed", c="passed")

    assert compare(before, Run(timed_out=True), ["a"]).suspects == ()
    assert compare(before, run(), ["a", "b"], removed={"a"}).suspects == ("b",)


@pytest.mark.parametrize(
    ("with_change", "without", "failing"),
    [
        pytest.param(["failed", "failed"], "passed", True, id="fails-twice"),
        pytest.param(["failed", ""], "passed", True, id="fails-and-vanishes"),
        pytest.param(["skipped", "skipped"], "passed", True, id="skipped-twice"),
        pytest.param(["failed", "passed"], "passed", False, id="passes-once"),
        pytest.param(["failed", "failed"], "failed", False, id="fails-without-too"),
        pytest.param(["failed", "failed"], "", False, id="not-there-without"),
    ],
)
def test_confirmed(with_change: list[str], without: str, *, failing: bool) -> None:
    """A suspect must fail each time alone, and pass alone without the change."""
    runs = [run(t=each) for each in with_change]

    result = confirmed(["t"], runs, run(t=without))

    assert result == ((("t",), ()) if failing else ((), ("t",)))


def test_confirmed_without_time() -> None:
    """Where there was no time to run it without the change, it passed before."""
    result = confirmed(["t"], [run(t="failed")], Run(timed_out=True))

    assert result == (("t",), ())


def test_removed_tests() -> None:
    """A change may take away its own tests, and no others."""
    files = (
        FileChange("tests/a.py", b"", b"def test_kept(): ...\ndef test_all(x): ..."),
        FileChange("tests/b.py", b"", None),
        FileChange("README.md", b"", None),
    )
    names = (
        "tests/a.py::test_kept",
        "tests/a.py::test_gone",
        "tests/a.py::Box::test_gone_too",
        "tests/a.py::test_all[1]",
        "tests/b.py::test_b",
        "tests/c.py::test_gone",
        "tests.d.Case.test_x",
    )

    assert removed_tests(names, files) == {
        "tests/a.py::test_gone",
        "tests/a.py::Box::test_gone_too",
        "tests/a.py::test_all[1]",
        "tests/b.py::test_b",
    }


@pytest.mark.parametrize(
    ("outcome", "message", "expected"),
    [
        pytest.param("failed", "assert 1 == 2", "assert 1 == 2", id="message"),
        pytest.param("failed", "", "failed", id="no-message"),
        pytest.param("skipped", "no network", "was skipped: no network", id="skipped"),
        pytest.param("skipped", "", "was skipped", id="skipped-silently"),
    ],
)
def test_how_it_ended(outcome: str, message: str, expected: str) -> None:
    """The message says it, else the outcome."""
    ended = Run({"t": TestResult(TestOutcome(outcome), 0.0, message)})

    assert how_it_ended(ended, "t") == expected


def test_how_it_ended_nowhere() -> None:
    """A test that is not there was not collected, with the reason of its file."""
    broken = Run(uncollectable={"a.py": "ImportError: no x"})

    assert how_it_ended(broken, "a.py::t") == "was not collected: ImportError: no x"
    assert how_it_ended(broken, "b.py::t") == "was not collected"


@pytest.mark.parametrize(
    ("after", "suspects"),
    [
        ({"f[c]": "passed", "f[d]": "passed"}, ()),
        ({"f[c]": "passed", "f[d]": "failed"}, ("f[a]", "f[b]")),
        ({"f[c]": "passed"}, ("f[a]", "f[b]")),
        ({"g[c]": "passed", "g[d]": "passed"}, ("f[a]", "f[b]")),
        ({"f[a]": "passed", "f[c]": "passed"}, ()),
    ],
)
def test_other_parameters(after: dict[str, str], suspects: tuple[str, ...]) -> None:
    """Ids that are only written in another way are no news; fewer ones are."""
    before = run(**{"f[a]": "passed", "f[b]": "passed"})

    found = compare(before, run(**after), [*before.tests])

    assert found.suspects == suspects
