"""The second half of a run: changes, verifications, pull requests."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from bot.actions.base import Memos, Part, Target
from bot.assessment.program import index_of
from bot.change.make import checked
from bot.change.split import split
from bot.editions import declined
from bot.endings import Attempt, Ending, Survey, line, waiting
from bot.errors import BotError
from bot.model import PullRequestState, Status, Verdict
from bot.narrowing import narrowed
from bot.plan.decide import plan as decide
from bot.pull_request.proposal import key_of, propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.edges import Edges, Request
    from bot.model import (
        Change,
        Plan,
        PlannedAction,
        Verification,
    )
    from bot.verification.baseline import Baseline
    from codemods.reading.program import Program


_TAKING = frozenset({Ending.UNCHANGED, Ending.EDITED})
"""How an attempt ends that takes a place without being begun."""


class CarriedOut:
    """The attempts of one run; holds what all of them share."""

    def __init__(self, edges: Edges, request: Request, survey: Survey) -> None:
        self.edges, self.request, self.survey = edges, request, survey
        self.forge = edges.forge(survey.checkout)
        self.known = {pull.proposal.key: pull for pull in survey.pull_requests}
        self._targets: dict[str, Target] = {}
        self._memos = Memos()
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
            parts = self._parts(action)
        except BotError as error:
            yield Attempt(action.slug, "", Ending.FAILED, str(error))
            return
        begun = 0
        for part in parts:
            for attempt in self._begin_part(action.slug, part, begun, len(parts)):
                begun += isinstance(attempt, Future) or attempt.ending in _TAKING
                yield attempt

    def _begin_part(
        self, slug: str, part: Part, begun: int, number: int
    ) -> Iterator[Attempt | Future[Attempt]]:
        """Begin one part of an action; it is made only where there is room."""
        settled = self._settled(slug, part) if part.scope else None
        if settled is not None:
            yield settled
            return
        if part.scope and not self._has_room(slug, part.scope, begun):
            yield waiting(slug, part.scope, number)
            return
        try:
            changes = self._changes(slug, part)
        except BotError as error:
            yield Attempt(slug, part.scope, Ending.FAILED, str(error))
            return
        if not any(change.files for change in changes):
            reason = "No file would change."
            yield Attempt(slug, part.scope, Ending.NOTHING, reason, changes[0])
            return
        for change in changes:
            own = self._settled(slug, Part(change.scope, change.edition), change)
            if own is not None:
                begun += own.ending in _TAKING
                yield own
            elif self._has_room(slug, change.scope, begun, take=True):
                begun += 1
                yield self._pool.submit(self._verified, change)
            else:
                yield waiting(slug, change.scope, len(changes), change)

    def _has_room(
        self, slug: str, scope: str, begun: int, *, take: bool = False
    ) -> bool:
        """Return whether one more may be begun, and take its place if asked to.

        What is urgent needs no room; what is open has a place already.
        """
        if self.edges.actions[slug].urgent:
            return True
        most = self.request.limit
        if begun >= (self.survey.policy.open_at_most if most is None else most):
            return False
        known = self.known.get(f"{slug}/{scope}" if scope else slug)
        if known is not None and known.state is PullRequestState.OPEN:
            return True
        with self._lock:
            if self._room is None:
                return True
            self._room -= take
            return self._room >= (0 if take else 1)

    def _parts(self, action: PlannedAction) -> Sequence[Part]:
        target = self._targets[action.slug] = self._target(action)
        self.edges.progress.say(f"{action.slug}: {action.reason}")
        return self.edges.actions[action.slug].parts(target, self.edges.tools)

    def _changes(self, slug: str, part: Part) -> tuple[Change, ...]:
        action, target = self.edges.actions[slug], self._targets[slug]
        tools = self.edges.tools
        change = checked(action, action.part(target, tools, part), target, tools)
        if not action.scoped:
            return (change,)
        return split(change, self.survey.policy.changed_lines)

    def _target(self, action: PlannedAction) -> Target:
        made_by = self.edges.actions[action.slug]
        params = self._params(action.slug)
        return Target(
            tree=self.survey.checkout.tree,
            facts=self.survey.assessment.facts,
            policy=self.survey.policy,
            params=params,
            only=action.files,
            root=self.survey.checkout.root,
            program=self._program if made_by.program_asked else None,
            covered=self._covered if made_by.covered_only else None,
            declined=declined(action.slug, self.survey.pull_requests),
            memo=self._memos.of(params),
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

    def _settled(
        self, slug: str, part: Part, change: Change | None = None
    ) -> Attempt | None:
        """Return the end of an attempt that needs no verification, or None."""
        pull = self.known.get(f"{slug}/{part.scope}" if part.scope else slug)
        if pull is None:
            return None
        is_open = pull.state is PullRequestState.OPEN
        same = pull.proposal.edition == part.edition
        editions = declined(slug, self.survey.pull_requests).get(part.scope, ())
        if part.edition in editions and not is_open:
            ending, reason = Ending.DECLINED, "was declined"
        elif is_open and pull.edited:
            ending, reason = Ending.EDITED, "has a branch that a person changed"
        elif is_open and same and pull.proposal.base == self.survey.checkout.commit:
            ending, reason = Ending.UNCHANGED, "is open and up to date"
        else:
            return None
        sentence = f"Pull request {pull.number} {reason}."
        return Attempt(slug, part.scope, ending, sentence, change, None, pull)

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
        self.edges.progress.say(line(attempt))
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
