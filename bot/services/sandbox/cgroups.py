"""Limits on a command and all its children together, by control groups.

Both kinds of the kernel's control groups are known: the first, with one tree
for each resource, and the second, with one tree for all. Where neither may be
written (most unprivileged users and containers), there is no group, and the
limits of each process have to do.

Sources: Linux `Documentation/admin-guide/cgroup-v1/{memory,pids}.rst` and
`cgroup-v2.rst`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.protocols import Limits

PREFIX: Final = "honebot"
COUNTER: Final = itertools.count()
OWN_PROCESSES: Final = 2
"""Processes of the sandbox itself: its first one, and the one that starts."""


@dataclass(frozen=True, slots=True)
class Parents:
    """The groups below which ours are made; None where that cannot be.

    On the second kind both are the same folder and `unified` is true.
    """

    memory: Path | None = None
    processes: Path | None = None
    unified: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders there are, each once."""
        found = (self.memory, self.processes)
        return tuple(dict.fromkeys(folder for folder in found if folder))


def find_parents(process: Path = Path("/proc/self")) -> Parents:
    """Return where groups of our own can be made on this machine."""
    try:
        mounts = (process / "mounts").read_text().splitlines()
        lines = (process / "cgroup").read_text().splitlines()
    except OSError:
        return Parents()
    own = {}
    for line in lines:
        _, controllers, path = line.split(":", 2)
        own.update(dict.fromkeys(controllers.split(","), path))
    memory = processes = unified = None
    for mount in mounts:
        _, folder, kind, options, *_ = mount.split()
        if kind == "cgroup2":
            unified = unified or _unified(Path(folder), own.get("", "/"))
        elif kind == "cgroup" and "memory" in options.split(","):
            memory = memory or _writable(Path(folder), own.get("memory", "/"))
        elif kind == "cgroup" and "pids" in options.split(","):
            processes = processes or _writable(Path(folder), own.get("pids", "/"))
    if unified and not (memory or processes):
        return Parents(unified, unified, unified=True)
    return Parents(memory, processes)


def _candidates(mount: Path, own: str) -> Iterator[Path]:
    """Yield our own group, and those above it up to the mount."""
    folder = mount / own.lstrip("/")
    while folder != mount:
        if folder.is_dir():
            yield folder
        folder = folder.parent
    yield mount


def _writable(mount: Path, own: str) -> Path | None:
    """Return the nearest group in which we may make another."""
    for folder in _candidates(mount, own):
        if os.access(folder, os.W_OK):
            return folder
    return None


def _unified(mount: Path, own: str) -> Path | None:
    """Return the nearest group that hands both controllers to its children."""
    for folder in _candidates(mount, own):
        with contextlib.suppress(OSError):
            enabled = (folder / "cgroup.subtree_control").read_text().split()
            if {"memory", "pids"} <= set(enabled) and os.access(folder, os.W_OK):
                return folder
    return None


class Group:
    """A control group for one command."""

    def __init__(self, parents: Parents, limits: Limits) -> None:
        """Make the group; raises `OSError` where that is refused."""
        own = os.getpid()
        self.name = f"{_family()}-{own}-{_birth(own)}-{next(COUNTER)}"
        self._unified = parents.unified
        self._memory = parents.memory and parents.memory / self.name
        self._processes = parents.processes and parents.processes / self.name
        self._folders = tuple(folder / self.name for folder in parents.folders)
        try:
            for folder in self._folders:
                folder.mkdir()
            self._limit(limits)
        except OSError:
            self.close()
            raise

    @property
    def limits_memory(self) -> bool:
        """Whether all processes together have the memory's limit."""
        return self._memory is not None

    @property
    def limits_processes(self) -> bool:
        """Whether the number of processes is limited."""
        return self._processes is not None

    def _limit(self, limits: Limits) -> None:
        memory = str(limits.memory)
        if self._memory and self._unified:
            (self._memory / "memory.max").write_text(memory)
            with contextlib.suppress(OSError):
                (self._memory / "memory.swap.max").write_text("0")
        elif self._memory:
            (self._memory / "memory.limit_in_bytes").write_text(memory)
            with contextlib.suppress(OSError):
                (self._memory / "memory.memsw.limit_in_bytes").write_text(memory)
        if self._processes:
            most = str(limits.processes + OWN_PROCESSES)
            (self._processes / "pids.max").write_text(most)

    def add(self, process: int) -> None:
        """Move a process into the group, with what it will start."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text(str(process))

    def broken_limit(self) -> str:
        """Return "memory" or "processes" if that limit was met, else ""."""
        events = "memory.events" if self._unified else "memory.oom_control"
        if self._memory and _count(self._memory / events, "oom_kill"):
            return "memory"
        if self._processes and _count(self._processes / "pids.events", "max"):
            return "processes"
        return ""

    def close(self) -> None:
        """Kill what is left in the group and remove it."""
        for folder in self._folders:
            _remove(folder)


def _count(path: Path, key: str) -> int:
    """Return the number behind a key in a file of keys and numbers."""
    with contextlib.suppress(OSError):
        for line in path.read_text().splitlines():
            name, _, number = line.partition(" ")
            if name == key:
                return int(number)
    return 0


def _remove(folder: Path, seconds: float = 5.0) -> None:
    """Kill every process of a group until it is empty, then remove it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError):
            for process in (folder / "cgroup.procs").read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(process), signal.SIGKILL)
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(0.002)
        else:
            return


def remove_stale(parents: Parents) -> None:
    """Kill and remove the groups of Honebots that died without doing so.

    Only those of our own process namespace: the ids of others mean nothing.
    """
    for parent in parents.folders:
        for folder in parent.glob(f"{_family()}-*-*-*"):
            process, birth = folder.name.split("-")[2:4]
            if _birth(int(process)) != birth:
                _remove(folder)


def _family() -> str:
    """Return how the groups of all Honebots of this process namespace begin."""
    return f"{PREFIX}-{Path('/proc/self/ns/pid').stat().st_ino}"


def _birth(process: int) -> str:
    """Return when a process began, in the kernel's ticks; "" if it is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]
