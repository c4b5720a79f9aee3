"""Ctrl-C, and a request to end: everything of ours ends at once.

What is on disk is safe against a kill at any moment, so the surest way to
leave is the shortest. Python's own way, an exception in the main thread, may
come in the middle of an import or of a lock's hand-over and then leaves
threads waiting for ever (https://docs.python.org/3/library/signal.html#note-on-signal-handlers-and-exceptions).
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SENTENCE = b"honebot: interrupted; nothing is half done, run it again to go on\n"
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def leaving_at_once() -> Iterator[None]:
    """End this process and all that it has started on Ctrl-C or SIGTERM.

    The exit code is 128 and the signal's number, as shells have it. Outside of
    the main thread, where signals cannot be handled, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _leave) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    del frame
    with contextlib.suppress(OSError):
        os.write(2, SENTENCE)
    for process in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
    os._exit(128 + number)


def descendants(process: int) -> list[int]:
    """Return the ids of all processes below one, as far as /proc tells."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir() if Path("/proc").is_dir() else ():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                status = (entry / "stat").read_bytes()
                parent = int(status.rpartition(b")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, look = [], [process]
    while look:
        below = children.get(look.pop(), [])
        found += below
        look += below
    return found
