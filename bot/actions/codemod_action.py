"""A codemod of `codemods/` as an action of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from bot.actions.base import Action, Target
from bot.actions.ruff import Linter, rules_of, texts_of
from bot.model import Assessed, Change, FileChange, Status
from bot.words import counted
from codemods.diagnostics import Known
from codemods.model import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.model import Facts
    from bot.protocols import Tools
    from codemods.base import Codemod
    from codemods.model import Area, Finding, LeftAlone, Rewrite
    from codemods.reading.program import Program


def project_of(facts: Facts, program: Program | None = None) -> Project:
    """Return what codemods may know of the project that the facts describe."""
    return Project(
        program=program,
        minimum_python=facts.minimum_python,
        dependencies=frozenset(need.name for need in facts.requirements),
        modules=facts.modules,
        parts=tuple(sorted(facts.part_pythons.items())),
    )


PATHS = "paths"
PATHS_MEANING = "the files to look at, as patterns of gitignore, by commas"


class CodemodAction(Action):
    """Any codemod, applied to every Python file that may be changed."""

    def __init__(self, codemod: Codemod) -> None:
        self.codemod = codemod
        self.whole = codemod.whole  # type: ignore[misc]  # one class serves all
        self.program_asked = codemod.program  # type: ignore[misc]  # as above
        self.covered_only = codemod.covered_only  # type: ignore[misc]  # as above
        self.scoped = not codemod.whole  # type: ignore[misc]  # as above
        self.safety = codemod.safety  # type: ignore[misc]  # as above
        self.references = codemod.references  # type: ignore[misc]  # as above
        self.params = {**codemod.params, PATHS: PATHS_MEANING}  # type: ignore[misc]  # as above

    @property
    def slug(self) -> str:
        """The codemod's slug."""
        return self.codemod.slug

    @property
    def area(self) -> Area:
        """The codemod's area."""
        return self.codemod.area

    @property
    def documented(self) -> type:
        """The class whose docstring explains the action."""
        return type(self.codemod)

    def assess(self, target: Target) -> Assessed:
        """Return what the codemod finds; the assessment stage is faster.

        Not for a codemod that needs a linter: only the stage has one.
        """
        findings: list[Finding] = []
        left_alone: list[LeftAlone] = []
        for _, _, rewrite in self._rewrites(target, None):
            findings += rewrite.findings
            left_alone += rewrite.left_alone
        return assessed(self.slug, target.facts, findings, left_alone)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the rewritten files, each from the base's own source."""
        files: list[FileChange] = []
        findings: list[Finding] = []
        left_alone: list[LeftAlone] = []
        for path, source, rewrite in self._rewrites(target, tools):
            left_alone += rewrite.left_alone
            if rewrite.source != source:
                mode = target.tree.mode(path)
                files.append(FileChange(path, source, rewrite.source, mode))
                findings += rewrite.findings
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(files),
            findings=tuple(sorted(findings)),
            left_alone=tuple(sorted(left_alone)),
            proof=self.codemod.proof,
            commands=(self._command(target.params),),
        )

    def _command(self, params: Mapping[str, str]) -> str:
        given = "".join(f" --param {key}={params[key]}" for key in sorted(params))
        return f"honebot apply {self.slug} . --write{given}"

    def _rewrites(
        self, target: Target, tools: Tools | None
    ) -> Iterator[tuple[str, bytes, Rewrite]]:
        from codemods.engine import rewrite  # noqa: PLC0415  # LibCST is slow to load

        given = dict(target.params)
        wanted = GitIgnoreSpec.from_lines(given.pop(PATHS, "*").split(","))
        codemod = self.codemod.configured(given)
        project = project_of(target.facts, target.program)
        project = replace(project, covered=target.covered)
        files = [path for path in target.python_files if wanted.match_file(path)]
        found = target.tree.read_many(files)
        rules = rules_of([codemod])
        if rules and tools:
            yield from _linted(codemod, found, project, Linter(tools, rules, project))
            return
        for path, source in found:
            yield path, source, rewrite(codemod, path, source, project)


def _linted(
    codemod: Codemod,
    files: Iterable[tuple[str, bytes]],
    project: Project,
    linter: Linter,
) -> Iterator[tuple[str, bytes, Rewrite]]:
    """Yield what a codemod makes of files by what a linter says of them.

    The linter sees all files at once; then, at once, all that have changed,
    and so on: each time the engine starts anew and comes a round further.
    """
    from codemods.engine import rewrite  # noqa: PLC0415  # as above

    sources = dict(files)
    known = Known(linter.look(texts_of(sources)))
    made: dict[str, Rewrite] = {}
    waiting = list(sources)
    while waiting:
        for path in waiting:
            made[path] = rewrite(codemod, path, sources[path], project, lint=known)
        waiting = list(known.wanted)
        known = Known({**known.said, **linter.look(known.wanted)})
    for path, source in sources.items():
        yield path, source, made[path]


def assessed(
    slug: str,
    facts: Facts,
    findings: list[Finding],
    left_alone: list[LeftAlone],
) -> Assessed:
    """Return a codemod's status and reason from the places it looked at."""
    found, kept = tuple(sorted(findings)), tuple(sorted(left_alone))
    if not facts.python_files:
        return Assessed(
            slug, Status.NOT_APPLICABLE, "There is no Python file that may be changed."
        )
    if found:
        files = len({finding.path for finding in found})
        reason = f"{counted(len(found), 'place')} in {counted(files, 'file')}."
        return Assessed(slug, Status.PROPOSED, reason, found, kept)
    if kept:
        reason = (
            f"{counted(len(kept), 'place')} looked at, none that can be changed safely."
        )
        return Assessed(slug, Status.FOR_A_PERSON, reason, (), kept)
    reason = f"No place in {counted(len(facts.python_files), 'Python file')}."
    return Assessed(slug, Status.SATISFIED, reason)
