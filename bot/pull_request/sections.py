"""The parts of a pull request's text that only some actions have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pull_request.quoting import block, code, prose
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import Quotation, Section

_LINES = 60
"""Lines shown of one quotation where there is room."""

_QUOTATIONS = 10


def sections(given: Iterable[Section], most: int) -> Iterator[tuple[str, list[str]]]:
    """Yield heading and lines of each section; lists show at most so many items.

    `most` is 0 where the whole has to be short: then nothing is quoted.
    """
    for section in given:
        lines = list(_lines(section, most))
        while lines and not lines[-1]:
            lines.pop()
        yield prose(section.heading), lines


def _lines(section: Section, most: int) -> Iterator[str]:
    for sentence in section.sentences:
        yield from (prose(sentence), "")
    for item in section.items[:most]:
        yield f"- {prose(item)}"
    if len(section.items) > most:
        yield f"- {len(section.items) - most:,} more"
    for quotation in section.quotations[: min(most, _QUOTATIONS)]:
        yield from _quoted(quotation, most)


def _quoted(quotation: Quotation, most: int) -> Iterator[str]:
    """Yield a quotation that folds, as code: nothing in it means anything."""
    lines = quotation.text.strip("\r\n").splitlines()
    shown = lines[: min(_LINES, 2 * most)]
    yield from ("", f"<details><summary>{prose(quotation.title)}</summary>", "")
    yield from block(shown, "text")
    if len(lines) > len(shown):
        yield from ("", f"{counted(len(lines) - len(shown), 'more line')}.")
    yield ""
    if quotation.source:
        yield from (f"From {code(quotation.source)}.", "")
    yield "</details>"
