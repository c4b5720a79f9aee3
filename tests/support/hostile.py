"""Attacks on the sandbox, each a program of its own in the test's data."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.protocols import Command, Limits, Mount
from bot.services.interpreters import running
from bot.services.sandbox.bubblewrap import BubblewrapSandbox
from bot.services.sandbox.opening import identities, probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.sandbox.layout import Identity

PROGRAMS = Path(__file__).parent.parent / "bot/services/sandbox/data/hostile"
MISSING = "" if shutil.which("bwrap") else "bubblewrap is not installed"
SHORT = Limits(seconds=20, idle_seconds=20, memory=512 << 20, processes=64)


def bubblewraps() -> tuple[Identity, ...]:
    """Return as whom commands can run here: each must hold."""
    return () if MISSING or probe() else identities()


def bubblewrap(identity: Identity) -> BubblewrapSandbox:
    """Return the sandbox in which commands run as that."""
    return BubblewrapSandbox(Path(shutil.which("bwrap") or ""), identity)


def attack(
    name: str, *arguments: str, limits: Limits = SHORT, folder: Path | None = None
) -> Command:
    """Return the command that runs an attack; `folder` is writable at `/target`."""
    python = running()
    mounts = [Mount(PROGRAMS, "/hostile"), *python.mounts]
    if folder:
        mounts.append(Mount(folder, "/target", writable=True))
    program = f"/hostile/{name}.py"
    argv = (str(python.path), "-I", "-S", program, *arguments)
    return Command(argv, mounts=tuple(mounts), limits=limits)


def processes_with(mark: str) -> set[int]:
    """Return the ids of all processes of this machine with that word."""
    return {process for process, words in _commands() if mark in words}


def wait_until_gone(mark: str, seconds: float = 20.0) -> set[int]:
    """Return what is left of the processes with that word after some time."""
    until = time.monotonic() + seconds
    while (left := processes_with(mark)) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def wait_until_there(mark: str, count: int, seconds: float = 20.0) -> bool:
    """Return whether so many processes with that word came up in time."""
    until = time.monotonic() + seconds
    while len(processes_with(mark)) < count:
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _commands() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(folder.name) != os.getpid():
            yield int(folder.name), [os.fsdecode(word) for word in words]


def got(output: bytes) -> list[str]:
    """Return the lines that tell of a success of the attack."""
    return [line for line in output.decode().splitlines() if line.startswith("GOT")]


def python() -> str:
    """Return the Python of this process, with its packages."""
    return sys.executable
