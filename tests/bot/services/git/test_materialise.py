"""A commit's files in a folder: byte for byte, and nowhere else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.services.git import open_checkout
from bot.services.git.errors import WriteError
from bot.services.git.materialise import materialise
from tests.support.repositories import commit, git, put, repository

if TYPE_CHECKING:
    from pathlib import Path


def test_bytes_and_modes(tmp_path: Path) -> None:
    """No conversion that attributes ask for is made; modes are kept."""
    files = {
        "eol.txt": b"one\ntwo\n",
        "id.txt": b"$Id$\n",
        "sub/odd\nname.py": b"x = 1\r\n",
        "run.sh": b"#!/bin/sh\n",
        "empty": b"",
    }
    folder = repository(tmp_path / "shop", files)
    (folder / "run.sh").chmod(0o755)
    attributes = "eol.txt text eol=crlf\nid.txt ident\nsub/* export-ignore\n"
    commit(folder, {".gitattributes": attributes}, "Attributes")
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    checkout.write(tmp_path / "written")

    written = tmp_path / "written"
    assert {name: (written / name).read_bytes() for name in files} == files
    assert (written / "run.sh").stat().st_mode & 0o777 == 0o755
    assert (written / "eol.txt").stat().st_mode & 0o777 == 0o644
    assert not (written / ".git").exists()


def test_whole_repository(tmp_path: Path) -> None:
    """The whole repository is written, not only what is below the root."""
    folder = repository(tmp_path / "shop", {"lib/a.py": "a = 1\n", "top.py": ""})
    checkout = open_checkout(str(folder / "lib"), home=tmp_path / "home")

    checkout.write(tmp_path / "written")

    assert (tmp_path / "written" / "top.py").exists()


@pytest.mark.parametrize(
    ("links", "kept"),
    [
        pytest.param({"l": "a.py"}, {"l"}, id="to-a-file"),
        pytest.param({"l": "nowhere"}, {"l"}, id="dangling"),
        pytest.param({"d/l": "../a.py"}, {"d/l"}, id="up-and-in"),
        pytest.param({"l": "l"}, {"l"}, id="to-itself"),
        pytest.param({"l": "/etc/passwd"}, set(), id="absolute"),
        pytest.param({"l": "../x"}, set(), id="up"),
        pytest.param({"l": "d/../../x"}, set(), id="in-and-up"),
        pytest.param({"a/l": "../..", "m": "a/l/x"}, set(), id="through-another"),
        pytest.param(
            {"deep/one/two": "../..", "p/q/r/s": "../../../deep/one/two/../.."},
            {"deep/one/two"},
            id="shallower-than-it-looks",
        ),
    ],
)
def test_links(tmp_path: Path, links: dict[str, str], kept: set[str]) -> None:
    """A link is written if it stays inside, wherever it seems to lead."""
    folder = repository(tmp_path / "shop", {"a.py": "", "d/b.py": ""})
    for name, target in links.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)
    commit(folder, {}, "Links")
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    left_out = materialise(
        checkout._entries, checkout.repository.reader, tmp_path / "written"
    )

    written = tmp_path / "written"
    found = {name for name in links if (written / name).is_symlink()}
    assert found == kept
    assert set(left_out) == set(links) - kept


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    """Names are bytes to git and to the file system, and are written so."""
    folder = repository(tmp_path / "shop")
    name = os.fsdecode(b"latin-\xe9.py")
    (folder / name).write_bytes(b"x = 1\n")
    commit(folder, {}, "Odd")
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    checkout.write(tmp_path / "written")

    assert (tmp_path / "written" / name).read_bytes() == b"x = 1\n"


def test_names_that_are_too_long(tmp_path: Path) -> None:
    """A name that the file system cannot hold is left out, and the rest written."""
    folder = repository(tmp_path / "shop")
    blob = git(folder, "rev-parse", "HEAD:shop.py")
    rows = f"100644 blob {blob}\t{'n' * 300}\n100644 blob {blob}\tfine.py\n"
    tree = git(folder, "mktree", stdin=rows.encode())
    head = git(folder, "commit-tree", tree, "-m", "Long")
    git(folder, "update-ref", "refs/heads/main", head)
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    left_out = materialise(
        checkout._entries, checkout.repository.reader, tmp_path / "written"
    )

    assert [path.name for path in (tmp_path / "written").iterdir()] == ["fine.py"]
    assert left_out == ("n" * 300,)


def test_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not read into memory is written all the same."""
    monkeypatch.setattr("bot.services.git.materialise.LARGEST", 100)
    content = os.urandom(3_000_000)
    folder = repository(tmp_path / "shop", {"model.bin": content, "shop.py": "x\n"})
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    checkout.write(tmp_path / "written")

    assert (tmp_path / "written/model.bin").read_bytes() == content
    assert checkout.tree.read("shop.py") == b"x\n"


def test_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository larger than the limit is refused before it fills the disk."""
    monkeypatch.setattr("bot.services.git.materialise.MOST", 10)
    folder = repository(tmp_path / "shop", {"a.py": "x" * 11})
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    with pytest.raises(WriteError, match="11 bytes, more than 10"):
        checkout.write(tmp_path / "written")

    assert not (tmp_path / "written").exists()


def test_folder_that_is_not_empty(tmp_path: Path) -> None:
    """Nothing is written over."""
    folder = repository(tmp_path / "shop")
    put(tmp_path / "written", {"mine.txt": "mine\n"})

    with pytest.raises(WriteError, match="it is not empty"):
        open_checkout(str(folder), home=tmp_path / "home").write(tmp_path / "written")


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Where the folder cannot be made, the error says why."""
    folder = repository(tmp_path / "shop")
    put(tmp_path, {"file": ""})

    with pytest.raises(WriteError, match="Not a directory"):
        open_checkout(str(folder), home=tmp_path / "home").write(tmp_path / "file/x")
