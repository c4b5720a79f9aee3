"""What updates mean for the repository: text for people, and code that moves along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.dependencies.choosing.writing import follows
from bot.dependencies.provenance import what_changed
from bot.errors import BotError
from bot.model import FileChange, Quotation, Section
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.upgrading.describe import Upgrade
    from bot.actions.dependencies.upgrading.release_notes import ReleaseNotes
    from bot.dependencies.choosing.results import Update
    from bot.protocols import Tools

MOST = 6
"""Updates of one change that are described: each takes two downloads."""


@dataclass(slots=True)
class Meaning:
    """Sections, the files that codemods change, and who imports the packages."""

    sections: list[Section] = field(default_factory=list)
    files: dict[str, FileChange] = field(default_factory=dict)
    importers: set[str] = field(default_factory=set)


def meaning_of(target: Target, tools: Tools, updates: Sequence[Update]) -> Meaning:
    """Return what the updates mean; never raises for what a release holds.

    A file that the codemods of two packages would change is changed by those
    of the first, and the others are named for a later run.
    """
    from bot.actions.dependencies.upgrading.describe import (  # noqa: PLC0415  # slow
        describe,
    )

    made = Meaning()
    described = [u for u in updates if u.old is not None and u.old < u.version]
    for update in described[:MOST]:
        if update.old is None:
            continue
        ranged = not all(follows(move.place) for move in update.moves)
        upgrade = describe(
            target,
            tools,
            update.name,
            update.old,
            update.version,
            admits_before=ranged,
        )
        clash = [file.path for file in upgrade.files if file.path in made.files]
        if not clash:
            made.files |= {file.path: file for file in upgrade.files}
        made.importers |= set(upgrade.importers)
        made.sections += _sections(upgrade, clash, _provenance(tools, upgrade))
    return made


def _provenance(tools: Tools, upgrade: Upgrade) -> tuple[str, ...]:
    """Return a sentence where somebody else than before has published it."""
    name, packages = upgrade.name, tools.packages
    try:
        old = packages.provenance(name, upgrade.before)
        changed = what_changed(old, packages.provenance(name, upgrade.after))
    except BotError:
        return ()
    return (f"Look at who made {name} {upgrade.after}: {changed}.",) if changed else ()


def _sections(
    upgrade: Upgrade, clash: Sequence[str], made_by: Sequence[str]
) -> Iterator[Section]:
    done = [each.sentence for each in upgrade.codemods]
    if clash:
        done.append(f"Another update changes {clash[0]}, so its codemods come later.")
    yield Section(
        f"What {upgrade.name} {upgrade.after} means here",
        sentences=(*upgrade.usage, *made_by),
        items=(*upgrade.api, *done),
    )
    notes = upgrade.notes
    yield Section(
        f"Release notes of {upgrade.name}",
        sentences=(notes.sentence, *_rest(notes)),
        quotations=tuple(
            Quotation(f"{upgrade.name} {each.version}", "\n".join(each.lines))
            for each in notes.sections
        ),
    )


def _rest(notes: ReleaseNotes) -> Iterator[str]:
    if notes.left_out:
        where = f" in `{notes.address}`" if notes.address else ""
        yield f"{counted(notes.left_out, 'more line')}{where}."
