"""What the runners for pytest and unittest share: the file of results.

It runs inside the target's environment: standard library, and coverage where
it is installed. What is to be done stands in `plan.json` in the folder that
`HONEBOT_RESULTS` names, and there `tests.jsonl` is written, one JSON object a
line, each in one write, so that a process that dies leaves all it knew:

    {"k": "session", "root": ..., "ini": ..., "runner": ...}
    {"k": "uncollectable", "path": ..., "why": ...}
    {"k": "collected", "ids": [...]}
    {"k": "start", "id": ...}
    {"k": "end", "id": ..., "outcome": ..., "seconds": ..., "why": ...}
    {"k": "problem", "why": ...}
    {"k": "finish", "exit": ..., "modules": [...]}

The plan: `only` (ids or files to run, or null), `skip` (ids not to run again), `limit`
(seconds for one test), `coverage` (whether to measure what is executed in the
folder that `HONEBOT_TARGET` names).
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import re
import signal
import sys
import time
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

LONGEST_ID = 500
LONGEST_TEXT = 300
CHUNK = 200
GRACE = 20.0
LINGER = 10.0
FLUSH_SECONDS = 30.0
EXCEPTION = re.compile(r"[\w.]*(Error|Exception|Warning|Exit|Failed|Interrupt)\b")
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


def identity(name: str) -> str:
    """Return the id that is the same in the next run, at most 509 characters.

    Memory addresses, which parametrised ids of plain objects hold, are masked.
    """
    masked = ADDRESS.sub("0x0", name)
    if len(masked) <= LONGEST_ID:
        return masked
    return f"{masked[:LONGEST_ID]}~{zlib.crc32(masked.encode('utf-8', 'replace')):08x}"


def first_line(text: object) -> str:
    """Return the line that says most, shortened.

    Of a traceback's lines marked "E" (pytest's) it is the last that names an
    exception, else the last; without such lines it is the first of all.
    """
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    marked = [line[1:].strip() for line in lines if line.startswith("E  ")]
    named = [line for line in marked if EXCEPTION.match(line)]
    chosen = (named or marked or lines[::-1] or [""])[-1]
    return chosen[:LONGEST_TEXT]


def seed(name: str) -> None:
    """Seed what tests draw from: the same for a test in every run and order."""
    number = zlib.crc32(name.encode("utf-8", "replace"))
    random.seed(number)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        with suppress(Exception):  # a stand-in or half-imported numpy
            numpy.random.seed(number)


def begin_coverage(folder: str, *, wanted: bool) -> Any:
    """Start to measure the target's files; None where it cannot be."""
    where = os.environ.get("HONEBOT_TARGET", "")
    if not wanted or not where:
        return None
    try:
        import coverage  # noqa: PLC0415  # absent in some environments

        measured = coverage.Coverage(
            data_file=str(Path(folder, "coverage.sqlite")),
            include=[str(Path(where, "*"))],
            branch=True,
            config_file=False,
            check_preimported=False,
            messages=False,
        )
        measured.start()
    except Exception:  # noqa: BLE001  # another version, or none: go without
        return None
    return measured


class Recorder:
    """Writes the results and watches the clock; one for the whole process."""

    def __init__(self, folder: str, plan: dict[str, Any]) -> None:
        self.write_bytes = os.write  # tests replace what modules name
        self.encode = json.JSONEncoder(separators=(",", ":")).encode
        self.only = None if plan["only"] is None else frozenset(plan["only"])
        self.skip = frozenset(plan["skip"])
        self.limit = float(plan["limit"])
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self.file = os.open(Path(folder, "tests.jsonl"), flags, 0o600)
        self.hang = os.open(Path(folder, "hang.txt"), flags, 0o600)
        self.coverage = begin_coverage(folder, wanted=plan["coverage"])
        self.flushed = time.monotonic()

    def write(self, **record: object) -> None:
        """Write one line."""
        self.write_bytes(self.file, self.encode(record).encode() + b"\n")

    def wanted(self, name: str) -> bool:
        """Return whether the plan asks for this test, run already or not.

        It may name the test, or the whole file or class that it is in.
        """
        if self.only is None or name in self.only:
            return True
        parts = name.split("::")
        return any("::".join(parts[:end]) in self.only for end in range(1, len(parts)))

    def collected(self, names: list[str]) -> None:
        """Write down the tests that are to be run."""
        for first in range(0, len(names), CHUNK):
            self.write(k="collected", ids=names[first : first + CHUNK])

    @contextmanager
    def test(self, name: str) -> Iterator[None]:
        """Give the test its coverage context, and a time at which all ends.

        Where a test blocks without running Python code, only the end of the
        whole process helps; the caller then starts the rest again.
        """
        if self.coverage is not None:
            self.coverage.switch_context(name)
        faulthandler.dump_traceback_later(self.limit + GRACE, exit=True, file=self.hang)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if self.coverage is not None:
                self.coverage.switch_context("")
                self.flush()

    def flush(self) -> None:
        """Save the coverage from time to time: the process may be killed."""
        now = time.monotonic()
        if now - self.flushed > FLUSH_SECONDS:
            self.coverage.save()
            self.flushed = now

    @contextmanager
    def alarm(self, what: str, fail: Callable[[str], object]) -> Iterator[None]:
        """Call `fail` for what runs too long, unless others use the alarm clock."""
        clock = getattr(signal, "SIGALRM", None)
        if clock is None or signal.getitimer(signal.ITIMER_REAL)[0]:
            yield
            return

        def ring(_signal: int, _frame: FrameType | None) -> None:
            fail(f"{what} took longer than {self.limit:g} s")

        try:
            before = signal.signal(clock, ring)
        except ValueError:  # not in the main thread
            yield
            return
        signal.setitimer(signal.ITIMER_REAL, self.limit)
        try:
            yield
        finally:
            if signal.getsignal(clock) is ring:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(clock, before)

    def finish(self, code: int) -> None:
        """Save the coverage, and say which modules came from the environment."""
        if self.coverage is not None:
            self.coverage.stop()
            self.coverage.save()
        files = [
            getattr(module, "__file__", None) for module in [*sys.modules.values()]
        ]
        inside = {
            os.path.relpath(file, sys.prefix)
            for file in files
            if isinstance(file, str) and file.startswith(sys.prefix)
        }
        self.write(k="finish", exit=code, modules=sorted(inside))
        # Threads that tests left behind would keep the process alive for ever.
        faulthandler.dump_traceback_later(LINGER, exit=True, file=self.hang)


def claim() -> tuple[str, dict[str, Any]] | None:
    """Return folder and plan, unless an outer process of the run has them."""
    folder = os.environ.get("HONEBOT_RESULTS", "")
    if not folder:
        return None
    try:
        os.close(os.open(Path(folder, "claim"), os.O_CREAT | os.O_EXCL, 0o600))
        return folder, json.loads(Path(folder, "plan.json").read_text("utf-8"))
    except OSError:
        return None
