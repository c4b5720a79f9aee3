"""Numbers and text of other people in sentences for people. Pure."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")


def counted(number: int, noun: str) -> str:
    """Return the number with its noun: "1 file", "1,200 files"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def printable(text: str) -> str:
    """Return a text of the target on one line, with nothing that drives a terminal."""
    line = " ".join(text.split())
    return "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line
    )


def escaped(text: str) -> str:
    """Return a text of the target on one line, so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", printable(text))
