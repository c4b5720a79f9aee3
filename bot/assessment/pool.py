"""A job over many files, in processes that a file may well bring down.

A source file is not trusted: it can crash the parser, or keep it busy for
ever. So each file is looked at in a process of its own pool, within a limit of
CPU time and memory that the operating system keeps; what ends or stalls a
process costs that one file.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import resource
import signal
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic

from bot.assessment.jobs import ABNORMAL, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext
    from multiprocessing.process import BaseProcess

    from bot.assessment.jobs import FileTask, Job


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What one file may cost: seconds of CPU and of wall clock, and bytes.

    The engine ends its own work on a file long before; these are for what
    the engine cannot end.
    """

    cpu_seconds: float = 30.0
    wall_seconds: float = 300.0
    memory: int = 2 << 30


_START_SECONDS = 120.0

_SELDOM = 50_000, 20, 20
"""When garbage is collected: trees hold no cycles, and there are many nodes."""


def run_files(
    files: Iterable[FileTask],
    job: Job[Result],
    *,
    workers: int,
    limits: PoolLimits | None = None,
) -> Iterator[Result]:
    """Yield what a job makes of each file, in no certain order.

    A file that ends or stalls its process comes back as the job's `lost` says
    it. All processes are gone when the iterator is closed or has raised.
    """
    pool = _Pool(job, limits or PoolLimits())
    del job  # what it holds may be large, and all of it is in the pool's bytes
    try:
        yield from pool.run(iter(files), max(1, workers))
    finally:
        pool.stop()


@dataclass(slots=True)
class _Worker:
    """One process, the file that it looks at ("" when idle), and until when."""

    process: BaseProcess
    connection: Connection
    path: str = ""
    deadline: float = 0.0


@contextmanager
def _apart() -> Iterator[None]:
    """Start processes that a Ctrl-C does not reach, not even as they begin.

    Nor do they import what runs this process, the whole command line, anew:
    they find no file or name of a `__main__` that they would have to load
    (`multiprocessing.spawn.get_preparation_data`).
    """
    # It lets signals through again when it has started its own process.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Pool(Generic[Result]):
    """The processes of one job."""

    def __init__(self, job: Job[Result], limits: PoolLimits) -> None:
        self.packed = ForkingPickler.dumps(job)
        self.preload = tuple(job.preload)
        self.lost = job.lost
        self.limits = limits
        self.workers: list[_Worker] = []

    def run(self, files: Iterator[FileTask], workers: int) -> Iterator[Result]:
        """Yield the results as they are finished."""
        task = next(files, None)
        while task or any(worker.path for worker in self.workers):
            idle = next((one for one in self.workers if not one.path), None)
            if task and not idle and len(self.workers) < workers:
                idle = self._start()
            if task and idle:
                self._give(idle, task)
                task = next(files, None)
            else:
                yield from self._collect()

    def stop(self) -> None:
        """End every process, and wait until it is gone."""
        for worker in self.workers:
            self._end(worker)
        self.workers.clear()

    def _start(self) -> _Worker:
        context = _context(self.preload)
        here, there = context.Pipe()
        process = context.Process(
            target=_work,
            args=(there, self.limits),
            daemon=True,
        )
        with _apart():
            process.start()
        there.close()
        worker = _Worker(process, here)
        self.workers.append(worker)
        try:
            here.send_bytes(self.packed)
            ready = here.poll(_START_SECONDS) and here.recv()
        except (EOFError, ConnectionError):
            ready = False
        if not ready:
            raise RuntimeError("a process of the assessment did not start")
        return worker

    def _give(self, worker: _Worker, task: FileTask) -> None:
        worker.path = task.path
        worker.deadline = time.monotonic() + self.limits.wall_seconds
        with suppress(BrokenPipeError):  # a dead process is found when collecting
            worker.connection.send(task)

    def _collect(self) -> Iterator[Result]:
        """Wait for the first to finish; yield all that have."""
        busy = [worker for worker in self.workers if worker.path]
        first = min(worker.deadline for worker in busy)
        ready = wait(
            [worker.connection for worker in busy],
            timeout=max(0.0, first - time.monotonic()),
        )
        for worker in busy:
            if worker.connection in ready:
                yield self._finished(worker)
            elif time.monotonic() > worker.deadline:
                seconds = f"{self.limits.wall_seconds:g}"
                yield self._lost(worker, f"it did not end within {seconds} s")

    def _finished(self, worker: _Worker) -> Result:
        try:
            result: Result = worker.connection.recv()
        except (EOFError, ConnectionError):
            worker.process.join()
            return self._lost(worker, _ending(worker.process.exitcode, self.limits))
        worker.path = ""
        return result

    def _lost(self, worker: _Worker, why: str) -> Result:
        self.workers.remove(worker)
        self._end(worker)
        return self.lost(worker.path, f"{ABNORMAL}: {why}")

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _ending(exit_code: int | None, limits: PoolLimits) -> str:
    """Return why a process is gone, in words."""
    if exit_code is not None and exit_code < 0:
        if exit_code == -signal.SIGPROF:
            return f"it took more than {limits.cpu_seconds:g} s of CPU time"
        return f"signal {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"


def _context(preload: Sequence[str]) -> ForkServerContext:
    """Return how processes are started: by a server that has all imports done.

    Forking this process itself is not safe, as it may have threads. There is one
    server: what the first pool preloads is what all have.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *preload, "bot.assessment.settled"])
    return context


def _work(connection: Connection, limits: PoolLimits) -> None:
    """Take the job; look at one file after another until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    logging.disable()  # what fails comes back as a reason
    _limit_memory(limits.memory)
    gc.disable()
    job: Job[Any] = connection.recv()
    gc.freeze()
    gc.enable()
    gc.set_threshold(*_SELDOM)
    connection.send(True)  # noqa: FBT003  # the one word of the protocol: ready
    while True:
        try:
            task = connection.recv()
        except (EOFError, ConnectionError):
            return
        signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
        result = job.run(task)
        signal.setitimer(signal.ITIMER_PROF, 0)
        connection.send(result)


def _limit_memory(limit: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
