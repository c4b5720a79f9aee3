"""Where a folder's repository is, found without asking git.

Git would refuse a repository of another user, and would follow whatever a
`.git` file or `core.worktree` names. Here a `.git` file or link is followed
only if what it leads to points back, so that a folder from somewhere else
cannot make Honebot work on another repository of this machine.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import TargetError
from bot.services.git.errors import GitCommandError
from bot.services.git.process import Bounds
from bot.services.git.runner import Git

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINTER = 1 << 16
"""Bytes of a file that holds nothing but a path."""


@dataclass(frozen=True, slots=True)
class Found:
    """A repository on this machine.

    `directory` is its git directory, `common` the one that its work trees
    share (the same, but for a linked work tree). `top` is the work tree, None
    for a bare repository; `prefix` is the folder asked for, relative to it.
    `shared` is `core.sharedRepository`, `digits` how long object ids are, and
    `partial` whether it is a partial clone, in which objects may be missing.
    """

    directory: Path
    common: Path
    top: Path | None
    prefix: str
    shared: str = ""
    digits: int = 40
    partial: bool = False

    @property
    def folder(self) -> Path:
        """The folder that people know the repository by."""
        return self.top or self.directory


def find(folder: Path) -> Found:
    """Return the repository that the folder is in.

    Raises `TargetError` where there is none, or none that may be used.
    """
    folder = _resolved(folder)
    if folder.name == ".git" and is_git_directory(folder):
        folder = folder.parent
    entry = _dot_git(folder)
    if is_git_directory(folder) and (entry is None or entry.parent != folder):
        if entry is not None:
            raise TargetError(
                f"{folder} is a bare repository inside of the repository "
                f"{entry.parent}; name {entry.parent}, or move the bare one out"
            )
        return _configured(Found(folder, folder, None, ""))
    if entry is None:
        raise TargetError(
            f"{folder} is not in a git repository: run `git init`, `git add` and "
            "`git commit` in it first, or use `honebot apply` on a plain folder"
        )
    directory = _git_directory(entry)
    prefix = folder.relative_to(entry.parent).as_posix()
    found = Found(
        directory, _common(directory), entry.parent, "" if prefix == "." else prefix
    )
    _points_back(found, entry)
    return _configured(found)


def is_git_directory(folder: Path) -> bool:
    """Return whether the folder looks like a git directory."""
    return (
        (folder / "HEAD").is_file()
        and (folder / "objects").is_dir()
        and (folder / "refs").is_dir()
    )


def _resolved(folder: Path) -> Path:
    try:
        folder = folder.expanduser().resolve(strict=True)
        if not folder.is_dir():
            raise TargetError(f"{folder} is a file; name the folder that it is in")
        with os.scandir(folder):
            return folder
    except FileNotFoundError:
        raise TargetError(
            f"there is no folder {folder}; a URL begins with https://, ssh:// or git@"
        ) from None
    except (OSError, RuntimeError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise TargetError(
            f"cannot read the folder {folder}: {said}; give the user who runs "
            "Honebot the right to read it"
        ) from error


def _dot_git(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        entry = place / ".git"
        if os.path.lexists(entry):
            return entry
    return None


def _git_directory(entry: Path) -> Path:
    status = entry.lstat()
    if stat.S_ISREG(status.st_mode):
        text = _pointer(entry)
        if not text.startswith("gitdir:"):
            raise TargetError(f"{entry} is not a git directory, nor does it name one")
        directory = entry.parent / text.removeprefix("gitdir:").strip()
    else:
        directory = entry
    directory = directory.resolve()
    if not is_git_directory(directory) and not (directory / "commondir").is_file():
        raise TargetError(
            f"{entry} leads to {directory}, which is not a git directory: "
            f"is the repository damaged or half copied? `git -C {entry.parent} "
            "status` says more"
        )
    return directory


def _pointer(path: Path) -> str:
    """Return the text of a small regular file; "" for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        return os.fsdecode(stream.read(_POINTER)).rstrip("\n")


def _common(directory: Path) -> Path:
    named = _pointer(directory / "commondir")
    common = (directory / named).resolve() if named else directory
    if not is_git_directory(common) and not (common / "objects").is_dir():
        raise TargetError(f"{directory} belongs to {common}, which is no repository")
    return common


def _points_back(found: Found, entry: Path) -> None:
    """Raise `TargetError` if `.git` leads to a repository of another folder."""
    if found.directory == entry and found.common == found.directory:
        return
    if found.directory.parent == found.common / "worktrees":
        linked = _pointer(found.directory / "gitdir")
        if linked and _entry(found.directory / linked) == entry:
            return
    elif found.directory == found.common:
        tree = dict(_configuration(found.common)).get("core.worktree", "")
        if tree and (found.directory / tree).resolve() == entry.parent:
            return
    raise TargetError(
        f"{entry} leads to {found.directory}, which does not lead back; "
        f"name the folder that {found.common} belongs to, or tell it that "
        f"{entry.parent} is its own with `git config core.worktree` "
        "(a linked work tree: `git worktree repair`)"
    )


def _entry(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _configured(found: Found) -> Found:
    _stays_inside(found.common)
    settings = list(_configuration(found.common))
    _includes_files(found.common, settings)
    listed = dict(settings)
    digits = 64 if listed.get("extensions.objectformat") == "sha256" else 40
    return Found(
        found.directory,
        found.common,
        found.top,
        found.prefix,
        listed.get("core.sharedrepository", ""),
        digits,
        any(key.endswith(".promisor") for key in listed),
    )


def _configuration(common: Path) -> Iterator[tuple[str, str]]:
    """Yield the repository's own settings, names in lower case, last ones last."""
    path = common / "config"
    if not path.exists():
        return
    if not path.is_file():
        raise TargetError(f"{path} is not a regular file")
    try:
        listed = Git(None, {"GIT_CEILING_DIRECTORIES": "/"}).run(
            "config",
            "--file",
            str(path),
            "--no-includes",
            "--null",
            "--list",
            bounds=Bounds(20.0, 8 << 20),
        )
    except GitCommandError as error:
        raise TargetError(f"git cannot read {path}: {error.tail}") from error
    for item in listed.stdout.decode("utf-8", "replace").split("\0"):
        key, _, value = item.partition("\n")
        if key:
            yield key, value


def _includes_files(common: Path, settings: list[tuple[str, str]]) -> None:
    """Raise `TargetError` for an included file that git would wait for for ever."""
    for key, value in settings:
        if key.startswith("include") and key.endswith(".path"):
            path = common / Path(value).expanduser()
            if path.exists() and not path.is_file():
                raise TargetError(
                    f"{common / 'config'} includes {path}, which is no regular file"
                )


def _stays_inside(common: Path) -> None:
    """Raise `TargetError` if what is to be written would land elsewhere."""
    fixed = [common / name for name in ("objects", "refs", "refs/heads", "logs")]
    logs = [common / "logs" / name for name in ("refs", "refs/heads", "refs/honebot")]
    ours = [common / "refs" / name for name in ("honebot", "heads/honebot")]
    below = [
        Path(place, name)
        for top in (*ours, common / "logs/refs/heads/honebot")
        for place, folders, files in os.walk(top)
        for name in (*folders, *files)
    ]
    stores = [Path(entry) for entry in os.scandir(common / "objects")]
    for path in (*fixed, *logs, *ours, *below, *stores):
        if path.is_symlink() and not path.resolve().is_relative_to(common):
            raise TargetError(
                f"{path} is a symbolic link that leads out of {common}; Honebot "
                "does not write through it: put a folder in its place"
            )
