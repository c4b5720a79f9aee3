"""How far the work is, on standard error: bars on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bars

    from bot.protocols import Progress


def open_progress(*, quiet: bool = False) -> Progress:
    """Return bars for a terminal, plain lines elsewhere, nothing when quiet."""
    if quiet:
        return SilentProgress()
    return BarProgress() if sys.stderr.isatty() else LineProgress()


def _nothing(steps: int) -> None:
    """Count nothing."""
    del steps


def _write(text: str) -> None:
    """Write one line at once, so that lines of two threads do not mix."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class SilentProgress:
    """Says nothing."""

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Give a function that counts nothing."""
        del title, total
        yield _nothing

    def say(self, text: str) -> None:
        """Say nothing."""


class LineProgress:
    """One line when a task begins, and one for each thing said."""

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Print the task's title once."""
        self.say(f"{title} ({total:,})" if total else title)
        yield _nothing

    def say(self, text: str) -> None:
        """Print one line."""
        _write(text)


class BarProgress:
    """Bars for the tasks that run, gone when they end; lines stay."""

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._running = 0
        self._lock = threading.RLock()

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Show a bar while the task runs."""
        with self._lock:
            bars = self._started()
            task = bars.add_task(title, total=total)
        try:
            yield lambda steps: bars.advance(task, steps)
        finally:
            with self._lock:
                bars.remove_task(task)
                self._running -= 1
                if not self._running:
                    bars.stop()
                    self._bars = None

    def say(self, text: str) -> None:
        """Print one line above the bars."""
        with self._lock:
            if self._bars is None:
                _write(text)
            else:
                self._bars.console.print(text, markup=False, highlight=False)

    def _started(self) -> Bars:
        from rich.console import Console  # noqa: PLC0415  # only on a terminal
        from rich.progress import (  # noqa: PLC0415  # only on a terminal
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._running += 1
        if self._bars is None:
            self._bars = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bars.start()
        return self._bars
