"""What a checkout tells of its commit."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bot.services.git import open_checkout
from bot.services.git.objects import blob_identity
from tests.support.repositories import commit, git, put, repository

if TYPE_CHECKING:
    from pathlib import Path


def test_tree(tmp_path: Path) -> None:
    """A tree gives paths, ids, modes and bytes as git has them."""
    files = {
        "a b/with space.py": b"x = 1\n",
        "empty.py": b"",
        'quo"te.py': b"\xff\x00binary",
        "new\nline.py": b"y = 1\r\n",
        "Z.py": b"z = 1\n",
        "über.py": b"u = 1\n",
    }
    folder = repository(tmp_path / "shop", files)
    (folder / "Z.py").chmod(0o755)
    commit(folder, {}, "Executable")

    tree = open_checkout(str(folder), home=tmp_path / "home").tree

    assert tree.paths() == tuple(sorted(files))
    assert dict(tree.read_many(tree.paths())) == files
    assert [tree.mode(path) for path in ("Z.py", "empty.py")] == [0o100755, 0o100644]
    assert all(
        tree.identity(path) == blob_identity(content) for path, content in files.items()
    )
    assert "Z.py" in tree
    assert "z.py" not in tree


@pytest.mark.parametrize("method", ["identity", "mode", "read"])
def test_tree_without_the_file(tmp_path: Path, method: str) -> None:
    """A path that there is not raises `KeyError`."""
    folder = repository(tmp_path / "shop")
    tree = open_checkout(str(folder), home=tmp_path / "home").tree

    with pytest.raises(KeyError, match="nowhere"):
        getattr(tree, method)("nowhere")


def test_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, names that are not UTF-8 and huge files are named, not listed."""
    monkeypatch.setattr("bot.services.git.tree.LARGEST", 100)
    folder = repository(tmp_path / "shop", {"fine.py": "x = 1\n", "big.py": "x" * 101})
    (folder / "link.py").symlink_to("fine.py")
    (folder / os.fsdecode(b"latin-\xe9.py")).write_bytes(b"x = 1\n")
    commit(folder, {}, "Odd")

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.tree.paths() == ("fine.py",)
    assert [(left.path, left.reason) for left in checkout.left_out] == [
        ("big.py", "has 101 bytes, more than Honebot reads"),
        ("latin-\\xe9.py", "has a name that is not UTF-8"),
        ("link.py", "is a symbolic link"),
    ]


def test_read_from_several_threads(tmp_path: Path) -> None:
    """Threads may read at the same time; each gets what it asked for."""
    files = {f"m{number}.py": f"x = {number}\n" * 1000 for number in range(300)}
    folder = repository(tmp_path / "shop", files)
    tree = open_checkout(str(folder), home=tmp_path / "home").tree

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda path: tree.read(path).decode(), files))

    assert found == list(files.values())


def test_read_after_a_fork(tmp_path: Path) -> None:
    """A child process reads through a git of its own, not the parent's."""
    folder = repository(tmp_path / "shop", {"a.py": "a = 1\n", "b.py": "b = 1\n"})
    tree = open_checkout(str(folder), home=tmp_path / "home").tree
    tree.read("a.py")

    child = os.fork()
    if child == 0:
        os._exit(0 if tree.read("b.py") == b"b = 1\n" else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert tree.read("b.py") == b"b = 1\n"


def test_recent_subjects(tmp_path: Path) -> None:
    """Subjects come newest first, as many as asked for."""
    folder = repository(tmp_path / "shop")
    commit(folder, {"shop.py": "price = 2\n"}, "Raise the price\n\nBecause.")
    commit(folder, {"shop.py": "price = 3\n"}, "Preis erhöht")

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.recent_subjects(2) == ("Preis erhöht", "Raise the price")
    assert len(checkout.recent_subjects(50)) == 3


def test_changes_per_file(tmp_path: Path) -> None:
    """Files below the root are counted that are still there, merges are not."""
    folder = repository(tmp_path / "shop", {"lib/a.py": "a = 1\n", "lib/gone.py": "\n"})
    commit(folder, {"lib/a.py": "a = 2\n", "top.py": "t = 1\n"}, "Two")
    git(folder, "checkout", "--quiet", "-b", "side")
    commit(folder, {"lib/b.py": "b = 1\n"}, "Three")
    git(folder, "checkout", "--quiet", "main")
    (folder / "lib/gone.py").unlink()
    commit(folder, {}, "Four")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", "side")

    checkout = open_checkout(str(folder / "lib"), home=tmp_path / "home")

    assert checkout.changes_per_file(100) == {"a.py": 2, "b.py": 1}


@pytest.mark.parametrize(
    ("name", "content", "dirty"),
    [
        pytest.param("shop.py", "price = 2\n", True, id="changed"),
        pytest.param("shop.py", "price = 1\n", False, id="only-touched"),
        pytest.param("other.py", "x = 1\n", False, id="untracked"),
    ],
)
def test_dirty(
    tmp_path: Path, name: str, content: str, dirty: bool  # noqa: FBT001  # a table
) -> None:
    """Changes that are not committed are told of; the index stays as it is."""
    folder = repository(tmp_path / "shop")
    put(folder, {name: content})
    index = (folder / ".git/index").read_bytes()

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.dirty is dirty
    assert (folder / ".git/index").read_bytes() == index
    assert checkout.tree.read("shop.py") == b"price = 1\n"


def test_staged_change_is_dirty(tmp_path: Path) -> None:
    """What is only in the index is not committed either."""
    folder = repository(tmp_path / "shop")
    put(folder, {"shop.py": "price = 2\n"})
    git(folder, "add", "shop.py")

    assert open_checkout(str(folder), home=tmp_path / "home").dirty


def test_damaged_index_is_not_dirty(tmp_path: Path) -> None:
    """Where the index cannot be read, nothing is claimed and nothing fails."""
    folder = repository(tmp_path / "shop")
    put(folder, {".git/index": "no index\n"})

    assert not open_checkout(str(folder), home=tmp_path / "home").dirty


def test_close(tmp_path: Path) -> None:
    """A closed checkout can be used again."""
    folder = repository(tmp_path / "shop")
    checkout = open_checkout(str(folder), home=tmp_path / "home")
    checkout.tree.read("shop.py")

    checkout.close()

    assert checkout.tree.read("shop.py") == b"price = 1\n"
