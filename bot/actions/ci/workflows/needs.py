"""What a job needs of its GITHUB_TOKEN, or why nobody can tell from here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions.ci.workflows.commands import Tokens, asked_by
from bot.actions.ci.workflows.known import ISSUE_OR_PULL, known_action, rest_needs
from bot.actions.ci.workflows.reading import WorkflowError, read_steps, read_workflow
from bot.actions.ci.workflows.tokens import Token, own_names, token_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.actions.ci.workflows.reading import Job, Step, Workflow
    from bot.protocols import Tree

LEVELS = ("none", "read", "write")
_DEEPEST = 4
"""How many workflows or actions may call each other (GitHub's limit is ten)."""

_TOKEN_INPUTS = ("github-token", "github_token", "repo-token", "repo_token", "token")
_REST_CALL = re.compile(r"\b(?:github|octokit)(?:\.rest)?\.([a-z]\w*\.[a-z]\w*)\b")
_RAW_CALL = re.compile(
    r"\b(?:require|import)\s*\(\s*(?!['\"](?:node:)?(?:crypto|fs|os|path|url|util)\b)"
    r"|\.(?:graphql|request)\b|\bgetOctokit\b"
)
_FALSE = frozenset({"", "false", "no", "off"})
_PULL_EVENTS = frozenset(
    {"pull_request", "pull_request_review", "pull_request_target", "workflow_call"}
)


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Why it is not known what a job needs."""

    line: int
    reason: str


@dataclass(slots=True)
class Needs:
    """What was found out of one job: permission to level, and what asks for it."""

    levels: dict[str, str] = field(default_factory=dict)
    why: dict[str, list[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, needs: Mapping[str, str], why: str) -> None:
        """Take in what one step needs."""
        for scope, level in needs.items():
            known = self.levels.get(scope, "none")
            if LEVELS.index(level) > LEVELS.index(known):
                self.levels[scope] = level
                self.why[scope] = [why]
            elif level == known and why not in self.why[scope]:
                self.why[scope].append(why)

    def resolved(self, triggers: Iterable[str]) -> Needs:
        """Return it with what works on issues and pull requests told apart."""
        level = self.levels.pop(ISSUE_OR_PULL, None)
        why = self.why.pop(ISSUE_OR_PULL, [])
        events = set(triggers)
        if level:
            scopes = ["issues", "pull-requests"]
            if events <= _PULL_EVENTS:
                scopes = ["pull-requests"]
            elif events == {"issues"}:
                scopes = ["issues"]
            for reason in why:
                self.add(dict.fromkeys(scopes, level), reason)
        return self


def needs_of(workflow: Workflow, job: Job, tree: Tree) -> Needs:
    """Return what the job needs, whatever permissions it has now."""
    return _needs(workflow, job, tree, depth=0).resolved(workflow.triggers)


def _needs(workflow: Workflow, job: Job, tree: Tree, depth: int) -> Needs:
    found = Needs()
    if token_in(job.containers) is Token.OWN:
        found.add({"packages": "read"}, "the job's containers")
    if job.uses:
        _called(job, tree, found, depth)
        return found
    reader = _Steps(tree, found, {**workflow.env, **job.env}, job.shell, depth)
    reader.read(job.steps)
    return found


def _called(job: Job, tree: Tree, found: Needs, depth: int) -> None:
    """Add what the workflow needs that a job calls; it lies in this repository."""
    path = job.uses.removeprefix("./")
    if not job.uses.startswith("./") or path not in tree or depth >= _DEEPEST:
        found.doubts.append(
            Doubt(job.line, f"what the workflow {job.uses} needs is not known")
        )
        return
    try:
        called = read_workflow(path, tree.read(path))
    except WorkflowError as error:
        found.doubts.append(Doubt(job.line, f"{path} cannot be read, {error}"))
        return
    for each in called.jobs:
        given = called.permissions if each.permissions is None else each.permissions
        if given is None:
            inner = _needs(called, each, tree, depth + 1)
            for scope, level in inner.levels.items():
                found.add({scope: level}, path.rpartition("/")[2])
            found.doubts += [Doubt(job.line, doubt.reason) for doubt in inner.doubts]
        elif isinstance(given, dict):
            levels = {scope: str(level) for scope, level in given.items()}
            found.add(levels, path.rpartition("/")[2])
        else:
            found.doubts.append(Doubt(job.line, f"{path} asks for {given}"))


@dataclass(slots=True)
class _Steps:
    """Goes through the steps of a job, or of a local action within it."""

    tree: Tree
    found: Needs
    env: Mapping[str, str]
    shell: str
    depth: int
    own_inputs: frozenset[str] = frozenset()
    line: int = 0
    """The line to name, for steps that stand in another file."""

    pushes_as_job: bool = False
    """Whether a checkout left the job's own token behind for git."""

    def read(self, steps: Sequence[Step]) -> None:
        """Take in all steps."""
        for step in steps:
            if step.run:
                self._run(step)
            elif step.uses:
                self._use(step)

    def _doubt(self, step: Step, reason: str) -> None:
        self.found.doubts.append(Doubt(self.line or step.line, reason))

    def _push(self, why: str, *, own: bool) -> None:
        if own or self.pushes_as_job:
            self.found.add({"contents": "write"}, why)

    def _run(self, step: Step) -> None:
        env = {**self.env, **step.env}
        names = own_names(env, self.own_inputs)
        gh = next((name for name in ("GH_TOKEN", "GITHUB_TOKEN") if name in env), "")
        tokens = Tokens(names, gh in names, self.own_inputs)
        whole = replace(step, shell=step.shell or self.shell)
        own = bool(names) or token_in(step.run, self.own_inputs) is Token.OWN
        for asked in asked_by(whole, tokens, self.tree):
            if asked.push:
                self._push(asked.why, own=own)
            elif asked.needs is not None:
                self.found.add(asked.needs, asked.why)
            else:
                self._doubt(step, asked.why)

    def _use(self, step: Step) -> None:
        name = step.uses.partition("@")[0].lower()
        match name:
            case "actions/checkout":
                self._checkout(step)
            case "actions/github-script":
                self._script(step)
            case "docker/login-action":
                if self._token(step.inputs.get("password", "")) is Token.OWN:
                    self.found.add({"packages": "write"}, name)
            case _ if name.startswith("./"):
                self._local(step)
            case _ if name.startswith("docker://"):
                if self._is_given_own_token(step):
                    self._doubt(step, f"{step.uses} is given the token")
            case _:
                self._known(step, step.uses.partition("@")[0])

    def _token(self, value: str) -> Token:
        return token_in(value, self.own_inputs)

    def _is_given_own_token(self, step: Step) -> bool:
        values = (*step.inputs.values(), *step.env.values(), *self.env.values())
        return any(self._token(value) is Token.OWN for value in values)

    def _checkout(self, step: Step) -> None:
        self.found.add({"contents": "read"}, "actions/checkout")
        token = self._token(step.inputs.get("token", ""))
        if (
            token is not Token.OTHER
            and not step.inputs.get("ssh-key")
            and step.inputs.get("persist-credentials", "true").lower() not in _FALSE
        ):
            self.pushes_as_job = True

    def _script(self, step: Step) -> None:
        script = step.inputs.get("script", "")
        if self._token(step.inputs.get("github-token", "")) is Token.OTHER:
            return
        if _RAW_CALL.search(script) or re.search(r"\bgithub\s*[,)\[]", script):
            self._doubt(step, "what this script does with `github` is not known")
        for method in dict.fromkeys(_REST_CALL.findall(script)):
            if method.startswith(("context.", "paginate.", "hook.")):
                continue
            needs = rest_needs(method)
            if needs is None:
                self._doubt(step, f"what `github.rest.{method}` needs is not known")
            else:
                self.found.add(needs, f"github.rest.{method}")

    def _local(self, step: Step) -> None:
        folder = step.uses.removeprefix("./").rstrip("/")
        paths = [f"{folder}/action.yml", f"{folder}/action.yaml"]
        path = next((path for path in paths if path.lstrip("/") in self.tree), "")
        steps: tuple[Step, ...] | None = None
        if path and self.depth < _DEEPEST:
            try:
                steps = read_steps(path, self.tree.read(path.lstrip("/")))
            except WorkflowError:
                steps = None
        if steps is None:
            self._doubt(step, f"what the action {step.uses} needs is not known")
            return
        own = frozenset(
            name
            for name, value in step.inputs.items()
            if self._token(value) is Token.OWN
        )
        inner = _Steps(
            self.tree, self.found, {**self.env, **step.env}, "bash", self.depth + 1, own
        )
        inner.line = self.line or step.line
        inner.pushes_as_job = self.pushes_as_job
        inner.read(steps)
        self.pushes_as_job = inner.pushes_as_job

    def _known(self, step: Step, name: str) -> None:
        known = known_action(name)
        if known is None:
            self._doubt(step, f"what the action {name} needs is not known")
            return
        if known.pushes:
            self._push(name, own=self._is_given_own_token(step))
            return
        tokens = {
            self._token(step.inputs[key]) for key in _TOKEN_INPUTS if key in step.inputs
        }
        if tokens == {Token.OTHER}:
            self.found.add({"contents": "read"}, name)
            return
        self.found.add(known.needs, name)
        for key, needs in known.given.items():
            if step.inputs.get(key, "").strip().lower() not in _FALSE:
                self.found.add(needs, name)
        for key, needs in known.missing.items():
            if not step.inputs.get(key):
                self.found.add(needs, name)
