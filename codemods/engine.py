"""Run codemods over one file: sieve, parse once, one walk, edit, check.

    bytes -> sieve -> Module -> sites of every codemod -> per codemod: edits ->
    checks -> again until nothing is left to do -> Rewrite

Every codemod starts from the same file: none sees what another has made.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods import rounds
from codemods.checks import CheckFailedError
from codemods.model import Examination, LeftAlone, Outcome, Project, Rewrite
from codemods.reading import module
from codemods.reading.source import UnreadableSourceError

if TYPE_CHECKING:
    from codemods.base import Codemod
    from codemods.diagnostics import Lint
    from codemods.reading.module import Module

MAXIMUM_LINES = 20_000
"""Longer files are generated, or data; they are left alone."""

MAXIMUM_BYTES = 4_000_000
"""Larger files too: their tree takes some hundred times as much memory."""

MAXIMUM_SECONDS = 5.0
"""CPU seconds for one file and all its codemods."""

DEFECT = "a defect of the codemod: "
"""How the reason starts where a codemod itself has failed."""

Clock = Callable[[], float]

log = logging.getLogger(__name__)


class _OutOfTimeError(Exception):
    """A file takes longer than it may."""


@dataclass(frozen=True, slots=True)
class _Watch:
    """Raises `_OutOfTimeError` when asked after the deadline."""

    clock: Clock
    deadline: float

    def look(self) -> None:
        if self.clock() > self.deadline:
            raise _OutOfTimeError


def examine(  # noqa: PLR0913  # each is a fact of its own
    path: str,
    source_bytes: bytes,
    codemods: Iterable[Codemod],
    project: Project | None = None,
    *,
    lint: Lint | None = None,
    survey: bool = False,
    clock: Clock = time.thread_time,
) -> Examination:
    """Return what each codemod makes of one file, from its bytes alone.

    Never raises for what a file holds: a file that cannot be read, parsed or
    finished in time comes back with a `problem`, and a codemod that fails on
    it with the defect among its places left alone. A file that no codemod's
    sieve lets through is parsed all the same: whether a file is named as
    unreadable must not depend on what is looked for. `lint` answers those
    codemods whose edits a linter proposes; with `survey`, these edits are
    found and not made.
    """
    watch = _Watch(clock, clock() + MAXIMUM_SECONDS)
    reason = _too_large(source_bytes)
    if reason:
        return Examination(path, problem=_unreadable(path, 0, reason))
    chosen = [codemod for codemod in codemods if codemod.lets_through(source_bytes)]
    try:
        base = module.load(path, source_bytes, (project or Project()).at(path), lint)
        rewrites = {
            codemod.slug: _rewrite(codemod, base, source_bytes, watch, survey=survey)
            for codemod in chosen
        }
    except UnreadableSourceError as error:
        return Examination(path, problem=_unreadable(path, error.line, error.reason))
    except _OutOfTimeError:
        reason = f"the file took more than {MAXIMUM_SECONDS:g} s"
        return Examination(path, problem=_unreadable(path, 0, reason))
    said = {
        slug: result
        for slug, result in rewrites.items()
        if result.findings or result.left_alone
    }
    return Examination(path, said)


def _too_large(source_bytes: bytes) -> str:
    if len(source_bytes) > MAXIMUM_BYTES:
        return f"the file has more than {MAXIMUM_BYTES:,} bytes"
    if max(source_bytes.count(b"\n"), source_bytes.count(b"\r")) > MAXIMUM_LINES:
        return f"the file has more than {MAXIMUM_LINES:,} lines"
    return ""


def _unreadable(path: str, line: int, reason: str) -> LeftAlone:
    return LeftAlone(path, line, reason, Outcome.UNREADABLE)


def rewrite(
    codemod: Codemod,
    path: str,
    source_bytes: bytes,
    project: Project | None = None,
    *,
    lint: Lint | None = None,
) -> Rewrite:
    """Return what one codemod makes of one file.

    A file that cannot be examined comes back as it is, with its problem as
    the one place left alone.
    """
    examination = examine(path, source_bytes, [codemod], project, lint=lint)
    if examination.problem:
        return Rewrite(source_bytes, left_alone=(examination.problem,))
    return examination.rewrites.get(codemod.slug, Rewrite(source_bytes))


def _rewrite(
    codemod: Codemod, base: Module, source_bytes: bytes, watch: _Watch, *, survey: bool
) -> Rewrite:
    """Run one codemod; the one boundary that a defect in it does not pass."""
    try:
        return rounds.run(codemod, base, source_bytes, watch.look, survey=survey)
    except _OutOfTimeError:
        raise
    except (CheckFailedError, UnreadableSourceError) as error:
        reason = f"the new file would not be right: {error}"
        return Rewrite(source_bytes, left_alone=(LeftAlone(base.path, 0, reason),))
    except RecursionError:
        left = LeftAlone(base.path, 0, "the code nests too deeply")
        return Rewrite(source_bytes, left_alone=(left,))
    except Exception as error:  # a defect must not end a run over many files
        log.exception("codemod.failed", extra={"slug": codemod.slug, "path": base.path})
        reason = f"{DEFECT}{type(error).__name__}: {error}"
        left = LeftAlone(base.path, 0, reason, Outcome.UNSURE)
        return Rewrite(source_bytes, left_alone=(left,))
