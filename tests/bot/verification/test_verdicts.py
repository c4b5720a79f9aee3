"""One verdict and one sentence for everything that was measured."""

from __future__ import annotations

from typing import Any

import pytest

from bot.model import Change, Check, Evidence, FileChange, TestCounts, Verdict
from bot.verification.proofs import Proof
from bot.verification.verdicts import Judged, judge

GOOD = Check("zizmor", passed=True, before="", after="")
BAD = Check("actionlint", passed=False, before="", after="line 3")
WHOLE: dict[str, Any] = {"tests_after": TestCounts(collected=9), "complete": True}
PART: dict[str, Any] = {"tests_after": TestCounts(collected=2)}
LINES: dict[str, Any] = {"changed_lines": 4, "changed_lines_covered": 3}
NOTHING = Proof()
SAME = Proof("syntax-tree")
WHOLE_TEXT = "The whole suite was run (9 tests), and no test newly fails."


def python(proof: Proof = NOTHING, **more: Any) -> Judged:
    """Return what is known of a change of Python."""
    return Judged(proof=proof, python_changed=True, **more)


def other(proof: Proof = NOTHING, **more: Any) -> Judged:
    """Return what is known of a change of other files."""
    return Judged(proof=proof, python_changed=False, **more)


@pytest.mark.parametrize(
    ("proof", "checks", "evidence", "judged", "verdict", "reason"),
    [
        pytest.param(
            "", (), WHOLE | LINES, python(), "tested",
            f"Passing tests execute 3 of 4 changed lines. {WHOLE_TEXT}",
            id="tested",
        ),
        pytest.param(
            "", (), PART | LINES, python(), "tested",
            "Passing tests execute 3 of 4 changed lines."
            " 2 tests were run, affected ones first, and none newly fails.",
            id="tested-in-part",
        ),
        pytest.param(
            "", (), {"tests_after": TestCounts(collected=1)} | LINES,
            python(), "tested",
            "Passing tests execute 3 of 4 changed lines."
            " 1 test was run, affected ones first, and none newly fails.",
            id="tested-by-one",
        ),
        pytest.param(
            "", (), WHOLE | {"changed_lines": 4, "changed_lines_covered": 0},
            python(), "untested",
            f"No passing test executes the changed lines. {WHOLE_TEXT}",
            id="untested",
        ),
        pytest.param(
            "", (), WHOLE | {"changed_lines": 4}, python(), "untested",
            f"No passing test executes the changed lines. {WHOLE_TEXT}",
            id="not-measured",
        ),
        pytest.param(
            "", (), {"not_run": "No test was run: no tests were found."},
            python(), "untested", "No test was run: no tests were found.",
            id="not-run",
        ),
        pytest.param(
            "syntax-tree", (), WHOLE, python(SAME), "proven",
            f"The syntax tree of every changed file is the same. {WHOLE_TEXT}",
            id="proven",
        ),
        pytest.param(
            "", (), {"not_run": "No tests were found."}, python(SAME), "proven",
            "The syntax tree of every changed file is the same. No tests were found.",
            id="proven-unclaimed-and-unrun",
        ),
        pytest.param(
            "annotations", (), {}, python(Proof("annotations")), "proven",
            "Only annotations changed, and nothing in the target reads them when it"
            " runs. No test was run.",
            id="annotations",
        ),
        pytest.param(
            "annotations", (), WHOLE | LINES, python(Proof("", "x is read")),
            "tested", f"Passing tests execute 3 of 4 changed lines. {WHOLE_TEXT}",
            id="annotations-not-proved",
        ),
        pytest.param(
            "configuration", (GOOD,), {"not_run": "No test can tell."},
            other(), "proven",
            "Only configuration changed, and its own checks passed. No test can tell.",
            id="configuration",
        ),
        pytest.param(
            "configuration", (), {}, other(), "untested",
            "No check says that it is right. No test was run.",
            id="configuration-unchecked",
        ),
        pytest.param(
            "", (GOOD,), {}, other(), "untested",
            "No check says that it is right. No test was run.",
            id="unclaimed-text",
        ),
        pytest.param(
            "configuration", (GOOD, BAD), {}, other(), "rejected",
            "A check of the new configuration did not pass: actionlint.",
            id="configuration-that-fails-its-check",
        ),
        pytest.param(
            "configuration", (GOOD,), {}, python(), "rejected",
            "The change should touch configuration alone, but it changes Python.",
            id="configuration-with-python",
        ),
        pytest.param(
            "syntax-tree", (), WHOLE,
            python(Proof("", "the syntax tree of a.py changed")), "rejected",
            "The change should leave all syntax trees as they are, but the syntax tree"
            " of a.py changed.",
            id="false-claim",
        ),
        pytest.param(
            "syntax-tree", (), {}, other(Proof("", "no Python")), "untested",
            "No check says that it is right. No test was run.",
            id="claim-without-python",
        ),
        pytest.param(
            "syntax-tree", (), WHOLE | {"newly_failing": ("a",)},
            python(SAME, failures=("a (assert 0)",)), "rejected",
            "With the change, 1 test that passed before fails: a (assert 0).",
            id="proven-but-a-test-fails",
        ),
        pytest.param(
            "", (), WHOLE | {"newly_failing": tuple("abcd")},
            python(failures=tuple("abcd"), unseen=7), "rejected",
            "With the change, 4 tests that passed before fail (7 more were not run"
            " again): a; b; c; and 1 more.",
            id="many-fail",
        ),
        pytest.param(
            "", (GOOD,), {}, other(broken="It cannot be installed."),
            "rejected", "It cannot be installed.",
            id="broken",
        ),
    ],
)  # fmt: skip
def test_judge(  # noqa: PLR0913, PLR0917  # a table
    proof: str,
    checks: tuple[Check, ...],
    evidence: dict[str, Any],
    judged: Judged,
    verdict: str,
    reason: str,
) -> None:
    """The verdict and the sentence follow from what was measured."""
    change = Change("x", "", (FileChange("a", b"", b"1"),), proof=proof, checks=checks)

    assert judge(change, Evidence(**evidence), judged) == (Verdict(verdict), reason)
