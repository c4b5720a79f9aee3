"""Results come from hostile code: read as data, within bounds."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import TestCounts, TestOutcome
from bot.verification import results
from bot.verification.results import (
    Run,
    TestResult,
    badness,
    clean,
    read_file,
    read_written,
)

if TYPE_CHECKING:
    from pathlib import Path


def lines(*records: object) -> bytes:
    """Return the records as a process writes them."""
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_read_written() -> None:
    """Everything that was written as agreed is taken."""
    written = read_written(
        lines(
            {"k": "session", "root": "/target", "ini": "", "runner": "pytest 9"},
            {"k": "uncollectable", "path": "b.py", "why": "no x"},
            {"k": "collected", "ids": ["a::t", "a::u"]},
            {"k": "start", "id": "a::t"},
            {"k": "end", "id": "a::t", "outcome": "passed", "seconds": 0.5, "why": ""},
            {"k": "problem", "why": "odd"},
            {"k": "start", "id": "a::u"},
            {"k": "finish", "exit": 0, "modules": ["lib/x.py"]},
        )
    )

    assert written.runner == "pytest 9"
    assert written.uncollectable == {"b.py": "no x"}
    assert written.collected == ["a::t", "a::u"]
    assert written.tests == {"a::t": TestResult(TestOutcome.PASSED, 0.5)}
    assert written.problems == ["odd"]
    assert written.running == "a::u"
    assert written.finished
    assert written.modules == ("lib/x.py",)


def test_the_worst_of_equal_ids_counts() -> None:
    """Two tests of one id are one test, as bad as the worse of the two."""
    ends = [
        {"k": "end", "id": "t", "outcome": outcome, "seconds": 1, "why": outcome}
        for outcome in ("passed", "failed", "skipped")
    ]

    written = read_written(lines(*ends))

    assert written.tests == {"t": TestResult(TestOutcome.FAILED, 1.0, "failed")}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(["end"], id="list"),
        pytest.param({"k": "end", "id": "t"}, id="no-outcome"),
        pytest.param({"k": "end", "id": "t", "outcome": "great"}, id="outcome"),
        pytest.param(
            {"k": "end", "id": "t", "outcome": "passed", "seconds": "x"}, id="seconds"
        ),
        pytest.param(
            {"k": "end", "id": "t", "outcome": "passed", "seconds": []}, id="list-of"
        ),
        pytest.param({"k": "collected", "ids": "t"}, id="ids"),
        pytest.param({"k": "finish", "modules": 3}, id="modules"),
        pytest.param({"k": "os.system"}, id="kind"),
        pytest.param({}, id="empty"),
    ],
)
def test_other_lines_are_left_out(record: object) -> None:
    """A line that is not as agreed says nothing."""
    written = read_written(lines(record))

    assert written == read_written(b"")


def test_lines_that_are_cut_off() -> None:
    """What was written before a process died counts."""
    whole = lines({"k": "start", "id": "t"})

    assert read_written(whole + b'{"k": "end", "id"').running == "t"
    assert read_written(b"[" * 100_000 + b"\n" + whole).running == "t"


def test_no_more_tests_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list without end is cut."""
    monkeypatch.setattr(results, "MOST_TESTS", 10)
    content = lines(*({"k": "collected", "ids": ["t"] * 5} for _ in range(50)))

    assert len(read_written(content).collected) == 15


@given(st.binary(max_size=400))
def test_anything_can_be_read(content: bytes) -> None:
    """No content is a reason to fail."""
    read_written(content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb\x1b[31mc\u2028d", "a b [31mc d", id="control"),
        pytest.param("<X at 0x7f0000001234>", "<X at 0x0>", id="address"),
        pytest.param("x" * 400, "x" * 300, id="long"),
        pytest.param("\ud800", "", id="surrogate"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Text fits on a line and is the same in the next run."""
    assert clean(text) == expected


def test_read_file(tmp_path: Path) -> None:
    """Regular files are read up to a size, and nothing else is."""
    (tmp_path / "file").write_bytes(b"content")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")

    assert read_file(tmp_path / "file") == b"content"
    assert read_file(tmp_path / "file", 3) == b"con"
    assert read_file(tmp_path / "link") == b""
    assert read_file(tmp_path / "pipe") == b""
    assert read_file(tmp_path) == b""
    assert read_file(tmp_path / "nothing") == b""


def test_counts() -> None:
    """Expected failures have passed; what did not end is only collected."""
    outcomes = ["passed", "xfailed", "xpassed", "failed", "error", "skipped"]
    tests = {name: TestResult(TestOutcome(name), 0.25) for name in outcomes}
    run = Run(tests, (*tests, "never"), {"b.py": "no"}, seconds=9.0)

    assert run.counts == TestCounts(7, 3, 1, 1, 1, 1, 9.0)
    assert run.counts_of(["failed", "passed"]) == TestCounts(2, 1, 1, 0, 0, 1, 0.5)


def test_badness() -> None:
    """An error is the worst, a pass the best."""
    ordered = sorted(TestOutcome, key=badness)

    assert (ordered[0], ordered[-1]) == (TestOutcome.PASSED, TestOutcome.ERROR)
