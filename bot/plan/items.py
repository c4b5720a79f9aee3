"""An answer for every bullet of a plan file. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.model import Answer, PlanItem, Status
from bot.plan.bullets import PLAN_FILE, Bullet, default_plan, read_plan
from bot.plan.evidence import already, broken, jobs_like, tell
from bot.plan.matching import THRESHOLD, Topic, matches, rows, topic_of
from codemods.model import Area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.actions.base import Action
    from bot.model import Assessment, Facts, Plan, PlannedAction

__all__ = ["PLAN_FILE", "Bullet", "answer", "default_plan", "read_plan"]

_MOST = 8


class _State(Enum):
    """What an action means for a bullet that asks for it."""

    CHANGE = auto()
    SATISFIED = auto()
    NOT_APPLICABLE = auto()
    PERSON = auto()
    MISSING = auto()


@dataclass(frozen=True, slots=True)
class _Finding:
    """One action that a bullet leads to, and the sentence on it."""

    slug: str
    state: _State
    said: str


def answer(
    bullets: Sequence[Bullet],
    plan: Plan,
    assessment: Assessment,
    *,
    actions: Mapping[str, Action],
) -> tuple[PlanItem, ...]:
    """Return exactly one answer for each bullet, in order.

    A bullet leads to actions by its marker, else by its words. Where one of
    them has something to change, the answer is a pull request; where the
    bullet only asks to look, a report of the facts. What no action does, or
    what the words do not tell, is for a person, with the facts and the
    nearest actions.
    """
    titles = {
        slug: (action.documented.__doc__ or "").partition("\n")[0]
        for slug, action in actions.items()
    }
    answerer = _Answerer(plan, assessment, titles)
    return tuple(answerer.item(bullet) for bullet in bullets)


class _Answerer:
    """Holds what all bullets are answered from."""

    def __init__(
        self, plan: Plan, assessment: Assessment, titles: Mapping[str, str]
    ) -> None:
        self.planned = {action.slug: action for action in plan.actions}
        self.assessment = assessment
        self.facts: Facts = assessment.facts
        self.titles = titles

    def item(self, bullet: Bullet) -> PlanItem:
        """Return the answer to one bullet."""
        if bullet.marked:
            unknown = [slug for slug in bullet.marked if not self._is_known(slug)]
            if unknown:
                reason = (
                    f"Its marker names {unknown[0]!r}, and there is no such action."
                )
                return self._person(bullet, reason + self._near(unknown[0]))
            return self._answered(bullet, [topic_of(slug) for slug in bullet.marked])
        found = matches(bullet, self.titles)
        if not found or found[0].score < THRESHOLD:
            near = list(
                dict.fromkeys(slug for match in found for slug in match.topic.actions)
            )
            reason = "No action of Honebot fits these words."
            if near:
                reason += f" The nearest: {', '.join(near[:4])}."
            return self._person(bullet, reason)
        return self._answered(bullet, [match.topic for match in found])

    def _is_known(self, slug: str) -> bool:
        return slug in self.planned or slug in rows() or slug in set(Area)

    def _near(self, slug: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415  # only for a mistake

        near = get_close_matches(slug, [*self.planned, *rows(), *Area], n=1)
        return f" Did you mean {str(near[0])!r}?" if near else ""

    @staticmethod
    def _person(bullet: Bullet, reason: str) -> PlanItem:
        return PlanItem(bullet.id, bullet.text, Answer.FOR_A_PERSON, (), reason)

    def _answered(self, bullet: Bullet, topics: Sequence[Topic]) -> PlanItem:
        asked: dict[str, Topic] = {}
        for topic in topics:
            for name in topic.actions:
                for slug in self._expanded(name):
                    asked.setdefault(slug, topic)
        found = [self._finding(slug, topic.jobs) for slug, topic in asked.items()]
        kind = _kind(found, report=topics[0].report)
        telling = topics if bullet.marked else topics[:1]
        told = dict.fromkeys(tell(topic.facts, self.facts) for topic in telling)
        facts = [fact for fact in told if fact]
        needs = [topic.needs for topic in topics if topic.needs]
        return PlanItem(
            id=bullet.id,
            text=bullet.text,
            answer=kind,
            actions=_named(kind, found, self.planned),
            evidence=" ".join(_evidence(kind, found, facts, needs)),
        )

    def _expanded(self, name: str) -> list[str]:
        """Return the actions that a name stands for: one, a family or an area."""
        area = name.removeprefix("area:")
        if area in set(Area):
            made = [slug for slug, one in self.planned.items() if one.area == area]
            known = [row.slug for row in rows().values() if row.area == area]
            every = dict.fromkeys([*made, *known])
            if area == name:
                return list(every)
            return [slug for slug in every if not self._is_file_action(slug)]
        family = [slug for slug in self.planned if slug.startswith(f"{name}-")]
        if name in self.planned or not family or name not in rows():
            return [name]
        return family

    @staticmethod
    def _is_file_action(slug: str) -> bool:
        return slug in rows() and rows()[slug].kind == "A"

    def _finding(self, slug: str, jobs: str) -> _Finding:
        planned = self.planned.get(slug)
        if planned is None:
            return self._missing(slug, jobs)
        found = self.assessment.actions.get(slug)
        said = f"`{slug}`: {planned.reason}"
        if planned.status is Status.DECLINED:
            return _Finding(slug, _State.PERSON, said)
        if found is not None and found.status is Status.PROPOSED:
            return _Finding(slug, _State.CHANGE, said)
        states = {
            Status.SATISFIED: _State.SATISFIED,
            Status.NOT_APPLICABLE: _State.NOT_APPLICABLE,
        }
        return _Finding(slug, states.get(planned.status, _State.PERSON), said)

    def _missing(self, slug: str, jobs: str) -> _Finding:
        """Return what the facts say of an action that is not made yet."""
        row = rows()[slug]
        fact = already(row, self.facts) or (jobs and jobs_like(jobs, self.facts))
        if row.within in self.planned:
            fact = f"`{slug}` comes with `{row.within}`."
        if fact:
            return _Finding(slug, _State.SATISFIED, fact)
        return _Finding(slug, _State.MISSING, broken(row, self.facts))


def _kind(found: Sequence[_Finding], *, report: bool) -> Answer:
    """Return the answer that the actions together give."""
    states = {finding.state for finding in found}
    if _State.CHANGE in states:
        return Answer.PULL_REQUEST
    if report:
        return Answer.REPORT
    if states == {_State.NOT_APPLICABLE}:
        return Answer.NOT_APPLICABLE
    if states <= {_State.SATISFIED, _State.NOT_APPLICABLE}:
        return Answer.ALREADY_SO
    return Answer.FOR_A_PERSON


def _named(
    kind: Answer, found: Sequence[_Finding], planned: Mapping[str, PlannedAction]
) -> tuple[str, ...]:
    """Return the actions that the answer names: those there are."""
    if kind is Answer.PULL_REQUEST:
        return tuple(one.slug for one in found if one.state is _State.CHANGE)
    return tuple(one.slug for one in found if one.slug in planned)


def _evidence(
    kind: Answer,
    found: Sequence[_Finding],
    facts: Sequence[str],
    needs: Sequence[str],
) -> list[str]:
    """Return the sentences of an answer, the weightiest first."""
    said = [
        one.said for state in _State for one in found if one.state is state and one.said
    ]
    missing = [one.slug for one in found if one.state is _State.MISSING]
    if kind is Answer.REPORT:
        return [*dict.fromkeys(facts), *dict.fromkeys(said)]
    if missing:
        shown = ", ".join(missing[:_MOST])
        more = f" and {len(missing) - _MOST} more" if len(missing) > _MOST else ""
        said.append(f"Honebot has no action yet for {shown}{more}.")
    if kind is not Answer.PULL_REQUEST:
        if missing and needs:
            said.append(f"It takes {needs[0]}.")
        said += facts
    return list(dict.fromkeys(said))
