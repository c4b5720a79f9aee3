"""What is to be done now, and why not for the rest. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.actions.base import Action
    from bot.model import Assessment, Plan, Policy, PullRequest


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
    raise NotImplementedError
