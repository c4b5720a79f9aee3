"""Starts a command that runs without a sandbox, and ends all of its children.

A program of its own, run with `python -I -S`: it needs the standard library
alone. Where the kernel offers it, orphans of the command become children of
this process, and Honebot's death becomes a signal to it. See prctl(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def main(argv: list[str]) -> int:
    """Run the command, and return its exit code as a shell would."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGKILL))
    try:
        await_go()
        return run(argv)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        kill_all()


def await_go() -> None:
    """Say that we are here, and wait for a line; give up if none can come."""
    os.write(1, b"\n")
    while (byte := os.read(0, 1)) != b"\n":
        if not byte:
            sys.exit(1)


def run(argv: list[str]) -> int:
    """Start the command, wait for it alone, and return its exit code."""
    child = os.fork()
    if child == 0:
        for number in (signal.SIGTERM, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        try:
            os.execvp(argv[0], argv)  # noqa: S606  # that is what it is for
        except OSError as error:
            os.write(2, f"{argv[0]}: {error.strerror}\n".encode())
            os._exit(127)
    while True:
        done, status = os.wait()
        if done == child:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


def kill_all() -> None:
    """Kill our children, and theirs as they become ours, until none is left."""
    while True:
        for child in children(os.getpid()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            return


def children(parent: int) -> list[int]:
    """Return the ids of the processes that have this parent."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
