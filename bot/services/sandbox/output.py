"""What a command prints: the beginning and the end of it, within a cap."""

from __future__ import annotations

from typing import Final

MARK: Final = b"\n[... output left out ...]\n"


class Capture:
    """Keeps the head and the tail of a stream; what lies between is dropped."""

    def __init__(self, cap: int) -> None:
        """Keep at most `cap` bytes."""
        self.total = 0
        self._cap = cap
        self._half = cap // 2
        self._head = bytearray()
        self._tail = bytearray()

    def add(self, data: bytes) -> None:
        """Take the next bytes of the stream."""
        self.total += len(data)
        room = self._half - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        if len(self._tail) > 2 * self._cap:
            del self._tail[: -self._cap]

    def bytes(self) -> bytes:
        """Return all of the stream, or head, a line that says so, and tail."""
        if self.total <= self._cap:
            return bytes(self._head + self._tail)
        keep = max(0, self._cap - len(self._head) - len(MARK))
        tail = self._tail[len(self._tail) - keep :]
        return bytes(self._head + MARK + tail)[: self._cap]
