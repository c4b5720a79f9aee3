"""How severe an advisory is, in one word.

Source: CVSS v4.0 specification, section 6 "Qualitative Severity Rating Scale",
and v3.1, section 5; the words are those of GitHub's advisories, which say
"moderate" for "medium".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVELS: Final = ((9.0, "critical"), (7.0, "high"), (4.0, "moderate"), (0.1, "low"))
WORDS: Final = ("critical", "high", "moderate", "low", "")
"""From the worst on; "" is not known."""
OTHER_WORDS: Final = {"medium": "moderate", "important": "high"}


def rated(vectors: Iterable[str], words: Iterable[str]) -> tuple[str, str]:
    """Return the severity and the CVSS vector that it follows from.

    It is that of the newest version of CVSS among the vectors; without any
    that can be read, what the database says in words, else "".
    """
    given = [each for each in vectors if each.startswith(("CVSS:3.", "CVSS:4."))]
    for vector in sorted(given, reverse=True):
        score = base_score(vector)
        if score is not None:
            return level(score), vector
    return next((each for each in map(_word, words) if each), ""), ""


def base_score(vector: str) -> float | None:
    """Return the base score of a CVSS vector, version 3 or 4; None for none."""
    from cvss import CVSS3, CVSS4, CVSSError  # noqa: PLC0415  # only where needed

    try:
        kind = CVSS4 if vector.startswith("CVSS:4.") else CVSS3
        return float(kind(vector).base_score)
    except CVSSError:
        return None


def level(score: float) -> str:
    """Return the word for a base score, "" for 0."""
    return next((word for least, word in LEVELS if score >= least), "")


def worst(words: Iterable[str]) -> str:
    """Return the worst of these severities, "" where none is known."""
    return min(words, key=WORDS.index, default="")


def _word(text: str) -> str:
    word = text.strip().lower()
    word = OTHER_WORDS.get(word, word)
    return word if word in WORDS else ""
