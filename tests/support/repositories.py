"""Repositories made for tests, with git as people use it."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from bot.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.services.git.checkout import GitCheckout

PEOPLE = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.invalid",
    "GIT_AUTHOR_DATE": "@1700000000 +0100",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.invalid",
    "GIT_COMMITTER_DATE": "@1700000000 +0100",
}


def git(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    check: bool = True,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run git in a folder, as a person does; return what it writes."""
    ended = subprocess.run(
        ("git", *arguments),
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": os.devnull,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **PEOPLE,
            **(environment or {}),
        },
    )
    if check and ended.returncode != 0:
        raise AssertionError(f"git {arguments}: {ended.stderr.decode()}")
    return ended.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def put(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def commit(folder: Path, files: Mapping[str, str | bytes], message: str) -> str:
    """Write files, commit all there is, and return the commit."""
    put(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def repository(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    branch: str = "main",
    message: str = "Start",
) -> Path:
    """Make a repository with one commit of these files, and return its folder."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", branch)
    commit(folder, files or {"shop.py": "price = 1\n"}, message)
    return folder


def proposal(checkout: GitCheckout, slug: str, head: str, **facts: object) -> Proposal:
    """Return a proposal of that head on the checkout's branch."""
    values: dict[str, object] = {
        "key": slug,
        "slug": slug,
        "title": f"Do {slug}",
        "body": f"Why {slug}.\n",
        "branch": f"honebot/{slug}",
        "base_branch": checkout.branch,
        "base": checkout.commit,
        "head": head,
        "draft": False,
        **facts,
    }
    return Proposal(**values)  # type: ignore[arg-type]  # built from a mapping


def state_of(folder: Path) -> dict[str, object]:
    """Return all that a person sees of a repository: files, index, HEAD, branches."""
    files = {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mtime_ns,
            path.lstat().st_mode,
        )
        for path in sorted(folder.rglob("*"))
        if ".git" not in path.relative_to(folder).parts
    }
    return {
        "files": files,
        "index": (folder / ".git" / "index").read_bytes(),
        "HEAD": (folder / ".git" / "HEAD").read_bytes(),
        "config": (folder / ".git" / "config").read_bytes(),
        "log": (folder / ".git" / "logs" / "HEAD").read_bytes(),
        "main": git(folder, "reflog", "show", "main"),
    }


def copy(source: Path, target: Path) -> Path:
    """Return a copy of a whole repository."""
    return shutil.copytree(source, target, symlinks=True)
