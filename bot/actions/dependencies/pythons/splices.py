"""Edits of one text as they are collected, with what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codemods.model import Finding, LeftAlone, Outcome

if TYPE_CHECKING:
    from bot.actions.files.text import Text


class Splices:
    """Edits that do not overlap; offsets count characters of the old text."""

    def __init__(self, text: Text) -> None:
        """Begin with none."""
        self.text = text
        self.findings: list[Finding] = []
        self.blocks: list[LeftAlone] = []
        self.left: list[LeftAlone] = []
        self._edits: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, new: str, message: str) -> None:
        """Put something in the place of `start:end`, once.

        Where another edit is there already, the place is a block.
        """
        if self.text.text[start:end] == new:
            return
        if (start, end, new) in self._edits:
            return
        if any(a < end and start < b for a, b, _ in self._edits):
            self.block(start, "two readings of this place contradict each other")
            return
        self._edits.append((start, end, new))
        self.findings.append(self._finding(start, message))

    def says(self, new: str) -> bool:
        """Return whether another place has become this text."""
        return any(text == new for _, _, text in self._edits)

    def block(self, start: int, reason: str) -> None:
        """Say that nothing can be dropped because of this place."""
        self.blocks.append(self._left(start, reason))

    def leave(self, start: int, reason: str) -> None:
        """Say that this place stays as it is."""
        self.left.append(self._left(start, reason))

    def applied(self) -> str:
        """Return the text after all edits."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._edits):
            parts += [self.text.text[done:start], new]
            done = end
        return "".join([*parts, self.text.text[done:]])

    def _finding(self, start: int, message: str) -> Finding:
        return Finding(self.text.path, self.text.line_of(start), message)

    def _left(self, start: int, reason: str) -> LeftAlone:
        line = self.text.line_of(start)
        return LeftAlone(self.text.path, line, reason, Outcome.UNSURE)
