"""What an upgrade means for the repository, all of it; the one way in.

    usage -> what the releases say of the names used -> release notes
          -> codemods of the steps crossed -> Upgrade

Nothing here may fail an update: what cannot be said is a sentence that says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions.codemod_action import project_of
from bot.actions.dependencies.upgrading.api_changes import api_changes
from bot.actions.dependencies.upgrading.release_notes import (
    ReleaseNotes,
    release_notes,
)
from bot.actions.dependencies.upgrading.unpacking import unpack
from bot.actions.dependencies.upgrading.usage import told, usage_of
from bot.errors import BotError
from bot.model import FileChange
from bot.words import counted
from codemods.explanation import explain
from codemods.reading import program
from codemods.upgrades.catalogue import steps_between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from packaging.version import Version

    from bot.actions.base import Target
    from bot.actions.dependencies.upgrading.release_notes import NotesOf
    from bot.actions.dependencies.upgrading.unpacking import Unpacked
    from bot.protocols import Tools
    from codemods.model import Finding, LeftAlone, Project
    from codemods.upgrades.base import UpgradeCodemod

BROKEN = (BotError, OSError)
"""What an index, a file or a disk may fail with."""


@dataclass(frozen=True, slots=True)
class AppliedCodemod:
    """One codemod of a step that is crossed, and what it made of the repository.

    It is listed even if nothing changed. `reason` says why it was not run, ""
    where it was.
    """

    slug: str
    title: str
    findings: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    reason: str = ""

    @property
    def sentence(self) -> str:
        """What became of it, for a pull request."""
        if self.reason:
            return f"`{self.slug}` ({self.title}) was not run: {self.reason}."
        files = len({found.path for found in self.findings})
        done = "nothing to change"
        if self.findings:
            places = counted(len(self.findings), "place")
            done = f"{places} in {counted(files, 'file')}"
        left = len(self.left_alone)
        rest = f", {counted(left, 'place')} left for a person" if left else ""
        return f"`{self.slug}` ({self.title}): {done}{rest}."


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What it means to take a repository from one release to another.

    `files` are the files that the codemods change, as they stand afterwards;
    `usage` and `api` are sentences in which names stand between backticks.
    `importers` are the files that import the distribution.
    """

    name: str
    before: Version
    after: Version
    usage: tuple[str, ...] = ()
    api: tuple[str, ...] = ()
    notes: ReleaseNotes = field(default_factory=ReleaseNotes)
    codemods: tuple[AppliedCodemod, ...] = ()
    files: tuple[FileChange, ...] = ()
    importers: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences but the release notes, in the order of interest."""
        done = (codemod.sentence for codemod in self.codemods)
        return (*self.usage, *self.api, *done)


def describe(  # noqa: PLR0913  # each is a fact of its own
    target: Target,
    tools: Tools,
    name: str,
    before: Version,
    after: Version,
    *,
    admits_before: bool = False,
    notes_of: NotesOf | None = None,
) -> Upgrade:
    """Return what an upgrade of a distribution means; never raises for it.

    `name` is normalised (PEP 503), or "python" for the language, of which
    nothing but codemods is known. With `admits_before`, the requirement still
    lets releases below `after` in: codemods whose code needs the new one are
    then named and not run. `notes_of` asks a forge for release notes.
    """
    upgrade = Upgrade(name, before, after)
    codemods, files = _applied(target, name, before, after, old_too=admits_before)
    upgrade = replace(upgrade, codemods=codemods, files=files)
    if name == "python":
        return upgrade
    try:
        with tools.scratch() as folder:
            return _explained(target, tools, upgrade, folder, notes_of)
    except BROKEN as error:
        return replace(upgrade, api=(f"The releases were not compared: {error}.",))


def _explained(
    target: Target,
    tools: Tools,
    upgrade: Upgrade,
    folder: Path,
    notes_of: NotesOf | None,
) -> Upgrade:
    name = upgrade.name
    api: list[str] = []
    new = _release(tools, upgrade, upgrade.after, folder, api)
    usage = usage_of(target, name, new)
    if usage.uses and new is not None:
        old = _release(tools, upgrade, upgrade.before, folder, api)
        if old is not None:
            between = (upgrade.before, upgrade.after)
            api += api_changes(usage, old, new, between).sentences
    notes = release_notes(
        _with_history(tools, upgrade, folder, new),
        _metadata(tools, upgrade),
        upgrade.before,
        upgrade.after,
        notes_of,
    )
    said = (told(name, usage),)
    importers = tuple(sorted({use.path for use in usage.uses}))
    return replace(
        upgrade, usage=said, api=tuple(api), notes=notes, importers=importers
    )


def _release(
    tools: Tools, upgrade: Upgrade, version: Version, folder: Path, said: list[str]
) -> Unpacked | None:
    """Return a release unpacked; where that fails, say so and return None."""
    place = folder / str(version)
    try:
        (place / "file").mkdir(parents=True)
        archive = tools.packages.fetch(upgrade.name, version, place / "file")
        return unpack(archive, place / "held")
    except BROKEN as error:
        said.append(f"`{upgrade.name}` {version} could not be looked into: {error}.")
        return None


def _with_history(
    tools: Tools, upgrade: Upgrade, folder: Path, wheel: Unpacked | None
) -> Unpacked | None:
    """Return the release with its change log; wheels seldom have one."""
    if wheel is not None and wheel.histories:
        return wheel
    place = folder / "source"
    try:
        (place / "file").mkdir(parents=True)
        archive = tools.packages.fetch(
            upgrade.name, upgrade.after, place / "file", source=True
        )
        return unpack(archive, place / "held")
    except BROKEN:
        return wheel


def _metadata(tools: Tools, upgrade: Upgrade) -> str:
    try:
        return tools.packages.metadata(upgrade.name, upgrade.after)
    except BROKEN:
        return ""


# ----------------------------------------------------------------- codemods


def _applied(
    target: Target, name: str, before: Version, after: Version, *, old_too: bool
) -> tuple[tuple[AppliedCodemod, ...], tuple[FileChange, ...]]:
    """Run the codemods of the steps one after another, each on what the last made."""
    made: list[AppliedCodemod] = []
    sources: dict[str, bytes] = {}
    project = project_of(target.facts, target.program)
    for codemod in steps_between(name, before, after):
        title = explain(type(codemod)).title
        reason = _why_not(codemod, target, old_too=old_too)
        if reason:
            made.append(AppliedCodemod(codemod.slug, title, reason=reason))
            continue
        if codemod.program and project.program is None:
            project = replace(project, program=_program(target, project))
        findings, left = _run(codemod, target, project, sources)
        made.append(AppliedCodemod(codemod.slug, title, findings, left))
    files = tuple(
        FileChange(path, target.tree.read(path), after, target.tree.mode(path))
        for path, after in sorted(sources.items())
        if after != target.tree.read(path)
    )
    return tuple(made), files


def _why_not(codemod: UpgradeCodemod, target: Target, *, old_too: bool) -> str:
    if codemod.slug in target.policy.disable:
        return "the policy disables it"
    if codemod.needs_new and old_too:
        version = f"{codemod.step.package} {codemod.step.version}"
        return f"the new code needs {version}, and the requirement lets older ones in"
    return ""


def _program(target: Target, project: Project) -> program.Program:
    """Return what the Python files say of names, where nobody has found out yet."""
    return program.index(dict(target.tree.read_many(target.python_files)), project)


def _run(
    codemod: UpgradeCodemod,
    target: Target,
    project: Project,
    sources: dict[str, bytes],
) -> tuple[tuple[Finding, ...], tuple[LeftAlone, ...]]:
    """Run one codemod on all files; `sources` holds what others made of them."""
    from codemods.engine import rewrite  # noqa: PLC0415  # LibCST is slow to load

    findings: list[Finding] = []
    left: list[LeftAlone] = []
    for path, content in _current(target, sources):
        if not codemod.lets_through(content):
            continue
        result = rewrite(codemod, path, content, project)
        left += (item for item in result.left_alone if item.line)
        if result.source != content:
            sources[path] = result.source
            findings += result.findings
    return tuple(sorted(findings)), tuple(sorted(left))


def _current(
    target: Target, sources: Mapping[str, bytes]
) -> Sequence[tuple[str, bytes]]:
    files = target.tree.read_many(target.python_files)
    return [(path, sources.get(path, content)) for path, content in files]
