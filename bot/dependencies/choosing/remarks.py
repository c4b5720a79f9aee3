"""Remarks that limit one line, in pyup's form.

`# pyup: <2.0`, `# pyup: ignore`, `# pyup: update minor`, each with
`until 2027-01-01` behind it where it ends; `rq.filter` is the older word.
https://pyup.io/docs/configuration/ (filtering)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.dependencies.choosing.rules import Rule, Step, is_specifier

_REMARK = re.compile(r"(?:\bpyup\s*:|\brq\.filter\s*:)\s*(.*)", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil\s+(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_KEPT_OUT = {
    "minor": frozenset({Step.MAJOR}),
    "patch": frozenset({Step.MAJOR, Step.MINOR}),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """What the remark behind a requirement asks for.

    `rule` is None where it asks for nothing, or no longer. `ended` says that
    its last day has passed. `only_insecure` wants nothing but fixes.
    """

    rule: Rule | None = None
    ended: bool = False
    only_insecure: bool = False


def read_remark(text: str, today: date) -> Remark:
    """Return what a remark says; one that is not understood keeps all updates out."""
    match = _REMARK.search(text)
    if match is None:
        return Remark()
    wanted = match[1].strip()
    source = f"the remark `{match[0].strip()}`"
    until = _UNTIL.search(wanted)
    if until:
        wanted = wanted[: until.start()].strip()
        try:
            last = date.fromisoformat(until[1])
        except ValueError:
            return Remark(Rule(f"{source}, whose date is none", off=True))
        if today >= last:
            return Remark(ended=True)
    if re.fullmatch(r"update\s+(?:insecure|security)", wanted, re.IGNORECASE):
        return Remark(only_insecure=True)
    return Remark(_rule(wanted, source))


def _rule(wanted: str, source: str) -> Rule:
    """Return the rule that a remark without its date asks for."""
    update = re.fullmatch(r"update\s+(\w+)", wanted, re.IGNORECASE)
    if update and update[1].lower() in _KEPT_OUT:
        return Rule(source, steps=_KEPT_OUT[update[1].lower()], off=True)
    if update and update[1].lower() in {"all", "major"}:
        return Rule(source)
    if wanted.lower() == "ignore":
        return Rule(source, off=True)
    if is_specifier(wanted):
        return Rule(source, allowed=wanted)
    return Rule(f"{source}, which is not understood", off=True)
