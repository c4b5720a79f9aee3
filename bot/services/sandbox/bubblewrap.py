"""The sandbox made with bubblewrap: namespaces, no network, a world of its own.

How a command starts, so that nothing of it ever runs outside of its limits
and nothing outlives Honebot:

1. bubblewrap makes the namespaces and the file system, tells the id of the
   sandbox's first process, and waits (`--info-fd`, `--block-fd`).
2. Control group and limits are put on that process, which has no child yet.
3. It goes on to a gate: a shell that says that it is there and then waits for
   a line. If Honebot dies meanwhile, the gate reads the end of the pipe and
   gives up; from here on the kernel ends the sandbox with its parent.
4. For the package index the gate is a small Python program, which opens a
   listening socket in the sandbox's own network and hands it out.
5. The gate gets its line and becomes the command.

The command has ended when the first process has: the kernel lets it go only
after every other process of its namespace is gone (pid_namespaces(7)).
"""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import socket
import stat
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.protocols import Completed
from bot.services.gateway.environment import PORT, URL, index_environment
from bot.services.interpreters import running
from bot.services.sandbox import cgroups
from bot.services.sandbox.attend import Attendant
from bot.services.sandbox.disk import DiskWatch
from bot.services.sandbox.errors import MountError, NoIndexError, StartError
from bot.services.sandbox.layout import Identity, arguments, own_files
from bot.services.sandbox.ownership import lent
from bot.services.sandbox.rlimits import set_limits
from bot.services.sandbox.seccomp import seccomp_program
from bot.services.sandbox.start import Started, data_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.protocols import Command, Mount
    from bot.services.gateway.lazy import Gateway

HANDOVER_SECONDS: Final = 20.0
GATE: Final = ("/bin/sh", "-c", 'echo; read -r go && exec "$@"', "sh")
LISTENER: Final = f"""
import os, signal, socket, sys
with socket.socket(fileno=int(sys.argv[1])) as channel, socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", {PORT}))
    server.listen(128)
    socket.send_fds(channel, [b"s"], [server.fileno()])
os.write(1, b"\\n")
while (byte := os.read(0, 1)) != b"\\n":
    if not byte:
        sys.exit(1)
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
try:
    os.execvp(sys.argv[2], sys.argv[2:])
except OSError as error:
    print(error, file=sys.stderr)
    sys.stderr.flush()
    os._exit(127)
"""


class BubblewrapSandbox:
    """Runs commands with bubblewrap. Satisfies `bot.protocols.Sandbox`."""

    def __init__(
        self,
        program: Path,
        identity: Identity,
        gateway: Gateway | None = None,
    ) -> None:
        """Use this bubblewrap; `gateway` is the way to the package index."""
        self._program = program
        self.identity = identity
        self._gateway = gateway
        self._seccomp = seccomp_program(platform.machine())
        self.parents = cgroups.find_parents()
        cgroups.remove_stale(self.parents)

    @property
    def name(self) -> str:
        """Return "bubblewrap"."""
        return "bubblewrap"

    @property
    def index(self) -> Gateway | None:
        """The way to the package index."""
        return self._gateway

    def run(self, command: Command) -> Completed:
        """Run the command to its end, and return how it ended.

        An exit code of 128 and a signal's number is given as that signal, as
        shells do. Raises `SandboxError` where it cannot be run at all.
        """
        check_mounts(command.mounts)
        with contextlib.ExitStack() as stack:
            if self.identity is Identity.OTHER:
                check_readable(command.mounts)
                writable = [each.source for each in command.mounts if each.writable]
                stack.enter_context(lent(writable, self.identity.value))
            return self._run_with_gate(command)

    def _run_with_gate(self, command: Command) -> Completed:
        """Run the command behind the gate that it needs."""
        if not command.index:
            return self._run(command, GATE)
        if self._gateway is None:
            raise NoIndexError
        python = running()
        command = replace(
            command,
            mounts=(*command.mounts, *python.mounts),
            environment={**index_environment(URL), **command.environment},
        )
        ours, theirs = socket.socketpair()
        with ours, theirs:
            gate = (str(python.path), "-I", "-S", "-c", LISTENER, str(theirs.fileno()))
            return self._run(command, gate, (ours, theirs))

    def _run(
        self,
        command: Command,
        gate: Sequence[str],
        channel: tuple[socket.socket, socket.socket] | None = None,
    ) -> Completed:
        begin = time.monotonic()
        with contextlib.ExitStack() as stack:
            started = self._start(command, gate, channel)
            stack.callback(started.close_pipes)
            stack.callback(started.kill)
            started.await_first_process()
            broken_limit = self._limit(command, started, stack)
            started.await_gate()
            if channel and self._gateway:
                listener = stack.enter_context(receive_listener(channel[0]))
                stack.enter_context(
                    self._gateway.serve(listener, versions=command.versions)
                )
            started.let_go()
            attendant = Attendant(started.process, command.limits, command.stdin)
            attended = attendant.attend(broken_limit, started.kill)
        code = exit_code(started.process.wait())
        return Completed(
            code,
            attended.stdout,
            attended.stderr,
            time.monotonic() - begin,
            attended.killed or ("time" if code == -signal.SIGXCPU else ""),
        )

    def _start(
        self,
        command: Command,
        gate: Sequence[str],
        channel: tuple[socket.socket, socket.socket] | None,
    ) -> Started:
        """Start bubblewrap, and close what only it needs."""
        with contextlib.ExitStack() as stack:
            own = own_files(self.identity)
            files = {path: data_file(content) for path, content in own.items()}
            options = arguments(command, self.identity, files)
            inherited = [*files.values()]
            if self._seccomp:
                inherited.append(data_file(self._seccomp))
                options += ["--seccomp", str(inherited[-1])]
            for descriptor in inherited:
                stack.callback(os.close, descriptor)
            if channel:
                inherited.append(channel[1].fileno())
            argv = [*self.identity.prefix, *gate, *command.argv]
            started = Started(self._program, options, argv, inherited)
        if channel:
            channel[1].close()
        return started

    def _limit(
        self, command: Command, started: Started, stack: contextlib.ExitStack
    ) -> Callable[[], str]:
        """Put the limits on the first process; return how to ask about them."""
        limits = command.limits
        group = None
        with contextlib.suppress(OSError):
            group = cgroups.Group(self.parents, limits)
            stack.callback(group.close)
            group.add(started.first)
        set_limits(
            started.first,
            limits,
            memory=not (group and group.limits_memory),
            processes=not (group and group.limits_processes),
        )
        writable = [mount.source for mount in command.mounts if mount.writable]
        disk = DiskWatch(writable, limits.disk)
        disk.first = started.first

        def broken_limit() -> str:
            if disk.exceeded():
                return "disk"
            return group.broken_limit() if group else ""

        return broken_limit


def check_mounts(mounts: Sequence[Mount]) -> None:
    """Raise `MountError` for a folder that is not there or not what it seems.

    A writable folder may not be a symbolic link: what ran before could have
    made it, and would choose what is opened to the next command.
    """
    for mount in mounts:
        if not mount.source.exists():
            raise MountError(mount.source, "there is no such file or folder")
        if mount.writable and mount.source.is_symlink():
            raise MountError(mount.source, "it is a symbolic link")


def check_readable(mounts: Sequence[Mount]) -> None:
    """Raise `MountError` for what is to be read, and only its owner may read."""
    for mount in mounts:
        mode = mount.source.stat().st_mode
        needed = 0o005 if stat.S_ISDIR(mode) else 0o004
        if not mount.writable and mode & needed != needed:
            raise MountError(mount.source, "others than its owner may not read it")


def receive_listener(channel: socket.socket) -> socket.socket:
    """Return the listening socket that the gate has opened inside."""
    channel.settimeout(HANDOVER_SECONDS)
    try:
        _, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
    except OSError as error:
        raise StartError(f"its listener was not handed out: {error}") from error
    if not descriptors:
        raise StartError("its listener was not handed out")
    return socket.socket(fileno=descriptors[0])


def exit_code(code: int) -> int:
    """Return the exit code, a signal's as its negative number."""
    signals = {int(number) for number in signal.valid_signals()}
    return 128 - code if code - 128 in signals else code
