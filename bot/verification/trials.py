"""The target's tests with a change, and what they tell against those before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath as PurePath
from typing import TYPE_CHECKING, Final

from packaging.utils import canonicalize_name

from bot.verification.bench import State
from bot.verification.compare import compare, confirmed, how_it_ended, removed_tests
from bot.verification.coverage_map import IMPORTED, CoverageMap
from bot.verification.overlay import ChangedTree
from bot.verification.proofs import PYTHON
from bot.verification.pytest_config import CONFIG_FILES, read_pytest_config
from bot.verification.results import Run, good
from bot.verification.selection import (
    Choice,
    Known,
    affected_tests,
    choose,
    time_for,
)
from bot.verification.suite import Request
from bot.verification.suites import COMMAND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.model import Facts, FileChange, Policy
    from bot.protocols import Tree
    from bot.verification.baseline import Baseline
    from bot.verification.bench import Bench, Prepared
    from bot.verification.proofs import Proof
    from bot.verification.selection import Affected

START_SECONDS: Final = 60.0
"""What starting, importing and a slower machine may add to a run."""
SLACK: Final = 3.0
MOST_SUSPECTS: Final = 100
MOST_CONFIRM_SECONDS: Final = 600.0
ALONE: Final = 2
"""How often suspects are run again with the change."""

_MANIFEST = re.compile(
    r"(^|/)(pyproject\.toml|setup\.(py|cfg)|hatch\.toml|Pipfile(\.lock)?"
    r"|(uv|poetry|pdm)\.lock|pylock(\.\w+)?\.toml|tox\.ini|noxfile\.py"
    r"|[\w.-]*(requirements|constraints)[\w.-]*\.(txt|in)|(requirements|constraints)/.*)$"
)
_TEST_CONFIG: Final = frozenset(path for path, _ in CONFIG_FILES)


@dataclass(frozen=True, slots=True)
class Trial:
    """What running the tests with the change gave.

    `not_run` says why nothing was run, `broken` that the change is at fault
    for that. `ran` are the ids that were to be run. `failures` tell how the
    newly failing tests ended; `unseen` more were not run a second time.
    `installed` are the packages that were there, by normalised name.
    """

    run: Run | None = None
    ran: tuple[str, ...] = ()
    affected: int | None = None
    complete: bool = False
    coverage: CoverageMap = field(default_factory=CoverageMap)
    newly_failing: tuple[str, ...] = ()
    newly_passing: tuple[str, ...] = ()
    flaky: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    unseen: int = 0
    not_run: str = ""
    broken: str = ""
    installed: Mapping[str, str] = field(default_factory=dict)

    @property
    def executed(self) -> frozenset[str]:
        """The files that passing tests execute, or that are imported for them.

        The file that a test is in is one, and so is each `conftest.py` above.
        """
        run = self.run
        if run is None:
            return frozenset()
        passed = [name for name in run.tests if _passed(run, name)]
        contexts = (*passed, IMPORTED) if passed else ()
        files = self.coverage.files
        found = {f for f in files if self.coverage.executed(f, contexts)}
        own = {name.partition("::")[0] for name in passed}
        folders = {f"{parent}/" for path in own for parent in PurePath(path).parents}
        above = {f"{folder}conftest.py".removeprefix("./") for folder in folders}
        return frozenset(found | own | above)


class Trials:
    """Runs tests with changes of one base; `gather` reads the facts of a tree."""

    def __init__(
        self,
        bench: Bench,
        gather: Callable[[Tree, Policy], Facts] | None,
        baseline: Baseline,
    ) -> None:
        self._bench = bench
        self._gather = gather
        self._baseline = baseline
        self._root = baseline.checkout.root

    def of(self, files: Sequence[FileChange], proof: Proof) -> Trial:
        """Run what the change can affect, and look twice at what fails."""
        base = self._baseline
        if base.run is None or base.prepared is None:
            return Trial(not_run=f"No test was run: {_lower(base.not_run)}")
        after = self._prepared(files, base.prepared)
        if isinstance(after, str):
            return Trial(not_run=after, broken=f"With the change: {_lower(after)}")
        affected = self._affected(files, base.run, base.prepared, after)
        if not affected.all and not affected.files and not _has_python(files):
            return Trial(
                affected=0, not_run="No test can tell: none reads what was changed."
            )
        choice = self._choice(affected, base.run, base.prepared, proof)
        trial = _Trial(
            self._bench,
            base.run,
            base.prepared,
            after,
            files,
            self._root,
            frozenset(base.flaky),
        )
        made = trial.run(choice, base.policy.test_seconds)
        packages = after.environment.packages
        installed = {str(canonicalize_name(name)): v for name, v in packages}
        return replace(made, affected=len(affected.all), installed=installed)

    def _prepared(
        self, files: Sequence[FileChange], before: Prepared
    ) -> Prepared | str:
        """Return what the changed target's tests need, or why they cannot run."""
        baseline = self._baseline
        watched = _TEST_CONFIG | {item.path for item in baseline.facts.manifests}
        if not any(f.path in watched or _MANIFEST.search(f.path) for f in files):
            return before
        tree = ChangedTree(baseline.checkout.tree, files)
        facts, policy = baseline.facts, baseline.policy
        if self._gather is not None:
            facts = self._gather(tree, policy)
        state = State(baseline.checkout, tree, facts, policy, tuple(files))
        after = self._bench.prepare(state, before.pytest, before.modules)
        if isinstance(after, str):
            return after
        suite = after.suite
        if suite.kind == before.suite.kind and not suite.options:
            suite = replace(suite, options=before.suite.options)
        return replace(
            before, environment=after.environment, suite=suite, imports=after.imports
        )

    def _affected(
        self,
        files: Sequence[FileChange],
        run: Run,
        before: Prepared,
        after: Prepared,
    ) -> Affected:
        tree, facts = self._baseline.checkout.tree, self._baseline.facts
        other = [file.path for file in files if not file.path.endswith(".py")]
        known = Known(
            tests=frozenset(run.tests),
            coverage=before.coverage,
            imports=after.imports,
            test_files=frozenset(facts.test_files)
            | {f.path for f in files if _is_new_test(f)},
            mentions=_mentions(other, tree) if other else {},
        )
        affected = affected_tests(files, known)
        changed = after.environment.folder != before.environment.folder
        if _TEST_CONFIG.intersection(other):
            was = read_pytest_config(tree)
            changed = changed or read_pytest_config(ChangedTree(tree, files)) != was
        if changed:
            rest = frozenset(run.tests) - affected.direct
            affected = replace(affected, importing=rest)
        return affected

    def _choice(
        self, affected: Affected, run: Run, prepared: Prepared, proof: Proof
    ) -> Choice:
        most = float(self._baseline.policy.test_seconds)
        total = sum(result.seconds for result in run.tests.values())
        seconds = min(most, time_for(total, proven=bool(proof.name)))
        if prepared.suite.kind == COMMAND:
            seconds = max(most, total)
        avoid = self._baseline.flaky
        return choose(affected, run.tests, prepared.coverage, seconds, avoid=avoid)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One change under test: the run before, what it ran with, what runs now."""

    bench: Bench
    before: Run
    base: Prepared
    after: Prepared
    files: Sequence[FileChange]
    root: str
    known_flaky: frozenset[str]

    def run(self, choice: Choice, test_seconds: int) -> Trial:
        """Run the chosen tests with the change, and the suspects among them again."""
        expected = sum(self.before.tests[name].seconds for name in choice.tests)
        seconds = min(float(test_seconds), START_SECONDS + SLACK * expected)
        only = None if choice.complete else frozenset((*choice.tests, *choice.files))
        if only == frozenset():
            return Trial(not_run="No test was run: none that passed is affected.")
        request = Request(only, seconds, self.after.limit, coverage=True)
        with self.bench.run_copy(self.after, self.root, self.files) as copy:
            report = self.bench.runner(self.after, self.root).run(copy, request)
        ran = tuple(self.before.tests) if choice.complete else choice.tests
        taken = removed_tests(self.before.tests, self.files)
        first = compare(self.before, report.run, ran, taken)
        unsure = self.known_flaky
        suspects = [n for n in first.suspects if n not in unsure][:MOST_SUSPECTS]
        failing, flaky, runs = self._confirm(suspects, test_seconds)
        flaky = (*(name for name in first.suspects if name in unsure), *flaky)
        return Trial(
            run=_excused(report.run, flaky, self.before, runs),
            ran=tuple(dict.fromkeys((*ran, *report.run.collected))),
            complete=choice.complete and not report.run.timed_out,
            coverage=report.coverage,
            newly_failing=failing,
            newly_passing=first.recovered,
            flaky=tuple(name for name in flaky if name not in self.base.disturbed),
            failures=tuple(
                f"{name} ({how_it_ended(report.run, name)})" for name in failing
            ),
            unseen=max(0, len(first.suspects) - len(suspects) - len(unsure)),
        )

    def _confirm(
        self, suspects: Sequence[str], test_seconds: int
    ) -> tuple[tuple[str, ...], tuple[str, ...], list[Run]]:
        """Run the suspects alone, unmeasured: twice with the change, once without."""
        runs: list[Run] = []
        only = frozenset(suspects)
        seconds = min(test_seconds / 2, MOST_CONFIRM_SECONDS)
        for _ in range(ALONE):
            if only:
                request = Request(only, seconds, self.after.limit)
                runs.append(self._once(self.after, self.files, request))
                only = frozenset(n for n in only if not _passed(runs[-1], n))
        base = Run()
        if only:
            request = Request(only, seconds, self.base.limit)
            base = self._once(self.base, (), request)
        failing, flaky = confirmed(suspects, runs, base)
        return failing, flaky, runs

    def _once(
        self, prepared: Prepared, files: Sequence[FileChange], request: Request
    ) -> Run:
        with self.bench.run_copy(prepared, self.root, files) as copy:
            return self.bench.runner(prepared, self.root).run(copy, request).run


def _excused(run: Run, flaky: Sequence[str], before: Run, runs: Sequence[Run]) -> Run:
    """Return the run in which flaky tests ended as they do when they pass."""
    tests = dict(run.tests)
    for name in flaky:
        again = (each.tests[name] for each in runs if _passed(each, name))
        tests[name] = next(again, before.tests[name])
    return replace(run, tests=tests)


def _passed(run: Run, name: str) -> bool:
    result = run.tests.get(name)
    return result is not None and good(result.outcome)


def _has_python(files: Sequence[FileChange]) -> bool:
    return any(file.path.endswith(PYTHON) for file in files)


def _is_new_test(file: FileChange) -> bool:
    name = file.path.rpartition("/")[2]
    return file.before is None and bool(
        re.fullmatch(r"test_.*\.py|.*_test\.py|tests\.py", name)
    )


def _mentions(paths: Sequence[str], tree: Tree) -> dict[str, set[str]]:
    """Return, for each path, the Python files that name its last part."""
    names = {path: path.rpartition("/")[2].encode() for path in paths}
    found: dict[str, set[str]] = {path: set() for path in paths}
    python = [path for path in tree.paths() if path.endswith(".py")]
    for file, source in tree.read_many(python):
        for path, name in names.items():
            if name in source:
                found[path].add(file)
    return found


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
