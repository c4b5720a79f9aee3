"""Every codemod over any code: whether each result holds what is promised.

    python -P benchmarks/corpus.py FOLDER... [--only SLUG,SLUG] [--python 3.11]

Each folder counts as a project of its own. For every file and codemod: the
result parses and compiles as the file did, no comment is lost, text changes
exactly where there are findings, a second run rests, nothing crashes. Prints a
table of places by codemod, then every fault; exits with 1 if there is one.
"""

from __future__ import annotations

import argparse
import ast
import io
import os
import re
import sys
import tempfile
import time
import tokenize
import warnings
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.base import Target
from bot.actions.codemod_action import CodemodAction, project_of
from bot.app import build
from bot.assessment.facts import gather
from bot.assessment.jobs import Examining, FileTask
from bot.assessment.pool import run_files
from bot.assessment.program import index_of
from bot.model import Policy
from bot.services.trees import FolderTree, OverlayTree
from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, examine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.protocols import Tools
    from codemods.base import Codemod
    from codemods.model import Project, Rewrite


_TYPE = re.compile(r"#\s*type:(?!\s*ignore)")
"""A comment that says a type: `type-comments` makes an annotation of it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One file: places changed and left alone by codemod, and what is wrong."""

    path: str
    applied: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    faults: tuple[str, ...] = ()
    problem: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Checking:
    """Runs every codemod twice over a file, and checks what comes of it."""

    codemods: tuple[Codemod, ...]
    project: Project

    @property
    def preload(self) -> Sequence[str]:
        """The engine, what it edits with, and the codemods' own modules."""
        return Examining(self.codemods, self.project).preload

    def run(self, task: FileTask) -> Looked:
        """Return what was found, and what is wrong with it."""
        found = examine(task.path, task.source, self.codemods, self.project)
        if found.problem:
            return Looked(task.path, problem=found.problem.reason)
        looked = Looked(task.path, lines=task.source.count(b"\n"))
        faults: list[str] = []
        for slug, rewrite in found.rewrites.items():
            looked.applied[slug] += len(rewrite.findings)
            looked.left[slug] += len(rewrite.left_alone)
            faults += [
                f"{slug}: {task.path}: {fault}"
                for fault in self._faults(slug, task, rewrite)
            ]
        return replace(looked, faults=tuple(faults))

    def _faults(self, slug: str, task: FileTask, rewrite: Rewrite) -> Iterable[str]:
        for left in rewrite.left_alone:
            if left.reason.startswith(DEFECT) or left.line == 0:
                yield left.reason
        if (rewrite.source != task.source) != bool(rewrite.findings):
            yield "text changes without a finding, or a finding changes no text"
        if rewrite.source == task.source:
            return
        yield from _wrong(task.source, rewrite.source)
        codemod = next(each for each in self.codemods if each.slug == slug)
        again = examine(task.path, rewrite.source, [codemod], self.project)
        if again.problem:
            yield f"second run: {again.problem.reason}"
        elif slug in again.rewrites and again.rewrites[slug].findings:
            line = again.rewrites[slug].findings[0].line
            yield f"a second run changes line {line}"

    def lost(self, path: str, reason: str) -> Looked:
        """Return the file as one that brought its process down."""
        return Looked(path, problem=reason, faults=(f"{path}: {reason}",))


def _wrong(before: bytes, after: bytes) -> Iterable[str]:
    """Yield what is wrong with a rewritten file, whatever it is to mean."""
    if not _compiles(after) and _compiles(before):
        yield "the result does not compile"
    elif _comments(before) - _comments(after):
        yield "a comment is lost"


def delegated(
    codemod: Codemod, target: Target, tools: Tools
) -> tuple[int, int, list[str]]:
    """Return places changed, places left and faults of one that asks a linter."""
    change = CodemodAction(codemod).change(target, tools)
    faults = [
        f"{left.path}: {left.reason}" for left in change.left_alone if not left.line
    ]
    for file in change.files:
        wrong = _wrong(file.before or b"", file.after or b"")
        faults += [f"{file.path}: {fault}" for fault in wrong]
    changed = {file.path for file in change.files}
    if changed != {found.path for found in change.findings}:
        faults.append("other files change than those with findings")
    after = replace(target, tree=OverlayTree(target.tree, change.files))
    again = CodemodAction(codemod).change(after, tools)
    faults += [f"{file.path}: a second run changes it" for file in again.files]
    return (
        len(change.findings),
        len(change.left_alone),
        [f"{codemod.slug}: {fault}" for fault in faults],
    )


def _compiles(source: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(ast.parse(source), "file", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


def _comments(source: bytes) -> Counter[str]:
    try:
        return Counter(
            token.string
            for token in tokenize.tokenize(io.BytesIO(source).readline)
            if token.type == tokenize.COMMENT and not _TYPE.match(token.string)
        )
    except (tokenize.TokenError, SyntaxError):
        return Counter()


def look(
    folder: Path,
    codemods: tuple[Codemod, ...],
    python: tuple[int, int] | None,
    tools: Tools,
) -> list[Looked]:
    """Return what comes of each Python file of a folder.

    What codemods with a linter do stands in one more entry, for all files.
    """
    tree = FolderTree(folder)
    facts = gather(tree, Policy())
    if python:
        facts = replace(facts, minimum_python=python)
    workers = os.cpu_count() or 1
    asking = any(codemod.program for codemod in codemods)
    index = index_of(tree, facts, workers) if asking else None
    alone = tuple(codemod for codemod in codemods if not codemod.lint)
    job = Checking(alone, project_of(facts, index))
    paths = [path for path in tree.paths() if path.endswith(".py")]
    tasks = (FileTask(path, source) for path, source in tree.read_many(paths))
    found = list(run_files(tasks, job, workers=workers))
    unread = {each.path for each in found if each.problem}
    only = tuple(path for path in paths if path not in unread)
    target = Target(tree, facts, Policy(), only=only, program=index)
    together = Looked("with a linter")
    faults: list[str] = []
    for codemod in codemods:
        if codemod.lint:
            applied, left, wrong = delegated(codemod, target, tools)
            together.applied[codemod.slug] += applied
            together.left[codemod.slug] += left
            faults += wrong
    return [*found, replace(together, faults=tuple(faults))]


@contextmanager
def _opened() -> Iterator[Tools]:
    """Give Honebot's own tools; they run no code of what is looked at."""
    with (
        tempfile.TemporaryDirectory() as home,
        build(home=Path(home), quiet=True, sandbox="none", trust_target=True) as edges,
    ):
        yield edges.tools


def main() -> int:
    """Look at each folder and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--python", default="")
    options = parser.parse_args()
    slugs = options.only.split(",") if options.only else list(CATALOGUE)
    codemods = tuple(CATALOGUE[slug] for slug in slugs)
    numbers = [int(part) for part in options.python.split(".") if part]
    python = (numbers[0], numbers[1]) if numbers else None
    total = Looked("")
    faults: list[str] = []
    with _opened() as tools:
        for folder in options.folders:
            start = time.monotonic()
            files = look(folder, codemods, python, tools)
            for each in files:
                total.applied.update(each.applied)
                total.left.update(each.left)
                faults += [f"{folder.name}/{fault}" for fault in each.faults]
            print(f"{_summary(folder, files)}, {time.monotonic() - start:.0f} s")
    for slug in slugs:
        print(f"| {slug} | {total.applied[slug]:,} | {total.left[slug]:,} |")
    print("\n".join(faults))
    return bool(faults)


def _summary(folder: Path, files: list[Looked]) -> str:
    changes = sum(sum(each.applied.values()) for each in files)
    return (
        f"{folder.name}: {len(files) - 1:,} files,"
        f" {sum(each.lines for each in files):,} lines,"
        f" {sum(bool(each.problem) for each in files)} not read,"
        f" {changes:,} changes, {sum(len(each.faults) for each in files)} faults"
    )


if __name__ == "__main__":
    # the processes know nothing of this script but by the name of its module
    sys.path.append(str(Path(__file__).parents[1]))
    sys.exit(import_module("benchmarks.corpus").main())
