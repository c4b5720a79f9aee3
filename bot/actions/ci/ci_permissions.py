"""Workflows ask for no more rights than their steps need."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.base import Action, Target
from bot.actions.ci.workflows.checking import EXCESSIVE, SCHEMA, schema, zizmor
from bot.actions.ci.workflows.insertion import can_take_lines, job_level, top_level
from bot.actions.ci.workflows.needs import needs_of
from bot.actions.ci.workflows.reading import WorkflowError, read_workflow
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.reading.exclusion import EXCLUDED, is_excluded
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.ci.workflows.needs import Needs
    from bot.actions.ci.workflows.reading import Job, Workflow
    from bot.protocols import Tools, Tree
    from bot.reading.text import Insertion

_WORKFLOW = re.compile(r"(?P<root>.*?/)?\.github/workflows/[^/]+\.ya?ml")
_INACTIVE = "GitHub runs only the workflows of the repository's own .github"
_READ = {"contents": "read"}
_IGNORED = re.compile(r"#\s*zizmor:\s*ignore\[[^\]]*excessive-permissions")


class CiPermissions(Action):
    """Give each workflow only the permissions that it needs.

    A workflow that names no permissions gets those of the repository's
    settings, in older repositories the right to write everything. Whoever
    gets a step to run something else, through a dependency, an action or a
    branch name, then has that right too.

    Before:

        on: push
        jobs:
          test:
            runs-on: ubuntu-latest

    After:

        on: push
        permissions:
          contents: read
        jobs:
          test:
            runs-on: ubuntu-latest

    Fix safety: what a step needs is taken from a table of well-known actions
    and commands. A step that uses the token in a way that nothing in the
    workflow shows loses the right to write; its job fails and names what it
    lacks.

    Left alone: jobs with an action, script or command of which it is not
    known what it needs; workflows that others call, since the caller's
    permissions count; workflows in flow style; jobs that share an anchor.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication",
        "https://docs.zizmor.sh/audits/#excessive-permissions",
    )

    def assess(self, target: Target) -> Assessed:
        """Return the workflows and jobs that get permissions of their own."""
        examined = _examine(target)
        findings = tuple(place for each in examined for place in each.findings)
        left = tuple(place for each in examined for place in each.left_alone)
        active = [each for each in examined if each.active]
        if not active:
            return Assessed(self.slug, Status.NOT_APPLICABLE, _absent(target), (), left)
        if findings:
            files = counted(len({place.path for place in findings}), "workflow")
            reason = f"{files} can do with fewer permissions."
            return Assessed(self.slug, Status.PROPOSED, reason, findings, left)
        unsure = [place for place in left if place.outcome is Outcome.UNSURE]
        if unsure:
            reason = f"{counted(len(unsure), 'place')} that a person must look at."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        reason = f"{counted(len(active), 'workflow')}, all with permissions named."
        return Assessed(self.slug, Status.SATISFIED, reason, (), left)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the workflows with their permissions, checked before and after.

        A workflow is left out where a checker finds something new in it.
        Raises `WorkflowCheckError`.
        """
        examined = _examine(target)
        left = [place for each in examined for place in each.left_alone]
        edits = [each for each in examined if each.insertions]
        before = {edit.path: target.tree.read(edit.path) for edit in edits}
        after = {edit.path: edit.changed() for edit in edits}
        said = _Said.of(tools, before, after) if edits else _Said()
        kept: list[_Examined] = []
        for edit in edits:
            if doubt := said.doubt(edit.path):
                left.append(LeftAlone(edit.path, 0, doubt, Outcome.UNSURE))
            else:
                kept.append(edit)
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(
                FileChange(
                    edit.path,
                    before[edit.path],
                    after[edit.path],
                    target.tree.mode(edit.path),
                )
                for edit in kept
            ),
            findings=tuple(place for edit in kept for place in edit.findings),
            left_alone=tuple(left),
            proof="configuration" if kept else "",
            checks=said.checks([edit.path for edit in kept]) if kept else (),
            notes=tuple(dict.fromkeys(note for edit in kept for note in edit.notes)),
            commands=(f"honebot apply {self.slug} . --write",),
        )


@dataclass(slots=True)
class _Examined:
    """One workflow: what to insert, and what is left as it is."""

    path: str
    workflow: Workflow | None = None
    active: bool = True
    insertions: list[Insertion] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def leave(self, line: int, reason: str, outcome: Outcome = Outcome.UNSURE) -> None:
        """Say that a place stays as it is."""
        self.left_alone.append(LeftAlone(self.path, line, reason, outcome))

    def changed(self) -> bytes:
        """Return the file with the insertions."""
        assert self.workflow is not None  # noqa: S101  # there are insertions
        return self.workflow.text.with_insertions(self.insertions)


def _examine(target: Target) -> list[_Examined]:
    found: list[_Examined] = []
    for path in target.tree.paths():
        match = _WORKFLOW.fullmatch(path)
        if match is None:
            continue
        examined = _Examined(path)
        found.append(examined)
        examined.active = not (match["root"] or target.root)
        if not examined.active:
            examined.leave(0, _INACTIVE, Outcome.REFUSED)
            continue
        if is_excluded(target.policy, path):
            examined.leave(0, EXCLUDED, Outcome.REFUSED)
            continue
        try:
            examined.workflow = read_workflow(path, target.tree.read(path))
        except WorkflowError as error:
            examined.leave(error.line, error.reason)
            continue
        _judge(examined, examined.workflow, target.tree)
    return found


def _judge(examined: _Examined, workflow: Workflow, tree: Tree) -> None:
    """Find out what to insert into one workflow that can be read."""
    jobs = [job for job in workflow.jobs if job.permissions is None]
    if workflow.permissions is not None or not jobs:
        return
    if "workflow_call" in workflow.triggers:
        reason = "the permissions of the workflow that calls it count"
        alone = workflow.triggers == {"workflow_call"}
        examined.leave(0, reason, Outcome.REFUSED if alone else Outcome.UNSURE)
        return
    if _IGNORED.search(workflow.text.content):
        reason = "a comment in the file accepts its permissions (zizmor: ignore)"
        examined.leave(0, reason, Outcome.REFUSED)
        return
    if not can_take_lines(workflow):
        examined.leave(1, "it is written in flow style")
        return
    sure: list[tuple[Job, Needs]] = []
    for job in jobs:
        needs = needs_of(workflow, job, tree)
        if not can_take_lines(workflow, job):
            examined.leave(job.line, f"job `{job.name}` is in flow style or an anchor")
        elif needs.doubts:
            for doubt in sorted(set(needs.doubts)):
                examined.leave(doubt.line, f"job `{job.name}`: {doubt.reason}")
        else:
            sure.append((job, needs))
    _insert(examined, workflow, sure, whole=len(sure) == len(jobs))


def _insert(
    examined: _Examined,
    workflow: Workflow,
    sure: Sequence[tuple[Job, Needs]],
    *,
    whole: bool,
) -> None:
    """Insert permissions for the workflow, and for the jobs that need more."""
    if whole:
        examined.insertions.append(top_level(workflow, _READ, {}))
        message = "names no permissions: `contents: read` for all jobs without"
        examined.findings.append(Finding(examined.path, 1, message))
    for job, needs in sure:
        levels = {**_READ, **needs.levels}
        if whole and levels == _READ:
            continue
        examined.insertions.append(job_level(workflow, job, levels, needs.why))
        shown = ", ".join(f"{scope}: {levels[scope]}" for scope in sorted(levels))
        message = f"job `{job.name}` needs {shown}"
        examined.findings.append(Finding(examined.path, job.line, message))
        examined.notes += _notes(examined.path, job, levels, needs)


def _notes(
    path: str, job: Job, levels: Mapping[str, str], needs: Needs
) -> Iterator[str]:
    if "id-token" in levels:
        uses = ", ".join(needs.why["id-token"])
        yield (
            f"`{path}`: job `{job.name}` gets `id-token: write`, which no default "
            f"gives, since {uses} cannot work without it."
        )
    if "write" in levels.values():
        yield (
            "Where the repository's setting for workflow permissions is read-only "
            "today, the jobs that are given `write` here get more than they had."
        )


@dataclass(slots=True)
class _Said:
    """What the checkers said of all changed workflows, before and after."""

    audits: tuple[Mapping[str, Counter[str]], Mapping[str, Counter[str]]] = ({}, {})
    errors: tuple[Mapping[str, Counter[str]], Mapping[str, Counter[str]]] = ({}, {})

    @classmethod
    def of(
        cls, tools: Tools, before: Mapping[str, bytes], after: Mapping[str, bytes]
    ) -> _Said:
        """Run the checkers."""
        return cls(
            (zizmor(tools, before), zizmor(tools, after)),
            (schema(tools, before), schema(tools, after)),
        )

    def doubt(self, path: str) -> str:
        """Return what is worse than before in one workflow; "" if nothing is."""
        for name, (before, after) in (
            ("zizmor", self.audits),
            ("GitHub's schema", self.errors),
        ):
            new = after[path] - before[path]
            if new:
                return f"{name} finds something new: {min(new)}"
        return ""

    def checks(self, paths: Sequence[str]) -> tuple[Check, ...]:
        """Return the figures for the pull request."""
        files = " ".join(paths)
        rows = (
            (f"zizmor {EXCESSIVE}", self.audits, f"zizmor --offline {files}", True),
            (
                "zizmor, all other audits",
                self.audits,
                f"zizmor --offline {files}",
                False,
            ),
            (
                f"check-jsonschema {SCHEMA}",
                self.errors,
                f"check-jsonschema --builtin-schema {SCHEMA} {files}",
                False,
            ),
        )
        found: list[Check] = []
        for name, said, command, excessive in rows:
            numbers = [
                sum(
                    number
                    for path in paths
                    for rule, number in each[path].items()
                    if (rule == EXCESSIVE) is excessive
                )
                for each in said
            ]
            texts = [counted(number, "finding") for number in numbers]
            found.append(
                Check(name, numbers[1] <= numbers[0], texts[0], texts[1], command)
            )
        return tuple(found)


def _absent(target: Target) -> str:
    others = [system.name for system in target.facts.ci if system.name != "github"]
    if target.root:
        return f"GitHub runs no workflow of {target.root}, only the repository's own."
    if others:
        names = ", ".join(sorted(others))
        return f"There is no GitHub workflow; {names} has no such permissions."
    return "There is no GitHub workflow."
