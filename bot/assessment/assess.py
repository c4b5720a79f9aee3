"""The target at one commit: its facts, and what each action finds in it."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.actions.base import Memos, Target
from bot.actions.codemod_action import CodemodAction, assessed
from bot.assessment.cache import Store, key_of
from bot.assessment.codec import decode_assessment, encode
from bot.assessment.looking import Kept, guarded, looked_up, not_looked_up
from bot.model import Assessed, Assessment, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.actions.base import Action
    from bot.model import Facts, Policy, PullRequest
    from bot.protocols import Checkout, Progress, Tools
    from codemods.base import Codemod
    from codemods.model import Examination, Finding, LeftAlone

_DEFECT = "a defect of the codemod: "
"""How `codemods.engine` says so; importing it here would cost a known commit."""

log = logging.getLogger(__name__)


def assess(  # noqa: PLR0913  # each is a fact of its own
    checkout: Checkout,
    policy: Policy,
    actions: Mapping[str, Action],
    *,
    tools: Tools,
    cache: Path,
    workers: int,
    progress: Progress,
    pulls: Sequence[PullRequest] = (),
    offline: bool = False,
    world: str = "",
) -> Assessment:
    """Return facts and findings of the target at the checkout's commit.

    All codemods look at a file in one go, in `workers` processes; the result
    depends on neither their number nor their order. A file that ends or
    stalls its process is named in `facts.problems`; an action with a defect
    is blocked, with the reason. Results are kept below the folder `cache`, but
    for what package indexes say, which are not asked where we are `offline`;
    that is kept for ten minutes under the name of the `world` that was asked.
    `pulls` are those that Honebot ever opened.
    """
    store = Store(cache / "assessment")
    key = key_of(
        "commit", checkout.commit, checkout.root, encode(policy), sorted(actions)
    )

    memos = Memos()

    def seen(found: Assessment) -> Assessment:
        if offline:
            return not_looked_up(found, actions)
        kept = Kept(store, world) if world else None
        return looked_up(found, checkout, policy, actions, tools, pulls, memos, kept)

    known = _kept(store.load(key), checkout.name)
    if known is not None:
        return seen(known)
    start = time.monotonic()
    facts, found, complete = _look(
        checkout,
        policy,
        actions,
        tools=tools,
        store=store,
        workers=workers,
        progress=progress,
        memos=memos,
    )
    assessment = Assessment(
        repository=checkout.name,
        commit=checkout.commit,
        root=checkout.root,
        facts=facts,
        actions=found,
        seconds=time.monotonic() - start,
    )
    if complete:
        why_not = store.save(key, encode(assessment))
        if why_not:
            progress.say(f"The assessment could not be kept: {why_not}")
    return seen(assessment)


def _kept(value: object, name: str) -> Assessment | None:
    """Return the assessment that was kept; None where there is no sound one."""
    if value is None:
        return None
    with suppress(AttributeError, KeyError, TypeError, ValueError):
        return decode_assessment(value, name)
    return None


def _look(  # noqa: PLR0913  # as `assess`
    checkout: Checkout,
    policy: Policy,
    actions: Mapping[str, Action],
    *,
    tools: Tools,
    store: Store,
    workers: int,
    progress: Progress,
    memos: Memos,
) -> tuple[Facts, dict[str, Assessed], bool]:
    """Return facts, what each action found, and whether it may be kept."""
    # Slow to import, and not needed where the commit is known.
    from bot.assessment.examine import examine_tree  # noqa: PLC0415
    from bot.assessment.facts import gather  # noqa: PLC0415

    with progress.task("Reading the repository") as step:
        facts = gather(checkout.tree, policy)
        step(1)
    codemods, refused = _configured(actions, policy)
    looked = examine_tree(
        checkout,
        facts,
        tuple(codemods.values()),
        tools=tools,
        store=store,
        workers=workers,
        progress=progress,
    )
    facts = replace(facts, problems=tuple(sorted({*facts.problems, *looked.problems})))
    found: dict[str, Assessed] = {}
    for slug, action in actions.items():
        params = policy.params.get(slug, {})
        target = Target(
            checkout.tree,
            facts,
            policy,
            params,
            root=checkout.root,
            memo=memos.of(params),
        )
        if slug in refused:
            found[slug] = refused[slug]
        elif slug in codemods:
            found[slug] = _of_codemod(slug, facts, looked.examinations)
        else:
            found[slug] = _of_action(slug, action, target)
    return facts, found, looked.complete


def _configured(
    actions: Mapping[str, Action], policy: Policy
) -> tuple[dict[str, Codemod], dict[str, Assessed]]:
    """Return the codemods with the policy's parameters, and those it breaks."""
    codemods: dict[str, Codemod] = {}
    refused: dict[str, Assessed] = {}
    for slug, action in actions.items():
        if isinstance(action, CodemodAction):
            try:
                codemods[slug] = action.codemod.configured(policy.params.get(slug, {}))
            except ValueError as error:
                reason = f"A parameter of the policy cannot be used: {error}."
                refused[slug] = Assessed(slug, Status.BLOCKED, reason)
    return codemods, refused


def _of_codemod(
    slug: str, facts: Facts, examinations: Mapping[str, Examination]
) -> Assessed:
    """Return what one codemod found in all files together."""
    findings: list[Finding] = []
    left_alone: list[LeftAlone] = []
    for examination in examinations.values():
        rewrite = examination.rewrites.get(slug)
        if rewrite:
            findings += rewrite.findings
            left_alone += rewrite.left_alone
    if left_alone and not findings:
        defects = [left for left in left_alone if left.reason.startswith(_DEFECT)]
        if len(defects) == len(left_alone):
            first = defects[0]
            reason = f"{first.path}: {first.reason}."
            return Assessed(slug, Status.BLOCKED, reason, (), tuple(sorted(defects)))
    return assessed(slug, facts, findings, left_alone)


def _of_action(slug: str, action: Action, target: Target) -> Assessed:
    """Return what a repository action found."""
    return guarded(slug, partial(action.assess, target))
