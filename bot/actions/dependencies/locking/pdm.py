"""Writes pdm.lock anew with PDM.

`pdm lock --update-reuse` keeps what is pinned. A package that is to move is
taken out of the old lock, and the index in the sandbox has no other version of
it. A lock does not name the PDM that wrote it: one of its time
is tried, and then the newest.
"""

from __future__ import annotations

import json
import re
import shlex
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.actions.dependencies.locking.ages import until_of, without_young
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.errors import LockerFailedError
from bot.actions.dependencies.locking.job import Written, shown_versions
from bot.actions.dependencies.locking.spelling import with_old_spelling, without_entries
from bot.actions.dependencies.locking.workshop import (
    CACHE,
    SITE,
    Program,
    version_in,
)
from bot.actions.dependencies.pinning.errors import shortened
from bot.dependencies.locks.reading import read_lock
from bot.protocols import Mount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Said, Workshop
    from bot.dependencies.locks.model import Lock
    from bot.protocols import Interpreter

OLDER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "4.2": "<2.8",
        "4.3": "<2.10",
        "4.4": "<2.11",
        "4.4.1": "<2.15",
        "4.4.2": "<2.17",
        "4.5.0": "<2.28",
    }
)
"""The last PDM that writes each format; found out by looking into them."""
CHECK: Final = ("lock", "--check")
HASH: Final = (
    "import pathlib, pdm.core as c;"
    "p = c.Core().create_project(pathlib.Path('.'), is_global=False);"
    "print(p.pyproject.content_hash())"
)
_CONTENT_HASH: Final = re.compile(r"(?m)^(content_hash = \"[a-z0-9]+:)[0-9a-f]+(\")")
_NEWS: Final = re.compile(r"(?i)^(?:INFO|WARNING|DEPRECATED|STATUS|🔒|Changes)")


def pdm_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to write a pdm.lock: one for each PDM to try."""
    asked = asked_tool(shop.target, "pdm")
    if asked:
        yield partial(_write, shop, job, asked.specifier)
        return
    written = json.loads(job.before.header.get("lock_version", '""'))
    if written in OLDER:
        yield partial(_write, shop, job, OLDER[written])
    yield partial(_write, shop, job, "")
    yield partial(_write, shop, job, "", until_of(job))


def _write(shop: Workshop, job: Job, specifier: str, until: str = "") -> Written:
    python = shop.python(_pythons(job.before))
    site = shop.tool("pdm", specifier, until=until, python=python)
    version = version_in(site, "pdm")
    program = Program(
        "PDM",
        version,
        (str(python.path),),
        (Mount(site, SITE),),
        {"PYTHONPATH": SITE, "PDM_CHECK_UPDATE": "0", "PDM_IGNORE_SAVED_PYTHON": "1"},
    )
    pdm = _Pdm(shop, job, program, python)
    before = pdm.check(shop.originals(), job.content)
    bounds, notes = without_young(job, pdm.attempt)
    content = pdm.finished()
    after = pdm.check(shop.files, content)
    if after:
        raise LockerFailedError(job.path, f"PDM {version}", after)
    words = ("pdm", "lock", *pdm.reuse)
    return Written(
        content,
        f"PDM {version}",
        shlex.join(words),
        shlex.join(("pdm", *CHECK)),
        was_right=not before,
        notes=(
            f"`{job.path}` is written by PDM {version}.",
            *shown_versions(job, bounds),
            *notes,
        ),
    )


class _Pdm:
    """One PDM at work on one lock."""

    def __init__(
        self, shop: Workshop, job: Job, program: Program, python: Interpreter
    ) -> None:
        self.shop = shop
        self.job = job
        self.program = program
        self.python = python
        self.reuse = () if job.moves is None else ("--update-reuse",)
        self._rounds = 0

    def _run(self, *words: str, versions: Mapping[str, str] | None = None) -> Said:
        index = self.job.addresses.inside(next(iter(self.job.addresses.indexes)))
        [said] = self.shop.run(
            self.program,
            [words],
            path=self.job.path,
            python=self.python,
            versions=versions,
            environment={
                "PDM_CACHE_DIR": f"{CACHE}/pdm-{self._rounds}",
                "PDM_PYPI_URL": index,
            },
        )
        return said

    def check(self, files: Mapping[str, bytes], lock: bytes) -> str:
        """Return what PDM has against a lock; "" for nothing."""
        self.shop.lay_out({**files, self.job.path: lock}, hide=False)
        said = self._run("-m", "pdm", *CHECK)
        return said_by_pdm(said) if said.exit_code else ""

    def attempt(self, bounds: Sequence[str]) -> Lock:
        """Let PDM write the lock within these bounds."""
        self._rounds += 1
        lock = without_entries(self.job)
        self.shop.lay_out({**self._manifests(), self.job.path: lock})
        versions = self.job.versions(bounds)
        said = self._run("-m", "pdm", "lock", *self.reuse, versions=versions)
        if said.exit_code:
            tool = f"PDM {self.program.version}"
            raise LockerFailedError(self.job.path, tool, said_by_pdm(said))
        return read_lock(self.job.path, self._restored(), self.job.kind)

    def _restored(self) -> bytes:
        content = self.job.restored(self.shop.read(self.job.path))
        return with_old_spelling(self.job, content)

    def finished(self) -> bytes:
        """Return the lock with the hash of the manifest as it is in truth."""
        content = self._restored()
        self.shop.lay_out({**self._manifests(), self.job.path: content}, hide=False)
        said = self._run("-c", HASH)
        digest = said.stdout.strip().rpartition("\n")[2].rpartition(":")[2]
        if said.exit_code or not re.fullmatch("[0-9a-f]{32,64}", digest):
            said_so = "it gives no hash of the manifest."
            raise LockerFailedError(self.job.path, "PDM", said_so)
        text = content.decode("utf-8")
        return _CONTENT_HASH.sub(rf"\g<1>{digest}\g<2>", text).encode()

    def _manifests(self) -> dict[str, bytes]:
        path = f"{self.job.path.rpartition('/')[0]}/pyproject.toml".lstrip("/")
        return {path: self.shop.target.tree.read(path), **self.shop.files}


def _pythons(lock: Lock) -> str:
    """Return the Pythons of a lock as PEP 440 has them."""
    targets = json.loads(lock.header.get("targets", "[]"))
    found = [each.get("requires_python", "") for each in targets]
    return str(next(iter(found), "")).strip("~") if found else ""


def said_by_pdm(said: Said) -> str:
    """Return what PDM says of its failure, in one line."""
    lines = [line.strip() for line in f"{said.stdout}\n{said.stderr}".splitlines()]
    kept = [line for line in lines if line and not _NEWS.match(line)]
    return shortened(" ".join(kept))
