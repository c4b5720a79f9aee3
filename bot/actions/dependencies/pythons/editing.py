"""What a decision makes of one file, or why it cannot be made there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.lists import edit_group, written
from bot.actions.dependencies.pythons.members import edit_entries
from bot.actions.dependencies.pythons.spelling import has_patch
from bot.actions.dependencies.pythons.splices import Splices

if TYPE_CHECKING:
    from bot.actions.dependencies.pythons.deciding import Decision
    from bot.actions.dependencies.pythons.mentions import Floor, Named, Single
    from codemods.model import Finding, LeftAlone


@dataclass(frozen=True, slots=True)
class Edited:
    """One file after a decision.

    `blocks` are places that keep the project from dropping a Python at all.
    """

    named: Named
    text: str
    findings: tuple[Finding, ...] = ()
    blocks: tuple[LeftAlone, ...] = ()
    left: tuple[LeftAlone, ...] = ()

    @property
    def before(self) -> bytes:
        """The bytes of the file as it was."""
        return self.named.text.encoded

    @property
    def after(self) -> bytes:
        """The bytes of the file as it becomes."""
        old = self.named.text
        return self.before[: len(self.before) - len(old.text.encode())] + (
            self.text.encode()
        )


def edit(named: Named, decision: Decision) -> Edited:
    """Return a file in which the decision is carried out."""
    splices = Splices(named.text)
    taken = [(each.start, each.end) for each in named.floors]
    for floor in named.floors:
        if decision.drops(floor.version):
            message = f"the lowest Python: {decision.instead} for {floor.version}"
            splices.replace(floor.start, floor.end, str(decision.instead), message)
            _holes(splices, floor, decision)
    for entries in named.entries:
        edit_entries(splices, named, entries, decision)
    for group in named.groups:
        edit_group(splices, group, decision)
    for single in named.singles:
        if not any(a < single.end and single.start < b for a, b in taken):
            _single(splices, single, decision)
    for stuck in named.stuck:
        if decision.drops(stuck.version):
            splices.block(stuck.start, f"Python {stuck.version}: {stuck.reason}")
    return Edited(
        named,
        splices.applied(),
        tuple(splices.findings),
        tuple(splices.blocks),
        tuple(splices.left),
    )


def _holes(splices: Splices, floor: Floor, decision: Decision) -> None:
    """Take out what the range leaves out below its new lowest Python."""
    for start, end, version in floor.holes:
        before = re.search(r"[ \t]*,[ \t]*!=[ \t]*$", splices.text.text[:start])
        if before and version < decision.instead:
            message = f"Python {version} is out of the range already"
            splices.replace(before.start(), end, "", message)


def _single(splices: Splices, single: Single, decision: Decision) -> None:
    if not decision.drops(single.version):
        return
    old = splices.text.text[single.start : single.end]
    if has_patch(old, single.version) and decision.instead not in decision.out:
        splices.block(single.start, f"no patch release of {decision.instead} is known")
        return
    new = written(old, single.version, decision.instead, single.form, decision.out)
    message = f"{single.what}: Python {decision.instead} for {single.version}"
    splices.replace(single.start, single.end, new, message)
