"""The verdict on a change, from what was measured; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from packaging.version import InvalidVersion, Version

from bot.model import Verdict
from bot.verification.proofs import (
    ANNOTATIONS,
    CONFIGURATION,
    DOCSTRING_SPACE,
    DOCSTRINGS,
    SYNTAX_TREE,
    Proof,
)
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Change, Evidence

MOST_NAMES: Final = 3
_WORDS: Final = {
    ANNOTATIONS: (
        "Only annotations changed, and nothing in the target reads them when it runs"
    ),
    CONFIGURATION: "Only configuration changed, and its own checks passed",
    DOCSTRINGS: "Only docstrings changed, and nothing in the target reads them",
    DOCSTRING_SPACE: (
        "The syntax tree of every changed file is the same, but for white space in"
        " docstrings"
    ),
    SYNTAX_TREE: "The syntax tree of every changed file is the same",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the verdict is made from, beside the evidence itself.

    `broken` says why the target cannot be installed or its tests not started
    with the change, where they could before. `failures` tell how newly failing
    tests ended, `unseen` more were not looked at twice. `installed` are the
    packages that the tests ran with, `executed` the files that those which
    pass execute.
    """

    proof: Proof
    python_changed: bool
    broken: str = ""
    failures: tuple[str, ...] = ()
    unseen: int = 0
    installed: Mapping[str, str] = field(default_factory=dict)
    executed: frozenset[str] = frozenset()


def judge(change: Change, evidence: Evidence, judged: Judged) -> tuple[Verdict, str]:
    """Return the verdict and the sentence that explains it."""
    rejected = _rejected(change, evidence, judged)
    if rejected:
        return Verdict.REJECTED, rejected
    if change.installs:
        return _upgraded(change, evidence, judged)
    name = judged.proof.name or _configuration(change, judged)
    if name:
        return Verdict.PROVEN, f"{_WORDS[name]}. {_tests(evidence)}"
    if not judged.python_changed:
        return Verdict.UNTESTED, f"No check says that it is right. {_tests(evidence)}"
    return _executed(evidence)


def _executed(evidence: Evidence) -> tuple[Verdict, str]:
    """Return the verdict on Python that is changed on purpose."""
    if evidence.not_run:
        return Verdict.UNTESTED, evidence.not_run
    if not evidence.changed_lines_covered:
        return (
            Verdict.UNTESTED,
            f"No passing test executes the changed lines. {_tests(evidence)}",
        )
    share = f"{evidence.changed_lines_covered} of {evidence.changed_lines}"
    return (
        Verdict.TESTED,
        f"Passing tests execute {share} changed lines. {_tests(evidence)}",
    )


def _upgraded(
    change: Change, evidence: Evidence, judged: Judged
) -> tuple[Verdict, str]:
    """Return the verdict on other versions of what the target needs."""
    if evidence.not_run:
        return Verdict.UNTESTED, evidence.not_run
    for name, version in change.installs.items():
        there = judged.installed.get(name, "")
        if _is_same(there, version):
            continue
        with_what = f"with {name} {there}" if there else f"without {name}"
        return (
            Verdict.UNTESTED,
            f"The tests ran {with_what}, not with {version}. {_tests(evidence)}",
        )
    named = ", ".join(f"{name} {v}" for name, v in change.installs.items())
    reached = [path for path in change.importers if path in judged.executed]
    if not reached:
        said = (
            f"No passing test executes a file that imports {', '.join(change.installs)}"
        )
        return Verdict.UNTESTED, f"{said}. {_tests(evidence)}"
    share = f"{len(reached)} of {counted(len(change.importers), 'file')}"
    what = "it" if len(change.installs) == 1 else "them"
    said = f"With {named} installed, passing tests execute {share} that import {what}."
    return Verdict.TESTED, f"{said} {_tests(evidence)}"


def _is_same(one: str, other: str) -> bool:
    try:
        return Version(one) == Version(other)
    except InvalidVersion:
        return one == other


def _rejected(change: Change, evidence: Evidence, judged: Judged) -> str:
    """Return why the change must not be proposed, "" where it may."""
    if judged.broken:
        return judged.broken
    if evidence.newly_failing:
        number = len(evidence.newly_failing)
        named = list(judged.failures[:MOST_NAMES])
        if number > MOST_NAMES:
            named.append(f"and {number - MOST_NAMES} more")
        which = (
            "1 test that passed before fails"
            if number == 1
            else (f"{number} tests that passed before fail")
        )
        more = f" ({judged.unseen} more were not run again)" if judged.unseen else ""
        return f"With the change, {which}{more}: {'; '.join(named)}."
    if (
        change.proof == SYNTAX_TREE
        and judged.python_changed
        and judged.proof.name not in {SYNTAX_TREE, DOCSTRING_SPACE}
    ):
        why = judged.proof.why
        return f"The change should leave all syntax trees as they are, but {why}."
    if change.proof == CONFIGURATION:
        if judged.python_changed:
            return "The change should touch configuration alone, but it changes Python."
        failed = [check.name for check in change.checks if not check.passed]
        if failed:
            return (
                f"A check of the new configuration did not pass: {', '.join(failed)}."
            )
    return ""


def _configuration(change: Change, judged: Judged) -> str:
    claimed = change.proof == CONFIGURATION and not judged.python_changed
    return CONFIGURATION if claimed and change.checks else ""


def _tests(evidence: Evidence) -> str:
    """Return a sentence on the tests that were run."""
    if evidence.not_run:
        return evidence.not_run
    after = evidence.tests_after
    ran = 0 if after is None else after.collected
    if evidence.complete:
        tests = "1 test" if ran == 1 else f"{ran} tests"
        return f"The whole suite was run ({tests}), and no test newly fails."
    if ran == 0:
        return "No test was run."
    tests = "1 test was run" if ran == 1 else f"{ran} tests were run"
    return f"{tests}, affected ones first, and none newly fails."
