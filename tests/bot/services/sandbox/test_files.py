"""What a command left behind is read without being led astray."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.services.sandbox.errors import ResultFileError
from bot.services.sandbox.files import read_result, remove_tree
from tests.support.hostile import MISSING, attack, bubblewrap, bubblewraps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Return a folder full of traps, as a command in the sandbox has left it."""
    secret = tmp_path / "secrets/link.json"
    secret.parent.mkdir()
    secret.write_text("secret")
    folder = tmp_path / "target"
    folder.mkdir()
    command = attack("links", "/target", str(secret), folder=folder)
    done = bubblewrap(bubblewraps()[0]).run(command)
    assert done.stdout == b"DONE\n"
    return folder


@pytest.mark.sandbox
@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
def test_no_trap_is_walked_into(trap: Path) -> None:
    """Links, pipes, folders, second names and giants are refused, each by name."""
    refused = {}
    for path in (
        "link.json",
        "folder/link.json",
        "real/up/link.json",
        "real/up/real/plain.json",
        "pipe.json",
        "directory.json",
        "twice.json",
        "large.json",
        "../secrets/link.json",
        str(trap.parent / "secrets/link.json"),
        "",
    ):
        with pytest.raises(ResultFileError) as caught:
            read_result(trap, path)
        refused[path] = caught.value.reason

    assert read_result(trap, "real/plain.json") == b"{}"
    assert set(refused.values()) == {
        "Too many levels of symbolic links",
        "Not a directory",
        "it is no plain file",
        "it has more than 67,108,864 bytes",
        "its path leads out of the folder",
    }


def test_a_root_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """The folder itself may not have been exchanged for a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real/file").write_text("x")
    (tmp_path / "link").symlink_to("real")

    with pytest.raises(ResultFileError):
        read_result(tmp_path / "link", "file")

    assert read_result(tmp_path / "real", "file") == b"x"


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    """A file that was never written is told apart from one that is refused."""
    with pytest.raises(FileNotFoundError):
        read_result(tmp_path, "nothing/here.json")


def test_a_tree_of_any_depth_is_removed(tmp_path: Path) -> None:
    """Depth, closed folders and links out of it do not stop the removal."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    outside.chmod(0o755)
    tree = tmp_path / "tree"
    (tree / "closed/inner").mkdir(parents=True)
    (tree / "link").symlink_to(outside)
    (tree / "closed/link").symlink_to(outside)
    (tree / "closed").chmod(0)
    descriptor = os.open(tree, os.O_RDONLY)
    for _ in range(2500):
        os.mkdir("deeper", dir_fd=descriptor)
        below = os.open("deeper", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)

    remove_tree(tree)

    assert not tree.exists()
    assert (outside / "kept").read_text() == "kept"
    assert outside.stat().st_mode & 0o777 == 0o755
