"""Git commands: how they end, what they may use, what they must not show."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.services.git.errors import (
    GitCommandError,
    GitOutputError,
    GitTimeoutError,
)
from bot.services.git.process import Bounds, run_process
from bot.services.git.redaction import redact
from bot.services.git.runner import Git
from tests.support.repositories import repository


def test_command(tmp_path: Path) -> None:
    """A command's output comes back, whatever its size."""
    folder = repository(tmp_path / "shop")
    content = b"x = 1\n" * 500_000
    git = Git(folder / ".git")

    identity = git.text("hash-object", "-w", "--stdin", stdin=content.decode().encode())
    stdout = git.run("cat-file", "blob", identity).stdout

    assert stdout == content


def test_failure_names_command_and_reason(tmp_path: Path) -> None:
    """An error holds the command, the exit code, and the end of what git said."""
    folder = repository(tmp_path / "shop")

    with pytest.raises(GitCommandError) as caught:
        Git(folder / ".git").run("cat-file", "-p", "nothing")

    assert caught.value.command == ("cat-file", "-p", "nothing")
    assert caught.value.exit_code == 128
    assert "Not a valid object name nothing" in str(caught.value)


def test_folder_that_is_gone(tmp_path: Path) -> None:
    """A git directory that does not exist is a failure like any other."""
    with pytest.raises(GitCommandError, match="No such file"):
        Git(tmp_path / "gone").run("rev-parse")


def test_output_without_end(tmp_path: Path) -> None:
    """A command that writes more than it may is ended."""
    folder = repository(tmp_path / "shop", {"x": "0123456789" * 10_000})

    with pytest.raises(GitOutputError, match="more than 1,000 bytes"):
        Git(folder / ".git").run("cat-file", "blob", "HEAD:x", bounds=Bounds(20, 1000))


def test_time_limit(tmp_path: Path) -> None:
    """A command that does not end in time is ended, with its children."""
    folder = repository(tmp_path / "shop")
    os.mkfifo(folder / ".git/refs/heads/never")

    with pytest.raises(GitTimeoutError, match=r"did not end within 0\.3 s"):
        Git(folder / ".git").run("for-each-ref", bounds=Bounds(0.3, 1000))


def test_children_end_with_the_command(tmp_path: Path) -> None:
    """What a command has started is ended with it."""
    note = tmp_path / "child"
    script = f"sleep 60 & echo $! > {note}; wait"

    with pytest.raises(Exception, match=r"^$"):
        run_process(
            ("sh", "-c", script),
            environment={"PATH": os.environ["PATH"]},
            folder=tmp_path,
            stdin=b"",
            bounds=Bounds(0.5, 1000),
        )

    child = int(note.read_text())
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(child)


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if status.exists() and status.read_text().split()[2] == "Z":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_process_that_does_not_read(tmp_path: Path) -> None:
    """A process that ends before it has read all its input is no problem."""
    ended = run_process(
        ("true",),
        environment={"PATH": os.environ["PATH"]},
        folder=tmp_path,
        stdin=b"x" * 10_000_000,
        bounds=Bounds(20.0, 1000),
    )

    assert ended.exit_code == 0


def test_secrets_only_in_the_environment() -> None:
    """A header goes to git by its environment, and is not shown."""
    header = "Authorization: Basic c2VjcmV0"
    git = Git(None, settings=(("http.https://x.invalid/.extraHeader", header),))

    environment = git.environment()

    assert header in environment.values()
    assert header not in repr(git)


def test_environment_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of our environment reaches a command but the path to programs."""
    monkeypatch.setenv("HONEBOT_TOKEN", "secret")
    monkeypatch.setenv("GIT_TRACE", "1")

    environment = Git(None).environment()

    assert "HONEBOT_TOKEN" not in environment
    assert "GIT_TRACE" not in environment
    assert environment["GIT_ALLOW_PROTOCOL"] == ""
    assert environment["HOME"] == os.devnull


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            "fatal: https://bob:pa55@x.invalid/r.git", "fatal: https://***@x.invalid/r.git",
            id="user",
        ),
        pytest.param("ghs_" + "a1" * 60 + " end", "*** end", id="long-token"),
        pytest.param("'glpat-abc.01.xyz'", "'***'", id="gitlab"),
        pytest.param("use github_pat_11AA_bb please", "use *** please", id="fine"),
        pytest.param("Authorization: Basic Zm9v", "Authorization: ***", id="basic"),
        pytest.param("authorization: bearer x.y", "authorization: ***", id="bearer"),
        pytest.param("git@x.invalid:a/b.git", "git@x.invalid:a/b.git", id="nothing"),
    ],
)  # fmt: skip
def test_redact(text: str, shown: str) -> None:
    """Users, passwords, tokens and headers are taken out of what is shown."""
    assert redact(text) == shown
