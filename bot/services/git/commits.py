"""A change made a commit, without a work tree and without moving a ref."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.git.errors import CommitError
from bot.services.git.objects import blob_identity, write_blobs
from bot.services.git.snapshot import is_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model import FileChange
    from bot.services.git.repository import GitRepository
    from bot.services.git.snapshot import Entry

_MODES = frozenset({0o100644, 0o100755})
_COMMITTER = re.compile(rb"^committer .*> (\d{1,12} [+-]\d{4})$", re.MULTILINE)


def commit_date(commit: bytes) -> str:
    """Return the committer's date of a raw commit, as git takes it.

    A commit whose date cannot be read counts as made at the epoch.
    """
    head, _, _ = commit.partition(b"\n\n")
    found = _COMMITTER.search(head)
    return found[1].decode() if found else "0 +0000"


def write_commit(
    repository: GitRepository,
    base: str,
    there: Mapping[bytes, Entry],
    files: Sequence[FileChange],
    message: str,
) -> str:
    """Return the id of a new commit on `base`; paths are the repository's.

    `there` are the entries of the base. Its date is the base's, so the same
    base, files and message give the same id. Raises `CommitError` for a
    change that does not fit the base or changes nothing.
    """
    lines = [_line(file, there, repository.found.digits) for file in files]
    _nothing_in_the_way(files, there)
    contents = {file.after for file in files if file.after is not None}
    write_blobs(repository.objects, sorted(contents))
    tree = _write_tree(repository, base, sorted(lines))
    if tree == repository.objects.text("rev-parse", f"{base}^{{tree}}"):
        raise CommitError("the change leaves every file as it is")
    kind, content = repository.read(base)
    if kind != "commit":
        raise CommitError(f"{base} is a {kind}, not a commit")
    date = commit_date(content)
    dated = {"GIT_AUTHOR_DATE": f"@{date}", "GIT_COMMITTER_DATE": f"@{date}"}
    git = replace(
        repository.objects, variables={**repository.objects.variables, **dated}
    )
    text = message.replace("\0", "").rstrip("\n") + "\n"
    stdin = text.encode("utf-8", "replace")
    return git.text("commit-tree", tree, "-p", base, stdin=stdin)


def _line(
    file: FileChange, there: Mapping[bytes, Entry], digits: int
) -> tuple[bool, bytes]:
    """Return one line for `git update-index --index-info`; removals sort first."""
    path = _bytes(file.path)
    if not is_safe(path):
        raise CommitError(f"{file.path!r} is no path within the repository")
    entry = there.get(path)
    if entry is not None and not entry.is_file:
        raise CommitError(f"{file.path!r} is a symbolic link or a submodule")
    found = entry.identity if entry else None
    claimed = None if file.before is None else blob_identity(file.before, digits)
    if found != claimed:
        raise CommitError(f"the change of {file.path!r} does not start from the base")
    if file.after is None:
        return False, b"0 %b\t%b\0" % (b"0" * digits, path)
    if file.mode not in _MODES:
        raise CommitError(f"{file.path!r} cannot have the mode {file.mode:o}")
    identity = blob_identity(file.after, digits).encode()
    return True, b"%o %b\t%b\0" % (_mode(file, entry), identity, path)


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _mode(file: FileChange, entry: Entry | None) -> int:
    """Return the mode after the change.

    A file that is executable stays so when its content changes; that it shall
    not be is meant only by a change that leaves the content as it is.
    """
    if entry is not None and entry.mode & 0o100 and file.before != file.after:
        return 0o100755
    return file.mode


def _nothing_in_the_way(
    files: Iterable[FileChange], there: Mapping[bytes, Entry]
) -> None:
    """Raise `CommitError` if a file is to lie below something that is no folder."""
    removed = {_bytes(file.path) for file in files if file.after is None}
    for file in files:
        path = _bytes(file.path)
        for end, byte in enumerate(path):
            above = path[:end]
            if byte == ord("/") and above in there and above not in removed:
                raise CommitError(f"{file.path!r} would lie below a file or link")


def _write_tree(
    repository: GitRepository, base: str, lines: Sequence[tuple[bool, bytes]]
) -> str:
    with tempfile.TemporaryDirectory(dir=repository.place) as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git = replace(
            repository.objects, variables={**repository.objects.variables, **index}
        )
        git.run("read-tree", base)
        stdin = b"".join(line for _, line in lines)
        if stdin:
            git.run("update-index", "-z", "--index-info", stdin=stdin)
        return git.text("write-tree", "--missing-ok")
