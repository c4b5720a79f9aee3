"""Characters in the order that a reader sees them, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joined:
    """Characters that a reader sees in a row, each with its offset in the file.

    What joins or quotes them (a backslash at a line's end, an escape, a
    comment sign) is not among them.
    """

    text: str
    offsets: tuple[int, ...]

    def __getitem__(self, part: slice) -> Joined:
        return Joined(self.text[part], self.offsets[part])

    def stripped(self) -> Joined:
        """Return it without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def end_of(self, position: int) -> int:
        """Return the offset right after the character before `position`."""
        return self.offsets[position - 1] + 1

    def within(self, outer: Joined) -> Joined:
        """Return it with the offsets of the text that it was read from.

        Its own offsets are positions in `outer`.
        """
        return Joined(
            self.text, tuple(outer.offsets[position] for position in self.offsets)
        )


def run(text: str, start: int) -> Joined:
    """Return characters that stand in one run from an offset on."""
    return Joined(text, tuple(range(start, start + len(text))))
