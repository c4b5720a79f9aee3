"""The target at one commit: its facts, and what each action finds in it."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.actions.base import Target
from bot.actions.codemod_action import CodemodAction, assessed
from bot.assessment.cache import Store, key_of
from bot.assessment.codec import decode_assessment, encode
from bot.editions import declined
from bot.errors import BotError
from bot.model import Assessed, Assessment, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
) -> Assessment:
    """Return facts and findings of the target at the checkout's commit.

    All codemods look at a file in one go, in `workers` processes; the result
    depends on neither their number nor their order. A file that ends or
    stalls its process is named in `facts.problems`; an action with a defect
    is blocked, with the reason. Results are kept below the folder `cache`, but
    for what package indexes say, which are not asked where we are `offline`.
    `pulls` are those that Honebot ever opened.
    """
    store = Store(cache / "assessment")
    key = key_of(
        "commit", checkout.commit, checkout.root, encode(policy), sorted(actions)
    )

    def seen(found: Assessment) -> Assessment:
        if offline:
            return _not_looked_up(found, actions)
        return _looked_up(found, checkout, policy, actions, tools, pulls)

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


def _not_looked_up(assessment: Assessment, actions: Mapping[str, Action]) -> Assessment:
    """Return the assessment without what would have to be asked for."""
    found = dict(assessment.actions)
    for slug, action in actions.items():
        if action.online and found[slug].status is Status.PROPOSED:
            reason = (
                f"Not looked up, since HONEBOT_OFFLINE is set. {found[slug].reason}"
            )
            found[slug] = replace(found[slug], status=Status.BLOCKED, reason=reason)
    return replace(assessment, actions=found)


def _looked_up(  # noqa: PLR0913, PLR0917  # as `assess`
    assessment: Assessment,
    checkout: Checkout,
    policy: Policy,
    actions: Mapping[str, Action],
    tools: Tools,
    pulls: Sequence[PullRequest],
) -> Assessment:
    """Return the assessment with what package indexes have to say; never kept."""
    found = dict(assessment.actions)
    for slug, action in actions.items():
        if not action.online or found[slug].status is not Status.PROPOSED:
            continue
        params = policy.params.get(slug, {})
        target = Target(
            checkout.tree,
            assessment.facts,
            policy,
            params,
            root=checkout.root,
            declined=declined(slug, pulls),
        )
        looking = partial(action.look_up, target, tools, found[slug])
        found[slug] = _guarded(slug, looking)
    return replace(assessment, actions=found)


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
        target = Target(checkout.tree, facts, policy, params, root=checkout.root)
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
    return _guarded(slug, partial(action.assess, target))


def _guarded(slug: str, assessing: Callable[[], Assessed]) -> Assessed:
    """Return what comes of it; a defect of an action ends nothing else."""
    try:
        return assessing()
    except BotError as error:
        return Assessed(slug, Status.BLOCKED, _sentence(str(error)))
    except Exception as error:  # a defect of one action must not end the run
        log.exception("action.failed", extra={"slug": slug})
        reason = f"Honebot has a defect here: {type(error).__name__}: {error}"
        return Assessed(slug, Status.BLOCKED, _sentence(reason))


def _sentence(text: str) -> str:
    """Return a text as a sentence; a name at its beginning keeps its spelling."""
    one = " ".join(text.split())
    if one.partition(" ")[0] in {"a", "an", "it", "no", "nobody", "nothing", "the"}:
        one = one[0].upper() + one[1:]
    return one if one.endswith((".", "!", "?")) else f"{one}."
