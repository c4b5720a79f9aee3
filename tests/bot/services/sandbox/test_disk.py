"""How much is below a folder, and when that is too much."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.services.sandbox import disk
from bot.services.sandbox.disk import ENTRY, UNMEASURABLE, DiskWatch, size_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_entry_counts(tmp_path: Path) -> None:
    """Files count with their blocks, and names cost even where files are empty."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/empty").touch()
    (tmp_path / "large").write_bytes(b"x" * 100_000)
    (tmp_path / "sparse").touch()
    os.truncate(tmp_path / "sparse", 1 << 30)
    (tmp_path / "link").symlink_to("/usr")

    size = size_of(tmp_path)

    assert 100_000 + 4 * ENTRY <= size.total < 140_000
    assert not size.hidden


def test_a_single_file_has_a_size(tmp_path: Path) -> None:
    """What is mounted may be a file."""
    (tmp_path / "file").write_bytes(b"x" * 10_000)

    assert size_of(tmp_path / "file").total == 12_288


def test_a_tree_without_end_cannot_be_measured(tmp_path: Path) -> None:
    """Nobody needs 257 levels but to hide something."""
    deep = tmp_path
    for _ in range(258):
        deep = deep / "d"
    deep.mkdir(parents=True)

    assert size_of(tmp_path).total >= UNMEASURABLE


def test_growth_counts_from_the_first_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there before is not the command's."""
    (tmp_path / "before").write_bytes(b"x" * 500_000)
    monkeypatch.setattr(disk, "STEP", -UNMEASURABLE)
    watch = DiskWatch([tmp_path], 200_000)

    first = watch.exceeded()
    (tmp_path / "little").write_bytes(b"x" * 100_000)
    second = watch.exceeded()
    (tmp_path / "more").write_bytes(b"x" * 150_000)
    third = watch.exceeded()

    assert [first, second, third] == [False, False, True]


def test_without_folders_there_is_nothing_to_watch() -> None:
    """A command that may write nowhere is not looked after."""
    assert not DiskWatch([], 0).exceeded()


def test_a_full_disk_ends_every_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When hardly anything is free any more, it does not matter who took it."""
    free = iter([1 << 30, 1 << 20])
    monkeypatch.setattr(DiskWatch, "_free_bytes", lambda _: (next(free),))

    assert DiskWatch([tmp_path], 1 << 40).exceeded()
