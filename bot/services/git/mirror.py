"""A URL's repository, kept as a bare mirror in Honebot's own folder.

Only the one branch asked for is fetched, without the contents of old files
where the server can do that; what the commit itself needs is fetched in one
go. The mirror's other refs, Honebot's own above all, are never touched.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from time import time
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import GitError, TargetError
from bot.services.git.discovery import find, is_git_directory
from bot.services.git.errors import GitCommandError
from bot.services.git.locking import exclusive
from bot.services.git.process import Bounds
from bot.services.git.repository import open_repository
from bot.services.git.runner import Git
from bot.services.git.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bot.protocols import Progress
    from bot.services.git.repository import GitRepository, Identity
    from bot.services.git.urls import Address

_FETCH = Bounds(1800.0, 64 << 20)
_ASK = Bounds(60.0, 64 << 20)
_WAIT = 1800.0
_PACKS = 40
"""How many packs a mirror may have before they are made one."""

_OLD = 24 * 3600.0
"""Seconds after which a half pack is surely nobody's any more."""

_PERCENT = re.compile(rb"(?:Receiving|Resolving)[^:\r\n]*:\s+(\d+)%")
_OBJECT_FORMAT = {64: "sha256", 40: "sha1"}


class _Remote(NamedTuple):
    """What the server says: the branch and the commit at its tip."""

    branch: str
    commit: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """The mirror of one address below `home`."""

    address: Address
    home: Path
    credentials: Mapping[str, str] = field(repr=False)
    progress: Progress | None = None

    @property
    def folder(self) -> Path:
        """The mirror's git directory."""
        key = hashlib.sha256(self.address.url.encode()).hexdigest()[:24]
        return self.home / "mirrors" / key

    def bring(self, ref: str, identity: Identity) -> tuple[GitRepository, str, str]:
        """Bring the mirror up to date; return it, the commit and the branch.

        Raises `TargetError` where the server does not answer, refuses, or has
        no such branch.
        """
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            lock = self.folder.with_suffix(".lock")
            with exclusive(lock, seconds=_WAIT, waiting=self._waiting) as descriptor:
                return self._bring(ref, identity, descriptor)
        except OSError as error:
            raise TargetError(
                f"cannot write to Honebot's own folder {self.home}: {error.strerror}; "
                "name another one with HONEBOT_HOME"
            ) from error

    def there(self, identity: Identity) -> GitRepository:
        """Return the mirror as it is; raise `TargetError` where there is none."""
        if not (self.folder / "made").exists():
            raise TargetError(
                f"{self.address.shown} was not opened before: "
                f"run `honebot plan {self.address.shown}` first"
            )
        found = find(self.folder)
        return open_repository(found, self.address.shown, self.home, identity)

    def _bring(
        self, ref: str, identity: Identity, descriptor: int
    ) -> tuple[GitRepository, str, str]:
        remote = self._ask(ref)
        self._remove_leftovers()
        self._create(remote)
        repository = open_repository(
            find(self.folder), self.address.shown, self.home, identity
        )
        if not self._has(repository, remote):
            self._fetch(remote, descriptor)
        self._complete(repository, remote, descriptor)
        return repository, remote.commit, remote.branch

    def _git(self) -> Git:
        headers = (*self.address.headers, *self.credentials.items())
        settings = tuple(
            (f"http.{base}.extraHeader", header) for base, header in headers
        )
        return Git(None, settings=settings, protocols=self.address.protocols)

    def _ask(self, ref: str) -> _Remote:
        branch = ref.removeprefix("refs/heads/")
        wanted = [f"refs/heads/{branch}"] if branch else ["HEAD"]
        try:
            listed = self._git().run(
                "ls-remote", "--symref", "--", self.address.url, *wanted, bounds=_ASK
            )
        except GitError as error:
            raise TargetError(
                f"cannot read {self.address.shown}: {_why(error)}"
            ) from error
        return self._answer(listed.stdout.decode("utf-8", "replace"), branch)

    def _answer(self, text: str, branch: str) -> _Remote:
        rows = [line.partition("\t") for line in text.split("\n") if line]
        tips = {name: value for value, _, name in rows if not value.startswith("ref:")}
        if branch:
            if commit := tips.get(f"refs/heads/{branch}"):
                return _Remote(branch, commit)
            raise TargetError(f"{self.address.shown} has no branch {branch!r}")
        default = [value for value, _, name in rows if value.startswith("ref:")]
        if "HEAD" not in tips or not default:
            raise TargetError(
                f"{self.address.shown} is empty, or has no default branch: "
                "name one with --ref"
            )
        return _Remote(
            default[0].removeprefix("ref:").strip().removeprefix("refs/heads/"),
            tips["HEAD"],
        )

    def _create(self, remote: _Remote) -> None:
        """Make the mirror; a second time, only point its HEAD to the branch."""
        if not is_git_directory(self.folder) or not (self.folder / "made").exists():
            Git(None).run(
                "init",
                "--bare",
                "--quiet",
                "--template=",
                f"--object-format={_OBJECT_FORMAT[len(remote.commit)]}",
                str(self.folder),
            )
            git = Git(self.folder)
            for key, value in (
                ("remote.origin.url", self.address.url),
                ("remote.origin.promisor", "true"),
                ("remote.origin.partialclonefilter", "blob:none"),
                ("core.repositoryformatversion", "1"),
            ):
                git.run("config", "--file", str(self.folder / "config"), key, value)
            (self.folder / "made").touch()
        with suppress(GitCommandError):
            # A branch that is called like a folder of branches cannot be HEAD.
            Git(self.folder).run("symbolic-ref", "HEAD", f"refs/heads/{remote.branch}")

    def _has(self, repository: GitRepository, remote: _Remote) -> bool:
        ref = f"refs/heads/{remote.branch}"
        return repository.refs(ref).get(ref) == remote.commit

    def _fetch(self, remote: _Remote, descriptor: int) -> None:
        ref = f"refs/heads/{remote.branch}"
        self._transfer(
            "--filter=blob:none",
            "--no-tags",
            "--force",
            "--update-head-ok",
            "origin",
            f"{ref}:{ref}",
            descriptor=descriptor,
        )
        self._tidy(descriptor)

    def _complete(
        self, repository: GitRepository, remote: _Remote, descriptor: int
    ) -> None:
        """Fetch the contents of the files at the commit that are not there."""
        entries = snapshot(repository.objects, remote.commit)
        missing = {
            entry.identity
            for entry in entries
            if entry.size is None and (entry.is_file or entry.is_link)
        }
        if missing:
            self._transfer(
                "--filter=blob:none",
                "--no-tags",
                "--stdin",
                "origin",
                descriptor=descriptor,
                stdin="".join(f"{identity}\n" for identity in sorted(missing)),
            )
            repository.reader.close()

    def _transfer(self, *arguments: str, descriptor: int, stdin: str = "") -> None:
        # What the server sends may build on file contents that are not there.
        lazily = {"GIT_NO_LAZY_FETCH": "0"}
        git = replace(self._git(), directory=self.folder, variables=lazily)
        if stdin:
            # Objects are asked for by their ids; what is there does not matter.
            noop = ("fetch.negotiationAlgorithm", "noop")
            git = replace(git, settings=(*git.settings, noop))
        with self._task() as advance:
            try:
                git.run(
                    "fetch",
                    "--progress",
                    "--no-write-fetch-head",
                    "--no-auto-maintenance",
                    "--no-recurse-submodules",
                    *arguments,
                    stdin=stdin.encode(),
                    bounds=_FETCH,
                    keep_open=(descriptor,),
                    watch=_Percent(advance),
                )
            except GitError as error:
                raise TargetError(
                    f"cannot fetch {self.address.shown}: {_why(error)}"
                ) from error

    def _tidy(self, descriptor: int) -> None:
        packs = list((self.folder / "objects" / "pack").glob("*.pack"))
        if len(packs) > _PACKS:
            Git(self.folder).run(
                "repack", "-a", "-d", "-k", "-q", bounds=_FETCH, keep_open=(descriptor,)
            )

    def _remove_leftovers(self) -> None:
        """Remove the lock files, and old half packs, of a fetch that was killed.

        The mirror is ours alone, and whoever fetches into it holds the lock
        that is held now; its git commands hold it too. Half packs may also be
        of a commit that is being made: only old ones go.
        """
        for lock in (self.folder / "refs").rglob("*.lock"):
            if "honebot" not in lock.relative_to(self.folder).parts:
                lock.unlink(missing_ok=True)
        for name in ("HEAD", "config", "packed-refs", "shallow"):
            (self.folder / f"{name}.lock").unlink(missing_ok=True)
        for half in (self.folder / "objects" / "pack").glob("tmp_*"):
            if time() - half.stat().st_mtime > _OLD:
                half.unlink(missing_ok=True)

    def _task(self) -> AbstractContextManager[Callable[[int], None]]:
        if self.progress is None:
            return nullcontext(lambda _steps: None)
        return self.progress.task(f"fetch {self.address.shown}", 100)

    def _waiting(self) -> None:
        if self.progress is not None:
            self.progress.say(
                f"Another Honebot fetches {self.address.shown}; waiting for it."
            )


class _Percent:
    """Turns git's progress, which begins anew for each phase, into steps."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self._advance = advance
        self._shown = 0

    def __call__(self, chunk: bytes) -> None:
        for found in _PERCENT.findall(chunk):
            if int(found) > self._shown:
                self._advance(int(found) - self._shown)
                self._shown = int(found)


def _why(error: GitError) -> str:
    if not isinstance(error, GitCommandError):
        return str(error)
    if "could not read Username" in error.tail or "Authentication failed" in error.tail:
        return "it needs credentials, or those given are refused"
    if "Permission denied (publickey" in error.tail:
        return "the server knows none of the SSH keys of this user"
    if "not allowed" in error.tail and "transport" in error.tail:
        return "it sends git on to a transport that is not allowed"
    lines = error.tail.splitlines()
    fatal = [line for line in lines if line.startswith(("fatal:", "ERROR:"))]
    return (fatal or lines or [str(error)])[0].removeprefix("fatal: ")
