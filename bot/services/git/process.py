"""A process run to its end, within a time and an amount of output."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_CHUNK = 1 << 18
_STDERR = 1 << 16
"""How much of standard error is kept; only its end is ever shown."""


class OutOfTimeError(Exception):
    """The process did not end in time; it is dead now."""


class TooMuchOutputError(Exception):
    """The process wrote more than it may; it is dead now."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: `exit_code` is negative for a signal."""

    exit_code: int
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may use: seconds of wall clock, bytes on standard output."""

    seconds: float = 60.0
    output: int = 256 << 20


@dataclass(slots=True)
class _Pump:
    """Feeds a process and takes what it writes, until both ends are closed."""

    process: subprocess.Popen[bytes]
    stdin: memoryview
    limit: int
    watch: Callable[[bytes], None] | None
    stdout: bytearray = field(default_factory=bytearray)
    stderr: bytearray = field(default_factory=bytearray)

    def run(self, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            for stream, events, action in (
                (self.process.stdin, selectors.EVENT_WRITE, self._write),
                (self.process.stdout, selectors.EVENT_READ, self._out),
                (self.process.stderr, selectors.EVENT_READ, self._error),
            ):
                if stream is not None:
                    os.set_blocking(stream.fileno(), False)
                    selector.register(stream, events, (stream, action))
            while selector.get_map():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise OutOfTimeError
                for key, _ in selector.select(left):
                    stream, action = key.data
                    if not action(stream):
                        selector.unregister(stream)
                        stream.close()

    def _write(self, stream: IO[bytes]) -> bool:
        try:
            written = os.write(stream.fileno(), self.stdin[:_CHUNK])
        except BrokenPipeError:
            return False
        self.stdin = self.stdin[written:]
        return bool(self.stdin)

    def _out(self, stream: IO[bytes]) -> bool:
        chunk = os.read(stream.fileno(), _CHUNK)
        self.stdout += chunk
        if len(self.stdout) > self.limit:
            raise TooMuchOutputError
        return bool(chunk)

    def _error(self, stream: IO[bytes]) -> bool:
        chunk = os.read(stream.fileno(), _CHUNK)
        self.stderr += chunk
        del self.stderr[:-_STDERR]
        if self.watch is not None and chunk:
            self.watch(chunk)
        return bool(chunk)


def run_process(  # noqa: PLR0913  # a process has this many sides
    argv: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    stdin: bytes,
    bounds: Bounds,
    keep_open: Sequence[int] = (),
    watch: Callable[[bytes], None] | None = None,
) -> Ended:
    """Run the process and return how it ended.

    It has a process group of its own, which is killed as a whole when this
    function is left early, for whatever reason. `keep_open` are descriptors
    that the process inherits; `watch` is given what comes on standard error.
    Raises `OutOfTimeError`, `TooMuchOutputError`, and `OSError` where the
    program cannot be started.
    """
    deadline = time.monotonic() + bounds.seconds
    process = subprocess.Popen(  # noqa: S603  # the caller gives a fixed program
        argv,
        env=environment,
        cwd=folder,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        pass_fds=keep_open,
        start_new_session=True,
    )
    pump = _Pump(process, memoryview(stdin), bounds.output, watch)
    try:
        pump.run(deadline)
        exit_code = process.wait(max(deadline - time.monotonic(), 0.001))
    except subprocess.TimeoutExpired:
        _end(process)
        raise OutOfTimeError from None
    except BaseException:
        _end(process)
        raise
    return Ended(exit_code, bytes(pump.stdout), bytes(pump.stderr))


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None and not stream.closed:
            stream.close()
