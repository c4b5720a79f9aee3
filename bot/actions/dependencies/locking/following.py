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


def follow(
    target: Target,
    tools: Tools,
    made: Edited,
    locks: Mapping[str, Mapping[str, Version]],
    *,
    drops: frozenset[str] = frozenset(),
) -> None:
    """Let each tool write its lock anew, one after the other, into `made`.

    `locks` are the packages that move in each lock, with their versions; they
    are written in the order in which one follows another. Raises `ActionError`
    as `relock` does.
    """
    from bot.actions.dependencies.locking.relock import (  # noqa: PLC0415  # slow
        in_order,
        relock,
    )

    for path in in_order(target, locks):
        done = relock(target, tools, made.files, locks[path], path, drops=drops)
        made.files |= done.files
        made.checks += done.checks
        made.notes += [note for note in done.notes if note not in made.notes]
        made.commands += [each for each in done.commands if each not in made.commands]
