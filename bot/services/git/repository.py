"""A repository on this machine: its refs and its objects.

Refs are read and moved in the repository's own git directory. Everything that
concerns objects goes through a second, empty git directory of ours (the
*view*), which borrows the object store, so that nothing in the repository's
own configuration or attributes can have a say in it.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import GitError, RefMovedError, TargetError
from bot.services.git.errors import GitCommandError, LockedError
from bot.services.git.locking import Journal, exclusive
from bot.services.git.objects import SHA256_DIGITS, ObjectReader, write_object
from bot.services.git.process import Bounds
from bot.services.git.runner import Git
from bot.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.protocols import RefUpdate
    from bot.services.git.discovery import Found

_WAIT = 120.0
"""Seconds that one Honebot waits for another to write."""

_REF = re.compile(r"refs/[^\x00-\x20\x7f]+")

_HISTORY = Bounds(120.0, 64 << 20)
"""What a look at the history may use."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who makes commits and moves refs: Honebot, unless said otherwise."""

    name: str = "Honebot"
    email: str = "honebot@honebot.invalid"


@dataclass(slots=True)
class GitRepository:
    """Satisfies `bot.protocols.Repository` for a repository on this machine.

    `place` is a folder of our own for the lock, the journal and the view.
    `git` works on the repository's own git directory, `objects` on the view.
    """

    found: Found
    name: str
    place: Path
    git: Git
    objects: Git
    reader: ObjectReader = field(repr=False)
    _holding: int | None = None

    def refs(self, *prefixes: str) -> Mapping[str, str]:
        """Return the refs with one of these whole names or folders, and their ids."""
        listed = self.git.text(
            "for-each-ref", "--format=%(objectname) %(refname)", *prefixes
        )
        rows = [line.partition(" ") for line in listed.split("\n") if line]
        return {ref: identity for identity, _, ref in rows}

    def checked_out(self) -> Mapping[str, str]:
        """Return the branches in use, as refs, and the folder that uses each.

        A bare repository's HEAD uses no branch.
        """
        listed = self.git.text(
            "for-each-ref", "--format=%(refname)%00%(worktreepath)", "refs/heads"
        )
        rows = [line.partition("\0") for line in listed.split("\n")]
        return {ref: folder for ref, _, folder in rows if folder}

    def read(self, identity: str) -> tuple[str, bytes]:
        """Return the kind of an object and its bytes; raise `ObjectError`."""
        return self.reader.read(identity)

    def store(self, kind: str, content: bytes) -> str:
        """Write an object, if it is well formed, and return its id."""
        return write_object(self.objects, kind, content)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep every other Honebot from writing to this repository."""
        with exclusive(self.place / "lock", seconds=_WAIT) as descriptor:
            self._holding = descriptor
            try:
                self._journal.mend()
                yield
            finally:
                self._holding = None

    @property
    def _journal(self) -> Journal:
        return Journal(self.place / "journal", self.found.common)

    def move(self, updates: Sequence[RefUpdate], reason: str) -> None:
        """Move refs, all or none, each from the value that it must have.

        Refs that are symbolic are moved themselves, not what they point to.
        Raises `RefMovedError` where one is not as it must be, `LockedError`
        where somebody else is about to move one.
        """
        none = "0" * self.found.digits
        commands = ["start"]
        for update in updates:
            if not _REF.fullmatch(update.ref):
                raise GitError(f"{update.ref!r} is no name of a ref")
            old = update.old or none
            commands += ["option no-deref", f"update {update.ref} {update.new} {old}"]
        # Without the last two, a transaction that we did not live to finish
        # is thrown away: its end must not look like the end of the input.
        commands += ["prepare", "commit", ""]
        refs = [update.ref for update in updates]
        with self._journal.writing(refs):
            try:
                self.git.run(
                    "update-ref",
                    "-m",
                    reason,
                    "--stdin",
                    stdin="\n".join(commands).encode(),
                    keep_open=() if self._holding is None else (self._holding,),
                )
            except GitCommandError:
                self._complain(updates)
                raise

    def _complain(self, updates: Sequence[RefUpdate]) -> None:
        """Raise `RefMovedError` or `LockedError` if that is why git could not."""
        there = self.refs(*[update.ref for update in updates])
        for update in updates:
            if there.get(update.ref, "") != update.old:
                raise RefMovedError(
                    update.ref, update.old, there.get(update.ref, "")
                ) from None
            lock = self.found.common / f"{update.ref}.lock"
            if lock.exists():
                way_out = "if no git command runs there, remove that file"
                raise LockedError(update.ref, lock, way_out) from None

    def contains(self, tip: str, commit: str) -> bool:
        """Return whether the commit is the tip, or one of its ancestors."""
        ended = self.objects.run(
            "merge-base", "--is-ancestor", commit, tip, codes=(0, 1), bounds=_HISTORY
        )
        return ended.exit_code == 0

    def holds_change(self, tip: str, base: str, head: str) -> bool:
        """Return whether what leads from `base` to `head` is in `tip` already."""
        touched = self._paths_between(base, head)
        if not touched:
            return False
        if touched.isdisjoint(self._paths_between(head, tip)):
            return True
        try:
            ended = self.objects.run(
                "rev-list",
                "--cherry-pick",
                "--right-only",
                "--no-merges",
                "--count",
                f"{tip}...{head}",
                bounds=_HISTORY,
            )
        except GitCommandError:
            # Patches cannot be compared where file contents are missing, as
            # in a partial clone. Then it counts as not there.
            return False
        return int(ended.stdout) == 0

    def _paths_between(self, one: str, other: str) -> frozenset[bytes]:
        listed = self.objects.run(
            "diff-tree",
            "-r",
            "-z",
            "--name-only",
            "--no-renames",
            one,
            other,
            bounds=_HISTORY,
        )
        return frozenset(listed.stdout.split(b"\0")) - {b""}

    def diff(self, base: str, head: str) -> bytes:
        """Return a unified diff between two commits."""
        options = ("-r", "-p", "--full-index", "--no-ext-diff", "--no-textconv")
        return self.objects.run(
            "diff-tree", *options, base, head, bounds=_HISTORY
        ).stdout


def open_repository(
    found: Found, name: str, home: Path, identity: Identity
) -> GitRepository:
    """Return the repository, with its place below `home` made ready.

    Raises `TargetError` where `home` cannot be written.
    """
    key = hashlib.sha256(os.fsencode(found.common)).hexdigest()[:24]
    place = home / "repositories" / key
    view = place / "view"
    try:
        (view / "refs").mkdir(parents=True, exist_ok=True)
        (view / "objects").mkdir(exist_ok=True)
        _put(view / "HEAD", "ref: refs/heads/none\n")
        _put(view / "config", _view_configuration(found))
    except OSError as error:
        raise TargetError(
            f"cannot write to Honebot's own folder {place}: {error.strerror}; "
            "name another one with HONEBOT_HOME"
        ) from error
    people = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", identity.name), ("EMAIL", identity.email))
    }
    git = Git(found.directory, {**people, "GIT_WORK_TREE": str(view)})
    borrowed = {**people, "GIT_OBJECT_DIRECTORY": str(found.common / "objects")}
    if (found.common / "shallow").is_file():
        borrowed["GIT_SHALLOW_FILE"] = str(found.common / "shallow")
    objects = replace(git, directory=view, variables=borrowed)
    return GitRepository(found, name, place, git, objects, ObjectReader(objects))


def _view_configuration(found: Found) -> str:
    lines = ["[core]", "\trepositoryformatversion = 1", "\tbare = true"]
    if found.shared.isalnum():
        lines.append(f"\tsharedRepository = {found.shared}")
    if found.digits == SHA256_DIGITS:
        lines += ["[extensions]", "\tobjectFormat = sha256"]
    return "\n".join(lines) + "\n"


def _put(path: Path, text: str) -> None:
    """Write a small file whole or not at all, if it is not so already."""
    if path.is_file() and path.read_text("utf-8") == text:
        return
    write_whole(path, text.encode())
