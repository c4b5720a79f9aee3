"""A target opened: a folder of this machine, or a repository behind a URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import GitError, TargetError
from bot.services.git.checkout import GitCheckout
from bot.services.git.discovery import find
from bot.services.git.mirror import Mirror
from bot.services.git.repository import Identity, open_repository
from bot.services.git.urls import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Progress
    from bot.services.git.repository import GitRepository

OURS = "honebot/"
"""What the names of Honebot's own branches begin with."""


def open_checkout(  # noqa: PLR0913  # a target can be named in this many ways
    where: str,
    *,
    home: Path,
    root: str = "",
    ref: str = "",
    progress: Progress | None = None,
    identity: Identity | None = None,
    credentials: Mapping[str, str] | None = None,
) -> GitCheckout:
    """Return the committed state of a folder's repository, or of a URL's.

    `root` is a folder in the repository; unless given, it is the folder named
    by `where` ("." stands for the whole repository). `ref` is the branch to
    start from and to propose to; unless given, the checked-out one or the
    server's default.
    `home` is a folder of our own, for mirrors and locks. `credentials` maps
    the beginning of a URL to the header that opens it.

    A detached HEAD, a shallow clone, a linked work tree, a submodule and a
    bare repository can be used. Raises `TargetError` for what cannot, and says
    what to do about it.
    """
    found_address = address(where)
    home = home.expanduser().absolute()
    identity = identity or Identity()
    if found_address is not None:
        mirror = Mirror(found_address, home, dict(credentials or {}), progress)
        return _remote(mirror, _clean(root), ref, identity)
    return _local(Path(where), root, ref, (home, identity))


def open_forge_place(
    where: str, *, home: Path, identity: Identity | None = None
) -> GitRepository:
    """Return the repository that keeps a target's pull requests.

    Nothing is fetched, and it does not matter what is checked out. Raises
    `TargetError` for a URL that was never opened before, or a folder without
    a repository.
    """
    found_address = address(where)
    home = home.expanduser().absolute()
    if found_address is None:
        found = find(Path(where))
        return open_repository(found, found.folder.name, home, identity or Identity())
    return Mirror(found_address, home, {}).there(identity or Identity())


def _local(
    folder: Path, root: str, ref: str, ours: tuple[Path, Identity]
) -> GitCheckout:
    found = find(folder)
    repository = open_repository(found, found.folder.name, *ours)
    try:
        commit, branch = _start(repository, ref)
        root = _clean(root) if root else found.prefix
        _exists(repository, commit, root, str(found.folder))
    except GitError as error:
        raise TargetError(
            f"git cannot read the repository {found.folder}: {error}; "
            f"`git -C {found.folder} fsck` says more"
        ) from error
    return GitCheckout(repository, found.folder.name, commit, branch, root, found.top)


def _remote(mirror: Mirror, root: str, ref: str, identity: Identity) -> GitCheckout:
    repository, commit, branch = mirror.bring(ref, identity)
    _foreign(branch, repository.name)
    _exists(repository, commit, root, repository.name)
    return GitCheckout(repository, mirror.address.shown, commit, branch, root)


def _start(repository: GitRepository, ref: str) -> tuple[str, str]:
    """Return the commit to start from and the branch to propose to."""
    if ref:
        return _named(repository, ref)
    head = repository.git.run("symbolic-ref", "-q", "HEAD", codes=(0, 1))
    branch = head.stdout.decode("utf-8", "replace").strip()
    commit = _commit(repository, "HEAD")
    if not commit:
        raise TargetError(_without_commit(repository, branch))
    if not branch:
        return commit, _only_branch_at(repository, commit)
    return commit, _foreign(_short(branch), repository.found.folder)


def _without_commit(repository: GitRepository, branch: str) -> str:
    """Return what to say where HEAD leads to no commit."""
    folder = repository.found.folder
    tips = repository.refs()
    if not branch or branch in tips:
        return f"the commit at HEAD is missing: `git -C {folder} fsck` says more"
    if not tips:
        return f"the repository {folder} has no commit yet: commit its files first"
    return (
        f"the branch {_short(branch)!r} of {folder} has no commit yet: check out "
        "one that has, or name it with --ref"
    )


def _named(repository: GitRepository, ref: str) -> tuple[str, str]:
    short = _foreign(ref.removeprefix("refs/heads/"), repository.found.folder)
    if commit := repository.refs(f"refs/heads/{short}").get(f"refs/heads/{short}"):
        return commit, short
    if commit := _commit(repository, ref):
        return commit, _only_branch_at(repository, commit)
    raise TargetError(
        f"{repository.found.folder} has no branch, tag or commit {ref!r}; "
        f"its branches: {_some(repository)}"
    )


def _foreign(branch: str, shown: Path | str) -> str:
    if branch.startswith(OURS):
        raise TargetError(
            f"{branch!r} in {shown} is one of Honebot's own branches: check out "
            "the branch that pull requests go to, or name it with --ref"
        )
    return branch


def _only_branch_at(repository: GitRepository, commit: str) -> str:
    """Return the one branch, not ours, whose tip is the commit, else ""."""
    tips = repository.refs("refs/heads")
    names = [
        _short(ref)
        for ref, identity in tips.items()
        if identity == commit and not _short(ref).startswith(OURS)
    ]
    return names[0] if len(names) == 1 else ""


def _commit(repository: GitRepository, name: str) -> str:
    ended = repository.git.run(
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{name}^{{commit}}",
        codes=(0, 1, 128),
    )
    return ended.stdout.decode().strip() if ended.exit_code == 0 else ""


def _exists(repository: GitRepository, commit: str, root: str, shown: str) -> None:
    if not root:
        return
    kind = repository.objects.run(
        "cat-file", "-t", f"{commit}:{root}", codes=(0, 128)
    ).stdout.strip()
    if kind != b"tree":
        raise TargetError(
            f"commit {commit[:12]} of {shown} has no folder {root!r}: "
            "is it committed?"
        )


def _clean(root: str) -> str:
    parts = [part for part in root.split("/") if part not in {"", "."}]
    if root.startswith("/") or ".." in parts or "\0" in root:
        raise TargetError(
            f"the root {root!r} must be a folder within the repository, such as "
            "packages/core"
        )
    return "/".join(parts)


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/")


def _some(repository: GitRepository) -> str:
    names = [_short(ref) for ref in repository.refs("refs/heads")]
    shown = ", ".join(sorted(names)[:10]) or "none"
    return f"{shown}, ..." if len(names) > 10 else shown  # noqa: PLR2004  # enough
