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
import sys
import time
import tokenize
import warnings
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.actions.codemod_action import project_of
from bot.assessment.facts import gather
from bot.assessment.jobs import FileTask
from bot.assessment.pool import run_files
from bot.assessment.program import index_of
from bot.model import Policy
from bot.services.trees import FolderTree
from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, examine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codemods.base import Codemod
    from codemods.model import Project, Rewrite


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
        modules = {type(codemod).__module__ for codemod in self.codemods}
        return ("codemods.engine", "codemods.lazy", "libcst", *sorted(modules))

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
        if not _compiles(rewrite.source) and _compiles(task.source):
            yield "the result does not compile"
            return
        if _comments(task.source) - _comments(rewrite.source):
            yield "a comment is lost"
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
            if token.type == tokenize.COMMENT
        )
    except (tokenize.TokenError, SyntaxError):
        return Counter()


def look(
    folder: Path, codemods: tuple[Codemod, ...], python: tuple[int, int] | None
) -> list[Looked]:
    """Return what comes of each Python file of a folder."""
    tree = FolderTree(folder)
    facts = gather(tree, Policy())
    if python:
        facts = replace(facts, minimum_python=python)
    workers = os.cpu_count() or 1
    asking = any(codemod.program for codemod in codemods)
    index = index_of(tree, facts, workers) if asking else None
    job = Checking(codemods, project_of(facts, index))
    paths = [path for path in tree.paths() if path.endswith(".py")]
    tasks = (FileTask(path, source) for path, source in tree.read_many(paths))
    return list(run_files(tasks, job, workers=workers))


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
    applied: Counter[str] = Counter()
    left: Counter[str] = Counter()
    faults: list[str] = []
    for folder in options.folders:
        start = time.monotonic()
        files = look(folder, codemods, python)
        for each in files:
            applied += each.applied
            left += each.left
            faults += [f"{folder.name}/{fault}" for fault in each.faults]
        unread = sum(bool(each.problem) for each in files)
        lines = sum(each.lines for each in files)
        print(
            f"{folder.name}: {len(files):,} files, {lines:,} lines, {unread} not read,"
            f" {sum(sum(each.applied.values()) for each in files):,} changes,"
            f" {sum(len(each.faults) for each in files)} faults,"
            f" {time.monotonic() - start:.0f} s",
            flush=True,
        )
    for slug in slugs:
        print(f"| {slug} | {applied[slug]:,} | {left[slug]:,} |")
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
