"""Entries of a docstring renamed, taken out and put in, in its own style."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.documentation.parts.docstrings import Style

if TYPE_CHECKING:
    from codemods.documentation.parts.docstrings import Documented, Entry

_GOOGLE_TYPED = re.compile(r"\s*\\?\*{0,2}\w+\s*\(")
_GOOGLE_SPACED = re.compile(r"\s*\\?\*{0,2}\w+\s+\(")
_NUMPY_SPACED = re.compile(r"\s*[\w, *\\]+? : ")


def renamed(said: Documented, old: str, new: str) -> str:
    """Return the text with a parameter's entry, and mentions in marks, renamed."""
    lines = list(said.lines)
    word = re.compile(rf"\b{re.escape(old)}\b")
    for entry in (*said.entries, *said.types):
        if old in entry.names:
            lines[entry.first] = _entry_renamed(
                said.style, lines[entry.first], word, new
            )
    text = "".join(lines)
    return re.sub(
        rf"(?P<mark>``|(?<!`)`(?!`)|(?<!\*)\*(?!\*)){re.escape(old)}(?P=mark)",
        rf"\g<mark>{new}\g<mark>",
        text,
    )


def _entry_renamed(style: Style, line: str, word: re.Pattern[str], new: str) -> str:
    """Return an entry's first line with the name of its parameter replaced."""
    if style is Style.SPHINX:
        end = line.index(":", line.index(":") + 1)
        matches = [match for match in word.finditer(line) if match.end() <= end]
        match = matches[-1]
        return line[: match.start()] + new + line[match.end() :]
    return word.sub(new, line, count=1)


def removed(said: Documented, names: frozenset[str]) -> str:
    """Return the text without the entries of some parameters.

    None of them shares its entry with another.
    """
    gone: set[int] = set()
    for entry in (*said.entries, *said.types):
        if names.issuperset(entry.names):
            gone.update(range(*_with_gap(said, entry)))
    return "".join(line for number, line in enumerate(said.lines) if number not in gone)


def _with_gap(said: Documented, entry: Entry) -> tuple[int, int]:
    """Return an entry's lines with the blank ones to the next, or to the last."""
    others = (*said.entries, *said.types)
    below = [other.first for other in others if other.first > entry.first]
    if below and _is_blank(said, entry.end, min(below)):
        return entry.first, min(below)
    above = [other.end for other in others if other.first < entry.first]
    if not below and above and _is_blank(said, max(above), entry.first):
        return max(above), entry.end
    return entry.first, entry.end


def _is_blank(said: Documented, first: int, end: int) -> bool:
    return not "".join(said.lines[first:end]).strip()


def added(
    said: Documented, arg: ast.arg, default: ast.expr | None, after: Entry | None
) -> str:
    """Return the text with an entry for one more parameter.

    It stands behind `after`, or before all entries. It says only what the
    signature says; "" where that is not enough for an entry of the style.
    """
    entry = _entry(said, arg, default)
    if not entry:
        return ""
    model = said.lines[said.entries[0].first]
    indent = model[: len(model) - len(model.lstrip())]
    newline = "\r\n" if model.endswith("\r\n") else "\n"
    place = said.entries[0].first if after is None else _behind(said, after)
    lines = list(said.lines)
    if place and not lines[place - 1].endswith("\n"):
        return ""
    lines.insert(place, f"{indent}{entry}{newline}")
    return "".join(lines)


def _behind(said: Documented, entry: Entry) -> int:
    """Return the line behind an entry, and behind the type that belongs to it."""
    end = entry.end
    for other in said.types:
        if other.names == entry.names and other.first == end:
            end = other.end
    return end


def _entry(said: Documented, arg: ast.arg, default: ast.expr | None) -> str:
    kind = "" if arg.annotation is None else ast.unparse(arg.annotation)
    constant = default.value if isinstance(default, ast.Constant) else None
    value = "" if constant is None else repr(constant)
    heads = [said.lines[entry.first] for entry in said.entries]
    if said.style is Style.NUMPY:
        if not kind and isinstance(constant, (bool, str)):
            kind = type(constant).__name__
        if not kind:
            return ""
        spaced = " : " if any(map(_NUMPY_SPACED.match, heads)) else ": "
        return f"{arg.arg}{spaced}{kind}{f', default {value}' if value else ''}"
    if not value:
        return ""
    if said.style is Style.SPHINX:
        return f":param {arg.arg}: Defaults to {value}."
    typed = kind and all(map(_GOOGLE_TYPED.match, heads))
    space = " " if any(map(_GOOGLE_SPACED.match, heads)) else ""
    return f"{arg.arg}{f'{space}({kind})' if typed else ''}: Defaults to {value}."
