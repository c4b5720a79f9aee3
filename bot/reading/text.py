"""Bytes as text and back, with nothing lost, and insertions into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text that is to stand at an offset of a text; nothing is removed."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text. Bytes that are no UTF-8 survive as lone surrogates."""

    content: str
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, source: bytes) -> Text:
        """Return the text of these bytes; `encoded` gives them back."""
        content = source.decode("utf-8", "surrogateescape")
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(content) if char == "\n")
        return cls(content, tuple(starts))

    def line(self, offset: int) -> int:
        """Return the number of the line that holds the offset, from 1."""
        return bisect_right(self._starts, offset)

    def start_of_line(self, line: int) -> int:
        """Return the offset of a line's first character; the end past the last."""
        if line > len(self._starts):
            return len(self.content)
        return self._starts[line - 1]

    @property
    def newline(self) -> str:
        r"""The line ending that the file uses: `\r\n` where its first line does."""
        first = self.content.find("\n")
        return "\r\n" if first > 0 and self.content[first - 1] == "\r" else "\n"

    def with_insertions(self, insertions: Iterable[Insertion]) -> bytes:
        """Return the file's bytes with the insertions in their places.

        Those at one offset come in the order given.
        """
        parts: list[str] = []
        position = 0
        for insertion in sorted(insertions, key=lambda each: each.offset):
            parts += [self.content[position : insertion.offset], insertion.text]
            position = insertion.offset
        parts.append(self.content[position:])
        return encoded("".join(parts))


def encoded(content: str) -> bytes:
    """Return the bytes that `Text.of` would read as this content."""
    return content.encode("utf-8", "surrogateescape")
