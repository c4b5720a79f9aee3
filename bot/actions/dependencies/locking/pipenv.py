"""Writes Pipfile.lock anew with Pipenv.

`pipenv upgrade --lock-only` moves single packages of a category. The index in
the sandbox has no other version of a package that is to move. A Pipfile.lock
does not say what needs what, so that is asked of the packages' metadata.
"""

from __future__ import annotations

import json
import re
import shlex
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from bot.actions.dependencies.locking.ages import until_of, without_young
from bot.actions.dependencies.locking.asked_tools import asked_tool
from bot.actions.dependencies.locking.errors import LockerFailedError
from bot.actions.dependencies.locking.job import Written, shown_versions
from bot.actions.dependencies.locking.workshop import (
    CACHE,
    SITE,
    Program,
    version_in,
)
from bot.actions.dependencies.pinning.errors import said_by_uv, shortened
from bot.dependencies.locks.reading import read_lock
from bot.protocols import Mount

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.dependencies.locking.job import Attempt, Job
    from bot.actions.dependencies.locking.workshop import Said, Workshop
    from bot.dependencies.locks.model import Lock
    from bot.protocols import Interpreter

CATEGORIES: Final = {"default": "packages", "develop": "dev-packages"}
_NEWS: Final = re.compile(
    r"^(?:Loading|Building|Resolving|Locking|Courtesy|Creating|Using|Upgrad|✔|✘|Success|"
    r"Virtualenv|Installing|created|To activate|Updated|Pipfile)",
    re.IGNORECASE,
)
_TROUBLE: Final = re.compile(r"(?i)error|cannot|conflict")
_HASH: Final = (
    "from pipenv.project import Project; print(Project().calculate_pipfile_hash())"
)


def pipenv_attempts(shop: Workshop, job: Job) -> Iterator[Attempt]:
    """Yield the ways to write a Pipfile.lock: one for each Pipenv to try."""
    asked = asked_tool(shop.target, "pipenv")
    if asked:
        yield partial(_write, shop, job, asked.specifier)
        return
    yield partial(_write, shop, job, "", until_of(job))
    yield partial(_write, shop, job, "")


def _write(shop: Workshop, job: Job, specifier: str, until: str = "") -> Written:
    requires = json.loads(job.before.header.get("requires", "{}"))
    wanted = str(requires.get("python_full_version") or requires.get("python_version"))
    minor = re.match(r"3\.(\d+)", wanted)
    python = (shop.exact(int(minor[1])) if minor else None) or shop.python("")
    site = shop.tool("pipenv", specifier, until=until, python=python)
    version = version_in(site, "pipenv")
    program = Program(
        "Pipenv",
        version,
        (str(python.path),),
        (Mount(site, SITE),),
        {
            "PYTHONPATH": SITE,
            "PIPENV_IGNORE_VIRTUALENVS": "1",
            "PIPENV_YES": "1",
            "PIPENV_NOSPIN": "1",
            "PIPENV_QUIET": "1",
            "PIPENV_VERBOSITY": "-1",
            "WORKON_HOME": f"{CACHE}/environments",
        },
    )
    pipenv = _Pipenv(shop, job, program, python)
    before = pipenv.check(shop.originals(), job.content)
    bounds, notes = without_young(job, pipenv.attempt)
    content = pipenv.finished()
    after = pipenv.check(shop.files, content)
    if after:
        raise LockerFailedError(job.path, f"Pipenv {version}", after)
    moves = job.moves or {}
    names = [f"{name}=={moves[name]}" for name in sorted(moves)]
    words = (
        ["pipenv", "upgrade", "--lock-only", *names] if names else ["pipenv", "lock"]
    )
    return Written(
        content,
        f"Pipenv {version}",
        shlex.join(words),
        "pipenv verify",
        was_right=not before,
        needs=pipenv.needs(),
        notes=(
            f"`{job.path}` is written by Pipenv {version}.",
            *shown_versions(job, bounds),
            *notes,
        ),
    )


class _Pipenv:
    """One Pipenv at work on one lock."""

    def __init__(
        self, shop: Workshop, job: Job, program: Program, python: Interpreter
    ) -> None:
        self.shop = shop
        self.job = job
        self.program = program
        self.python = python
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
                "PIPENV_CACHE_DIR": f"{CACHE}/pipenv-{self._rounds}",
                "PIP_CACHE_DIR": f"{CACHE}/pip-{self._rounds}",
                "PIPENV_PYPI_MIRROR": index,
                "PIP_INDEX_URL": index,
            },
        )
        return said

    def check(self, files: Mapping[str, bytes], lock: bytes) -> str:
        """Return what Pipenv has against a lock; "" for nothing."""
        self.shop.lay_out({**files, self.job.path: lock}, hide=False)
        said = self._run("-m", "pipenv", "verify")
        return said_by_pipenv(said) if said.exit_code else ""

    def attempt(self, bounds: Sequence[str]) -> Lock:
        """Let Pipenv write the lock within these bounds."""
        self._rounds += 1
        self.shop.lay_out({**self._manifests(), self.job.path: self.job.content})
        versions = self.job.versions(bounds)
        for words in self._commands():
            said = self._run("-m", "pipenv", *words, versions=versions)
            if said.exit_code:
                tool = f"Pipenv {self.program.version}"
                raise LockerFailedError(self.job.path, tool, said_by_pipenv(said))
        return read_lock(self.job.path, self._restored(), self.job.kind)

    def _commands(self) -> Iterator[tuple[str, ...]]:
        """Yield the commands: one for each category that has packages to move."""
        if self.job.moves is None:
            yield ("lock",)
            return
        for category in dict.fromkeys(
            group for package in self.job.before.packages for group in package.groups
        ):
            names = [
                f"{package.name}=={self.job.moves[package.name]}"
                for package in self.job.before.packages
                if package.name in self.job.moves and category in package.groups
            ]
            if names:
                section = CATEGORIES.get(category, category)
                yield ("upgrade", "--lock-only", f"--categories={section}", *names)

    def _restored(self) -> bytes:
        content = self.job.restored(self.shop.read(self.job.path))
        sources = json.loads(self.job.content)["_meta"].get("sources")
        document = json.loads(content)
        document["_meta"]["sources"] = sources
        _keep_hashes(json.loads(self.job.content), document)
        return _written_as(self.job.content, document)

    def finished(self) -> bytes:
        """Return the lock with the hash of the Pipfile as it is in truth."""
        content = self._restored()
        self.shop.lay_out({**self._manifests(), self.job.path: content}, hide=False)
        said = self._run("-c", _HASH)
        digest = said.stdout.strip().rpartition("\n")[2]
        if said.exit_code or not re.fullmatch("[0-9a-f]{64}", digest):
            said_so = "it gives no hash of the Pipfile."
            raise LockerFailedError(self.job.path, "Pipenv", said_so)
        document = json.loads(content)
        document["_meta"]["hash"] = {"sha256": digest}
        return _written_as(self.job.content, document)

    def _manifests(self) -> dict[str, bytes]:
        path = f"{self.job.path.rpartition('/')[0]}/Pipfile".lstrip("/")
        return {path: self.shop.target.tree.read(path), **self.shop.files}

    def needs(self) -> dict[str, frozenset[str]]:
        """Return what the packages that changed need, by their metadata."""
        after = read_lock(self.job.path, self._restored(), self.job.kind)
        old = self.job.before.versions()
        found: dict[str, frozenset[str]] = {}
        for lock in (self.job.before, after):
            changed = {
                package.name: package.version
                for package in lock.packages
                if package.version
                and (lock is after or package.name in (self.job.moves or {}))
                and (
                    lock is not after
                    or package.version not in old.get(package.name, ())
                )
            }
            for name, version in changed.items():
                text = self.job.addresses.index.requirements(name, version)
                needs = frozenset(_names(text))
                found[name] = found.get(name, frozenset()) | needs
        return found


def _keep_hashes(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Leave out files that came later to a release that has not moved."""
    for category in old.keys() & new.keys() - {"_meta"}:
        for name in old[category].keys() & new[category].keys():
            was, now = old[category][name], new[category][name]
            hashes, more = was.get("hashes", []), now.get("hashes", [])
            same = was.get("version") == now.get("version")
            if same and set(hashes) <= set(more):
                now["hashes"] = hashes


def _names(requirements: Sequence[str]) -> Iterator[str]:
    for each in requirements:
        try:
            yield canonicalize_name(Requirement(each).name)
        except InvalidRequirement:
            continue


def _written_as(old: bytes, document: object) -> bytes:
    """Return a lock as Pipenv writes it, with the indentation and end of the old."""
    found = re.search(rb"\n(\s+)\"", old)
    indent = len(found[1]) if found else 4
    text = json.dumps(document, indent=indent, separators=(",", ": "), sort_keys=True)
    ending = "\n" if old.endswith(b"\n") else ""
    return f"{text}{ending}".encode()


def said_by_pipenv(said: Said) -> str:
    """Return what Pipenv says of its failure, in one line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", f"{said.stderr}\n{said.stdout}")
    if "No solution found" in text:
        return said_by_uv(text)
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for line in lines if line and not _NEWS.match(line)]
    errors = [line for line in kept if _TROUBLE.search(line)]
    return shortened(" ".join(errors[:6] or kept[-6:]))
