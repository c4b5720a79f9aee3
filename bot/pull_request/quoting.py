"""The one way in which text that is not ours comes into a pull request.

Paths, test ids, source lines and what tools said come from the target or from
packages. Put into Markdown as they are, they could call people (`@name`),
point to issues or close them (`fixes #1`), hold HTML, end a table or a code
span, run a forge's quick actions, or turn the reading direction around. Here
they become code spans, or prose in which none of that has a meaning.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of the longest text that is shown whole."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are not seen, or that move others around."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BACKTICKS = re.compile(r"`+")
_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_MARKUP = re.compile(r"([\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
"""Marks of Markdown; an underscore within a word is none."""

_REFERENCE = re.compile(r"([@#~])(?=[\w\[\"'{(-])|([!$%&^])(?=[\d\"])")
_NAMED = re.compile(r"\b(GH-)(?=\d)", re.IGNORECASE)
_LINK = re.compile(r"\b(https?:|ftp:|mailto:|www\.)(?=\S)", re.IGNORECASE)
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_BREAK = "\N{ZERO WIDTH SPACE}"
"""What takes the meaning from a reference and cannot be seen."""


def visible(text: str, limit: int = LONGEST) -> str:
    """Return one line in which every character can be seen.

    Space of any kind becomes one space; control characters, marks of the
    reading direction and the like become backslash escapes. The middle of a
    text that is longer than `limit` is left out.
    """
    return _shortened(_shown(_SPACE.sub(" ", _ends(text, limit)).strip()), limit)


def code(text: str, limit: int = LONGEST) -> str:
    """Return a code span that shows the text, whatever it is. Not for a table."""
    line = visible(text, limit)
    if not line:
        return "(empty)"
    runs = [len(run) for run in _BACKTICKS.findall(line)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def cell(text: str, limit: int = LONGEST) -> str:
    """Return the text as code for the cell of a table.

    Forges do not agree on how a pipe within a code span is written, so there
    it is HTML, every mark of which is written as a number.
    """
    if "|" not in text:
        return code(text, limit)
    marks = (
        f"&#{ord(char)};" if char.isascii() and not char.isalnum() else char
        for char in visible(text, limit).replace(" ", "\xa0")
    )
    return f"<code>{''.join(marks)}</code>"


def prose(text: str, limit: int = 3 * LONGEST) -> str:
    """Return the text as prose that means nothing to Markdown or a forge.

    What stands between two backticks becomes a code span.
    """
    line = visible(text, limit)
    parts = _SPAN.split(line)
    made = "".join(
        code(part, limit) if number % 2 else _inert(part)
        for number, part in enumerate(parts)
    )
    return f"{_BREAK}{made}" if made[:1] in {"/", "-", "+", "=", "#"} else made


def plain(text: str, limit: int = LONGEST) -> str:
    """Return the text for a title or a commit message, which hold no Markdown."""
    return _unreferenced(visible(text, limit))


def block(lines: list[str], language: str = "") -> list[str]:
    """Return a fenced code block with these lines, each kept to one line."""
    limit = 10 * LONGEST
    shown = [_shortened(_shown(_ends(line, limit)), limit) for line in lines]
    runs = [len(run) for line in shown for run in _BACKTICKS.findall(line)]
    fence = "`" * max(3, max(runs, default=0) + 1)
    return [f"{fence}{language}", *shown, fence]


def _ends(text: str, limit: int) -> str:
    """Return as much of a very long text as can matter when it is shortened."""
    return text[: 8 * limit] + text[8 * limit :][-limit:]


def _shown(text: str) -> str:
    return "".join(
        repr(char)[1:-1] if unicodedata.category(char) in _HIDDEN else char
        for char in text
    )


def _shortened(line: str, limit: int) -> str:
    half = (limit - 3) // 2
    return line if len(line) <= limit else f"{line[:half]}...{line[-half:]}"


def _inert(text: str) -> str:
    text = "".join(_HTML.get(char, char) for char in _unreferenced(text))
    return _MARKUP.sub(r"\\\1", text)


def _unreferenced(text: str) -> str:
    text = _REFERENCE.sub(rf"\g<0>{_BREAK}", text)
    text = _NAMED.sub(rf"\1{_BREAK}", text)
    return _LINK.sub(rf"\1{_BREAK}", text)
