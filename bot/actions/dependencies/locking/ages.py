"""Releases that nobody asked for have to be of some age."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

from bot.actions.dependencies.locking.errors import LockerFailedError
from bot.actions.dependencies.locking.job import ROUNDS
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from bot.actions.dependencies.locking.job import Job
    from bot.dependencies.locks.model import Lock, LockedPackage


def without_young(
    job: Job, attempt: Callable[[Sequence[str]], Lock]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write a lock without releases that are too young, and return what it took.

    `attempt` writes the lock within further bounds ("name<1.2") and returns
    it. What comes back are the bounds and notes. Where nothing older fits, the
    young ones are taken and told. Raises what `attempt` raises without bounds.
    """
    bounds: tuple[str, ...] = ()
    young = tuple(_young(job, attempt(bounds)))
    for _ in range(ROUNDS):
        if not young:
            return bounds, ()
        try:
            lock = attempt((*bounds, *young))
        except LockerFailedError:
            break
        bounds = (*bounds, *young)
        young = tuple(_young(job, lock))
    if young:
        attempt(bounds)
        names = ", ".join(each.replace("<", " ") for each in sorted(young))
        said = f"Younger than {job.days} days, but nothing older fits: {names}."
        return bounds, (said,)
    return bounds, ()


def _young(job: Job, lock: Lock) -> Iterator[str]:
    """Yield a bound below each release that came too late and was not asked for."""
    if job.cutoff is None:
        return
    old = job.before.versions()
    seen = set()
    for package in lock.packages:
        bound = f"{package.name}<{package.version}"
        if (
            package.origin is not Origin.INDEX
            or package.name in (job.moves or {})
            or package.version in old.get(package.name, ())
            or bound in seen
        ):
            continue
        seen.add(bound)
        time = came(job, package)
        if time and time > job.cutoff:
            yield bound


def came(job: Job, package: LockedPackage) -> datetime | None:
    """Return when the first file of a release came; None where nobody says."""
    times = [file.uploaded for file in package.files if file.uploaded]
    if not times:
        number = job.addresses.indexes.get(package.source)
        listed = job.addresses.index.times(package.name, number)
        times = [time for name, time in listed.items() if _is_of(name, package.version)]
    return min(times, default=None)


def until_of(job: Job) -> str:
    """Return a time at which a lock may have been written, from its releases.

    It is a day after the youngest release in it, as uv's `--exclude-newer`
    has it.
    """
    times = [time for each in job.before.packages if (time := came(job, each))]
    newest = max(times, default=job.now)
    return (newest + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def version_of(filename: str) -> Version | None:
    """Return the version that a file's name tells; None for none."""
    try:
        if filename.endswith(".whl"):
            return parse_wheel_filename(filename)[1]
        return parse_sdist_filename(filename)[1]
    except (InvalidWheelFilename, InvalidSdistFilename):
        return None


def _is_of(filename: str, version: str) -> bool:
    try:
        return version_of(filename) == Version(version)
    except InvalidVersion:
        return False
