"""The settings of other bots in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.choosing import dependabot, renovate
from bot.dependencies.choosing.ignoring import Imported

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = (*renovate.FILES, *dependabot.FILES)
"""Every file that may hold settings of another bot."""


def import_others(contents: Mapping[str, bytes]) -> Imported:
    """Return what the settings of all other bots say together.

    `contents` are those of `FILES` that there are, by path. Of each bot, the
    first file counts, as it does for the bot itself.
    """
    found: list[Imported] = []
    for files, read in (
        (renovate.FILES, renovate.read_renovate),
        (dependabot.FILES, dependabot.read_dependabot),
    ):
        path = next((each for each in files if each in contents), None)
        if path is not None:
            found.append(read(path, contents[path]))
    return Imported(
        tuple(rule for each in found for rule in each.rules),
        tuple(group for each in found for group in each.groups),
        tuple(left for each in found for left in each.left_alone),
    )
