"""Stays with a running command: feeds it, reads it, and watches its limits."""

from __future__ import annotations

import os
import selectors
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.services.sandbox.output import Capture

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from bot.protocols import Limits

TICK: Final = 0.05
CHUNK: Final = 1 << 16
FLOOD: Final = 50
"""A command that prints this many times its cap is stopped."""
DRAIN_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Attended:
    """What a command printed, and which limit it broke ("" for none)."""

    stdout: bytes
    stderr: bytes
    killed: str


class Attendant:
    """Waits for one process, whose three pipes it owns from now on."""

    def __init__(
        self, process: subprocess.Popen[bytes], limits: Limits, stdin: bytes
    ) -> None:
        """Attend to a process that was started with three pipes."""
        self._process = process
        self._limits = limits
        self._stdin = memoryview(stdin)
        self._captures = Capture(limits.output), Capture(limits.output)
        self._begin = self._heard = time.monotonic()
        self._selector = selectors.DefaultSelector()

    def attend(
        self, broken_limit: Callable[[], str], kill: Callable[[], None]
    ) -> Attended:
        """Return when the process has ended, or broke a limit and was killed.

        `broken_limit` is asked all the time for the name of a limit that is
        broken; `kill` ends whatever is left, and is called in every case.
        """
        killed = ""
        end = os.pidfd_open(self._process.pid)
        try:
            self._register(end)
            while not killed and not self._handle(TICK, end):
                killed = self._clock() or broken_limit()
        finally:
            kill()
            self._selector.unregister(end)
            os.close(end)
            self._drain()
        if not killed and self._process.returncode:
            killed = broken_limit()
        out, error = self._captures
        return Attended(out.bytes(), error.bytes(), killed)

    def _register(self, end: int) -> None:
        stdin, stdout, stderr = self._pipes()
        self._selector.register(end, selectors.EVENT_READ)
        self._selector.register(stdout, selectors.EVENT_READ, self._captures[0])
        self._selector.register(stderr, selectors.EVENT_READ, self._captures[1])
        for pipe in (stdin, stdout, stderr):
            os.set_blocking(pipe, False)
        if self._stdin:
            self._selector.register(stdin, selectors.EVENT_WRITE)
        else:
            self._close_stdin()

    def _pipes(self) -> tuple[int, int, int]:
        process = self._process
        if not (process.stdin and process.stdout and process.stderr):
            raise ValueError("the process has no pipes")
        return process.stdin.fileno(), process.stdout.fileno(), process.stderr.fileno()

    def _handle(self, timeout: float, end: int) -> bool:
        """Read and write what can be; return whether the process has ended."""
        ended = False
        for key, _ in self._selector.select(timeout):
            if isinstance(key.data, Capture):
                self._read(key.fd, key.data)
            elif key.fd == end:
                ended = True
            else:
                self._write(key.fd)
        return ended

    def _read(self, pipe: int, capture: Capture) -> None:
        try:
            data = os.read(pipe, CHUNK)
        except BlockingIOError:
            return
        if data:
            self._heard = time.monotonic()
            capture.add(data)
        else:
            self._selector.unregister(pipe)

    def _write(self, pipe: int) -> None:
        try:
            self._stdin = self._stdin[os.write(pipe, self._stdin[:CHUNK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._stdin = self._stdin[:0]
        if not self._stdin:
            self._selector.unregister(pipe)
            self._close_stdin()

    def _close_stdin(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()

    def _clock(self) -> str:
        """Return which limit of time or output is broken, "" for none."""
        now = time.monotonic()
        if now - self._begin > self._limits.seconds:
            return "time"
        if now - self._heard > self._limits.idle_seconds:
            return "idle"
        printed = sum(capture.total for capture in self._captures)
        return "output" if printed > FLOOD * self._limits.output else ""

    def _drain(self) -> None:
        """Read what is left in the pipes, and close them."""
        until = time.monotonic() + DRAIN_SECONDS
        while time.monotonic() < until and any(
            isinstance(key.data, Capture) for key in self._selector.get_map().values()
        ):
            self._handle(TICK, -1)
        self._selector.close()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
