"""The text of a file, with the byte that each character begins at.

A requirements file says its encoding as a Python source does: by a byte order
mark, or by a coding line (PEP 263). Else it is UTF-8; bytes that are not stay
what they are, so that one odd byte in a comment stops nothing.
https://pip.pypa.io/en/stable/reference/requirements-file-format/#encoding
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import accumulate

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODING = re.compile(rb"coding[:=]\s*([-\w.]+)")


class UnreadableTextError(ValueError):
    """The bytes of a file are not what its coding line or mark says."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        super().__init__(f"its text cannot be read as {encoding}")


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file without its byte order mark.

    `is_plain` says that ASCII text may be written into it as it is: so it is
    in all encodings but UTF-16, UTF-32 and the like.
    """

    text: str
    encoding: str
    is_plain: bool
    lead: int
    offsets: tuple[int, ...] | None

    def at(self, index: int) -> int:
        """Return the byte that a character of the text begins at."""
        return self.lead + (index if self.offsets is None else self.offsets[index])


def read_text(content: bytes) -> FileText:
    """Return the text of a file.

    Raises `UnreadableTextError` where its mark or coding line names an
    encoding that is unknown or that its bytes are not in.
    """
    if content.startswith(codecs.BOM_UTF8):
        return _decoded(content, len(codecs.BOM_UTF8), "utf-8", "surrogateescape")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, len(mark), encoding, "strict")
    for line in content.split(b"\n", 2)[:2]:
        found = _CODING.search(line) if line.startswith(b"#") else None
        if found:
            return _decoded(content, 0, found[1].decode("ascii", "replace"), "strict")
    return _decoded(content, 0, "utf-8", "surrogateescape")


def _decoded(content: bytes, lead: int, encoding: str, errors: str) -> FileText:
    body = content[lead:]
    if encoding.lower().replace("_", "-") in {"utf-8-sig", "utf8"}:
        encoding = "utf-8"
    if body.isascii() and encoding == "utf-8":
        text = body.decode("ascii")
        return FileText(text, encoding, is_plain=True, lead=lead, offsets=None)
    try:
        text = body.decode(encoding, errors)
        sizes = [len(each.encode(encoding, errors)) for each in text]
        same = text.encode(encoding, errors) == body
        plain = "a=1".encode(encoding) == b"a=1"
    except (LookupError, UnicodeError, ValueError):
        raise UnreadableTextError(encoding) from None
    if not same or sum(sizes) != len(body):
        raise UnreadableTextError(encoding)
    offsets = tuple(accumulate(sizes, initial=0))
    return FileText(text, encoding, plain, lead, offsets)
