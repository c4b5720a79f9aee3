"""Writes one lock anew, and gives it only where nothing but the asked changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from packaging.utils import canonicalize_name

from bot.actions.dependencies.locking.addresses import addresses_of
from bot.actions.dependencies.locking.compiled import compiled_attempts, graph_of
from bot.actions.dependencies.locking.errors import (
    CollateralError,
    LockerFailedError,
    NoSuchToolError,
    NotLockedError,
)
from bot.actions.dependencies.locking.exported import (
    EXPORT,
    exported_attempts,
    pylock_attempts,
)
from bot.actions.dependencies.locking.job import MINIMUM_AGE_DAYS, Job, Relocked
from bot.actions.dependencies.locking.pdm import pdm_attempts
from bot.actions.dependencies.locking.pipenv import pipenv_attempts
from bot.actions.dependencies.locking.poetry import poetry_attempts
from bot.actions.dependencies.locking.uv import uv_attempts
from bot.actions.dependencies.locking.workshop import Workshop
from bot.dependencies.finding.kinds import is_compiled
from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.guard import Kind, compare
from bot.dependencies.locks.reading import READERS, read_lock
from bot.model import Check
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from packaging.version import Version

    from bot.actions.base import Target
    from bot.actions.dependencies.locking.job import Attempt, Locker, Written
    from bot.dependencies.locks.guard import Compared
    from bot.dependencies.locks.model import Lock
    from bot.errors import ActionError
    from bot.protocols import Tools


def _requirements_attempts(shop: Workshop, job: Job) -> Iterable[Attempt]:
    """Return the ways to write a requirements file: exported, or compiled."""
    if EXPORT.search(job.content.decode("utf-8", "replace")):
        return exported_attempts(shop, job)
    return compiled_attempts(shop, job)


LOCKERS: Final[Mapping[str, Locker]] = MappingProxyType(
    {
        "uv.lock": uv_attempts,
        "compiled": _requirements_attempts,
        "poetry.lock": poetry_attempts,
        "pdm.lock": pdm_attempts,
        "pipfile.lock": pipenv_attempts,
        "pylock": pylock_attempts,
    }
)


def relock(  # noqa: PLR0913  # what is to be done, with what, and when
    target: Target,
    tools: Tools,
    files: Mapping[str, bytes],
    moves: Mapping[str, Version] | None,
    lock_path: str,
    *,
    drops: frozenset[str] = frozenset(),
    now: datetime | None = None,
) -> Relocked:
    """Return a lock written anew by the project's own tool, in the sandbox.

    `files` are manifests as they were edited, by path. `moves` are the packages
    to move, by name, and the version of each; None moves all that their ranges
    allow. `drops` are the names that the manifests ask for no longer. Releases
    younger than the parameter `minimum_age` (3 days) are not taken but where
    they were asked for, or where nothing older fits.

    The new lock passes the tool's own check and differs from the old one in
    nothing but the packages asked for and what they need. Raises
    `ActionError` where that cannot be had, with the resolver's own sentence.
    """
    job = _job(target, tools, moves, lock_path, now=now or datetime.now(UTC))
    job = replace(job, drops=drops)
    best: ActionError | None = None
    with tools.scratch() as folder:
        shop = Workshop(target, tools, folder, files, job.addresses)
        for attempt in LOCKERS[job.kind](shop, job):
            try:
                written = attempt()
                return _finished(job, written)
            except (CollateralError, LockerFailedError, NoSuchToolError) as error:
                best = _better(best, error)
    raise best or NotLockedError(lock_path, "there is no way to write it")


def kind_of(target: Target, lock_path: str) -> str:
    """Return the kind of a lock that can be written; "" for none."""
    kinds = {each.path: each.kind for each in target.facts.manifests}
    kind = kinds.get(lock_path, "")
    if kind in LOCKERS or lock_path not in target.tree:
        return kind if kind in LOCKERS else ""
    text = target.tree.read(lock_path).decode("utf-8", "replace")
    return "compiled" if is_compiled(text) else ""


def in_order(target: Target, paths: Iterable[str]) -> list[str]:
    """Return locks in the order in which to write them: what others read first.

    Compiled files come in the order of their graph, behind all other locks.
    """
    wanted = list(dict.fromkeys(paths))
    kinds = {path: kind_of(target, path) for path in wanted}
    compiled = [path for path in wanted if kinds[path] == "compiled"]
    others = [path for path in wanted if kinds[path] not in {"compiled", "pylock"}]
    others += [path for path in wanted if kinds[path] == "pylock"]
    if not compiled:
        return others
    order = [each.output for each in graph_of(target, *compiled).compilations]
    known = [path for path in order if path in compiled]
    return [*others, *known, *(path for path in compiled if path not in known)]


def _job(  # as above
    target: Target,
    tools: Tools,
    moves: Mapping[str, Version] | None,
    path: str,
    *,
    now: datetime,
) -> Job:
    kind = kind_of(target, path)
    if not kind or kind not in READERS:
        raise NotLockedError(path, "it is no lock that can be written anew")
    content = target.tree.read(path)
    try:
        before = read_lock(path, content, kind)
    except LockError as error:
        raise NotLockedError(path, str(error)) from error
    days = target.params.get("minimum_age", "")
    return Job(
        path=path,
        kind=kind,
        before=before,
        content=content,
        moves=(
            None
            if moves is None
            else {canonicalize_name(name): version for name, version in moves.items()}
        ),
        now=now,
        days=int(days) if days.isdigit() else MINIMUM_AGE_DAYS,
        addresses=addresses_of(path, tools.sandbox.index, before),
    )


def _better(best: ActionError | None, error: ActionError) -> ActionError:
    """Return the failure that says more, the first of those that say as much.

    What changes too much is nearer than what the tool refuses, and both are
    nearer than a tool that is not there.
    """

    def rank(each: ActionError) -> tuple[int, int]:
        if isinstance(each, CollateralError):
            return 0, len(each.names)
        return 1 if isinstance(each, LockerFailedError) else 2, 0

    return error if best is None or rank(error) < rank(best) else best


def _finished(job: Job, written: Written) -> Relocked:
    try:
        after = read_lock(job.path, written.content, job.kind)
    except LockError as error:
        raise NotLockedError(job.path, str(error)) from error
    compared = compare(
        job.before, after, job.asked, needs=written.needs, dropped=job.drops
    )
    if compared.collateral:
        raise CollateralError(job.path, written.tool, compared.collateral)
    for name, version in (job.moves or {}).items():
        found = [each for each in after.of(name) if each.version]
        if found and all(each.version != str(version) for each in found):
            versions = " and ".join(each.version for each in found)
            raise LockerFailedError(
                job.path, written.tool, f"{name} stays at {versions}, not {version}."
            )
    return Relocked(
        files={job.path: written.content},
        checks=(_check(written), _guarded(job, after, compared)),
        notes=written.notes,
        commands=(written.command,),
        compared=compared,
        tool=written.tool,
    )


def _check(written: Written) -> Check:
    return Check(
        written.check,
        passed=True,
        before="passed" if written.was_right else "failed",
        after="passed" if written.is_right else "failed",
        command=written.check,
    )


def _guarded(job: Job, after: Lock, compared: Compared) -> Check:
    """Return what the comparison of the locks says, in numbers."""
    parts = [
        f"{len(compared.named(kind))} {kind.value}"
        for kind in Kind
        if compared.named(kind)
    ]
    return Check(
        f"what changed in {job.path}",
        passed=True,
        before=counted(len(job.before.versions()), "package"),
        after=f"{counted(len(after.versions()), 'package')}; "
        f"{', '.join(parts) or 'nothing changed'}, and nothing else",
    )
