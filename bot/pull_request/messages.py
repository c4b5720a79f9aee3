"""The message of a pull request's commit."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from bot.pull_request.quoting import plain
from bot.words import counted

if TYPE_CHECKING:
    from bot.pull_request.work import Work

_WIDTH = 72


def commit_message(title: str, work: Work) -> str:
    """Return the message: title, why, how much, and trailers for machines.

    It holds nothing that differs between two runs on the same base.
    """
    why = [
        textwrap.fill(" ".join(part.split()), _WIDTH, break_on_hyphens=False)
        for part in work.explanation.why.split("\n\n")
    ]
    change = work.change
    files = counted(len(change.files), "file")
    places = f"{counted(len(change.findings), 'place')} in " if change.findings else ""
    trailers = [
        f"Honebot-Action: {plain(work.key)}",
        f"Honebot-Base: {work.base}",
        f"Honebot-Version: {work.version}",
    ]
    parts = [title, *why, f"{places}{files}.", "\n".join(trailers)]
    return "\n\n".join(parts) + "\n"
