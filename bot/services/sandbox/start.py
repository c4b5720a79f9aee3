"""One bubblewrap process: from its start through its gate to its certain end."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Final

from bot.services.sandbox.errors import StartError, SurvivorError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

START_SECONDS: Final = 20.0
DEATH_SECONDS: Final = 20.0


def data_file(content: bytes) -> int:
    """Return the descriptor of a file in memory, at its beginning."""
    descriptor = os.memfd_create("honebot")
    os.write(descriptor, content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


class Started:
    """A sandbox that waits at its gate until it is told to go."""

    def __init__(
        self,
        program: Path,
        options: Sequence[str],
        argv: Sequence[str],
        inherited: Sequence[int],
    ) -> None:
        """Start bubblewrap; its options go in a file, so that nobody sees them.

        Raises `StartError` where the program cannot be started.
        """
        self.first = 0
        self._first_handle = -1
        self._dead = False
        self._info, info = os.pipe()
        block, self._block = os.pipe()
        own = [*options, "--info-fd", str(info), "--block-fd", str(block)]
        listed = data_file(b"".join(os.fsencode(word) + b"\0" for word in own))
        try:
            self.process = subprocess.Popen(  # noqa: S603  # that is what it is for
                [str(program), "--args", str(listed), "--", *argv],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd="/",
                env={},
                pass_fds=(info, block, listed, *inherited),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            self._close(self._info, self._block)
            raise StartError(str(error)) from error
        finally:
            self._close(info, block, listed)

    def await_first_process(self) -> None:
        """Wait until the sandbox's first process is there, and hold on to it."""
        text = b""
        until = time.monotonic() + START_SECONDS
        while not text.rstrip().endswith(b"}"):
            text += self._read(self._info, 4096, until)
        self.first = json.loads(text)["child-pid"]
        try:
            self._first_handle = os.pidfd_open(self.first)
        except ProcessLookupError:
            raise self._failure() from None

    def await_gate(self) -> None:
        """Let the first process go on, and wait until the gate is reached."""
        os.write(self._block, b"x")
        until = time.monotonic() + START_SECONDS
        if self._read(self._stdout(), 1, until) != b"\n":
            raise StartError("its gate does not answer")

    def let_go(self) -> None:
        """Open the gate: the command begins."""
        if self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                os.write(self.process.stdin.fileno(), b"go\n")

    def kill(self) -> None:
        """End everything in the sandbox, and return when all of it is gone."""
        if self._dead:
            return
        self._dead = True
        if self._first_handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._first_handle, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self._close(self._info, self._block)
        if self._first_handle >= 0:
            ended, _, _ = select.select([self._first_handle], [], [], DEATH_SECONDS)
            self._close(self._first_handle)
            if not ended:
                raise SurvivorError(DEATH_SECONDS)

    def close_pipes(self) -> None:
        """Close what is still open towards the command."""
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _stdout(self) -> int:
        if self.process.stdout is None:
            raise ValueError("the process has no pipes")
        return self.process.stdout.fileno()

    def _read(self, descriptor: int, count: int, until: float) -> bytes:
        """Return the next bytes; raise `StartError` at the end or out of time."""
        wait = max(0.0, until - time.monotonic())
        ready, _, _ = select.select([descriptor], [], [], wait)
        if not ready:
            raise StartError(f"nothing happened for {START_SECONDS:g} s")
        data = os.read(descriptor, count)
        if not data:
            raise self._failure()
        return data

    def _failure(self) -> StartError:
        """Return the error for a bubblewrap that gave up, with its own words."""
        self.kill()
        said = self.process.stderr.read() if self.process.stderr else b""
        text = said.decode(errors="replace").strip()
        return StartError(text or f"bubblewrap ended with {self.process.returncode}")

    @staticmethod
    def _close(*descriptors: int) -> None:
        for descriptor in descriptors:
            os.close(descriptor)
