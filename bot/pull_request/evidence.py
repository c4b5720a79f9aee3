"""The part of a pull request that says what was measured, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Verdict
from bot.pull_request.quoting import cell, code, prose
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import Check, Evidence, TestCounts
    from bot.pull_request.work import Work

_IDS = 20
"""Test ids shown of one kind."""

_VERDICTS = {
    Verdict.PROVEN: "Proven",
    Verdict.TESTED: "Tested",
    Verdict.UNTESTED: "Not tested",
    Verdict.REJECTED: "Rejected",
}

_PROOFS = {
    "syntax-tree": "The syntax tree of every changed file is the same as before.",
    "annotations": (
        "The syntax tree of every changed file is the same as before, "
        "but for annotations."
    ),
    "configuration": "No Python source changes, only configuration.",
}


def evidence(work: Work, most: int) -> list[str]:
    """Return the lines of the section; lists show at most so many items."""
    verification = work.verification
    found = verification.evidence
    verdict = _VERDICTS[verification.verdict]
    lines = [f"{verdict}: {prose(verification.reason)}"]
    if found.proof:
        lines += ["", _PROOFS.get(found.proof) or prose(found.proof)]
    lines += _tests(found, most)
    lines += _checks(_all_checks(work), most)
    lines += ["", _where(work)]
    return lines


def _tests(found: Evidence, most: int) -> Iterator[str]:
    before, after = found.tests_before, found.tests_after
    if before is None and after is None:
        yield ""
        yield f"No test was run: {prose(found.not_run or 'no reason was noted')}"
    else:
        yield from _table(before, after)
        yield from _run(found, after)
        if after is None and found.not_run:
            yield ""
            yield f"No test was run after the change: {prose(found.not_run)}"
    if found.changed_lines and found.changed_lines_covered is not None:
        yield ""
        yield (
            f"{found.changed_lines_covered:,} of {found.changed_lines:,} changed "
            "lines are executed by tests."
        )
    yield from _ids("Newly failing", found.newly_failing, most)
    yield from _ids("Newly passing", found.newly_passing, most)
    yield from _ids("Flaky, so not counted", found.flaky, most)


def _table(before: TestCounts | None, after: TestCounts | None) -> Iterator[str]:
    names = ("before", "after")
    if before and after and before.collected != after.collected:
        names = ("before, whole suite", "after, affected tests")
    sides = [
        (name, side)
        for name, side in zip(names, (before, after), strict=True)
        if side is not None
    ]
    yield ""
    yield f"| the repository's own tests | {' | '.join(name for name, _ in sides)} |"
    yield f"|---|{'--:|' * len(sides)}"
    for name, always in (
        ("collected", True),
        ("passed", True),
        ("failed", True),
        ("errors", False),
        ("skipped", False),
        ("uncollectable", False),
    ):
        numbers = [int(getattr(side, name)) for _, side in sides]
        if always or any(numbers):
            shown = " | ".join(f"{number:,}" for number in numbers)
            label = "files not collectable" if name == "uncollectable" else name
            yield f"| {label} | {shown} |"
    seconds = " | ".join(f"{side.seconds:,.1f}" for _, side in sides)
    yield f"| seconds | {seconds} |"


def _part(affected: int, ran: int) -> str:
    """Return how the tests that were run stand to those that the change affects."""
    affecting = f"{counted(affected, 'test')} that the change can affect"
    if ran < affected:
        which = f"{ran:,} of the {affecting} were"
    elif ran == affected:
        which = f"the {affecting} {'was' if ran == 1 else 'were'}"
    else:
        which = f"the {affecting} and {ran - affected:,} more were"
    return f"After the change, {which} run, not the whole suite."


def _red(whole: TestCounts) -> str:
    rows = (
        (whole.failed, "failed"),
        (whole.errors, "ended in errors"),
        (whole.uncollectable, "files could not be collected"),
    )
    bad = ", ".join(f"{number:,} {what}" for number, what in rows if number)
    return f"of {counted(whole.collected, 'test')}, {bad}"


def _run(found: Evidence, after: TestCounts | None) -> Iterator[str]:
    said = []
    whole = found.suite or found.tests_before
    if whole and whole.failed + whole.errors + whole.uncollectable:
        said.append(
            f"The suite is red on the base commit already ({_red(whole)}); what fails "
            "there is not counted against this change."
        )
    if after is not None and not found.newly_failing:
        said.append("No test newly fails.")
    if after is not None and found.complete:
        said.append("The whole suite was run before and after the change.")
    elif after is not None and found.affected is not None:
        said.append(_part(found.affected, after.collected))
    if said:
        yield ""
        yield " ".join(said)


def _ids(title: str, ids: Sequence[str], most: int) -> Iterator[str]:
    if not ids:
        return
    yield ""
    yield f"{title} ({len(ids):,}):"
    yield ""
    shown = ids[: min(most, _IDS)]
    for name in shown:
        yield f"- {code(name)}"
    if len(ids) > len(shown):
        yield f"- {len(ids) - len(shown):,} more"


def _all_checks(work: Work) -> list[Check]:
    """Return each check once; what the verification found stands first."""
    checks: dict[str, Check] = {}
    for check in (*work.verification.evidence.checks, *work.change.checks):
        checks.setdefault(check.name, check)
    return list(checks.values())


def _checks(checks: Sequence[Check], most: int) -> Iterator[str]:
    if not checks:
        return
    yield ""
    yield "| check | before | after |"
    yield "|---|---|---|"
    for check in checks[:most]:
        after = cell(check.after) + ("" if check.passed else " (worse)")
        yield f"| {cell(check.name)} | {cell(check.before)} | {after} |"
    if len(checks) > most:
        yield f"| {len(checks) - most:,} more | | |"


def _where(work: Work) -> str:
    environment = work.verification.evidence.environment
    given = f", with {', '.join(prose(item) for item in environment[:10])}"
    return f"Base commit {code(work.base[:12])}{given if environment else ''}."
