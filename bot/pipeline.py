"""Read this first: one repository through the stages.

    target → checkout → assessment → plan → change → verification → pull request

Stages know nothing of each other; here they meet. What talks to the world
comes in as `Edges`, built by `bot/app.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.assessment.assess import assess
from bot.attempts import CarriedOut
from bot.endings import Attempt, Ending, Survey
from bot.errors import UsageError
from bot.model import Mode
from bot.plan.decide import plan as decide
from bot.plan.items import PLAN_FILE, answer, default_plan, read_plan
from bot.plan.policy import read_policy

if TYPE_CHECKING:
    from bot.edges import Edges, Request
    from bot.model import Assessment, Plan, PlanItem
    from bot.protocols import Checkout

__all__ = ["Attempt", "Ending", "Outcome", "Survey", "run", "survey"]


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
    pull_requests = edges.forge(checkout).pull_requests()
    assessment = assess(
        checkout,
        policy,
        edges.actions,
        tools=edges.tools,
        cache=edges.cache,
        workers=edges.workers,
        progress=edges.progress,
        pulls=pull_requests,
        offline=edges.offline,
        world=edges.world,
    )
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
    return Outcome(survey_, tuple(CarriedOut(edges, request, survey_).attempts()))
