"""The files of an update: versions, hashes, and the locks that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.dependencies.locking.following import follow
from bot.dependencies.places import spliced
from bot.dependencies.rehash import rehashed
from bot.errors import ActionError
from bot.model import FileChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from packaging.version import Version

    from bot.actions.base import Target
    from bot.actions.dependencies.updating.look import Look
    from bot.dependencies.choosing.results import Move, Update
    from bot.dependencies.places import Splice
    from bot.dependencies.releases import Release
    from bot.model import Check
    from bot.protocols import Tools


@dataclass(slots=True)
class Edited:
    """Files by path, with what the tools that wrote some of them said."""

    files: dict[str, bytes] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def changes(self, target: Target) -> tuple[FileChange, ...]:
        """Return the files that differ, in order of their paths."""
        tree = target.tree
        found = []
        for path in sorted(self.files):
            before = tree.read(path) if path in tree else None
            mode = tree.mode(path) if path in tree else 0o100644
            if before != self.files[path]:
                found.append(FileChange(path, before, self.files[path], mode))
        return tuple(found)


def edited(
    target: Target, tools: Tools, look: Look, updates: Sequence[Update]
) -> Edited:
    """Return the files that some updates change together, locks included.

    Raises `ActionError` where a hash is not to be had, or a lock cannot be
    written, with the resolver's own sentence.
    """
    made = Edited()
    splices: dict[str, list[Splice]] = {}
    for move in (move for update in updates for move in update.moves):
        content = target.tree.read(move.place.path)
        splices.setdefault(move.place.path, []).extend(move.splices)
        if move.place.hashes:
            release = _release(look, move)
            splices[move.place.path] += rehashed(content, move.place, release)
    for path, found in splices.items():
        made.files[path] = spliced(target.tree.read(path), tuple(found))
    _lock(target, tools, look, updates, made)
    return made


def _release(look: Look, move: Move) -> Release:
    releases = look.listings[move.place.name].releases
    found = next((each for each in releases if each.version == move.version), None)
    if found is None:
        raise ActionError(
            f"the index has no files for {move.place.name} {move.version}"
        )
    return found


def _lock(
    target: Target, tools: Tools, look: Look, updates: Sequence[Update], made: Edited
) -> None:
    """Let each tool write its lock anew, one after the other."""
    followers = look.needs.followers
    locks: dict[str, dict[str, Version]] = {}
    for update in updates:
        for path in update.locks:
            locks.setdefault(path, {})[update.name] = update.version
    for path in [*made.files, *locks]:
        for lock in followers.get(path, ()):
            locks.setdefault(lock, {})
    follow(target, tools, made, locks)
