"""The bullets of a plan file, and an answer for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.actions.base import Action
    from bot.model import Assessment, Plan, PlanItem

PLAN_FILE = "IMPROVEMENT_PLAN.md"
"""The plan that is read where none is named."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One thing that a plan file asks for.

    `id` is lasting: the numbers of the section and of the bullet in it, such
    as "3.2". `headings` lead to it, outermost first. `marked` holds the slugs
    of an explicit `<!-- honebot: slug, slug -->`.
    """

    id: str
    text: str
    line: int
    headings: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()


def read_plan(content: bytes, path: str) -> tuple[Bullet, ...]:
    """Return the bullets of a Markdown plan file, in order.

    Raises `PlanFileError`, with the way out, where the content is no
    Markdown text or has no bullet.
    """
    raise NotImplementedError


def default_plan() -> tuple[Bullet, ...]:
    """Return the built-in plan of eleven areas."""
    raise NotImplementedError


def answer(
    bullets: Sequence[Bullet],
    plan: Plan,
    assessment: Assessment,
    *,
    actions: Mapping[str, Action],
) -> tuple[PlanItem, ...]:
    """Return exactly one answer for each bullet, in order."""
    raise NotImplementedError
