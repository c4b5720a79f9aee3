"""A lock of uv for a narrower range of Pythons: nothing new comes into it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.actions.dependencies.locking.addresses import addresses_of
from bot.actions.dependencies.locking.errors import (
    CollateralError,
    LockerFailedError,
    NoSuchToolError,
    NotLockedError,
)
from bot.actions.dependencies.locking.job import MINIMUM_AGE_DAYS, Job
from bot.actions.dependencies.locking.uv import uv_attempts
from bot.actions.dependencies.locking.workshop import Workshop
from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.reading import read_lock
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.actions.base import Target
    from bot.actions.dependencies.locking.job import Written
    from bot.dependencies.locks.model import Lock
    from bot.errors import ActionError
    from bot.protocols import Tools

LOCK = "uv.lock"


def narrowed(target: Target, tools: Tools, files: Mapping[str, bytes]) -> Written:
    """Return uv.lock written for edited manifests by uv, in the sandbox.

    With fewer Pythons, packages and files go that only these needed; no
    version and no file comes that was not there. Raises `ActionError` where
    that cannot be had.
    """
    content = target.tree.read(LOCK)
    try:
        before = read_lock(LOCK, content, LOCK)
    except LockError as error:
        raise NotLockedError(LOCK, str(error)) from error
    job = Job(
        path=LOCK,
        kind=LOCK,
        before=before,
        content=content,
        moves={},
        now=datetime.now(UTC),
        days=MINIMUM_AGE_DAYS,
        addresses=addresses_of(LOCK, tools.sandbox.index, before),
    )
    best: ActionError = NotLockedError(LOCK, "there is no way to write it")
    with tools.scratch() as folder:
        shop = Workshop(target, tools, folder, files, job.addresses)
        for attempt in uv_attempts(shop, job):
            try:
                written = attempt()
                after = read_lock(LOCK, written.content, LOCK)
            except (LockerFailedError, NoSuchToolError) as error:
                best = error
                continue
            except LockError as error:
                best = NotLockedError(LOCK, str(error))
                continue
            news = tuple(_news(before, after))
            if not news:
                return written
            best = CollateralError(LOCK, written.tool, news)
    raise best


def _news(before: Lock, after: Lock) -> Iterator[str]:
    """Yield what is in the new lock and was not in the old one."""
    known = {(each.name, each.version, each.source) for each in before.packages}
    hashes = {
        digest
        for each in before.packages
        for file in each.files
        for digest in file.hashes
    }
    for each in after.packages:
        if each.origin is not Origin.INDEX:
            continue
        if (each.name, each.version, each.source) not in known:
            yield f"{each.name} {each.version}"
        elif any(d not in hashes for file in each.files for d in file.hashes):
            yield f"the files of {each.name}"
