"""String literals of Python source, each character with its place.

https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from bot.reading.joined import Joined, run

_LITERAL = re.compile(r"([rRuU]?)(\"\"\"|'''|\"|')((?:[^\\]|\\.)*?)\2", re.DOTALL)
_PIECE = re.compile(
    r"\\(?:N\{[^}]+\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}"
    r"|\r?\n|.)|\r\n|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PythonText:
    """The text of a Python file, by lines as its syntax tree counts them."""

    text: str
    _starts: tuple[int, ...]
    _lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> PythonText:
        """Return the text of a file; lines end as Python's own do."""
        lines = tuple(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text))
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        return cls(text, tuple(starts), lines)

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return where an expression begins and ends, in characters."""
        return (
            self._position(node.lineno, node.col_offset),
            self._position(node.end_lineno or node.lineno, node.end_col_offset or 0),
        )

    def characters(self, node: ast.Constant) -> Joined | None:
        """Return the characters of a string; None where several make it up."""
        start, end = self.span(node)
        found = _LITERAL.fullmatch(self.text, start, end)
        if found is None or not isinstance(node.value, str):
            return None
        inner, at = found[3], found.start(3)
        if "\\" not in inner and "\r" not in inner:
            return run(inner, at) if inner == node.value else None
        pieces = _pieces(inner, at, is_raw=found[1] in {"r", "R"})
        return pieces if pieces.text == node.value else None

    def _position(self, line: int, column: int) -> int:
        if line > len(self._lines):
            return len(self.text)
        text = self._lines[line - 1]
        if text.isascii():
            return self._starts[line - 1] + column
        return self._starts[line - 1] + len(text.encode()[:column].decode())


def _pieces(inner: str, start: int, *, is_raw: bool) -> Joined:
    text: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(inner):
        piece = match.group()
        if piece == "\r\n":
            said = "\n"
        elif len(piece) == 1 or is_raw:
            said = piece.replace("\r\n", "\n")
        else:
            said = str(ast.literal_eval(f'"{piece}"'))
        text.append(said)
        offsets += [
            start + match.start() + (nth if is_raw else 0) for nth in range(len(said))
        ]
    return Joined("".join(text), tuple(offsets))
