"""The locks that follow when manifests were edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.dependencies.updating.look import read_needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from packaging.version import Version

    from bot.actions.base import Target
    from bot.actions.dependencies.updating.editing import Edited
    from bot.protocols import Tools


def locks_of(target: Target, paths: Iterable[str]) -> set[str]:
    """Return the locks that are written from these manifests.

    Another lock that names the package has it because of others.
    """
    followers = read_needs(target).followers
    return {lock for path in paths for lock in followers.get(path, ())}


def follow(  # noqa: PLR0913  # what is locked, with what, and why
    target: Target,
    tools: Tools,
    made: Edited,
    locks: Iterable[str],
    *,
    moves: Mapping[str, Version],
    drops: frozenset[str] = frozenset(),
) -> None:
    """Let each tool write its lock anew, one after the other, into `made`.

    Raises `ActionError` as `relock` does.
    """
    from bot.actions.dependencies.locking.relock import (  # noqa: PLC0415  # slow
        relock,
    )

    for path in sorted(locks):
        done = relock(target, tools, made.files, moves, path, drops=drops)
        made.files |= done.files
        made.checks += done.checks
        made.notes += [note for note in done.notes if note not in made.notes]
        made.commands += [each for each in done.commands if each not in made.commands]
