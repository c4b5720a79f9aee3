"""Names as PEP 8 has them: `fileName` is `file_name`, where that can be told."""

from __future__ import annotations

import builtins
import keyword
import re

_WORD = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
"""One word of a name; the plural of an abbreviation (`URLs`) is one too."""

_MIXED = re.compile(r"(?P<start>_*)(?P<words>[a-z][a-zA-Z0-9]*(?:_[a-z][a-zA-Z0-9]*)*)")
_HUMP = re.compile(r"[a-z0-9][A-Z]")
_SIZE = re.compile(r"[0-9][A-Z](?![a-z])")

BRANDS = re.compile(
    r"eBay|eMail|gRPC|iOS|iPad|iPhone|mRNA|macOS|mTLS|noSQL|openAI|pH(?![a-z])"
    r"|pyPI|rRNA|tRNA|xLSTM|[a-z]Git[Hh]ub"
)
"""Words that are written with a capital inside."""

_LETTER = re.compile(r"[a-z0-9][A-Z](?![A-Za-z])")
_TWO_LETTERS = re.compile(r"[a-z0-9]([A-Z][a-z])(?![a-z])")

# fmt: off
TWO_LETTER_WORDS = frozenset({
    "As", "At", "By", "Db", "Do", "Go", "Id", "If", "In", "Io", "Ip", "Is", "It", "Js",
    "Ms", "My", "No", "Of", "Ok", "On", "Or", "Os", "Px", "To", "Ts", "Tz", "Ui", "Up",
    "Us", "Vs",
})
# fmt: on
"""Other two letters behind small ones (`sqrtAn`) are rather a sign."""

SHORTEST = 4
"""Shorter names (`dX`, `kT`) are signs of a formula, not words."""

_TAKEN = frozenset({*dir(builtins), *keyword.kwlist, *keyword.softkwlist})


def is_mixed(name: str) -> bool:
    """Return whether a name is mixedCase: small at the start, capitals inside."""
    match = _MIXED.fullmatch(name)
    return match is not None and _HUMP.search(match["words"]) is not None


def snake(name: str) -> str:
    """Return a mixedCase name in lower case with underscores.

    "" where it is none, where its words cannot be told (`is2D`, `dX`, `iOS`),
    and where Python has a meaning for what would come out.
    """
    match = _MIXED.fullmatch(name)
    if match is None or name.startswith("__") or not _HUMP.search(name):
        return ""
    parts = match["words"].split("_")
    if any(_is_sign(part) for part in parts) or BRANDS.search(name):
        return ""
    made = match["start"] + "_".join(map(_joined, parts))
    return "" if made in _TAKEN else made


def _is_sign(part: str) -> bool:
    """Whether a part of a name is a sign or a size rather than words."""
    if _SIZE.search(part) or _LETTER.search(part):
        return True
    if not TWO_LETTER_WORDS.issuperset(_TWO_LETTERS.findall(part)):
        return True
    return len(part) < SHORTEST and _HUMP.search(part) is not None


def _joined(part: str) -> str:
    """Return one part of a name; digits stay with the word before them."""
    text = ""
    for word in _WORD.findall(part):
        text += word if not text or word.isdigit() else f"_{word}"
    return text.lower()
