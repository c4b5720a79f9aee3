"""Writes anew what uv exports from uv.lock, and what it compiles to pylock.toml.

`uv export` takes its versions from uv.lock and looks for none: uv.lock has to
be written first, and given among the edited files. pylock.toml (PEP 751) does
not say how it was made but in the comment that uv writes at its head.
"""

from __future__ import annotations

import posixpath
import re
import shlex
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.actions.dependencies.locking.ages import until_of
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.compiled import (
    Plan,
    compile_anew,
    pythons,
    replayed,
)
from bot.actions.dependencies.locking.errors import LockerFailedError, NotLockedError
from bot.actions.dependencies.locking.job import Written
from bot.actions.dependencies.locking.uv import own_program, uv_named
from bot.actions.dependencies.pinning.errors import said_by_uv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Workshop

EXPORT: Final = re.compile(r"^#[ \t]+(uv export(?:[ \t].*)?)$", re.MULTILINE)
COMPILE: Final = re.compile(r"^#[ \t]+(uv pip compile[ \t].*)$", re.MULTILINE)


def pylock_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to write a pylock.toml, by the command at its head.

    Raises `NotLockedError` where there is none that can be run again.
    """
    text = job.content.decode("utf-8", "replace")
    if EXPORT.search(text):
        yield from exported_attempts(shop, job)
        return
    match = COMPILE.search(text)
    if match is None:
        by = job.before.written_by or "nobody it names"
        said = f"it was written by {by}, without the command that did it"
        raise NotLockedError(job.path, said)
    words = tuple(replayed(job, shlex.split(match[1])[3:]))
    folder = _folder(shop, job, words)
    for python in pythons(shop, job, None, words):
        plan = Plan("uv", words, folder, match[1], *python)
        yield partial(compile_anew, shop, job, plan)


def _folder(shop: Workshop, job: Job, words: tuple[str, ...]) -> str:
    """Return the folder in which all files that a command names are there."""
    beside = posixpath.dirname(job.path)
    named = [word for word in words if re.search(r"\.(?:in|txt|toml|py|cfg)$", word)]
    for folder in (beside, ""):
        paths = [posixpath.normpath(posixpath.join(folder, word)) for word in named]
        if all(path in shop.target.tree for path in paths):
            return folder
    return beside


def exported_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to export a file from uv.lock: one for each uv to try."""
    asked = asked_tool(shop.target, "uv")
    if asked:
        yield partial(_export, shop, job, asked.specifier)
        return
    yield partial(_export, shop, job)
    yield partial(_export, shop, job, "", until_of(job))


def _export(shop: Workshop, job: Job, specifier: str = "", until: str = "") -> Written:
    more = (f"--exclude-newer={until}",) if until else ()
    named = specifier or until
    program = uv_named(shop, specifier, *more) if named else own_program()
    match = EXPORT.search(job.content.decode("utf-8", "replace"))
    words = shlex.split(match[1])[1:] if match else []
    folder = posixpath.dirname(job.path)
    if posixpath.join(folder, "uv.lock") not in shop.target.tree:
        folder = ""

    def export() -> bytes:
        [said] = shop.run(
            program,
            [words],
            path=job.path,
            python=shop.python(shop.target.facts.requires_python),
            folder=folder,
            environment={"UV_FROZEN": "1"},
        )
        if said.exit_code:
            tool = f"uv {program.version}"
            raise LockerFailedError(job.path, tool, said_by_uv(said.stderr))
        return job.restored(shop.read(job.path))

    lock = posixpath.join(folder, "uv.lock")
    now = {lock: shop.target.tree.read(lock)} if lock in shop.target.tree else {}
    shop.lay_out({**now, **shop.originals(), job.path: job.content}, hide=False)
    before = export()
    shop.lay_out({**now, **shop.files, job.path: job.content}, hide=False)
    content = export()
    command = shlex.join(("uv", *words))
    return Written(
        content,
        f"uv export {program.version}",
        command,
        f"{command} gives the same file",
        was_right=before == job.content,
        notes=(f"`{job.path}` is exported from uv.lock by uv {program.version}.",),
    )
