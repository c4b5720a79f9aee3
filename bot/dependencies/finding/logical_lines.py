"""The logical lines of a requirements file, joined and cut as pip does it.

A line that ends in a backslash goes on in the next one; a comment goes on
nowhere. https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What `str.splitlines` takes for the end of a line, and so pip."""


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """One line as pip sees it; `first` and `last` are its lines in the file.

    `text` is without comment and without the space around it; `comment` is
    what is behind the `#`, with the space before it. `pieces` are pairs: where
    a piece of the text begins, and where that is in the text of the file.
    """

    first: int
    last: int
    text: str
    comment: str
    pieces: tuple[tuple[int, int], ...]

    def source(self, index: int) -> int:
        """Return where a character of the text is in the text of the file."""
        piece = bisect_right(self.pieces, index, key=lambda each: each[0]) - 1
        start, place = self.pieces[piece]
        return place + index - start

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether a part of the text is not broken over two lines."""
        return self.source(end - 1) - self.source(start) == end - 1 - start


def logical_lines(text: str) -> Iterator[LogicalLine]:
    """Yield the logical lines of a file that hold more than space."""
    written: list[tuple[int, str]] = []
    first = place = 0
    rows = text.splitlines(keepends=True)
    for number, row in enumerate(rows, 1):
        line = row.rstrip(_ENDINGS) if row[-1] in _ENDINGS else row
        is_comment = line.lstrip().startswith("#")
        first = first or number
        if line.endswith("\\") and not is_comment:
            kept = line.strip("\\")
            lead = len(line) - len(line.lstrip("\\"))
            written.append((place + (lead if kept else 0), kept))
        else:
            joined = [*written, (place, line)]
            yield from _joined(first, number, joined, is_comment=is_comment)
            written, first = [], 0
        place += len(row)
    if written:
        yield from _joined(first, len(rows), written)


def _joined(
    first: int,
    last: int,
    written: list[tuple[int, str]],
    *,
    is_comment: bool = False,
) -> Iterator[LogicalLine]:
    """Join rows to one line; a comment in the last has a space before it."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for position, (place, row) in enumerate(written):
        if is_comment and position == len(written) - 1:
            parts.append(" ")
            length += 1
        pieces.append((length, place))
        parts.append(row)
        length += len(row)
    whole = "".join(parts)
    end = _comment(whole)
    body = whole[:end].rstrip()
    text = body.lstrip()
    lead = len(body) - len(text)
    comment = whole[end + 1 :].rstrip()
    if text or comment:
        moved = tuple((start - lead, place) for start, place in pieces)
        yield LogicalLine(first, last, text, comment, moved)


def _comment(line: str) -> int:
    """Return where the comment of a line begins; its length for none."""
    place = line.find("#")
    while place > 0 and not line[place - 1].isspace():
        place = line.find("#", place + 1)
    return len(line) if place < 0 else place
