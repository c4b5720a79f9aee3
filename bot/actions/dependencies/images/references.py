"""The name of an image as its parts, each with its place.

https://github.com/distribution/reference/blob/main/reference.go (the grammar)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reading.joined import Joined

_PART = r"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?P<name>(?:(?:[A-Za-z0-9.-]+:\d+|[A-Za-z0-9.-]+)/)?{_PART}(?:/{_PART})*)"
    r"(?::(?P<tag>\w[\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?",
    re.ASCII,
)
_TAG = re.compile(r"(v?)(\d+(?:\.\d+)*)(-[\w.-]+)?", re.ASCII)
_EARLY = re.compile(
    r"-(?:a|alpha|b|beta|canary|dev|ea|m|nightly|pre|preview|rc|snapshot)"
    r"[.-]?\d*(?:[.-]|$)",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 5
"""Longer ones are days (`20240115`) or commits."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is a version: `v`, numbers, and the rest from the hyphen on."""

    letter: str
    number: str
    suffix: str

    @property
    def release(self) -> tuple[int, ...]:
        """The numbers (the release segment of PEP 440)."""
        return tuple(map(int, self.number.split(".")))

    @property
    def family(self) -> tuple[str, int, str]:
        """What tags that may follow each other have in common."""
        return self.letter, self.number.count("."), self.suffix

    @property
    def text(self) -> str:
        """The tag as it is written."""
        return self.letter + self.number + self.suffix


def tag_of(text: str) -> Tag | None:
    """Return a tag as a version; None for names, days and pre-releases.

    `3.15.0a2` and `3.15-rc-slim` are pre-releases, `latest` and
    `bookworm-20240115` names.
    """
    match = _TAG.fullmatch(text)
    if match is None or _EARLY.match(match[3] or ""):
        return None
    if any(len(part) > _LONGEST_NUMBER for part in match[2].split(".")):
        return None
    return Tag(match[1], match[2], match[3] or "")


@dataclass(frozen=True, slots=True)
class Reference:
    """An image with its tag and digest, and where the two are written.

    The spans are offsets in the file; None where it is not there, or not in
    one run. `number_at` is the span of the tag's numbers.
    """

    name: str
    tag: str = ""
    digest: str = ""
    number_at: Span | None = None
    digest_at: Span | None = None

    @property
    def text(self) -> str:
        """The image and its tag, as people write it."""
        return f"{self.name}:{self.tag}" if self.tag else self.name


def reference_of(written: Joined) -> Reference | None:
    """Return what a text names; None where it is no reference of an image."""
    match = _REFERENCE.fullmatch(written.text)
    if match is None:
        return None
    tag = tag_of(match["tag"] or "")
    number = None
    if tag is not None:
        start = match.start("tag") + len(tag.letter)
        number = _span(written, start, start + len(tag.number))
    digest = None
    if match["digest"]:
        digest = _span(written, match.start("digest"), match.end("digest"))
    return Reference(
        match["name"], match["tag"] or "", match["digest"] or "", number, digest
    )


def _span(written: Joined, start: int, end: int) -> Span | None:
    """Return the offsets of characters that stand in one run, None otherwise."""
    first = written.offsets[start]
    if written.offsets[start:end] != tuple(range(first, first + end - start)):
        return None
    return first, first + end - start
