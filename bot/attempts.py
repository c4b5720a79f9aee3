"""The second half of a run: changes, verifications, pull requests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from bot.actions.base import Target
from bot.assessment.program import index_of
from bot.change.make import checked, make_all
from bot.change.split import split
from bot.editions import declined
from bot.errors import BotError
from bot.model import PullRequestState, Status, Verdict
from bot.narrowing import narrowed
from bot.plan.decide import plan as decide
from bot.pull_request.proposal import key_of, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from bot.edges import Edges, Request
    from bot.model import (
        Assessment,
        Change,
        Plan,
        PlannedAction,
        Policy,
        PullRequest,
        Verification,
    )
    from bot.protocols import Checkout
    from bot.verification.baseline import Baseline
    from codemods.reading.program import Program


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


class CarriedOut:
    """The attempts of one run; holds what all of them share."""

    def __init__(self, edges: Edges, request: Request, survey: Survey) -> None:
        self.edges, self.request, self.survey = edges, request, survey
        self.forge = edges.forge(survey.checkout)
        self.known = {pull.proposal.key: pull for pull in survey.pull_requests}
        self._targets: dict[str, Target] = {}
        self._room = self._first_room()
        self._lock = RLock()
        self._first = ThreadPoolExecutor(1)
        self._pool = ThreadPoolExecutor(edges.verifications)

    def attempts(self) -> Iterator[Attempt]:
        """Yield the attempts in the order of the plan, as they are finished.

        Where one comes to nothing, the next action that waits takes its turn.
        When it is interrupted, what runs is left to end with this process.
        """
        failed: dict[str, str] = {}
        tried: set[str] = set()
        plan = self.survey.plan
        try:
            while actions := [
                action
                for action in plan.actions
                if action.status is Status.PROPOSED and action.slug not in tried
            ]:
                tried |= {action.slug for action in actions}
                for attempt in self._together(actions):
                    if attempt.failed or attempt.ending is Ending.NOTHING:
                        failed[attempt.slug] = attempt.reason
                    yield attempt
                if not failed:
                    return
                plan = self._decided_again(failed)
        finally:
            self._first.shutdown(wait=False, cancel_futures=True)
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _first_room(self) -> int | None:
        """Return how many pull requests may be opened; None for any number."""
        if self.request.limit is not None:
            return self.request.limit
        if self.request.only:
            return None
        taken = [
            pull for pull in self.known.values() if pull.state is PullRequestState.OPEN
        ]
        return max(0, self.survey.policy.open_at_most - len(taken))

    def _decided_again(self, failed: Mapping[str, str]) -> Plan:
        return decide(
            self.survey.assessment,
            self.survey.policy,
            self.forge.pull_requests(),
            actions=self.edges.actions,
            only=self.request.only,
            limit=self._room,
            rejected=failed,
        )

    def _together(self, actions: Sequence[PlannedAction]) -> Iterator[Attempt]:
        _ = self._base  # runs beside the making of the first changes
        waiting: list[Attempt | Future[Attempt]] = []
        for action in actions:
            for attempt in self._begin(action):
                waiting.append(attempt)
                while len(waiting) > self.edges.verifications:
                    yield self._finish(waiting.pop(0))
        while waiting:
            yield self._finish(waiting.pop(0))

    def _begin(self, action: PlannedAction) -> Iterator[Attempt | Future[Attempt]]:
        try:
            parts = self._changes(action)
        except BotError as error:
            yield Attempt(action.slug, "", Ending.FAILED, str(error))
            return
        if not any(part.files for part in parts):
            reason = "No file would change."
            yield Attempt(action.slug, "", Ending.NOTHING, reason, parts[0])
            return
        begun = 0
        for part in parts:
            settled = self._settled(part)
            if settled is not None:
                begun += settled.ending is not Ending.DECLINED
                yield settled
            elif self._may_begin(action.slug, part, begun):
                begun += 1
                yield self._pool.submit(self._verified, part)
            else:
                reason = f"{len(parts)} parts; this one waits for its turn."
                yield Attempt(part.slug, part.scope, Ending.WAITING, reason, part)

    def _may_begin(self, slug: str, part: Change, begun: int) -> bool:
        """Whether there is room for one more; what is urgent needs none."""
        if self.edges.actions[slug].urgent:
            return True
        most = self.survey.policy.open_at_most
        return begun < most and self._takes_room(part)

    def _takes_room(self, part: Change) -> bool:
        """Take the place of a new pull request; what is open has one already."""
        known = self.known.get(key_of(part))
        if known is not None and known.state is PullRequestState.OPEN:
            return True
        with self._lock:
            if self._room is None:
                return True
            self._room -= 1
            return self._room >= 0

    def _changes(self, action: PlannedAction) -> tuple[Change, ...]:
        made_by = self.edges.actions[action.slug]
        target = self._targets[action.slug] = self._target(action)
        self.edges.progress.say(f"{action.slug}: {action.reason}")
        changes = make_all(made_by, target, self.edges.tools)
        if not made_by.scoped:
            return changes
        limit = self.survey.policy.changed_lines
        return tuple(part for change in changes for part in split(change, limit))

    def _target(self, action: PlannedAction) -> Target:
        made_by = self.edges.actions[action.slug]
        return Target(
            tree=self.survey.checkout.tree,
            facts=self.survey.assessment.facts,
            policy=self.survey.policy,
            params=self._params(action.slug),
            only=action.files,
            root=self.survey.checkout.root,
            program=self._program if made_by.program_asked else None,
            covered=self._covered if made_by.covered_only else None,
            declined=declined(action.slug, self.survey.pull_requests),
        )

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

    @cached_property
    def _program(self) -> Program:
        survey = self.survey
        return index_of(
            survey.checkout.tree, survey.assessment.facts, self.edges.workers
        )

    @cached_property
    def _covered(self) -> Mapping[str, int]:
        return self.baseline.covered_lines()

    @cached_property
    def _base(self) -> Future[Baseline]:
        return self._first.submit(
            self.edges.verifier.baseline,
            self.survey.checkout,
            self.survey.assessment.facts,
            self.survey.policy,
            self.edges.progress,
        )

    @property
    def baseline(self) -> Baseline:
        """What the base commit's own tests do; run once."""
        return self._base.result()

    def _settled(self, part: Change) -> Attempt | None:
        """Return the end of an attempt that needs no verification, or None."""
        pull = self.known.get(key_of(part))
        if pull is None:
            return None
        is_open = pull.state is PullRequestState.OPEN
        same = pull.proposal.edition == part.edition
        editions = declined(part.slug, self.survey.pull_requests).get(part.scope, ())
        if part.edition in editions and not is_open:
            ending, reason = Ending.DECLINED, "was declined"
        elif is_open and pull.edited:
            ending, reason = Ending.EDITED, "has a branch that a person changed"
        elif is_open and same and pull.proposal.base == self.survey.checkout.commit:
            ending, reason = Ending.UNCHANGED, "is open and up to date"
        else:
            return None
        sentence = f"Pull request {pull.number} {reason}."
        return Attempt(part.slug, part.scope, ending, sentence, part, None, pull)

    def _verified(self, part: Change) -> Attempt:
        try:
            part, verification = self._best(part)
        except BotError as error:
            return Attempt(part.slug, part.scope, Ending.FAILED, str(error), part)
        ending = Ending.DRY_RUN
        if verification.verdict is Verdict.REJECTED:
            ending = Ending.REJECTED
        return Attempt(
            part.slug, part.scope, ending, verification.reason, part, verification
        )

    def _verify(self, part: Change) -> Verification:
        return self.edges.verifier.verify(part, self.baseline, self.edges.progress)

    def _best(self, part: Change) -> tuple[Change, Verification]:
        """Return a change and its verdict; where it is rejected, the next best.

        A group gives up its culprits, a single change tries what its action
        would do instead. The last that was rejected comes back where none passes.
        """
        action, tools = self.edges.actions[part.slug], self.edges.tools
        target = self._targets[part.slug]

        def some_of(members: Sequence[str]) -> Change:
            change = action.some_of(target, tools, part, members)
            return checked(action, change, target, tools)

        verification = self._verify(part)
        rejected = verification.verdict is Verdict.REJECTED
        if rejected and len(part.members) > 1:
            return narrowed(part, verification, some_of=some_of, verify=self._verify)
        while verification.verdict is Verdict.REJECTED:
            other = action.instead(target, tools, part, verification.reason)
            if other is None:
                break
            part = checked(action, other, target, tools)
            verification = self._verify(part)
        return part, verification

    def _finish(self, attempt: Attempt | Future[Attempt]) -> Attempt:
        if not isinstance(attempt, Attempt):
            attempt = attempt.result()
        if attempt.ending is Ending.DRY_RUN and not self.request.dry_run:
            attempt = self._published(attempt)
        elif attempt.failed and attempt.change is not None:
            self._give_room_back()
        self.edges.progress.say(_line(attempt))
        return attempt

    def _give_room_back(self) -> None:
        with self._lock:
            if self._room is not None:
                self._room = max(0, self._room) + 1

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
            self._give_room_back()
            return replace(attempt, ending=Ending.FAILED, reason=str(error))
        is_new = known is None or known.number != pull.number
        ending = Ending.OPENED if is_new else Ending.UPDATED
        if pull.edited:
            ending = Ending.EDITED
        return replace(attempt, ending=ending, pull_request=pull)


def _line(attempt: Attempt) -> str:
    name = f"{attempt.slug}/{attempt.scope}" if attempt.scope else attempt.slug
    number = f" #{attempt.pull_request.number}" if attempt.pull_request else ""
    return f"{name}: {attempt.ending.value}{number}. {attempt.reason}"
