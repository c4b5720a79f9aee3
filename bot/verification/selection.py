"""Which tests a change can affect, and which of them to run in a given time; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.verification.results import bad
from bot.verification.statements import touched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.model import FileChange
    from bot.reading.imports import Imports
    from bot.verification.coverage_map import CoverageMap
    from bot.verification.results import TestResult

LEAST_SECONDS: Final = 0.005
"""What the shortest test is taken to cost."""
WHOLE_SECONDS: Final = 60.0
"""A suite that takes no longer is run as a whole for every change."""
SHARE: Final = 0.15
PROVEN_SHARE: Final = 0.05
"""Of what a longer suite takes, this much is run for one change."""
OWN_TESTS: Final = 5
"""So many tests for each function that is touched, before anything else."""


@dataclass(frozen=True, slots=True)
class Affected:
    """The tests that a change can affect.

    `direct` execute a function that it touches, or are themselves changed;
    `importing` belong to files that import a changed file, directly or not,
    or name it in their text. `files` are test files that are new. `lines`
    maps a path to the old file's lines that the change touches.
    """

    direct: frozenset[str] = frozenset()
    importing: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def all(self) -> frozenset[str]:
        """Both kinds together."""
        return self.direct | self.importing


@dataclass(frozen=True, slots=True)
class Choice:
    """The tests to run. `complete` says that these are all there are."""

    tests: tuple[str, ...]
    files: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the target's tests: ids, lines executed, imports, files.

    `mentions` maps the path of a file that is not Python to the Python files
    that name it.
    """

    tests: frozenset[str]
    coverage: CoverageMap
    imports: Imports
    test_files: frozenset[str]
    mentions: Mapping[str, Collection[str]] = field(default_factory=dict)


def affected_tests(files: Iterable[FileChange], known: Known) -> Affected:
    """Return the tests that the change of these files can affect."""
    coverage, imports = known.coverage, known.imports
    by_file = group_by_file(known.tests, known.test_files)
    direct: set[str] = set()
    importing: set[str] = set()
    new: list[str] = []
    lines: dict[str, int] = {}
    for file in files:
        if not file.path.endswith(".py"):
            naming = imports.importers(known.mentions.get(file.path, ()))
            importing |= _of_files(naming, by_file)
            continue
        found = touched(file.before, file.after)
        if file.path in known.test_files and file.before is not None:
            direct |= by_file.get(file.path, set())
        elif file.before is None and file.path in known.test_files:
            new.append(file.path)
        lines[file.path] = found.functions
        direct |= coverage.tests_of(file.path, found.functions)
        if found.module_level:
            importing |= coverage.tests_of(file.path)
            importing |= _of_files(imports.importers([file.path]), by_file)
    direct &= known.tests
    importing &= known.tests
    return Affected(frozenset(direct), frozenset(importing - direct), tuple(new), lines)


def _of_files(paths: Iterable[str], by_file: Mapping[str, set[str]]) -> set[str]:
    return {test for path in paths for test in by_file.get(path, ())}


def group_by_file(
    tests: Iterable[str], test_files: Collection[str]
) -> dict[str, set[str]]:
    """Return the ids by the file that they are of.

    pytest's ids begin with the path, unittest's with the dotted module.
    """
    modules: dict[str, str] = {}
    for path in test_files:
        parts = path.removesuffix(".py").split("/")
        for start in range(len(parts)):
            modules.setdefault(".".join(parts[start:]), path)
    found: dict[str, set[str]] = {}
    for test in tests:
        path, colons, _ = test.partition("::")
        if not colons:
            path = _module_path(test, modules)
        found.setdefault(path, set()).add(test)
    return found


def _module_path(test: str, modules: Mapping[str, str]) -> str:
    parts = test.split(".")
    for end in range(len(parts), 0, -1):
        path = modules.get(".".join(parts[:end]))
        if path:
            return path
    return ""


def time_for(total: float, *, proven: bool = False) -> float:
    """Return the seconds of tests to run for one change, of `total` seconds."""
    return max(WHOLE_SECONDS, total * (PROVEN_SHARE if proven else SHARE))


def choose(
    affected: Affected,
    results: Mapping[str, TestResult],
    coverage: CoverageMap,
    seconds: float,
    *,
    avoid: Collection[str] = (),
) -> Choice:
    """Return the tests to run in about so many seconds, by what they took before.

    All of them if there is time. Else first those that between them execute
    all that is touched, then the rest of the affected ones, then others, each
    in the order of the suite. Of a part, those that failed before are left
    out: only those that passed can tell anything. `avoid` are left out too.
    """
    order = {test: number for number, test in enumerate(results)}
    cost = {
        test: max(LEAST_SECONDS, result.seconds) for test, result in results.items()
    }
    if sum(cost.values()) <= seconds:
        return Choice(tuple(results), affected.files, complete=True)
    useful = {
        test
        for test, result in results.items()
        if not bad(result.outcome) and test not in avoid
    }
    chosen: dict[str, None] = {}
    spent = 0.0
    groups = (
        _covering(affected, useful, cost, coverage, order),
        sorted(affected.direct & useful, key=order.__getitem__),
        sorted(affected.importing & useful, key=order.__getitem__),
        sorted(useful - affected.all, key=order.__getitem__),
    )
    for test in (test for group in groups for test in group):
        if test not in chosen and spent + cost[test] <= seconds:
            chosen[test] = None
            spent += cost[test]
    return Choice(tuple(sorted(chosen, key=order.__getitem__)), affected.files)


def _covering(
    affected: Affected,
    useful: Collection[str],
    cost: Mapping[str, float],
    coverage: CoverageMap,
    order: Mapping[str, int],
) -> Sequence[str]:
    """Return tests that execute the touched lines, the quickest for each line."""
    chosen: dict[str, None] = {}
    for path, lines in sorted(affected.lines.items()):
        left = lines
        by_test = coverage.files.get(path, {})
        candidates = sorted(
            (test for test in by_test if test in useful and by_test[test] & lines),
            key=lambda test: (cost[test], order[test]),
        )
        for number, test in enumerate(candidates):
            if number < OWN_TESTS or by_test[test] & left:
                chosen[test] = None
                left &= ~by_test[test]
    return tuple(chosen)
