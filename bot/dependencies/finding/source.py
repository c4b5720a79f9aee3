"""A file as text, with the way back from characters to bytes."""

from __future__ import annotations

from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field

LARGEST = 1_000_000
"""Bytes above which a file is none that a person wrote."""


class UnreadableError(ValueError):
    """A file cannot be read as what it is; `line` counts from 1, 0: all of it."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and its text; a byte order mark is not part of the text."""

    path: str
    content: bytes
    text: str
    _starts: tuple[int, ...] = field(repr=False)
    _bytes: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(
        cls, path: str, content: bytes, *, strict: bool = True, largest: int = LARGEST
    ) -> Source:
        """Return the text of these bytes, UTF-8.

        Raises `UnreadableError` where it is no UTF-8, or too large.
        Without `strict` other bytes become lone surrogates.
        """
        if len(content) > largest:
            raise UnreadableError(0, f"is too large to be read: {len(content):,} bytes")
        bom = len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
        try:
            errors = "strict" if strict else "surrogateescape"
            text = content[bom:].decode(errors=errors)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start + bom) + 1
            wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
            reason = "is UTF-16, not UTF-8" if wide else "is not UTF-8"
            raise UnreadableError(line, reason) from error
        starts, offsets = [0], [bom]
        for line_text in text.split("\n")[:-1]:
            starts.append(starts[-1] + len(line_text) + 1)
            offsets.append(offsets[-1] + _width(line_text) + 1)
        return cls(path, content, text, tuple(starts), tuple(offsets))

    def line(self, position: int) -> int:
        """Return the number of the line that holds a character, from 1."""
        return bisect_right(self._starts, position)

    def byte(self, position: int) -> int:
        """Return the byte offset of a character."""
        line = bisect_right(self._starts, position) - 1
        start = self._starts[line]
        return self._bytes[line] + _width(self.text[start:position])

    def rest_of_line(self, position: int) -> str:
        """Return what follows a character on its line."""
        end = self.text.find("\n", position)
        return self.text[position : len(self.text) if end < 0 else end].rstrip("\r")


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
