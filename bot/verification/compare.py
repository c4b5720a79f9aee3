"""Two runs compared by the ids of their tests; pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import TestOutcome
from bot.verification.results import bad, good

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.model import FileChange
    from bot.verification.results import Run


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs, before anything was run again.

    `suspects` passed before and did not pass now, whatever they did instead;
    `recovered` failed before and passed now.
    """

    suspects: tuple[str, ...] = ()
    recovered: tuple[str, ...] = ()


def compare(
    before: Run, after: Run, ran: Collection[str], removed: Collection[str] = ()
) -> Comparison:
    """Return what the run after the change tells against the one before.

    `ran` are the ids that were to be run again, `removed` those that the
    change itself takes away. An id that vanished is a suspect like one that
    fails; where the time ran out, it is not, nor where the same function has
    as many new ids that pass: another pytest writes parameters in another way.
    """
    suspects = []
    recovered = []
    removed = {*removed, *_renamed(before, after, ran)}
    for name in ran:
        was = before.tests.get(name)
        now = after.tests.get(name)
        if was is None or name in removed:
            continue
        if good(was.outcome):
            vanished = now is None and not after.timed_out
            if vanished or (now is not None and not good(now.outcome)):
                suspects.append(name)
        elif bad(was.outcome) and now is not None and good(now.outcome):
            recovered.append(name)
    return Comparison(tuple(suspects), tuple(recovered))


def _renamed(before: Run, after: Run, ran: Collection[str]) -> Iterator[str]:
    """Yield the ids that vanished and came again with other parameters."""
    gone: dict[str, list[str]] = {}
    for name in ran:
        if name not in after.tests and "[" in name:
            gone.setdefault(name.partition("[")[0], []).append(name)
    if not gone:
        return
    new = Counter(
        name.partition("[")[0]
        for name, result in after.tests.items()
        if name not in before.tests and good(result.outcome)
    )
    for function, names in gone.items():
        if new[function] == len(names):
            yield from names


def confirmed(
    suspects: Iterable[str], with_change: Iterable[Run], without: Run
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which suspects newly fail, and which are flaky.

    One newly fails if it did not pass in any of the runs with the change, and
    did pass in the run without it, all of them runs of the suspects alone. One
    that passed with the change is flaky; so is one that did not pass without
    it, since it passed in the run of the whole suite. Where the time did not
    suffice without the change, the run of the whole suite counts.
    """
    runs = list(with_change)
    failing, flaky = [], []
    for name in suspects:
        after = [run.tests.get(name) for run in runs]
        base = without.tests.get(name)
        passed_after = any(r is not None and good(r.outcome) for r in after)
        passed_base = without.timed_out if base is None else good(base.outcome)
        if passed_base and not passed_after:
            failing.append(name)
        else:
            flaky.append(name)
    return tuple(failing), tuple(flaky)


def removed_tests(names: Iterable[str], files: Iterable[FileChange]) -> frozenset[str]:
    """Return those of the ids that the change itself can have taken away.

    Those of a file that it removes, of a function that its file no longer
    holds by that name, and, in a file that it changes, of any parameters.
    """
    changed = {file.path: file.after for file in files if file.path.endswith(".py")}
    gone = set()
    for name in names:
        path, colons, rest = name.partition("::")
        if not colons or path not in changed:
            continue
        after = changed[path]
        function, bracket, _ = rest.partition("[")
        function = function.rpartition("::")[2]
        pattern = rb"\b" + re.escape(function.encode()) + rb"\b"
        if after is None or bracket or not re.search(pattern, after):
            gone.add(name)
    return frozenset(gone)


def how_it_ended(run: Run, name: str) -> str:
    """Return in a few words how a test ended."""
    result = run.tests.get(name)
    if result is None:
        why = run.uncollectable.get(name.partition("::")[0], "")
        return f"was not collected: {why}" if why else "was not collected"
    if result.outcome is TestOutcome.SKIPPED:
        return f"was skipped: {result.message}" if result.message else "was skipped"
    return result.message or result.outcome.value
