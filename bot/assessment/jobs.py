"""What is done with one file in a process of the pool.

A job travels to the processes; each of its results travels back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from bot.actions.ruff import rules_of, texts_of
from codemods.diagnostics import Known
from codemods.model import Examination, LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codemods.base import Codemod
    from codemods.diagnostics import Diagnostics
    from codemods.model import Project
    from codemods.reading.summary import Summary

ABNORMAL = "the examination ended abnormally"
"""How the reason starts where a file brought its process down."""

Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)


class FileTask(NamedTuple):
    """One file: its path and source.

    `modules` are the names of the project's modules that it may see beside
    those that all files see; `slugs` the codemods to run, None for all;
    `diagnostics` what the linter says of it.
    """

    path: str
    source: bytes
    modules: frozenset[str] = frozenset()
    slugs: frozenset[str] | None = None
    diagnostics: Diagnostics = ()


class Job(Protocol[Made_co]):
    """What a process does with each file."""

    @property
    def preload(self) -> Sequence[str]:
        """The modules that a process should have imported before it starts."""
        ...

    def run(self, task: FileTask) -> Made_co:
        """Return the result of one file; never raises for what it holds."""
        ...

    @staticmethod
    def lost(path: str, reason: str) -> Made_co:
        """Return the result of a file that has ended its process."""
        ...


@dataclass(frozen=True, slots=True)
class Examining:
    """Codemods look at the file; rewrites come without their new source."""

    codemods: tuple[Codemod, ...]
    project: Project

    @property
    def preload(self) -> Sequence[str]:
        """The engine, what it edits with, and the codemods' own modules."""
        modules = {type(codemod).__module__ for codemod in self.codemods}
        return ("codemods.engine", "codemods.lazy", "libcst", *sorted(modules))

    def run(self, task: FileTask) -> Examination:
        """Return what the codemods make of the file."""
        from codemods.engine import examine  # noqa: PLC0415  # only a process needs it

        seen = replace(self.project, modules=self.project.modules | task.modules)
        chosen = [
            codemod
            for codemod in self.codemods
            if task.slugs is None or codemod.slug in task.slugs
        ]
        lint = _lint(task) if rules_of(chosen) else None
        examination = examine(
            task.path, task.source, chosen, seen, lint=lint, survey=True
        )
        rewrites = {
            slug: replace(rewrite, source=b"")
            for slug, rewrite in examination.rewrites.items()
        }
        return replace(examination, rewrites=rewrites)

    @staticmethod
    def lost(path: str, reason: str) -> Examination:
        """Return the file as one that cannot be examined."""
        problem = LeftAlone(path, 0, reason, Outcome.UNREADABLE)
        return Examination(path, problem=problem)


def _lint(task: FileTask) -> Known:
    """Return what answers the codemods that need a linter."""
    texts = texts_of({task.path: task.source})
    return Known({(path, texts[path]): task.diagnostics for path in texts})


class Summarised(NamedTuple):
    """The summary of a file; None where it cannot be read."""

    path: str
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class Summarising:
    """The file's names are noted, for the index of the whole project.

    `then` are the modules that what follows needs, in the same server's processes.
    """

    project: Project
    then: tuple[str, ...] = ()

    @property
    def preload(self) -> Sequence[str]:
        """What reads a file's names, and what is needed next."""
        return ("codemods.reading.summary", "codemods.reading.program", *self.then)

    def run(self, task: FileTask) -> Summarised:
        """Return the file's summary."""
        from codemods.reading.program import summary_of  # noqa: PLC0415  # as above

        return Summarised(task.path, summary_of(task.path, task.source, self.project))

    @staticmethod
    def lost(path: str, reason: str) -> Summarised:
        """Return the file as one that cannot be read."""
        del reason
        return Summarised(path, None)
