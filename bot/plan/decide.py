"""What is to be done now, and why not for the rest. Pure."""

from __future__ import annotations

import heapq
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import UnknownActionError
from bot.model import (
    Assessed,
    Mode,
    Plan,
    PlannedAction,
    PullRequestState,
    Status,
)
from codemods.model import Area, Safety

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.actions.base import Action
    from bot.model import Assessment, Policy, PullRequest


def plan(  # noqa: PLR0913  # each is a fact of its own
    assessment: Assessment,
    policy: Policy,
    pull_requests: Iterable[PullRequest],
    *,
    actions: Mapping[str, Action],
    only: Collection[str] = (),
    limit: int | None = None,
    rejected: Mapping[str, str] | None = None,
) -> Plan:
    """Return every action with a status and a reason, first things first.

    Those to carry out now are the proposed ones, in order. An action comes
    after those that it names in `after`, then by area, safety and slug.
    `only` names actions asked for by hand: they pass the limit on open pull
    requests, and no other is proposed. `limit` is how many new pull requests
    there may be, in place of what the policy leaves. `rejected` maps actions
    that failed verification on this commit to the reason: they are blocked,
    and the next ones move up. Raises `UnknownActionError` for `only`.
    """
    for slug in only:
        if slug not in actions:
            raise UnknownActionError(slug, actions)
    pulls = tuple(pull_requests)
    planned: list[PlannedAction] = []
    for slug in ordered(actions):
        found = assessment.actions.get(slug) or _missing(slug)
        action = _planned(actions[slug], found)
        action = _stand(action, pulls, assessment.commit)
        action = _reject(action, rejected or {})
        action = _permit(action, policy)
        planned.append(_ask(action, only))
    room = _room(policy, pulls, only, limit)
    return Plan(
        assessment.repository,
        assessment.commit,
        tuple(_fit(planned, pulls, actions, room)),
    )


def ordered(actions: Mapping[str, Action]) -> tuple[str, ...]:
    """Return all slugs, each after those that its action names in `after`.

    Where nothing is said: by area, the proven before the risky, by slug. Of
    actions that wait for each other, the first by that order goes first.
    """
    ranks = {slug: _rank(actions[slug]) for slug in actions}
    waits = {
        slug: {before for before in actions[slug].after if before in actions} - {slug}
        for slug in actions
    }
    followers: dict[str, list[str]] = {slug: [] for slug in actions}
    for slug, before in waits.items():
        for name in before:
            followers[name].append(slug)
    ready = [rank for slug, rank in ranks.items() if not waits[slug]]
    heapq.heapify(ready)
    done: dict[str, None] = {}
    while len(done) < len(actions):
        if not ready:
            ready.append(min(ranks[slug] for slug in actions if slug not in done))
        slug = heapq.heappop(ready)[-1]
        if slug in done:
            continue
        done[slug] = None
        for follower in followers[slug]:
            waits[follower].discard(slug)
            if not waits[follower]:
                heapq.heappush(ready, ranks[follower])
    return tuple(done)


def _rank(action: Action) -> tuple[bool, int, int, str]:
    return (
        not action.urgent,
        list(Area).index(action.area),
        list(Safety).index(action.safety),
        action.slug,
    )


def _missing(slug: str) -> Assessed:
    return Assessed(slug, Status.BLOCKED, "The assessment does not speak of it.")


def _planned(action: Action, found: Assessed) -> PlannedAction:
    reason = found.reason
    if found.status is Status.PROPOSED and action.safety is Safety.REVIEW:
        reason = f"{reason} Behaviour may change: the pull request names the risk."
    return PlannedAction(
        slug=action.slug,
        area=action.area,
        safety=action.safety,
        status=found.status,
        reason=reason,
        findings=found.findings,
    )


def _stop(action: PlannedAction, status: Status, reason: str) -> PlannedAction:
    return replace(action, status=status, reason=reason)


def _stand(
    action: PlannedAction, pulls: Sequence[PullRequest], commit: str
) -> PlannedAction:
    """Heed what became of the action's pull requests."""
    if action.status is not Status.PROPOSED:
        return action
    latest = standing(action.slug, pulls)
    if latest and latest.state is PullRequestState.DECLINED:
        reason = f"Declined: pull request {latest.number} was closed for good."
        return _stop(action, Status.DECLINED, reason)
    parts = _open(action.slug, pulls)
    if not parts:
        return action
    name = ", ".join(f"pull request {pull.number}" for pull in parts)
    if latest in parts:
        if latest.edited:
            reason = f"Open as {name}; a person changed its branch: it is theirs now."
            return _stop(action, Status.BLOCKED, reason)
        if latest.proposal.base == commit:
            return _stop(action, Status.BLOCKED, f"Already open as {name}.")
    return replace(action, reason=f"Open as {name}. {action.reason}")


def _open(slug: str, pulls: Iterable[PullRequest]) -> list[PullRequest]:
    """Return the open pull requests of an action, of its parts too."""
    return [
        pull
        for pull in pulls
        if pull.proposal.slug == slug and pull.state is PullRequestState.OPEN
    ]


def standing(key: str, pulls: Iterable[PullRequest]) -> PullRequest | None:
    """Return the latest pull request of a key; None where there is none."""
    of_key = [pull for pull in pulls if pull.proposal.key == key]
    return max(of_key, key=lambda pull: pull.number, default=None)


def _reject(action: PlannedAction, rejected: Mapping[str, str]) -> PlannedAction:
    if action.status is Status.PROPOSED and action.slug in rejected:
        return _stop(action, Status.BLOCKED, rejected[action.slug])
    return action


def _permit(action: PlannedAction, policy: Policy) -> PlannedAction:
    """Heed what the owners have turned off."""
    if action.status is not Status.PROPOSED:
        return action
    names = {action.slug, action.area.value}
    said = f"in {policy.source}" if policy.source else "in the policy"
    off = sorted(names & set(policy.disable))
    if off:
        reason = f"Turned off: `disable` {said} names {off[0]}."
        return _stop(action, Status.DECLINED, reason)
    if policy.enable and not names & set(policy.enable):
        reason = f"Not turned on: `enable` {said} names other actions only."
        return _stop(action, Status.DECLINED, reason)
    if policy.mode is not Mode.PROPOSE:
        reason = f'`mode = "{policy.mode.value}"` {said}: nothing is proposed.'
        return _stop(action, Status.BLOCKED, f"{reason} {action.reason}")
    return action


def _ask(action: PlannedAction, only: Collection[str]) -> PlannedAction:
    if action.status is Status.PROPOSED and only and action.slug not in only:
        return _stop(action, Status.BLOCKED, f"Not asked for now. {action.reason}")
    return action


def _room(
    policy: Policy,
    pulls: Sequence[PullRequest],
    only: Collection[str],
    limit: int | None,
) -> int | None:
    """Return how many new pull requests there may be; None for any number."""
    if limit is not None:
        return limit
    if only:
        return None
    taken = sum(pull.state is PullRequestState.OPEN for pull in pulls)
    return max(0, policy.open_at_most - taken)


def _fit(
    planned: Sequence[PlannedAction],
    pulls: Sequence[PullRequest],
    actions: Mapping[str, Action],
    room: int | None,
) -> Iterable[PlannedAction]:
    """Yield the actions, those beyond the room blocked.

    What is open already and what is urgent takes no room.
    """
    used = 0
    for action in planned:
        if action.status is not Status.PROPOSED or room is None:
            yield action
            continue
        if _open(action.slug, pulls) or actions[action.slug].urgent:
            yield action
        elif used < room:
            used += 1
            yield action
        else:
            reason = _waits(used, room, pulls)
            yield _stop(action, Status.BLOCKED, f"{reason} {action.reason}")


def _waits(used: int, room: int, pulls: Sequence[PullRequest]) -> str:
    taken = sum(pull.state is PullRequestState.OPEN for pull in pulls)
    first = f"{used} before it" if used else "none may be opened now"
    already = f", {taken} open already" if taken else ""
    return f"Waits for its turn: {first}{already} (limit {room + taken})."
