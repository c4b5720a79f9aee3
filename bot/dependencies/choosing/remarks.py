"""What the remark behind a requirement keeps out, as a rule for its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dependencies.choosing.rules import Rule, Step
from bot.dependencies.finding import remarks

if TYPE_CHECKING:
    from datetime import date

_BEYOND = {
    "all": frozenset[Step](),
    "major": frozenset[Step](),
    "minor": frozenset({Step.MAJOR}),
    "patch": frozenset({Step.MAJOR, Step.MINOR}),
}
"""The steps that are larger than the greatest one that is asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a remark asks for: a rule, None for none; nothing but security fixes."""

    rule: Rule | None = None
    only_insecure: bool = False


def asked_by(comment: str, today: date) -> Asked:
    """Return what a remark asks for today.

    One for us or pyup that is not understood keeps all updates out; Renovate
    has other remarks, which say nothing of versions.
    """
    remark = remarks.read_remark(comment)
    if remark is None or not remark.holds(today):
        return Asked()
    source = f"the remark `{' '.join(comment.split())}`"
    update = re.fullmatch(r"update\s+(\w+)", remark.unknown)
    size = remark.step or (update[1].lower() if update else "")
    if size in {"insecure", "security"}:
        return Asked(only_insecure=True)
    if size in _BEYOND:
        steps = _BEYOND[size]
        return Asked(Rule(source, steps=steps, off=True) if steps else None)
    if remark.unknown and remark.by != "renovate":
        return Asked(Rule(f"{source}, which is not understood", off=True))
    if remark.ignore:
        return Asked(Rule(source, off=True))
    return Asked(Rule(source, allowed=remark.allowed) if remark.allowed else None)
