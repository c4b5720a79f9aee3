"""From the bytes of a file to its syntax tree, with the way back.

The standard library's trees count lines from 1 and columns in bytes of
UTF-8, whatever encoding the file has. So the work is done on UTF-8 without a
byte order mark, and `Source.encode` gives the file's own bytes back.
"""

from __future__ import annotations

import ast
import codecs
import io
import re
import sys
import tokenize
import warnings
from dataclasses import dataclass
from typing import Protocol

NEWLINE = re.compile(rb"\r\n|\r|\n")
"""What ends a line for Python: neither form feed nor U+2028 does."""

ODD_ENCODINGS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"}
)
"""Codecs that may spell one text in several ways, or take quadratic time."""

PYTHON_2_SIGNS = (
    "Missing parentheses in call to",
    "multiple exception types must be parenthesized",
    "leading zeros in decimal integer literals",
)
"""Starts of CPython's messages for what was right in Python 2."""

_PYTHON_2_LINE = re.compile(
    r"""^\s*(?:print\s+["'\w%]|exec\s+["'\w]|raise\s+\w+\s*,)"""
    r"""|^\s*except\s+[\w.()]+\s*,\s*\w+\s*:|<>|\b\d+[lL]\b|\bur["']"""
)


class Located(Protocol):
    """A node of a syntax tree that has a place in the file."""

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


class UnreadableSourceError(ValueError):
    """A file is no Python source that can be read; `line` is 0 if unknown."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}" if line else reason)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file as UTF-8 bytes, and what it was before.

    `data` has neither byte order mark nor encoding of its own; its newlines
    are the file's. `starts` are the offsets in `data` at which lines begin.
    """

    data: bytes
    encoding: str
    bom: bool
    starts: tuple[int, ...]

    def span(self, node: Located) -> tuple[int, int]:
        """Return the offsets in `data` between which the node stands."""
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[(node.end_lineno or node.lineno) - 1]
            + (node.end_col_offset or node.col_offset),
        )

    def line_end(self, line: int) -> int:
        """Return the offset behind a line and its newline."""
        return self.starts[line] if line < len(self.starts) else len(self.data)

    def newline(self) -> str:
        """Return the newline that the file uses first; a file has one style."""
        match = NEWLINE.search(self.data)
        return match.group().decode() if match else "\n"

    def encode(self, data: bytes) -> bytes:
        """Return `data` as bytes of the file, in its encoding, with its mark.

        Raises `UnicodeEncodeError` where the encoding has no such character.
        """
        same = self.encoding == "utf-8"
        raw = data if same else data.decode().encode(self.encoding)
        return codecs.BOM_UTF8 + raw if self.bom else raw


def read(source: bytes) -> Source:
    """Return the text of a file, found out as Python itself does (PEP 263).

    Raises `UnreadableSourceError` where Python could not read it either, and
    where its bytes could not be written back as they are.
    """
    if b"\0" in source:
        line = source.count(b"\n", 0, source.index(b"\0")) + 1
        raise UnreadableSourceError(line, "the file holds null bytes")
    bom = source.startswith(codecs.BOM_UTF8)
    encoding = _encoding(source)
    raw = source[len(codecs.BOM_UTF8) :] if bom else source
    data = raw if encoding == "utf-8" else _transcoded(raw, encoding)
    if encoding == "utf-8":
        _text(raw, "utf-8")
    return Source(data, encoding, bom, _line_starts(data))


def with_data(source: Source, data: bytes) -> Source:
    """Return a source in the same encoding that holds other text."""
    return Source(data, source.encoding, source.bom, _line_starts(data))


def parse(source: Source) -> ast.Module:
    """Return the syntax tree, without a warning on standard error.

    Raises `UnreadableSourceError` with Python's own reason.
    """
    text = source.data.decode()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise UnreadableSourceError(
            error.lineno or 0, _syntax_reason(text, error)
        ) from error
    except (RecursionError, MemoryError, ValueError, OverflowError) as error:
        deep = isinstance(error, (RecursionError, MemoryError))
        reason = "the code nests too deeply" if deep else str(error)
        raise UnreadableSourceError(0, reason) from error


def _line_starts(data: bytes) -> tuple[int, ...]:
    if b"\r" in data:
        return (0, *(match.end() for match in NEWLINE.finditer(data)))
    starts = [0]
    position = data.find(b"\n")
    while position >= 0:
        starts.append(position + 1)
        position = data.find(b"\n", position + 1)
    return tuple(starts)


def _encoding(source: bytes) -> str:
    try:
        name, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    except (SyntaxError, LookupError, UnicodeError, ValueError) as error:
        _text(source, "utf-8")
        raise UnreadableSourceError(1, str(error)) from error
    if name in {"utf-8", "utf-8-sig"}:
        return "utf-8"
    return name


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"byte {raw[error.start]:#04x} is not valid {encoding}"
        raise UnreadableSourceError(line, reason) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise UnreadableSourceError(1, f"cannot be read as {encoding}") from error


def _transcoded(raw: bytes, encoding: str) -> bytes:
    if codecs.lookup(encoding).name.replace("_", "-") in ODD_ENCODINGS:
        raise UnreadableSourceError(1, f"the encoding {encoding} is not supported")
    text = _text(raw, encoding)
    data = text.encode("utf-8", "replace")
    same = data.decode().encode(encoding, "replace") == raw
    if not same:
        raise UnreadableSourceError(
            1, f"its bytes cannot be written back in its encoding, {encoding}"
        )
    return data


def _syntax_reason(text: str, error: SyntaxError) -> str:
    message = error.msg or "invalid syntax"
    lines = re.split(r"\r\n|\r|\n", text)
    number = error.lineno or 0
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if message.startswith(PYTHON_2_SIGNS) or _PYTHON_2_LINE.search(line):
        return f"Python 2 source: {message}"
    version = ".".join(map(str, sys.version_info[:2]))
    return f"does not parse as Python {version}: {message}"
