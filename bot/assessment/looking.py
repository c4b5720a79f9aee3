"""What the world outside has to say to an assessment: package indexes, mostly."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.actions.base import Target
from bot.assessment.cache import Store, key_of
from bot.assessment.codec import decode_assessed, encode
from bot.editions import declined
from bot.errors import BotError
from bot.model import Assessed, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.actions.base import Action, Memos
    from bot.model import Assessment, Policy, PullRequest
    from bot.protocols import Checkout, Tools

FRESH_SECONDS: Final = 600.0
"""How long an answer is good, as that of an index is which says nothing else."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers kept in a store, for one world: the settings that say whom to ask."""

    store: Store
    world: str
    clock: Callable[[], float] = time.time

    def answer(self, key: str, looking: Callable[[], Assessed]) -> Assessed:
        """Return an answer that is still good, else a new one, which is kept.

        No answer is not kept.
        """
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            known = self.store.load(key)
            if isinstance(known, dict) and self.clock() < float(known["until"]):
                return decode_assessed(known["assessed"])
        found = looking()
        if found.status is not Status.BLOCKED:
            until = self.clock() + FRESH_SECONDS
            self.store.save(key, {"until": until, "assessed": encode(found)})
        return found


def not_looked_up(assessment: Assessment, actions: Mapping[str, Action]) -> Assessment:
    """Return the assessment without what would have to be asked for."""
    found = dict(assessment.actions)
    for slug, action in actions.items():
        if action.online and found[slug].status is Status.PROPOSED:
            reason = (
                f"Not looked up, since HONEBOT_OFFLINE is set. {found[slug].reason}"
            )
            found[slug] = replace(found[slug], status=Status.BLOCKED, reason=reason)
    return replace(assessment, actions=found)


def looked_up(  # noqa: PLR0913, PLR0917  # each is a fact of its own
    assessment: Assessment,
    checkout: Checkout,
    policy: Policy,
    actions: Mapping[str, Action],
    tools: Tools,
    pulls: Sequence[PullRequest],
    memos: Memos,
    kept: Kept | None = None,
) -> Assessment:
    """Return the assessment with what package indexes have to say.

    An action that gets no answer is blocked, with the reason.
    """
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
            memo=memos.of(params),
        )
        looking = partial(action.look_up, target, tools, found[slug])
        asking = partial(guarded, slug, looking)
        if kept is None:
            found[slug] = asking()
            continue
        said = sorted((scope, sorted(no)) for scope, no in target.declined.items())
        words = (checkout.commit, checkout.root, encode(policy), slug, said)
        found[slug] = kept.answer(key_of("outside", kept.world, *words), asking)
    return replace(assessment, actions=found)


def guarded(slug: str, assessing: Callable[[], Assessed]) -> Assessed:
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
