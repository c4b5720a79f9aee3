"""What it takes to run a target's tests: environment, suite, fresh copies."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from bot.errors import EnvironmentFailedError
from bot.reading.imports import Imports, read_imports
from bot.verification.copies import fresh_copy
from bot.verification.coverage_map import CoverageMap
from bot.verification.environment import Environment, Environments, Recipe
from bot.verification.needs import read_needs, with_modules, with_plugins
from bot.verification.pythons import choose_python
from bot.verification.suite import SuiteRunner
from bot.verification.suites import Suite, find_suite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bot.model import Facts, FileChange, Policy
    from bot.protocols import Checkout, Interpreter, Sandbox, Tools, Tree

LONGEST_TEST: Final = 120.0
"""Seconds for one test, where the policy gives the suite much time."""
SHORTEST_LIMIT: Final = 10.0
MOST_TREES: Final = 12


@dataclass(frozen=True, slots=True)
class State:
    """The target at one commit, with some files changed.

    `tree` and `facts` are those after the change of `files`.
    """

    checkout: Checkout
    tree: Tree
    facts: Facts
    policy: Policy
    files: tuple[FileChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run of the target's tests needs.

    `pristine` is a copy of the repository that no target code may write to.
    `disturbed` are tests that fail only where what they execute is recorded,
    `pytest` limits pytest's version, `modules` were missing in a first run.
    """

    pristine: Path
    environment: Environment
    suite: Suite
    imports: Imports = field(default_factory=Imports)
    coverage: CoverageMap = field(default_factory=CoverageMap)
    disturbed: frozenset[str] = frozenset()
    pytest: str = ""
    modules: tuple[str, ...] = ()
    limit: float = LONGEST_TEST


class Bench:
    """What baseline and verification work with; one for all repositories."""

    def __init__(
        self,
        sandbox: Sandbox,
        tools: Tools,
        interpreters: Sequence[Interpreter],
        cache: Path,
    ) -> None:
        self.sandbox = sandbox
        self.tools = tools
        self.interpreters = tuple(interpreters)
        self.cache = cache
        self.environments = Environments(sandbox, cache)
        self._lock = Lock()

    def pristine(self, checkout: Checkout) -> Path:
        """Return a folder with the whole repository at the commit, to be copied."""
        place = self.cache / "trees" / checkout.commit
        with self._lock:
            if not place.is_dir():
                draft = place.with_name(f"{place.name}.{os.getpid()}")
                shutil.rmtree(draft, ignore_errors=True)
                draft.mkdir(parents=True)
                checkout.write(draft)
                draft.rename(place)
                self._forget_old_trees(place)
        return place

    def _forget_old_trees(self, keep: Path) -> None:
        others = [path for path in keep.parent.iterdir() if path != keep]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[MOST_TREES - 1 :]:
            shutil.rmtree(path, ignore_errors=True)

    def copy(
        self, pristine: Path, root: str = "", files: Sequence[FileChange] = ()
    ) -> AbstractContextManager[Path]:
        """Give a fresh copy without what an installation leaves in it."""
        return fresh_copy(self.tools, pristine, root=root, files=files)

    def prepare(
        self, state: State, pytest: str = "", modules: Sequence[str] = ()
    ) -> Prepared | str:
        """Return what running the tests needs, or a sentence that says why not.

        `pytest` limits its version ("<9"), `modules` must be importable as far
        as the manifests name what brings them.
        """
        tree, facts, policy = state.tree, state.facts, state.policy
        checkout = state.checkout
        suite = find_suite(tree, facts, policy)
        if suite is None:
            return "No tests were found."
        interpreter = choose_python(self.interpreters, facts.requires_python)
        if interpreter is None:
            return _no_python(facts.requires_python, self.interpreters)
        imports = read_imports(tree, facts)
        needs = with_plugins(read_needs(tree, facts, imports), tree)
        needs = with_modules(needs, modules)
        if pytest:
            locked = {**needs.constraints, "pytest": (f"pytest{pytest}",)}
            needs = replace(needs, constraints=locked)
        pristine = self.pristine(checkout)
        recipe = Recipe(needs, tree, facts, interpreter, checkout.root, policy.install)
        copy = partial(self.copy, pristine, checkout.root, state.files)
        try:
            environment = self.environments.get(recipe, copy)
        except EnvironmentFailedError as error:
            return f"{str(error)[:1].upper()}{str(error)[1:]}."
        limit = min(LONGEST_TEST, max(SHORTEST_LIMIT, policy.test_seconds / 20))
        return Prepared(
            pristine,
            environment,
            suite,
            imports,
            pytest=pytest,
            modules=tuple(modules),
            limit=limit,
        )

    def run_copy(
        self, prepared: Prepared, root: str, files: Sequence[FileChange] = ()
    ) -> AbstractContextManager[Path]:
        """Give a fresh copy in which the tests can run."""
        return fresh_copy(
            self.tools,
            prepared.pristine,
            root=root,
            files=files,
            products=prepared.environment.products,
        )

    def runner(self, prepared: Prepared, root: str) -> SuiteRunner:
        """Return what runs the prepared suite."""
        return SuiteRunner(
            self.sandbox, self.tools, prepared.environment, prepared.suite, root
        )


def _no_python(required: str, interpreters: Sequence[Interpreter]) -> str:
    there = ", ".join(
        sorted({".".join(map(str, each.version[:2])) for each in interpreters})
    )
    return f"No Python here fits {required!r} (there are {there or 'none'})."
