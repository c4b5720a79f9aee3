"""A verified change as the pull request that is to be opened."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot import __version__
from bot.actions.codemod_action import CodemodAction
from bot.model import Proposal
from bot.pull_request.body import body
from bot.pull_request.branches import branch_name
from bot.pull_request.messages import commit_message
from bot.pull_request.titles import title
from bot.pull_request.work import Work, key_of
from codemods.explanation import explain
from codemods.model import Area

if TYPE_CHECKING:
    from bot.actions.base import Action
    from bot.model import Change, Policy, Verification
    from bot.protocols import Checkout

__all__ = ["key_of", "propose"]

_SUBJECTS = 50
"""How many of the latest commits show the repository's style."""

_IDS = 100


def propose(
    action: Action,
    change: Change,
    verification: Verification,
    *,
    policy: Policy,
    checkout: Checkout,
) -> Proposal:
    """Return the pull request for a verified change; its commit is made.

    No ref moves. The same base, change and version give the same commit.
    """
    work = Work(
        change=change,
        verification=verification,
        explanation=explain(action.documented),
        safety=action.safety,
        policy=policy,
        base=checkout.commit,
        version=__version__,
        is_code=isinstance(action, CodemodAction),
    )
    named = title(
        change.title or work.explanation.title,
        scope="" if change.scope in change.title else change.scope,
        area=_area(action),
        style=policy.commit_style,
        subjects=checkout.recent_subjects(_SUBJECTS),
    )
    return Proposal(
        key=work.key,
        slug=change.slug,
        title=named,
        body=body(work),
        branch=branch_name(change.slug, change.scope),
        base_branch=policy.base_branch or checkout.branch,
        base=checkout.commit,
        head=checkout.commit_change(change.files, commit_message(named, work)),
        draft=work.is_draft,
        labels=policy.labels,
        facts=_facts(work),
        edition=change.edition,
    )


def _area(action: Action) -> Area:
    """Return the area of an action, which is its folder's name."""
    return Area(action.documented.__module__.split(".")[-2])


def _facts(work: Work) -> dict[str, object]:
    """Return what machines want to know of the pull request, JSON-able."""
    found = work.verification.evidence
    before, after = found.tests_before, found.tests_after
    return {
        "scope": work.change.scope,
        "verdict": work.verification.verdict.value,
        "safety": work.safety.value,
        "files_changed": len(work.change.files),
        "evidence": {
            "tests": {
                "before": asdict(before) if before else None,
                "after": asdict(after) if after else None,
                "newly_failing": list(found.newly_failing[:_IDS]),
                "newly_passing": list(found.newly_passing[:_IDS]),
                "flaky": list(found.flaky[:_IDS]),
            },
            "changed_lines": found.changed_lines,
            "changed_lines_covered": found.changed_lines_covered,
            "proof": found.proof,
            "not_run": found.not_run,
        },
    }
