"""Release notes of other projects as Markdown that means nothing but its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pull_request import quoting
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.dependencies.upgrading.release_notes import ReleaseNotes


def quoted(notes: ReleaseNotes) -> list[str]:
    """Return the lines of a part of a pull request, folded where they are many.

    Each release is a code block: nothing in it calls anybody, closes an issue
    or is HTML.
    """
    lines = [quoting.prose(notes.sentence)]
    if not notes.sections:
        return lines
    lines += ["", "<details>", "<summary>Release notes</summary>", ""]
    lines += list(_sections(notes))
    if notes.left_out:
        rest = counted(notes.left_out, "more line")
        where = f" in {quoting.code(notes.address)}" if notes.address else ""
        lines += [f"{rest}{where}.", ""]
    return [*lines, "</details>"]


def _sections(notes: ReleaseNotes) -> Iterator[str]:
    for section in notes.sections:
        yield f"**{quoting.plain(str(section.version))}**"
        yield ""
        yield from quoting.block(list(section.lines), "text")
        yield ""
