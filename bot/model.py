"""The frozen values that pass between the stages.

Paths are relative to the target's root, with forward slashes, unless the name
of a field says otherwise. Times are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.evidence import Check as Check
from bot.evidence import Evidence as Evidence
from bot.evidence import TestCounts as TestCounts
from bot.evidence import TestOutcome as TestOutcome
from bot.evidence import Verdict as Verdict
from bot.evidence import Verification as Verification

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codemods.model import Area, Finding, LeftAlone, Safety

# --------------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Requirement:
    """One declared dependency and the place that declares it.

    `name` is normalised (PEP 503); `text` is what stands in the file; `group`
    is "" for what the package itself needs, else the extra, dependency group
    or file that asks for it.
    """

    name: str
    text: str
    path: str
    line: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One file that says how the project is built or what it needs.

    `kind` is one of pyproject, setup.py, setup.cfg, requirements,
    requirements-in, constraints, pipfile, conda, tox, nox, and the lock files
    uv.lock, poetry.lock, pdm.lock, pipfile.lock, pylock, compiled (a
    requirements file that pip-compile or uv wrote), and hatch (hatch.toml).
    """

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tool:
    """One development tool that the project configures, and where.

    `name` is the tool's command: black, ruff, flake8, isort, mypy, pytest,
    coverage, pre-commit, tox, nox ...; `where` names the place in the file
    ("[tool.black]", "hook", "job lint", "").
    """

    name: str
    path: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class CiSystem:
    """One CI system: github, gitlab, azure, jenkins, circleci, travis ...

    `jobs` are the names of its jobs (Jenkins: stages), where they are known.
    """

    name: str
    paths: tuple[str, ...]
    jobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the assessment found out about the target without running it.

    `python_files` are all Python files that may be changed, `left_alone` the
    Python files that may not (generated, vendored, excluded by policy), with
    the reason. `packages` maps an import name to its folder, and `modules` are
    the dotted names of all modules. `entry_points` are written
    "command = module:function" or "python -m package". `layout` is src, flat,
    module (one file), scripts, monorepo or "". `documents` are the files for
    people: README, CONTRIBUTING, CHANGELOG ...; `readme_headings` those of the
    README. `problems` are files or lines that could not be read, and why.
    `backend` is the
    build backend ("" where there is none), `manager` the tool that manages the
    environment: uv, poetry, pdm, pipenv, hatch, pip-tools, pip or "".
    `minimum_python` is the lowest (major, minor) supported, by the manifest at
    the root where it says so; `part_pythons` maps the folder of a part with a
    manifest of its own to that part's lowest.
    """

    python_files: tuple[str, ...] = ()
    test_files: tuple[str, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    packages: Mapping[str, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()
    entry_points: tuple[str, ...] = ()
    manifests: tuple[Manifest, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    requires_python: str = ""
    minimum_python: tuple[int, int] = (3, 8)
    backend: str = ""
    manager: str = ""
    tools: tuple[Tool, ...] = ()
    ci: tuple[CiSystem, ...] = ()
    dockerfiles: tuple[str, ...] = ()
    compose_files: tuple[str, ...] = ()
    test_framework: str = ""
    lines: int = 0
    problems: tuple[LeftAlone, ...] = ()
    layout: str = ""
    documents: tuple[str, ...] = ()
    readme_headings: tuple[str, ...] = ()
    part_pythons: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def lowest_python(self) -> tuple[int, int]:
        """The lowest (major, minor) that any part supports."""
        return min([self.minimum_python, *self.part_pythons.values()])

    def uses(self, *tools: str) -> bool:
        """Return whether the project configures one of these tools."""
        return any(tool.name in tools for tool in self.tools)


# --------------------------------------------------------------- assessment


class Status(StrEnum):
    """What the plan says of one action."""

    PROPOSED = "proposed"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not-applicable"
    BLOCKED = "blocked"
    FOR_A_PERSON = "for-a-person"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Assessed:
    """What one action found in the target, before any policy.

    `status` is proposed, satisfied, not-applicable, blocked or for-a-person;
    `reason` is one plain sentence, and always given.
    """

    slug: str
    status: Status
    reason: str
    findings: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The target at one commit: facts, and what each action found."""

    repository: str
    commit: str
    root: str
    facts: Facts
    actions: Mapping[str, Assessed]
    seconds: float = 0.0


# --------------------------------------------------------------------- plan


class Answer(StrEnum):
    """What became of one bullet of an improvement plan."""

    PULL_REQUEST = "pull-request"
    REPORT = "report"
    ALREADY_SO = "already-so"
    NOT_APPLICABLE = "not-applicable"
    FOR_A_PERSON = "for-a-person"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One action of the catalogue and what is to be done with it now."""

    slug: str
    area: Area
    safety: Safety
    status: Status
    reason: str
    findings: tuple[Finding, ...] = ()
    scope: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The files with findings, sorted, each once."""
        return tuple(sorted({finding.path for finding in self.findings}))


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One bullet of the plan file and its answer."""

    id: str
    text: str
    answer: Answer
    actions: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every action with a status and a reason, first things first."""

    repository: str
    commit: str
    actions: tuple[PlannedAction, ...]
    items: tuple[PlanItem, ...] = ()


# ------------------------------------------------------------------- policy


class Mode(StrEnum):
    """How far Honebot may go in a repository."""

    OFF = "off"
    OBSERVE = "observe"
    PROPOSE = "propose"


class CommitStyle(StrEnum):
    """How titles are written; auto looks at the latest commits."""

    AUTO = "auto"
    CONVENTIONAL = "conventional"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the owners of a repository allow and want.

    Read from `[tool.honebot]` in `pyproject.toml`, else `.honebot.toml`, of
    the default branch. `exclude` holds gitignore patterns of paths that no
    action may change. `params` maps an action's slug to its parameters.
    `test_command` and `install` replace what would be found out.
    """

    mode: Mode = Mode.PROPOSE
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    open_at_most: int = 3
    changed_lines: int = 800
    commit_style: CommitStyle = CommitStyle.AUTO
    base_branch: str = ""
    labels: tuple[str, ...] = ()
    test_command: str = ""
    install: tuple[str, ...] = ()
    test_seconds: int = 1200
    source: str = ""


# ------------------------------------------------------------------- change


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after. None means that there is no such file.

    `mode` is git's file mode after the change.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int = 0o100644


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text of others that a pull request shows, such as release notes.

    `source` says where it is from: a file, or an address.
    """

    title: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a pull request's text that only some actions have.

    `sentences` and `items` (a list) are ours; names in them stand between
    backticks. All of it is quoted where the text is put together.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one action makes of the target: one pull request in the making.

    `proof` names the claim that the verification must check itself:
    "syntax-tree" (equal trees), "annotations" (equal but for annotations),
    "configuration" (no Python source changed; the action's own checks prove
    it), or "" where only tests can tell. `commands` reproduce the change.
    `notes` are sentences for the pull request (risks, what was inferred).
    `edition` says what of its scope it brings, such as a version: declining
    one edition is no word about the next. `members` are the parts that can be
    brought without the others, such as packages of a group. `installs` maps
    the packages that it is about to the versions that must be installed for a
    test to tell, `importers` are the files that import one of them.
    """

    slug: str
    scope: str
    files: tuple[FileChange, ...]
    findings: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    proof: str = ""
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    title: str = ""
    edition: str = ""
    members: tuple[str, ...] = ()
    installs: Mapping[str, str] = field(default_factory=dict)
    importers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


# ------------------------------------------------------------- pull request


class PullRequestState(StrEnum):
    """Where a pull request stands."""

    OPEN = "open"
    MERGED = "merged"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pull request that is to be opened or brought up to date.

    `key` is "<slug>" or "<slug>/<scope>", the lasting identity of the action
    in the repository, and `edition` what it brings now (see `Change`); `base`
    and `head` are commits, `base_branch` and `branch` short branch names.
    """

    key: str
    slug: str
    title: str
    body: str
    branch: str
    base_branch: str
    base: str
    head: str
    draft: bool
    labels: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    edition: str = ""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as the forge has it.

    `edited` says that a person moved the branch: it is theirs from then on.
    `url` is a web address, or a command that shows it on the local forge.
    """

    number: int
    state: PullRequestState
    proposal: Proposal
    url: str
    edited: bool = False
