"""A text file as its lines, with byte order mark and line ends kept."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError

if TYPE_CHECKING:
    from bot.protocols import Tree


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file; offsets count characters of `text`.

    `text` has the file's own line ends and no byte order mark; `marked` says
    whether the file begins with one.
    """

    path: str
    text: str
    marked: bool = False

    @property
    def newline(self) -> str:
        """The line end that most lines have; a line feed where there is none."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf * 2 > self.text.count("\n") else "\n"

    @property
    def encoded(self) -> bytes:
        """The bytes of the file."""
        mark = codecs.BOM_UTF8 if self.marked else b""
        return mark + self.text.encode()

    def line_of(self, offset: int) -> int:
        """Return the line that holds the character, counted from 1."""
        return self.text.count("\n", 0, offset) + 1

    def splice(self, start: int, end: int, new: str) -> Text:
        """Return the text with `start:end` replaced.

        Line feeds in `new` become the file's own line ends.
        """
        fitted = new.replace("\n", self.newline)
        return replace(self, text=self.text[:start] + fitted + self.text[end:])

    def insert_lines(self, offset: int, lines: str) -> Text:
        """Return the text with whole lines put in where a line begins.

        `lines` ends in a line feed. At the end of a file whose last line is
        not ended, the new last line is not ended either.
        """
        before = self.text[:offset]
        if offset == len(self.text) and before and not before.endswith("\n"):
            return self.splice(offset, offset, "\n" + lines.removesuffix("\n"))
        return self.splice(offset, offset, lines)


def read_text(tree: Tree, path: str) -> Text:
    """Return a file of the target as text; `KeyError` where there is none.

    Raises `BrokenFileError` with the line where the file is not UTF-8.
    """
    return decode(path, tree.read(path))


def decode(path: str, source: bytes) -> Text:
    """Return the bytes of a file as text; raises as `read_text` does."""
    marked = source.startswith(codecs.BOM_UTF8)
    body = source[len(codecs.BOM_UTF8) :] if marked else source
    try:
        return Text(path, body.decode(), marked)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BrokenFileError(path, line, "not UTF-8") from error
