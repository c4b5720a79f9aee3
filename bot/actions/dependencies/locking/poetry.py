"""Writes poetry.lock anew with the Poetry that wrote it.

`poetry update NAME` cannot be told a version. So the index in the sandbox has
no other version of a package that is to move. The public index is not reached
from there: a source is put into the sandbox's copy of the manifest, and what
the lock then says of it is taken out again.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from packaging.version import Version

from bot.actions.dependencies.locking.ages import without_young
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.errors import LockerFailedError, NotLockedError
from bot.actions.dependencies.locking.job import Written, shown_versions
from bot.actions.dependencies.locking.spelling import with_old_spelling
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
    from collections.abc import Iterator, Sequence

    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Said, Workshop
    from bot.dependencies.locks.model import Lock
    from bot.protocols import Interpreter

NAME: Final = "honebot"
"""The name of the source that stands for the public index."""
HASH: Final = (
    "import pathlib, poetry.factory as f;"
    "p = f.Factory().create_poetry(pathlib.Path('.'));"
    "print(p.locker._get_content_hash())"
)
PRIORITIES: Final = Version("1.5")
"""The Poetry that brought `priority` for sources."""
CHECK_LOCK: Final = Version("1.6")
"""The Poetry that brought `check --lock` in place of `lock --check`."""
PRIMARY: Final = Version("2")
"""The Poetry from which on a primary source takes the public index's place."""
_OLD_FORMATS: Final = {"1.0": "<1.1", "1.1": "<1.3", "2.0": "<2", "2.1": ">=2"}
_SOURCE: Final = re.compile(
    r"\n\[package\.source\]\ntype = \"legacy\"\nurl = \"[^\"\n]*\"\n"
    rf"reference = \"{NAME}\"\n"
)
_CONTENT_HASH: Final = re.compile(r"^(content-hash = \")[0-9a-f]+(\")", re.MULTILINE)
_CARET: Final = re.compile(r"\^(\d+)(\.\d+)*")
_NO_NEWS: Final = ("Skipping", "Updating", "Resolving", "Creating", "The currently")
_LAST: Final = re.compile(
    r"^\s*(?:\[?\w*Error\]?|Because .*|.*version solving.*)", re.IGNORECASE
)


def poetry_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to write a poetry.lock: with the Poetry that wrote it.

    Its version is in the first line of the lock; else it is what the
    repository asks for, or what writes that format.
    """
    if job.before.written_by:
        yield partial(_write, shop, job, f"=={job.before.written_by}")
        return
    folder = job.path.rpartition("/")[0]
    asked = asked_tool(shop.target, "poetry", folder)
    written = json.loads(job.before.header.get("lock-version", '""'))
    yield partial(
        _write, shop, job, asked.specifier if asked else _OLD_FORMATS.get(written, "")
    )


def _write(shop: Workshop, job: Job, specifier: str) -> Written:
    python = shop.python(_pep440(job))
    site = shop.tool("poetry", specifier, python=python)
    version = version_in(site, "poetry")
    program = Program(
        "Poetry",
        version,
        (str(python.path),),
        (Mount(site, SITE),),
        {"PYTHONPATH": SITE, "POETRY_VIRTUALENVS_CREATE": "false", "NO_COLOR": "1"},
    )
    poetry = _Poetry(shop, job, program, python)
    before = poetry.check(shop.originals(), job.content)
    bounds, notes = without_young(job, poetry.attempt)
    content = poetry.finished()
    after = poetry.check(shop.files, content)
    if after and not before:
        raise LockerFailedError(job.path, f"Poetry {version}", after)
    moved = sorted(job.moves or ())
    return Written(
        content,
        f"Poetry {version}",
        shlex.join(("poetry", "update", "--lock", *moved)),
        shlex.join(("poetry", *poetry.check_words)),
        was_right=not before,
        is_right=not after,
        notes=(
            f"`{job.path}` is written by Poetry {version}, as the lock says.",
            *shown_versions(job, bounds),
            *notes,
        ),
    )


class _Poetry:
    """One Poetry at work on one lock."""

    def __init__(
        self, shop: Workshop, job: Job, program: Program, python: Interpreter
    ) -> None:
        self.shop = shop
        self.job = job
        self.program = program
        self.python = python
        self.version = Version(program.version)
        self.manifest = f"{job.path.rpartition('/')[0]}/pyproject.toml".lstrip("/")
        new = self.version >= CHECK_LOCK
        self.check_words = ("check", "--lock") if new else ("lock", "--check")
        self._rounds = 0

    def _run(self, *words: str, versions: dict[str, str] | None = None) -> Said:
        [said] = self.shop.run(
            self.program,
            [words],
            path=self.job.path,
            python=self.python,
            versions=versions,
            environment={"POETRY_CACHE_DIR": f"{CACHE}/poetry-{self._rounds}"},
        )
        return said

    def check(self, files: dict[str, bytes] | Any, lock: bytes) -> str:
        """Return what Poetry has against a lock; "" for nothing."""
        self.shop.lay_out({**files, self.job.path: lock}, hide=False)
        said = self._run("-m", "poetry", *self.check_words)
        return said_by_poetry(said) if said.exit_code else ""

    def attempt(self, bounds: Sequence[str]) -> Lock:
        """Let Poetry write the lock within these bounds."""
        self._rounds += 1
        files = {**self.shop.files}
        original = files.get(self.manifest) or self.shop.target.tree.read(self.manifest)
        files[self.manifest] = original
        self.shop.lay_out({**files, self.job.path: self.job.content})
        self.shop.append(self.manifest, self._source(original))
        names = sorted(self.job.moves or ())
        said = self._run(
            *("-m", "poetry", "--no-interaction", "update", "--lock", *names),
            versions=self.job.versions(bounds),
        )
        if said.exit_code:
            tool = f"Poetry {self.version}"
            raise LockerFailedError(self.job.path, tool, said_by_poetry(said))
        return read_lock(self.job.path, self._restored(), self.job.kind)

    def _source(self, manifest: bytes) -> str:
        """Return the source to add to the sandbox's manifest, "" where none is needed.

        https://python-poetry.org/docs/repositories/#default-package-source-deprecated
        """
        document = tomllib.loads(manifest.decode("utf-8"))
        sources = document.get("tool", {}).get("poetry", {}).get("source", [])
        if any(str(each.get("name", "")).lower() == "pypi" for each in sources):
            said = "it names the public index as a source of its own"
            raise NotLockedError(self.job.path, said)
        first = {"default"} if self.version < PRIMARY else {"default", "primary"}
        if any(_priority(each) in first for each in sources):
            return ""
        index = self.job.addresses.inside(next(iter(self.job.addresses.indexes)))
        rank = 'priority = "primary"'
        if self.version < PRIMARY:
            new = self.version >= PRIORITIES
            rank = 'priority = "default"' if new else "default = true"
        ends = index.rstrip("/")
        return f'\n[[tool.poetry.source]]\nname = "{NAME}"\nurl = "{ends}/"\n{rank}\n'

    def _restored(self) -> bytes:
        text = self.shop.read(self.job.path).decode("utf-8")
        content = self.job.restored(_SOURCE.sub("", text).encode())
        return with_old_spelling(self.job, content)

    def finished(self) -> bytes:
        """Return the lock with the hash of the manifest as it is in truth."""
        content = self._restored()
        self.shop.lay_out({**self._manifests(), self.job.path: content}, hide=False)
        said = self._run("-c", HASH)
        digest = said.stdout.strip()
        if said.exit_code or not re.fullmatch("[0-9a-f]{64}", digest):
            raise LockerFailedError(
                self.job.path, "Poetry", "it gives no hash of the manifest."
            )
        text = content.decode("utf-8")
        return _CONTENT_HASH.sub(rf"\g<1>{digest}\g<2>", text).encode()

    def _manifests(self) -> dict[str, bytes]:
        return {self.manifest: self.shop.target.tree.read(self.manifest)} | {
            **self.shop.files
        }


def _priority(source: dict[str, Any]) -> str:
    if source.get("default"):
        return "default"
    return str(source.get("priority", "primary"))


def _pep440(job: Job) -> str:
    """Return the lock's Pythons as PEP 440 has them, the first of alternatives."""
    written = json.loads(job.before.header.get("python-versions", '""'))
    first = str(written).partition("||")[0]
    return _CARET.sub(
        lambda match: f">={match[0][1:]},<{int(match[1]) + 1}", first
    ).strip()


def said_by_poetry(said: Said) -> str:
    """Return what Poetry says of its failure, in one line: where it ends up."""
    lines = [line.strip() for line in f"{said.stderr}\n{said.stdout}".splitlines()]
    kept = [line for line in lines if line and not line.startswith(_NO_NEWS)]
    start = next((at for at, line in enumerate(kept) if _LAST.match(line)), 0)
    text = " ".join(kept[start:])
    text = text[max(text.rfind("So, because"), 0) :]
    return shortened(text.partition(" * Check your dep")[0])
