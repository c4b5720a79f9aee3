"""Folders are lent to the user that a command runs as, and come back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Command, Mount
from bot.services.sandbox.errors import MountError
from bot.services.sandbox.layout import Identity
from bot.services.sandbox.ownership import lent
from tests.support.hostile import MISSING, bubblewrap

if TYPE_CHECKING:
    from pathlib import Path

BORROWER = 65432

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends")


def owners(folder: Path) -> dict[str, int]:
    """Return the owner of each entry."""
    found = {path.name: path.lstat().st_uid for path in folder.rglob("*")}
    return {folder.name: folder.stat().st_uid, **found}


def test_all_of_a_folder_is_lent_and_comes_back(tmp_path: Path) -> None:
    """What is made meanwhile becomes the owner's too."""
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub/file").touch()

    with lent([folder], BORROWER):
        during = owners(folder)
        (folder / "new").touch()
        os.chown(folder / "new", BORROWER, BORROWER)

    assert set(during.values()) == {BORROWER}
    assert set(owners(folder).values()) == {0}
    assert (folder / "new").stat().st_gid == folder.stat().st_gid


def test_what_lies_elsewhere_is_not_lent(tmp_path: Path) -> None:
    """Neither through a symbolic link nor through a second name."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").touch()
    (outside / "shared").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(outside)
    os.link(outside / "shared", folder / "shared")

    with lent([folder], BORROWER):
        during = owners(outside)
        inside = owners(folder)

    assert set(during.values()) == {0}
    assert inside == {"folder": BORROWER, "link": BORROWER, "shared": 0}


def test_an_owner_who_is_not_root_gets_it_back(tmp_path: Path) -> None:
    """The folder's own owner decides, and a single file is a folder too."""
    file = tmp_path / "file"
    file.touch()
    os.chown(file, 1234, 0)

    with lent([file], BORROWER):
        during = file.stat().st_uid

    assert during == BORROWER
    assert file.stat().st_uid == 1234


@pytest.mark.sandbox
@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
def test_a_private_folder_cannot_be_shown(tmp_path: Path) -> None:
    """What only its owner may read is not read by the command's user either."""
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    command = Command(("true",), mounts=(Mount(folder, "/shown"),))

    with pytest.raises(MountError, match="others than its owner"):
        bubblewrap(Identity.OTHER).run(command)


@pytest.mark.sandbox
@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
def test_a_private_folder_can_be_worked_in(tmp_path: Path) -> None:
    """A scratch folder that only its owner may enter is the command's for a while."""
    folder = tmp_path / "scratch"
    folder.mkdir(mode=0o700)
    command = Command(
        ("sh", "-c", "pwd > here; grep CapEff /proc/self/status"),
        folder="/target",
        mounts=(Mount(folder, "/target", writable=True),),
    )

    done = bubblewrap(Identity.OTHER).run(command)

    assert done.exit_code == 0, done
    assert done.stdout.split() == [b"CapEff:", b"0000000000000000"]
    assert (folder / "here").read_text() == "/target\n"
