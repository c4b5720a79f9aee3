"""How many of the changed lines passing tests execute; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.verification.coverage_map import IMPORTED
from bot.verification.results import good
from bot.verification.statements import touched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import FileChange
    from bot.verification.coverage_map import CoverageMap
    from bot.verification.results import Run
    from bot.verification.statements import Statement


@dataclass(frozen=True, slots=True)
class Covered:
    """Executable lines changed, and those of them that a passing test executed."""

    changed: int = 0
    executed: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A run with the lines that its tests executed."""

    run: Run
    coverage: CoverageMap


def covered(files: Iterable[FileChange], before: Seen, after: Seen) -> Covered:
    """Return how much of the change the tests execute.

    Added and changed lines count with the run after the change, removed ones
    with the run before it. What runs when a module is imported counts where it
    was imported, what is in a function where a test that passes ran it.
    """
    changed = executed = 0
    for file in files:
        if not file.path.endswith(".py"):
            continue
        found = touched(file.before, file.after)
        for statements, seen in ((found.after, after), (found.removed, before)):
            changed += len(statements)
            executed += _executed(file.path, statements, seen)
    return Covered(changed, executed)


def _executed(path: str, statements: Iterable[Statement], seen: Seen) -> int:
    passed = [name for name, result in seen.run.tests.items() if good(result.outcome)]
    in_tests = seen.coverage.executed(path, passed)
    imported = in_tests | seen.coverage.executed(path, (IMPORTED,))
    return sum(
        bool(statement.evidence & (in_tests if statement.inside else imported))
        for statement in statements
    )
