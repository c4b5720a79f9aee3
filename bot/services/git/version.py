"""Which git this machine has."""

from __future__ import annotations

import shutil
import subprocess


def git_version() -> str:
    """Return what `git --version` prints; "" where there is no git that runs."""
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command
            [program, "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
