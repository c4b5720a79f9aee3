"""What people have said of the editions of a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import PullRequestState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import PullRequest


def declined(slug: str, pulls: Iterable[PullRequest]) -> dict[str, frozenset[str]]:
    """Return the editions of an action's scopes that people have declined.

    One whose pull request was opened again, or merged after all, is not.
    """
    found: dict[str, dict[str, PullRequestState]] = {}
    for pull in pulls:
        if pull.proposal.slug == slug:
            scope = pull.proposal.key.removeprefix(slug).removeprefix("/")
            found.setdefault(scope, {})[pull.proposal.edition] = pull.state
    return {
        scope: frozenset(
            edition
            for edition, state in states.items()
            if state is PullRequestState.DECLINED
        )
        for scope, states in found.items()
    }
