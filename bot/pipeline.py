"""Read this first: one repository through the stages.

    target → checkout → assessment → plan → change → verification → pull request

Stages know nothing of each other; here they meet. What talks to the world
comes in as `Edges`, built by `bot/app.py`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

from bot.actions.base import Target
from bot.assessment.assess import assess
from bot.change.make import make
from bot.change.split import split
from bot.errors import BotError, UsageError
from bot.model import Mode, Status, Verdict
from bot.plan.decide import plan as decide
from bot.plan.items import PLAN_FILE, answer, default_plan, read_plan
from bot.plan.policy import read_policy
from bot.pull_request.proposal import key_of, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from bot.edges import Edges, Request
    from bot.model import (
        Assessment,
        Change,
        Plan,
        PlanItem,
        PlannedAction,
        Policy,
        PullRequest,
        Verification,
    )
    from bot.protocols import Checkout
    from bot.verification.baseline import Baseline


@dataclass(frozen=True, slots=True)
class Survey:
    """A target looked at and planned; nothing is changed."""

    checkout: Checkout
    policy: Policy
    assessment: Assessment
    plan: Plan
    pull_requests: tuple[PullRequest, ...]


class Ending(StrEnum):
    """What became of one action, or one scope of it."""

    OPENED = "opened"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DRY_RUN = "dry-run"
    NOTHING = "nothing-to-change"
    WAITING = "waiting"
    EDITED = "edited-by-a-person"
    DECLINED = "declined"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One action (or scope) carried through, as far as it came."""

    slug: str
    scope: str
    ending: Ending
    reason: str
    change: Change | None = None
    verification: Verification | None = None
    pull_request: PullRequest | None = None

    @property
    def failed(self) -> bool:
        """Whether the run's exit code must say so."""
        return self.ending in {Ending.FAILED, Ending.REJECTED}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole run: what was planned, and what became of it."""

    survey: Survey
    attempts: tuple[Attempt, ...]


def survey(edges: Edges, request: Request) -> Survey:
    """Assess and plan the target; change nothing.

    Raises `UsageError` for a target, policy, plan file or action that cannot
    be used, `BotError` where the world does not answer.
    """
    checkout = edges.checkout(request)
    policy = read_policy(checkout.tree, edges.actions)
    assessment = assess(
        checkout,
        policy,
        edges.actions,
        cache=edges.cache,
        workers=edges.workers,
        progress=edges.progress,
    )
    pull_requests = edges.forge(checkout).pull_requests()
    plan = decide(
        assessment,
        policy,
        pull_requests,
        actions=edges.actions,
        only=request.only,
        limit=request.limit,
    )
    items = _items(edges, request, checkout, plan, assessment)
    return Survey(
        checkout, policy, assessment, replace(plan, items=items), pull_requests
    )


def _items(
    edges: Edges,
    request: Request,
    checkout: Checkout,
    plan: Plan,
    assessment: Assessment,
) -> tuple[PlanItem, ...]:
    if request.plan_file is not None:
        try:
            content = request.plan_file.read_bytes()
        except OSError as error:
            raise UsageError(
                f"cannot read the plan file {request.plan_file}: {error.strerror}"
            ) from error
        bullets = read_plan(content, str(request.plan_file))
    elif PLAN_FILE in checkout.tree:
        bullets = read_plan(checkout.tree.read(PLAN_FILE), PLAN_FILE)
    else:
        bullets = default_plan()
    return answer(bullets, plan, assessment, actions=edges.actions)


def run(edges: Edges, request: Request) -> Outcome:
    """Carry the plan out: changes, verifications, pull requests.

    Each change is worked out from the base commit and verified alone. One
    that fails ends its own attempt and no other's. With `dry_run` nothing is
    published. Raises as `survey` does.
    """
    survey_ = survey(edges, request)
    if survey_.policy.mode is not Mode.PROPOSE:
        edges.progress.say(
            f"The policy's mode is {survey_.policy.mode.value}: nothing is proposed."
        )
        return Outcome(survey_, ())
    return Outcome(survey_, tuple(_Run(edges, request, survey_).attempts()))


class _Run:
    """The second half of a run; holds what all attempts share."""

    def __init__(self, edges: Edges, request: Request, survey: Survey) -> None:
        self.edges, self.request, self.survey = edges, request, survey
        self.forge = edges.forge(survey.checkout)
        self.known = {pull.proposal.key: pull for pull in survey.pull_requests}
        self._baseline: Baseline | None = None
        self._lock = Lock()

    def attempts(self) -> Iterator[Attempt]:
        """Yield the attempts in the order of the plan, as they are finished.

        Where one comes to nothing, the next action that waits takes its turn.
        """
        failed: dict[str, str] = {}
        tried: set[str] = set()
        opened = 0
        plan = self.survey.plan
        while actions := [
            action
            for action in plan.actions
            if action.status is Status.PROPOSED and action.slug not in tried
        ]:
            tried |= {action.slug for action in actions}
            for attempt in self._together(actions):
                opened += attempt.ending in {Ending.OPENED, Ending.DRY_RUN}
                if attempt.failed or attempt.ending is Ending.NOTHING:
                    failed[attempt.slug] = attempt.reason
                yield attempt
            if not failed:
                return
            plan = self._decided_again(failed, opened)

    def _decided_again(self, failed: Mapping[str, str], opened: int) -> Plan:
        limit = self.request.limit
        return decide(
            self.survey.assessment,
            self.survey.policy,
            self.forge.pull_requests(),
            actions=self.edges.actions,
            only=self.request.only,
            limit=None if limit is None else max(0, limit - opened),
            rejected=failed,
        )

    def _together(self, actions: Sequence[PlannedAction]) -> Iterator[Attempt]:
        with ThreadPoolExecutor(self.edges.verifications) as pool:
            waiting: list[Attempt | Future[Attempt]] = []
            try:
                for action in actions:
                    for attempt in self._begin(action, pool):
                        waiting.append(attempt)
                        while len(waiting) > self.edges.verifications:
                            yield self._finish(waiting.pop(0))
                while waiting:
                    yield self._finish(waiting.pop(0))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _begin(
        self, action: PlannedAction, pool: ThreadPoolExecutor
    ) -> Iterator[Attempt | Future[Attempt]]:
        try:
            parts = self._changes(action)
        except BotError as error:
            yield Attempt(action.slug, "", Ending.FAILED, str(error))
            return
        if not any(part.files for part in parts):
            reason = "No file would change."
            yield Attempt(action.slug, "", Ending.NOTHING, reason, parts[0])
            return
        for number, part in enumerate(parts):
            if number >= self.survey.policy.open_at_most and len(parts) > 1:
                reason = (
                    f"Waits until the first {number} of {len(parts)} parts are done."
                )
                yield Attempt(part.slug, part.scope, Ending.WAITING, reason, part)
            elif (settled := self._settled(part)) is not None:
                yield settled
            else:
                yield pool.submit(self._verified, part)

    def _changes(self, action: PlannedAction) -> tuple[Change, ...]:
        target = Target(
            tree=self.survey.checkout.tree,
            facts=self.survey.assessment.facts,
            policy=self.survey.policy,
            params=self._params(action.slug),
            only=action.files,
        )
        self.edges.progress.say(f"{action.slug}: {action.reason}")
        change = make(self.edges.actions[action.slug], target, self.edges.tools)
        if not self.edges.actions[action.slug].scoped:
            return (change,)
        return split(change, self.survey.policy.changed_lines)

    def _params(self, slug: str) -> Mapping[str, str]:
        given = {**self.survey.policy.params.get(slug, {})}
        given |= self.request.params.get(slug, {})
        if "fail_under" in self.edges.actions[slug].params and (
            "fail_under" not in given
        ):
            percent = self.baseline.covered_percent
            if percent is not None:
                given["fail_under"] = str(int(percent))
        return given

    @property
    def baseline(self) -> Baseline:
        """What the base commit's own tests do; run once, when first needed."""
        with self._lock:
            if self._baseline is None:
                self._baseline = self.edges.verifier.baseline(
                    self.survey.checkout,
                    self.survey.assessment.facts,
                    self.survey.policy,
                    self.edges.progress,
                )
            return self._baseline

    def _settled(self, part: Change) -> Attempt | None:
        """Return the end of an attempt that needs no verification, or None."""
        pull = self.known.get(key_of(part))
        if pull is None:
            return None
        state = pull.state.value
        if state == "declined":
            reason = f"Pull request {pull.number} was declined."
            return Attempt(
                part.slug, part.scope, Ending.DECLINED, reason, part, None, pull
            )
        if state == "open" and pull.edited:
            reason = f"A person has changed the branch of pull request {pull.number}."
            return Attempt(
                part.slug, part.scope, Ending.EDITED, reason, part, None, pull
            )
        if state == "open" and pull.proposal.base == self.survey.checkout.commit:
            reason = f"Pull request {pull.number} is open and up to date."
            return Attempt(
                part.slug, part.scope, Ending.UNCHANGED, reason, part, None, pull
            )
        return None

    def _verified(self, part: Change) -> Attempt:
        try:
            verification = self.edges.verifier.verify(
                part, self.baseline, self.edges.progress
            )
        except BotError as error:
            return Attempt(part.slug, part.scope, Ending.FAILED, str(error), part)
        ending = Ending.DRY_RUN
        if verification.verdict is Verdict.REJECTED:
            ending = Ending.REJECTED
        return Attempt(
            part.slug, part.scope, ending, verification.reason, part, verification
        )

    def _finish(self, attempt: Attempt | Future[Attempt]) -> Attempt:
        if not isinstance(attempt, Attempt):
            attempt = attempt.result()
        if attempt.ending is Ending.DRY_RUN and not self.request.dry_run:
            attempt = self._published(attempt)
        self.edges.progress.say(_line(attempt))
        return attempt

    def _published(self, attempt: Attempt) -> Attempt:
        change, verification = attempt.change, attempt.verification
        if change is None or verification is None:
            raise TypeError("only a verified change is published")
        checkout = self.survey.checkout
        known = self.known.get(key_of(change))
        proposal = propose(
            self.edges.actions[change.slug],
            change,
            verification,
            policy=self.survey.policy,
            checkout=checkout,
        )
        try:
            pull = self.forge.publish(proposal)
        except BotError as error:
            return replace(attempt, ending=Ending.FAILED, reason=str(error))
        ending = Ending.OPENED if known is None else Ending.UPDATED
        if pull.edited:
            ending = Ending.EDITED
        return replace(attempt, ending=ending, pull_request=pull)


def _line(attempt: Attempt) -> str:
    name = f"{attempt.slug}/{attempt.scope}" if attempt.scope else attempt.slug
    number = f" #{attempt.pull_request.number}" if attempt.pull_request else ""
    return f"{name}: {attempt.ending.value}{number}. {attempt.reason}"
