"""Writes uv.lock anew with uv.

A lock says nothing of the uv that wrote it but the revision of its format, and
what uv writes changes from version to version: markers are left out that
were there, hashes of new files come. So a version of the time of the lock is
tried where the repository asks for none, and the guard says which one to take.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from packaging.specifiers import SpecifierSet
from packaging.version import Version
from uv import find_uv_bin

from bot.actions.dependencies.locking.ages import without_young
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.errors import LockerFailedError
from bot.actions.dependencies.locking.job import Written
from bot.actions.dependencies.locking.workshop import (
    OWN_UV,
    SITE,
    Program,
    version_in,
)
from bot.actions.dependencies.pinning.errors import said_by_uv
from bot.dependencies.locks.reading import read_lock
from bot.protocols import Mount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Workshop
    from bot.dependencies.locks.model import Lock

CHECK: Final = ("lock", "--check")
OLDER: Final[Mapping[str, str]] = MappingProxyType(
    {"": "<0.6", "1": "<0.6.14", "2": "<0.8", "3": "<0.12"}
)
"""The last uv that writes each revision; found out by running them."""


@dataclass(frozen=True, slots=True)
class _Uv:
    """A version of uv: one of ours, or what to install."""

    specifier: str = ""
    until: str = ""
    path: str = ""


def uv_attempts(shop: Workshop, job: Job) -> Sequence[Attempt]:
    """Return the ways to write a uv.lock: one for each version of uv to try."""
    return [partial(_write, shop, job, each) for each in _versions(shop, job)]


def _versions(shop: Workshop, job: Job) -> Iterator[_Uv]:
    folder = job.path.rpartition("/")[0]
    asked = asked_tool(shop.target, "uv", folder)
    if asked:
        yield _Uv(asked.specifier, path=asked.path)
        return
    revision = job.before.header.get("revision", "")
    written = _newest_file(job.before)
    if written and revision in OLDER:
        yield _Uv(until=written.strftime("%Y-%m-%dT%H:%M:%SZ"))
    if revision in OLDER:
        yield _Uv(OLDER[revision])
    yield _Uv()


def own_version() -> Version:
    """Return the version of the uv that comes with Honebot."""
    from importlib.metadata import version  # noqa: PLC0415  # seldom needed

    return Version(version("uv"))


def _newest_file(lock: Lock) -> datetime | None:
    """Return when the youngest file of a lock came: the lock is not older."""
    times = [
        file.uploaded
        for package in lock.packages
        for file in package.files
        if file.uploaded
    ]
    return max(times, default=None)


def program_of(shop: Workshop, version: _Uv) -> Program:
    """Return uv in one version; raises `NoSuchToolError` where it cannot be had."""
    if not version.specifier and not version.until:
        return own_program()
    more = (f"--exclude-newer={version.until}",) if version.until else ()
    return uv_named(shop, version.specifier, *more)


def own_program() -> Program:
    """Return the uv that comes with Honebot."""
    mount = Mount(Path(find_uv_bin()).resolve(), OWN_UV)
    return Program("uv", str(own_version()), (OWN_UV,), (mount,))


def uv_named(shop: Workshop, specifier: str, *more: str) -> Program:
    """Return a uv for a specifier: ours where it fits and nothing more is said."""
    fits = SpecifierSet(specifier).contains(own_version(), prereleases=True)
    if fits and not more:
        return own_program()
    site = shop.install([f"uv{specifier}"], *more)
    mount = Mount(site, SITE)
    return Program("uv", version_in(site, "uv"), (f"{SITE}/bin/uv",), (mount,))


def _write(shop: Workshop, job: Job, version: _Uv) -> Written:
    """Write a uv.lock with one version of uv."""
    program = program_of(shop, version)
    python = shop.python(json.loads(job.before.header.get("requires-python", '""')))
    locked = {job.path: job.content}

    def uv(*words: str) -> str:
        environment = {"UV_DEFAULT_INDEX": _default(job)}
        [said] = shop.run(
            program, [words], path=job.path, python=python, environment=environment
        )
        return "" if said.exit_code == 0 else said_by_uv(said.stderr)

    def attempt(bounds: Sequence[str]) -> Lock:
        shop.lay_out({**shop.files, **locked})
        words = [*_moves(job), *(f"--upgrade-package={each}" for each in bounds)]
        if failed := uv("lock", *words):
            raise LockerFailedError(job.path, f"uv {program.version}", failed)
        content = job.restored(shop.read(job.path))
        return read_lock(job.path, content, job.kind)

    shop.lay_out({**shop.originals(), **locked})
    before = uv(*CHECK)
    bounds, notes = without_young(job, attempt)
    content = job.restored(shop.read(job.path))
    shop.lay_out({**shop.files, job.path: content})
    if failed := uv(*CHECK):
        raise LockerFailedError(job.path, f"uv {program.version}", failed)
    words = [*_moves(job), *(f"--upgrade-package={each}" for each in bounds)]
    asked = f", as {version.path} asks" if version.path else ""
    return Written(
        content,
        f"uv {program.version}",
        shlex.join(("uv", "lock", *words)),
        "uv lock --check",
        was_right=not before,
        notes=(
            f"`{job.path}` is written by uv {program.version}{asked}.",
            *notes,
        ),
    )


def _default(job: Job) -> str:
    """Return what stands for the index that no manifest names."""
    return job.addresses.inside(next(iter(job.addresses.indexes)))


def _moves(job: Job) -> list[str]:
    if job.moves is None:
        return ["--upgrade"]
    return [
        f"--upgrade-package={name}=={job.moves[name]}" for name in sorted(job.moves)
    ]
