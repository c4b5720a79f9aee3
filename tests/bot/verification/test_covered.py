"""The share of changed lines that passing tests execute."""

from __future__ import annotations

import pytest

from bot.model import FileChange, TestOutcome
from bot.verification.coverage_map import CoverageMap, bits_of
from bot.verification.covered import Covered, Seen, covered
from bot.verification.results import Run, TestResult

BEFORE = b"""\
LIMIT = 1


def f(x=None):
    a = 1
    b = 2
    return a + b
"""


def seen(**lines: list[int]) -> Seen:
    """Return a run: `good` passed, `red` failed, `imported` was no test."""
    run = Run(
        {
            "good": TestResult(TestOutcome.PASSED),
            "red": TestResult(TestOutcome.FAILED),
        }
    )
    by_test = {
        "" if name == "imported" else name: bits_of(n) for name, n in lines.items()
    }
    return Seen(run, CoverageMap({"a.py": by_test}))


@pytest.mark.parametrize(
    ("old", "new", "after", "expected"),
    [
        pytest.param(b"a = 1", b"a = 3", seen(good=[5]), Covered(1, 1), id="passing"),
        pytest.param(b"a = 1", b"a = 3", seen(red=[5]), Covered(1, 0), id="failing"),
        pytest.param(
            b"a = 1", b"a = 3", seen(imported=[5]), Covered(1, 0), id="not-a-test"
        ),
        pytest.param(b"a = 1", b"a = 3", seen(good=[6]), Covered(1, 0), id="elsewhere"),
        pytest.param(
            b"LIMIT = 1", b"LIMIT = 2", seen(imported=[1]), Covered(1, 1), id="imported"
        ),
        pytest.param(
            b"x=None", b"x=1", seen(imported=[4]), Covered(1, 0), id="only-defined"
        ),
        pytest.param(b"x=None", b"x=1", seen(good=[7]), Covered(1, 1), id="called"),
        pytest.param(
            b"    a = 1\n    b = 2\n",
            b"    a = 3\n    b = 4\n",
            seen(good=[5]),
            Covered(2, 1),
            id="a-part",
        ),
        pytest.param(b"    b = 2\n", b"", seen(), Covered(1, 1), id="removed"),
        pytest.param(b"a = 1", b"a = 1  # yes", seen(), Covered(1, 0), id="comment"),
    ],
)
def test_covered(old: bytes, new: bytes, after: Seen, expected: Covered) -> None:
    """Lines count where a passing test ran them; removed ones with the run before."""
    file = FileChange("a.py", BEFORE, BEFORE.replace(old, new))

    assert covered([file], seen(good=[5, 6, 7]), after) == expected


def test_other_files_count_nothing() -> None:
    """What is not Python has no executable lines."""
    file = FileChange("a.toml", b"x = 1\n", b"x = 2\n")

    assert covered([file], seen(), seen()) == Covered()
