"""Locks are brought up to date as a whole, within what the manifests allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.base import Action
from bot.dependencies.locks.guard import Kind
from bot.errors import ActionError
from bot.model import Assessed, Change, FileChange, Status
from bot.reading.exclusion import is_excluded
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target
    from bot.actions.dependencies.locking.job import Relocked
    from bot.protocols import Tools


class RefreshLock(Action):
    """Refresh the whole lock within its ranges.

    A lock keeps what was newest on the day it was written. Fixes in what is
    needed only indirectly arrive nowhere until somebody locks again, and the
    longer a lock stands, the larger that step. The project's own tool writes
    the lock anew, with the version of it that the project uses; the manifests
    stay as they are.

    Before:

        # uv.lock
        name = "idna"
        version = "3.10"

    After:

        # uv.lock
        name = "idna"
        version = "3.11"

    Fix safety: every package may move as far as the ranges allow. Releases of
    the last three days are not taken.

    Left alone: locks that name an index that this machine does not ask, and
    locks that the tool cannot write for the Pythons of this machine.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.astral.sh/uv/concepts/projects/sync/#upgrading-locked-package-versions",
        "https://python-poetry.org/docs/cli/#update",
        "https://pip-tools.readthedocs.io/en/stable/",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "file": "the lock to refresh, and no other",
        "minimum_age": "days that a release must be old to count; 3, or 0 for none",
    }

    def assess(self, target: Target) -> Assessed:
        """Return the locks that can be written anew; nothing is looked up."""
        found = _locks(target)
        findings = tuple(
            Finding(path, 0, "written anew within the ranges of the manifests")
            for path in found
        )
        if not findings:
            return Assessed(self.slug, Status.NOT_APPLICABLE, "There is no lock.")
        reason = f"{counted(len(found), 'lock')} to write anew: {', '.join(found)}."
        return Assessed(self.slug, Status.PROPOSED, reason, findings)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the locks as the projects' own tools write them today.

        A lock that cannot be written is left alone with the tool's sentence.
        Raises `ActionError` where that is so for all of them.
        """
        from bot.actions.dependencies.locking.relock import (  # noqa: PLC0415  # slow
            relock,
        )

        done: dict[str, Relocked] = {}
        failed: dict[str, ActionError] = {}
        for path in _locks(target):
            written = {
                each: content
                for relocked in done.values()
                for each, content in relocked.files.items()
            }
            try:
                done[path] = relock(target, tools, written, None, path)
            except ActionError as error:
                failed[path] = error
        if failed and not done:
            raise next(iter(failed.values()))
        changed = {
            path: each
            for path, each in done.items()
            if each.files[path] != target.tree.read(path)
        }
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(
                FileChange(path, target.tree.read(path), each.files[path], mode)
                for path, each in changed.items()
                for mode in (target.tree.mode(path),)
            ),
            findings=tuple(_findings(changed)),
            left_alone=tuple(
                LeftAlone(path, 0, str(error), Outcome.UNSURE)
                for path, error in failed.items()
            ),
            checks=tuple(check for each in changed.values() for check in each.checks),
            notes=tuple(note for each in changed.items() for note in _notes(*each)),
            commands=tuple(
                command for each in changed.values() for command in each.commands
            ),
        )


def _locks(target: Target) -> list[str]:
    """Return the locks to write anew, those that others are compiled from first."""
    from bot.actions.dependencies.locking.relock import (  # noqa: PLC0415  # slow
        in_order,
        kind_of,
    )

    wanted = target.params.get("file", "")
    found = [wanted] if wanted else [each.path for each in target.facts.manifests]
    locks = [path for path in found if kind_of(target, path)]
    kept = [path for path in locks if not is_excluded(target.policy, path)]
    return in_order(target, kept)


def _findings(changed: dict[str, Relocked]) -> Iterator[Finding]:
    """Yield what moved, came and went, by lock."""
    for path, relocked in changed.items():
        for each in relocked.compared.differences:
            if each.kind is not Kind.CHANGED:
                yield Finding(path, 0, str(each))


def _notes(path: str, relocked: Relocked) -> Iterator[str]:
    """Yield in numbers what became of a lock, and what its tool is."""
    compared = relocked.compared
    parts = [
        f"{counted(len(found), 'package')} {word}"
        for kind, word in (
            (Kind.MOVED, "moved"),
            (Kind.ADDED, "newly needed"),
            (Kind.REMOVED, "no longer needed"),
        )
        if (found := compared.named(kind))
    ]
    if parts:
        yield f"`{path}`: {', '.join(parts)}."
    yield from relocked.notes
