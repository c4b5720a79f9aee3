"""No sandbox: the target's code runs as the user who runs Honebot.

Only for people who trust the target as they trust their own code. The clean
environment, the private folders and the limits are the same as in a sandbox,
and everything is ended at the end, but a command sees the whole machine.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.protocols import Completed
from bot.services.gateway.environment import index_environment
from bot.services.sandbox import cgroups
from bot.services.sandbox.attend import Attendant
from bot.services.sandbox.bubblewrap import check_mounts, exit_code
from bot.services.sandbox.disk import DiskWatch
from bot.services.sandbox.errors import NoIndexError, NoSandboxError, StartError
from bot.services.sandbox.files import remove_tree
from bot.services.sandbox.layout import environment
from bot.services.sandbox.rlimits import set_limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.protocols import Command
    from bot.services.gateway.lazy import Gateway

SUPERVISOR: Final = Path(__file__).with_name("supervisor.py")
DEATH_SECONDS: Final = 10.0


class RefusingSandbox:
    """Runs nothing. Satisfies `bot.protocols.Sandbox`."""

    def __init__(self, problem: str) -> None:
        """Say this when asked to run something."""
        self._problem = problem

    @property
    def name(self) -> str:
        """Return "none"."""
        return "none"

    @property
    def index(self) -> None:
        """There is none."""
        return

    def run(self, command: Command) -> Completed:  # noqa: ARG002  # the protocol's
        """Raise `NoSandboxError`, always."""
        raise NoSandboxError(self._problem)


class TrustingSandbox:
    """Runs commands as they are. Satisfies `bot.protocols.Sandbox`.

    A mount's target does not exist here, so wherever it stands in the words of
    the command, in its folder or its environment, its source takes its place.
    """

    def __init__(self, home: Path, gateway: Gateway | None = None) -> None:
        """Make private folders below `home`; `gateway` leads to the index."""
        self._home = home
        self._gateway = gateway
        self._parents = cgroups.find_parents()
        cgroups.remove_stale(self._parents)

    @property
    def name(self) -> str:
        """Return "none"."""
        return "none"

    @property
    def index(self) -> Gateway | None:
        """The way to the package index."""
        return self._gateway

    def run(self, command: Command) -> Completed:
        """Run the command to its end, and return how it ended."""
        check_mounts(command.mounts)
        self._home.mkdir(parents=True, exist_ok=True)
        private = Path(tempfile.mkdtemp(prefix="run-", dir=self._home))
        try:
            with contextlib.ExitStack() as stack:
                if command.index:
                    command = self._with_index(command, stack)
                return self._run(command, private, stack)
        finally:
            remove_tree(private)

    def _with_index(self, command: Command, stack: contextlib.ExitStack) -> Command:
        """Serve the index on loopback, behind a path that nobody can guess."""
        if self._gateway is None:
            raise NoIndexError
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        secret = secrets.token_urlsafe(32)
        stack.enter_context(
            self._gateway.serve(listener, below=f"/{secret}", versions=command.versions)
        )
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/{secret}/simple/"
        index = index_environment(url)
        return replace(command, environment={**index, **command.environment})

    def _run(
        self, command: Command, private: Path, stack: contextlib.ExitStack
    ) -> Completed:
        begin = time.monotonic()
        translate = translator(places(command))
        own = {}
        for name, folder in (("HOME", "home"), ("TMPDIR", "tmp")):
            own[name] = str(private / folder)
            (private / folder).mkdir()
        process = subprocess.Popen(  # noqa: S603  # that is what it is for
            [
                *(sys.executable, "-I", "-S", str(SUPERVISOR)),
                *(translate(word) for word in command.argv),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=translate(command.folder),
            env={
                name: translate(value)
                for name, value in {**environment(command), **own}.items()
            },
            start_new_session=True,
        )
        stack.callback(end, process)
        broken_limit = self._limit(command, process.pid, stack)
        open_gate(process)
        attendant = Attendant(process, command.limits, command.stdin)
        attended = attendant.attend(broken_limit, lambda: end(process))
        code = exit_code(process.wait())
        killed = attended.killed or ("time" if code == -signal.SIGXCPU else "")
        seconds = time.monotonic() - begin
        return Completed(code, attended.stdout, attended.stderr, seconds, killed)

    def _limit(
        self, command: Command, process: int, stack: contextlib.ExitStack
    ) -> Callable[[], str]:
        """Put the limits on the process; return how to ask about them."""
        limits = command.limits
        group = None
        with contextlib.suppress(OSError):
            group = cgroups.Group(self._parents, limits)
            stack.callback(group.close)
            group.add(process)
        together = group is not None and group.limits_memory
        set_limits(process, limits, memory=not together, processes=False)
        writable = [mount.source for mount in command.mounts if mount.writable]
        disk = DiskWatch(writable, limits.disk)

        def broken_limit() -> str:
            if disk.exceeded():
                return "disk"
            return group.broken_limit() if group else ""

        return broken_limit


def places(command: Command) -> dict[str, str]:
    """Return which folder of the machine takes the place of which inside."""
    return {
        mount.target.rstrip("/") or "/": str(mount.source) for mount in command.mounts
    }


def translator(moved: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that puts the moved folders' new names into a text.

    A name counts where it stands as a whole path or the beginning of one, so
    `/target` is not seen in `/targets` nor in `/my/target`.
    """
    names = sorted((name for name in moved if name != "/"), key=len, reverse=True)
    if not names:
        return lambda text: text
    alternatives = "|".join(map(re.escape, names))
    pattern = re.compile(rf"(?<![\w./-])({alternatives})(?![\w.-])")

    def translate(text: str) -> str:
        return pattern.sub(lambda found: moved[found[1]], text)

    return translate


def open_gate(process: subprocess.Popen[bytes]) -> None:
    """Let the supervisor start the command, once it says that it is there."""
    if not (process.stdin and process.stdout):
        raise ValueError("the process has no pipes")
    if os.read(process.stdout.fileno(), 1) != b"\n":
        raise StartError("its supervisor does not answer")
    os.write(process.stdin.fileno(), b"go\n")


def end(process: subprocess.Popen[bytes]) -> None:
    """Have the supervisor end everything below it, and wait for it."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(DEATH_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
