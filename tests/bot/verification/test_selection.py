"""Tests are chosen by what they execute, import, name, and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import FileChange, TestOutcome
from bot.reading.imports import Imports
from bot.verification.coverage_map import CoverageMap, bits_of
from bot.verification.results import TestResult
from bot.verification.selection import (
    Affected,
    Choice,
    Known,
    affected_tests,
    choose,
    group_by_file,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

BEFORE = b"""\
import os


def one():
    return 1


def two():
    return 2
"""
ONE, TWO, IMPORTS = "tests/a.py::one", "tests/a.py::two", "tests/b.py::imports"
KNOWN = Known(
    tests=frozenset({ONE, TWO, IMPORTS, "tests/c.py::far"}),
    coverage=CoverageMap(
        {
            "src/m.py": {
                "": bits_of([1, 4, 8]),
                ONE: bits_of([5]),
                TWO: bits_of([9]),
                "tests/z.py::unknown": bits_of([5]),
            }
        }
    ),
    imports=Imports(
        {
            "tests/a.py": frozenset({"src/m.py"}),
            "tests/b.py": frozenset({"src/m.py"}),
            "tests/c.py": frozenset({"tests/conftest.py"}),
        }
    ),
    test_files=frozenset({"tests/a.py", "tests/b.py", "tests/c.py", "tests/new.py"}),
    mentions={"data.toml": ("tests/c.py",)},
)


@pytest.mark.parametrize(
    ("files", "direct", "importing", "new"),
    [
        pytest.param(
            [FileChange("src/m.py", BEFORE, BEFORE.replace(b"1", b"3"))],
            {ONE},
            set(),
            (),
            id="a-function",
        ),
        pytest.param(
            [FileChange("src/m.py", BEFORE, BEFORE.replace(b"os", b"re"))],
            set(),
            {ONE, TWO, IMPORTS},
            (),
            id="outside-of-functions",
        ),
        pytest.param(
            [FileChange("src/m.py", BEFORE, None)],
            {ONE, TWO},
            {IMPORTS},
            (),
            id="a-file-that-goes",
        ),
        pytest.param(
            [FileChange("tests/a.py", b"x = 1\n", b"x = 2\n")],
            {ONE, TWO},
            set(),
            (),
            id="a-test-file",
        ),
        pytest.param(
            [FileChange("tests/new.py", None, b"def test(): ...\n")],
            set(),
            set(),
            ("tests/new.py",),
            id="a-new-test-file",
        ),
        pytest.param(
            [FileChange("tests/conftest.py", b"x = 1\n", b"x = 2\n")],
            set(),
            {"tests/c.py::far"},
            (),
            id="a-conftest",
        ),
        pytest.param(
            [FileChange("data.toml", b"a", b"b")],
            set(),
            {"tests/c.py::far"},
            (),
            id="a-file-that-tests-name",
        ),
        pytest.param(
            [FileChange("README.md", b"a", b"b")], set(), set(), (), id="another-file"
        ),
    ],
)
def test_affected_tests(
    files: Sequence[FileChange],
    direct: set[str],
    importing: set[str],
    new: tuple[str, ...],
) -> None:
    """Those that execute what is touched, and those that import it."""
    found = affected_tests(files, KNOWN)

    assert found.direct == direct
    assert found.importing == importing
    assert found.files == new
    assert found.all == direct | importing


def test_group_by_file() -> None:
    """Ids of pytest name their file, those of unittest their module."""
    found = group_by_file(
        ["tests/a.py::t", "tests.a.Case.t", "b.Case.t", "unknown.Case.t"],
        ["tests/a.py", "tests/b.py"],
    )

    assert found == {
        "tests/a.py": {"tests/a.py::t", "tests.a.Case.t"},
        "tests/b.py": {"b.Case.t"},
        "": {"unknown.Case.t"},
    }


def results(**seconds: float) -> dict[str, TestResult]:
    """Return results of passed tests that took so long."""
    return {
        name: TestResult(TestOutcome.PASSED, taken) for name, taken in seconds.items()
    }


def test_all_tests_where_there_is_time() -> None:
    """Red ones too: they may recover."""
    known = {**results(a=1, b=2), "c": TestResult(TestOutcome.FAILED, 1)}

    choice = choose(Affected(files=("new.py",)), known, CoverageMap(), 4.0)

    assert choice == Choice(("a", "b", "c"), ("new.py",), complete=True)


def test_affected_tests_first() -> None:
    """Direct ones before importing ones before the rest, in the suite's order."""
    known = results(rest=1, second=1, first=1, importing=1)
    affected = Affected(frozenset({"first", "second"}), frozenset({"importing"}))

    choices = [
        choose(affected, known, CoverageMap(), seconds).tests
        for seconds in (1.0, 2.0, 3.0)
    ]

    assert choices == [
        ("second",),
        ("second", "first"),
        ("second", "first", "importing"),
    ]


def test_each_touched_line_first() -> None:
    """The quickest test of each line comes before a second one of the same."""
    known = results(slow=3, quick=1, other=2, rest=9)
    coverage = CoverageMap(
        {
            "m.py": {
                "slow": bits_of([1]),
                "quick": bits_of([1]),
                "other": bits_of([2]),
                "rest": bits_of([3]),
            }
        }
    )
    affected = Affected(
        frozenset({"slow", "quick", "other"}), lines={"m.py": bits_of([1, 2])}
    )

    assert choose(affected, known, coverage, 3.0).tests == ("quick", "other")


def test_later_tests_of_known_lines_wait() -> None:
    """After a few tests of a line, only those that add a line come early."""
    many = {f"t{number}": 0.1 for number in range(8)}
    known = results(**many, long=1.0, rest=100)
    coverage = CoverageMap(
        {
            "m.py": {
                **dict.fromkeys(many, bits_of([1])),
                "long": bits_of([2]),
                "rest": bits_of([9]),
            }
        }
    )
    affected = Affected(frozenset({*many, "long"}), lines={"m.py": bits_of([1, 2])})

    choice = choose(affected, known, coverage, 1.5)

    assert set(choice.tests) == {"t0", "t1", "t2", "t3", "t4", "long"}


def test_red_and_unreliable_tests_are_left_out_of_a_part() -> None:
    """They can tell nothing where not all can be run."""
    known = {
        **results(a=1, flaky=1, long=9),
        "red": TestResult(TestOutcome.ERROR, 1),
    }

    choice = choose(Affected(), known, CoverageMap(), 5.0, avoid=("flaky",))

    assert choice == Choice(("a",))
