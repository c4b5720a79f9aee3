"""Trees without git: folders, mappings, changes laid over."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import TargetError
from bot.model import FileChange
from bot.services.trees import FolderTree, MemoryTree, OverlayTree
from tests.support.repositories import git, put, repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.protocols import Tree

SKIPPED = {
    ".git/config": "",
    "__pycache__/a.pyc": "",
    ".venv/lib/x.py": "",
    "env/pyvenv.cfg": "",
    "env/lib/x.py": "",
    "cache/CACHEDIR.TAG": "",
    "cache/x.py": "",
    "web/node_modules/x.py": "",
    ".tox/x.py": "",
    "other/.git/HEAD": "",
    "other/x.py": "",
}


def test_folder(tmp_path: Path) -> None:
    """A folder's own files are listed; caches, environments and the like are not."""
    files = {"a.py": "a = 1\n", "b/c.py": "c = 1\n", ".github/ci.yml": "on: push\n"}
    put(tmp_path, {**files, **SKIPPED})
    (tmp_path / "a.py").chmod(0o755)

    tree = FolderTree(tmp_path)

    assert tree.folder == tmp_path
    assert tree.paths() == (".github/ci.yml", "a.py", "b/c.py")
    assert {path: read.decode() for path, read in tree.read_many(tree.paths())} == files
    assert (tree.mode("a.py"), tree.mode("b/c.py")) == (0o100755, 0o100644)
    assert "b/c.py" in tree
    assert tree.left_out == ()


def test_folder_has_git_identities(tmp_path: Path) -> None:
    """A folder's ids are those that git gives to the same bytes."""
    folder = repository(tmp_path / "shop")

    identity = FolderTree(folder).identity("shop.py")

    assert identity == git(folder, "rev-parse", "HEAD:shop.py")


def test_one_file(tmp_path: Path) -> None:
    """A file alone is a tree of that one file in its folder."""
    put(tmp_path, {"a.py": "a = 1\n", "b.py": "b = 1\n"})

    tree = FolderTree(tmp_path / "a.py")

    assert (tree.folder, tree.paths()) == (tmp_path, ("a.py",))
    assert tree.read("a.py") == b"a = 1\n"
    assert "b.py" not in tree


def test_folder_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, pipes, huge files and names that are no text are named."""
    monkeypatch.setattr("bot.services.trees.LARGEST", 10)
    put(tmp_path, {"big.py": "x" * 11, "fine.py": ""})
    (tmp_path / "link.py").symlink_to("fine.py")
    (tmp_path / "out").symlink_to("/etc")
    (tmp_path / os.fsdecode(b"\xe9.py")).write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.py")

    tree = FolderTree(tmp_path)

    assert tree.paths() == ("fine.py",)
    assert [(left.path, left.reason) for left in tree.left_out] == [
        ("\\xe9.py", "has a name that is not UTF-8"),
        ("big.py", "has 11 bytes, more than Honebot reads"),
        ("link.py", "is a symbolic link"),
        ("out", "is a symbolic link"),
        ("pipe.py", "is not a regular file"),
    ]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that is deeper than Python's own stack; take it away again."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    yield tmp_path
    subprocess.run(("rm", "-rf", tmp_path / "d"), check=True)


def test_deep_folder(deep: Path) -> None:
    """A folder of any depth is walked."""
    put(deep, {"a.py": ""})

    assert FolderTree(deep).paths() == ("a.py",)


def test_no_such_folder(tmp_path: Path) -> None:
    """A path that does not exist is named."""
    with pytest.raises(TargetError, match=r"no file or folder .*nowhere"):
        FolderTree(tmp_path / "nowhere")


def test_file_that_went_away(tmp_path: Path) -> None:
    """A file that is gone when it is read is named."""
    put(tmp_path, {"a.py": ""})
    tree = FolderTree(tmp_path)
    (tmp_path / "a.py").unlink()

    with pytest.raises(TargetError, match=r"cannot read .*a\.py: No such file"):
        tree.read("a.py")


BASE = MemoryTree({"a.py": b"a\n", "b.py": b"b\n", "run": b"r\n"}, executable=["run"])


def test_overlay() -> None:
    """Changes cover the files below, as if they were committed."""
    tree = OverlayTree(
        BASE,
        [
            FileChange("a.py", b"a\n", b"A\n"),
            FileChange("b.py", b"b\n", None),
            FileChange("c.py", None, b"c\n", 0o100755),
        ],
    )

    assert tree.paths() == ("a.py", "c.py", "run")
    assert dict(tree.read_many(["run", "a.py", "c.py"])) == {
        "run": b"r\n",
        "a.py": b"A\n",
        "c.py": b"c\n",
    }
    assert [tree.mode(path) for path in tree.paths()] == [0o100644, 0o100755, 0o100755]
    assert tree.identity("run") == BASE.identity("run")
    assert tree.identity("a.py") != BASE.identity("a.py")
    assert "b.py" not in tree


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(BASE, id="memory"),
        pytest.param(OverlayTree(BASE, [FileChange("x", b"", None)]), id="overlay"),
    ],
)
@pytest.mark.parametrize("method", ["identity", "mode", "read"])
def test_no_such_file(tree: Tree, method: str) -> None:
    """A path that there is not raises `KeyError`."""
    with pytest.raises(KeyError):
        getattr(tree, method)("x")


PATHS = st.sampled_from(["a", "b", "c/d", "c/e", "f"])
FILES = st.dictionaries(PATHS, st.binary(max_size=3))


@given(before=FILES, after=FILES)
def test_overlay_of_a_difference(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """The difference of two trees, laid over the first, is the second."""
    changes = [
        FileChange(path, before.get(path), after.get(path))
        for path in {*before, *after}
    ]

    tree = OverlayTree(MemoryTree(before), changes)

    assert dict(tree.read_many(tree.paths())) == after
    assert tree.paths() == tuple(sorted(after))
