"""CI looks for known vulnerabilities in what the project installs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.base import Action, Target
from bot.actions.ci.workflows.checking import schema, zizmor
from bot.actions.dependencies.auditing import azure, github, gitlab, jenkins
from bot.actions.dependencies.auditing.already import auditor
from bot.actions.dependencies.auditing.commands import Audit, audit_of
from bot.actions.dependencies.auditing.jobs import Job, NoPlaceError
from bot.actions.files.errors import BrokenFileError
from bot.errors import ActionError
from bot.model import Assessed, Change, Check, FileChange, Status
from bot.reading.exclusion import is_excluded
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.model import CiSystem
    from bot.protocols import Tools

_SHOWN = 200
_SCHEMAS = {
    "GitHub Actions": "vendor.github-workflows",
    "GitLab CI": "vendor.gitlab-ci",
    "Azure Pipelines": "vendor.azure-pipelines",
}


class AuditInCi(Action):
    """Audit the dependencies in CI.

    A vulnerability becomes known after the package was installed, and nobody
    reads all advisories. pip-audit compares what is installed with the
    database of the Python Packaging Authority and of OSV; in CI it does so
    whenever the dependencies change, and once a week where the system has
    schedules in its file.

    After:

        - run: python -m pip install pip-audit==2.10.1
        - run: pip-audit -r requirements.txt

    Fix safety: only a job is added. It fails while a package with a known
    vulnerability is asked for, so it may fail on the first day; that is what
    it is for.

    Left alone: projects in which pip-audit, safety, osv-scanner, Snyk, Trivy,
    Dependency Review, GitLab's own scanning, Dependabot or Renovate look after
    it; systems other than GitHub Actions, GitLab CI, Azure Pipelines and
    Jenkins; pipelines that are written in an unusual way.
    """

    safety = Safety.SAFE
    references = (
        "https://github.com/pypa/pip-audit",
        "https://github.com/pypa/advisory-database",
    )
    after = ("security-update",)

    def assess(self, target: Target) -> Assessed:
        """Return the files that get a job, or what audits already."""
        if found := auditor(target):
            return Assessed(self.slug, Status.SATISFIED, f"{found}.")
        systems = [each for each in target.facts.ci if each.name in _WRITERS]
        if not systems or (target.root and all(s.name == "github" for s in systems)):
            reason = "No CI system that Honebot can add a job to runs here."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        audit = audit_of(target)
        if isinstance(audit, str):
            return Assessed(self.slug, Status.NOT_APPLICABLE, audit)
        jobs, left = _jobs(target, audit)
        findings = tuple(_finding(each, audit) for each in jobs)
        if not findings:
            reason = f"{left[0].path}: {left[0].reason}." if left else "No place."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        reason = f"Nothing audits {audit.what}."
        return Assessed(self.slug, Status.PROPOSED, reason, findings, left)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the jobs, each checked by its system's schema, and by zizmor.

        Raises `ActionError` where a checker finds something that the files
        beside it do not have.
        """
        audit = audit_of(target)
        if isinstance(audit, str) or auditor(target):
            return Change(self.slug, "", ())
        jobs, left = _jobs(target, audit)
        checks = tuple(check for each in jobs for check in _checks(target, tools, each))
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(
                FileChange(
                    each.path,
                    each.before,
                    each.after,
                    0o100644 if each.before is None else target.tree.mode(each.path),
                )
                for each in jobs
            ),
            findings=tuple(_finding(each, audit) for each in jobs),
            left_alone=left,
            proof="configuration" if jobs else "",
            checks=checks,
            notes=tuple(_notes(audit, jobs)) if jobs else (),
            commands=(f"honebot apply {self.slug} . --write", *audit.commands),
        )


def _github(target: Target, system: CiSystem, audit: Audit) -> Job:
    if target.root:
        path = system.paths[0]
        reason = "GitHub runs only the workflows of the repository's own .github"
        raise NoPlaceError(path, 0, reason)
    return github.workflow(target, system, audit)


def _gitlab(target: Target, system: CiSystem, audit: Audit) -> Job:
    if gitlab.PATH not in system.paths:
        raise NoPlaceError(system.paths[0], 0, f"there is no {gitlab.PATH}")
    return gitlab.job(target, audit)


def _azure(target: Target, system: CiSystem, audit: Audit) -> Job:
    first = min(system.paths, key=lambda path: (path.count("/"), len(path), path))
    return azure.job(target, first, audit)


def _jenkins(target: Target, system: CiSystem, audit: Audit) -> Job:
    first = min(system.paths, key=lambda path: (path.count("/"), len(path), path))
    return jenkins.job(target, first, audit)


_WRITERS: dict[str, Callable[[Target, CiSystem, Audit], Job]] = {
    "azure": _azure,
    "github": _github,
    "gitlab": _gitlab,
    "jenkins": _jenkins,
}


def _jobs(
    target: Target, audit: Audit
) -> tuple[tuple[Job, ...], tuple[LeftAlone, ...]]:
    """Return a job for each system, and the files that cannot take one."""
    jobs: list[Job] = []
    left: list[LeftAlone] = []
    for system in target.facts.ci:
        if system.name not in _WRITERS:
            continue
        try:
            job = _WRITERS[system.name](target, system, audit)
        except NoPlaceError as error:
            place = LeftAlone(error.path, error.line, error.reason, Outcome.UNSURE)
            left.append(place)
        except BrokenFileError as error:
            place = LeftAlone(
                system.paths[0], error.line, str(error), Outcome.UNREADABLE
            )
            left.append(place)
        else:
            if is_excluded(target.policy, job.path):
                left.append(LeftAlone(job.path, 0, "the policy excludes it"))
            else:
                jobs.append(job)
    return tuple(jobs), tuple(left)


def _finding(job: Job, audit: Audit) -> Finding:
    return Finding(job.path, job.line, f"{job.system} audits {audit.what}")


def _notes(audit: Audit, jobs: Sequence[Job]) -> Iterator[str]:
    yield f"It audits {audit.what}."
    yield (
        "The job fails where an advisory is known for a package; `--ignore-vuln ID`"
        " accepts one that does not matter here."
    )
    for job in jobs:
        yield from job.notes


def _checks(target: Target, tools: Tools, job: Job) -> Iterator[Check]:
    """Yield what the checkers say; raises `ActionError` for something new."""
    if job.system not in _SCHEMAS:
        return
    name = _SCHEMAS[job.system]
    old = {job.path: job.before} if job.before is not None else {}
    before = schema(tools, old, name)[job.path] if old else {}
    after = schema(tools, {job.path: job.after}, name)[job.path]
    if sum(after.values()) > sum(before.values()):
        said = min(each for each in after if each not in before)[:_SHOWN]
        raise ActionError(f"{job.path}: {name} finds something new: {said}")
    yield Check(
        f"check-jsonschema {name}",
        passed=True,
        before=counted(sum(before.values()), "finding") if old else "no file",
        after=counted(sum(after.values()), "finding"),
        command=f"check-jsonschema --builtin-schema {name} {job.path}",
    )
    if job.system == "GitHub Actions":
        yield _zizmor(target, tools, job)


def _zizmor(target: Target, tools: Tools, job: Job) -> Check:
    paths = [p for s in target.facts.ci if s.name == "github" for p in s.paths]
    beside = zizmor(tools, dict(target.tree.read_many(paths)))
    known = {each for said in beside.values() for each in said}
    said = zizmor(tools, {job.path: job.after})[job.path]
    new = sorted(set(said) - known)
    if new:
        raise ActionError(f"{job.path}: zizmor finds something new: {new[0]}")
    return Check(
        "zizmor",
        passed=True,
        before="no file",
        after=counted(sum(said.values()), "finding")
        + (", as in the workflows beside it" if said else ""),
        command=f"zizmor --offline {job.path}",
    )
