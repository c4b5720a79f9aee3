"""Honebot's command line as people call it, and repositories to call it on."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GIT_IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.invalid",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call of the command line ended."""

    code: int
    out: str
    err: str


def honebot(
    *arguments: str,
    home: Path,
    environment: Mapping[str, str] | None = None,
    prefix: tuple[str, ...] = (),
    seconds: float = 300,
) -> Ended:
    """Run `python -m bot` in a process of its own and return how it ended."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "bot", *arguments],
        env={**os.environ, "HONEBOT_HOME": str(home), **(environment or {})},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it printed; raise where it fails."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **GIT_IDENTITY},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def repository(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a repository with these files in one commit on `main`; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Begin")
    return folder
