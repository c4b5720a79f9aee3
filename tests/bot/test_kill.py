"""Killed at any moment, a run leaves a valid repository; the next one finishes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.command_line import git, honebot, repository

SHOP = Path(__file__).parents[2] / "examples" / "shop"
TIMES = 20
ONLY = "lazy-logging,utcnow,docker-no-cache,ci-permissions"


def shop(folder: Path) -> Path:
    """Return a repository with the example in it."""
    files = {
        path.relative_to(SHOP).as_posix(): path.read_bytes()
        for path in SHOP.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return repository(folder, dict(files))


def alive(home: Path) -> list[str]:
    """Return the command lines of processes that still name this home."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if os.fsencode(home) in line:
                found.append(line.replace(b"\0", b" ").decode(errors="replace"))
    return found


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """After twenty kills there is one pull request for each action, and no harm."""
    target, home = shop(tmp_path / "shop"), tmp_path / "home"
    before = git(target, "rev-parse", "HEAD")
    moments = random.Random(20261125)  # noqa: S311  # repeatable, not secret
    command = [sys.executable, "-m", "bot", "run", str(target), "--only", ONLY]

    for _ in range(TIMES):
        process = subprocess.Popen(
            command,
            env={**os.environ, "HONEBOT_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.05, 12))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        git(target, "fsck", "--strict", "--connectivity-only")
        assert git(target, "status", "--porcelain") == ""
    ended = honebot("run", str(target), "--only", ONLY, home=home)

    assert ended.code == 0, ended
    listed = json.loads(
        honebot("pr", "list", "--repo", str(target), "--json", home=home).out
    )["pull_requests"]
    assert sorted(pull["key"] for pull in listed) == sorted(ONLY.split(","))
    assert {pull["state"] for pull in listed} == {"open"}
    for pull in listed:
        commits = git(target, "rev-list", "--count", f"HEAD..{pull['branch']}")
        assert commits.strip() == "1"
    git(target, "fsck", "--strict")
    assert git(target, "rev-parse", "HEAD") == before
    assert git(target, "status", "--porcelain") == ""
    assert alive(home) == []
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.parametrize("seconds", [0, 1, 2, 3, 4, 5])
def test_an_interrupted_run_leaves_nothing_behind(
    seconds: float, tmp_path: Path
) -> None:
    """Ctrl-C ends everything soon, with a sentence and no stack trace."""
    target, home = shop(tmp_path / "shop"), tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", str(target), "--only", ONLY],
        env={**os.environ, "HONEBOT_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    process.stderr.readline()
    time.sleep(seconds)

    over = process.poll() is not None  # a fast machine was done before that
    if not over:
        os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=30)

    assert process.returncode == (0 if over else 130)
    assert "Traceback" not in error
    assert over or "interrupted" in error
    time.sleep(2)
    assert alive(home) == []
    git(target, "fsck", "--strict")
    assert git(target, "status", "--porcelain") == ""
