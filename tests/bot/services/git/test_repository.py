"""Refs read and moved; who writes at one time; what killed writers leave."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import GitError, RefMovedError
from bot.model import FileChange
from bot.protocols import RefUpdate
from bot.services.git import open_checkout
from bot.services.git.errors import LockedError, ObjectError
from bot.services.git.locking import exclusive
from tests.support.repositories import commit, git, put, repository

if TYPE_CHECKING:
    from bot.services.git.repository import GitRepository

REASON = "honebot: test"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository of one commit."""
    return repository(tmp_path / "shop")


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> GitRepository:
    """Return that repository, opened."""
    return open_checkout(str(folder), home=tmp_path / "home").repository


def test_move(folder: Path, opened: GitRepository) -> None:
    """Refs are made and moved together, each from the value it must have."""
    one = git(folder, "rev-parse", "HEAD")
    two = commit(folder, {"shop.py": "price = 2\n"}, "Two")
    git(folder, "update-ref", "refs/honebot/a", one)

    with opened.exclusive():
        opened.move(
            [
                RefUpdate("refs/honebot/a", one, two),
                RefUpdate("refs/heads/honebot/b", "", one),
            ],
            REASON,
        )

    assert opened.refs("refs/honebot", "refs/heads/honebot") == {
        "refs/honebot/a": two,
        "refs/heads/honebot/b": one,
    }
    assert REASON in git(folder, "reflog", "show", "honebot/b")


def test_move_all_or_none(folder: Path, opened: GitRepository) -> None:
    """Where one ref is not as it must be, none is moved, and it is named."""
    one = git(folder, "rev-parse", "HEAD")
    two = commit(folder, {"shop.py": "price = 2\n"}, "Two")
    git(folder, "update-ref", "refs/honebot/a", two)
    updates = [
        RefUpdate("refs/honebot/new", "", one),
        RefUpdate("refs/honebot/a", one, two),
    ]

    with opened.exclusive(), pytest.raises(RefMovedError, match="refs/honebot/a"):
        opened.move(updates, REASON)

    assert opened.refs("refs/honebot") == {"refs/honebot/a": two}


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param("refs/honebot/x\ndelete refs/heads/main", id="another-line"),
        pytest.param("refs/honebot/x y", id="space"),
        pytest.param("HEAD", id="head"),
        pytest.param("refs/honebot/a..b", id="dots"),
    ],
)
def test_move_only_refs(folder: Path, opened: GitRepository, ref: str) -> None:
    """What is not the name of a ref goes nowhere."""
    head = git(folder, "rev-parse", "HEAD")

    with opened.exclusive(), pytest.raises(GitError):
        opened.move([RefUpdate(ref, "", head)], REASON)

    assert opened.refs() == {"refs/heads/main": head}


def test_checked_out(folder: Path, opened: GitRepository, tmp_path: Path) -> None:
    """Branches of all work trees count as in use."""
    git(folder, "worktree", "add", "--quiet", "-b", "next", str(tmp_path / "next"))
    git(folder, "branch", "free")

    assert opened.checked_out() == {
        "refs/heads/main": str(folder),
        "refs/heads/next": str(tmp_path / "next"),
    }


def test_objects(opened: GitRepository) -> None:
    """What is stored can be read; what is not well formed is refused."""
    identity = opened.store("blob", b"")

    assert opened.read(identity) == ("blob", b"")
    with pytest.raises(GitError):
        opened.store("tag", b"no tag\n")
    with pytest.raises(ObjectError, match="is missing"):
        opened.read("1" * 40)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        pytest.param("nothing", False, id="base-stands"),
        pytest.param("other", False, id="base-went-on"),
        pytest.param("pick", True, id="picked-and-went-on"),
        pytest.param("squash", True, id="same-content"),
        pytest.param("undone", False, id="other-content"),
    ],
)
def test_holds_change(
    folder: Path,
    opened: GitRepository,
    how: str,
    expected: bool,  # noqa: FBT001  # table
) -> None:
    """A change is in a branch by its content or by its patch, not by its id."""
    put(folder, {"shop.py": "".join(f"line{n} = {n}\n" for n in range(40))})
    base = commit(folder, {}, "Long")
    git(folder, "checkout", "--quiet", "-b", "work")
    text = (folder / "shop.py").read_text()
    head = commit(folder, {"shop.py": text.replace("line3 = 3", "line3 = 33")}, "Do")
    git(folder, "checkout", "--quiet", "main")
    if how in {"other", "pick"}:
        commit(folder, {"other.py": "x = 1\n"}, "Other")
    if how == "pick":
        git(folder, "cherry-pick", "--quiet", head, check=False)
        now = (folder / "shop.py").read_text()
        commit(folder, {"shop.py": now.replace("line38 = 38", "line38 = 0")}, "On")
    if how == "squash":
        both = {"shop.py": text.replace("line3 = 3", "line3 = 33"), "more.py": ""}
        commit(folder, both, "Squashed")
    if how == "undone":
        commit(folder, {"shop.py": text.replace("line3 = 3", "line3 = 0")}, "Mine")
    tip = git(folder, "rev-parse", "main")

    assert opened.holds_change(tip, base, head) is expected
    assert not opened.holds_change(tip, base, base)


def test_contains(folder: Path, opened: GitRepository) -> None:
    """A commit is contained in itself and in what is built on it."""
    one = git(folder, "rev-parse", "HEAD")
    two = commit(folder, {"shop.py": "price = 2\n"}, "Two")

    found = [opened.contains(*pair) for pair in ((two, one), (two, two), (one, two))]

    assert found == [True, True, False]


def test_diff(folder: Path, opened: GitRepository) -> None:
    """A diff is unified, whatever the bytes."""
    one = git(folder, "rev-parse", "HEAD")
    files = {"shop.py": b"price = 2\n\xff\n", 'a"b.bin': b"\0\1"}
    two = commit(folder, files, "Two")

    diff = opened.diff(one, two)

    assert b"-price = 1\n+price = 2\n+\xff\n" in diff
    assert b'Binary files /dev/null and "b/a\\"b.bin" differ' in diff


def test_exclusive_keeps_others_out(opened: GitRepository) -> None:
    """Who waits for the lock has it as soon as it is free."""
    order = []

    def other() -> None:
        with opened.exclusive():
            order.append("other")

    with opened.exclusive():
        waiting = threading.Thread(target=other)
        waiting.start()
        time.sleep(0.2)
        order.append("first")
    waiting.join()

    assert order == ["first", "other"]


def test_lock_that_is_never_free(tmp_path: Path) -> None:
    """Waiting has an end, and tells what it waited for."""
    said: list[str] = []

    with (
        exclusive(tmp_path / "lock", seconds=1),
        pytest.raises(LockedError, match="another Honebot"),
        exclusive(tmp_path / "lock", seconds=0.1, waiting=lambda: said.append("wait")),
    ):
        raise AssertionError

    assert said == ["wait"]


def test_lock_is_held_by_what_was_started(tmp_path: Path) -> None:
    """A lock outlives its holder for as long as a command that inherited it."""
    script = (
        "import subprocess, sys, pathlib\n"
        "from bot.services.git.locking import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1]), seconds=1) as lock:\n"
        "    child = subprocess.Popen(['sleep', '60'], pass_fds=[lock], stdout=-3)\n"
        "    print(child.pid, flush=True)\n"
        "    import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        (sys.executable, "-c", script, str(tmp_path / "lock")),
        cwd=Path(__file__).parents[4],
        stdout=subprocess.PIPE,
        check=False,
    )
    child = killed.stdout.decode().strip()

    with pytest.raises(LockedError), exclusive(tmp_path / "lock", seconds=0.1):
        raise AssertionError
    subprocess.run(("kill", child), check=True)

    with exclusive(tmp_path / "lock", seconds=20):
        assert killed.returncode == -9


def test_lock_of_a_killed_writer(folder: Path, opened: GitRepository) -> None:
    """A lock file that our killed git left is removed, so that work goes on."""
    head = git(folder, "rev-parse", "HEAD")
    put(opened.place, {"journal": "refs/honebot/a"})
    put(folder, {".git/refs/honebot/a.lock": ""})

    with opened.exclusive():
        opened.move([RefUpdate("refs/honebot/a", "", head)], REASON)

    assert opened.refs("refs/honebot") == {"refs/honebot/a": head}


@pytest.mark.parametrize(
    "journal",
    [
        pytest.param(None, id="none"),
        pytest.param("refs/honebot/b", id="of-another-ref"),
    ],
)
def test_lock_of_somebody_else(
    folder: Path, opened: GitRepository, journal: str | None
) -> None:
    """A lock file that we did not leave stays, and is named."""
    if journal is not None:
        put(opened.place, {"journal": journal})
    put(folder, {".git/refs/honebot/a.lock": ""})
    head = git(folder, "rev-parse", "HEAD")

    with opened.exclusive(), pytest.raises(GitError, match=r"a\.lock"):
        opened.move([RefUpdate("refs/honebot/a", "", head)], REASON)

    assert (folder / ".git/refs/honebot/a.lock").exists()


def test_change_in_a_partial_clone(folder: Path, tmp_path: Path) -> None:
    """Where old contents are missing, a patch that cannot be compared is no match."""
    base = git(folder, "rev-parse", "HEAD")
    checkout = open_checkout(str(folder), home=tmp_path / "home")
    change = FileChange("shop.py", b"price = 1\n", b"price = 2\n")
    head = checkout.commit_change([change], "Do")
    tip = commit(folder, {"shop.py": "price = 3\n"}, "Mine")
    blob = git(folder, "rev-parse", f"{base}:shop.py")
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()

    assert not checkout.repository.holds_change(tip, base, head)
