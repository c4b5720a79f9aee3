"""A whole lock is written anew, within the ranges of the manifest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.actions.catalogue import ACTIONS
from bot.errors import ActionError
from bot.model import Status
from tests.support.locking import release, run_uv, sandboxed
from tests.support.loopback_index import LoopbackIndex
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.protocols import Tools

PYPROJECT = """\
[project]
name = "shop"
version = "1"
requires-python = ">={}.{}"
dependencies = ["alpha<2", "gamma"]
""".format(*sys.version_info)


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Serve the old packages."""
    old = [release("alpha", requires=("beta",)), release("beta"), release("gamma")]
    with LoopbackIndex(old) as opened:
        yield opened


@pytest.fixture
def tools(index: LoopbackIndex, tmp_path: Path) -> Iterator[Tools]:
    """Open a sandbox that reaches this index."""
    with sandboxed(index.url, home=tmp_path) as opened:
        yield opened


@pytest.mark.sandbox
def test_all_move_as_far_as_the_ranges_allow(
    index: LoopbackIndex, tools: Tools, tmp_path: Path
) -> None:
    """What moved, came and went is told; a second run changes nothing."""
    action = ACTIONS["refresh-lock"]
    folder = tmp_path / "project"
    folder.mkdir()
    folder.joinpath("pyproject.toml").write_text(PYPROJECT)
    run_uv(folder, index.url, "lock")
    files = {
        name: folder.joinpath(name).read_text()
        for name in ("pyproject.toml", "uv.lock")
    }
    index.packages += [
        release("alpha", "1.5", requires=("delta",)),
        release("alpha", "2.0"),
        release("delta"),
        release("gamma", "1.1"),
        release("gamma", "1.2", uploaded="2999-01-01T00:00:00Z"),
    ]

    assessed = action.assess(target_of(files))
    change = action.change(target_of(files), tools)
    [file] = change.files
    assert file.after is not None
    again = action.change(target_of(files | {"uv.lock": file.after.decode()}), tools)

    assert assessed.status is Status.PROPOSED
    assert [each.message for each in change.findings] == [
        "alpha 1.0 → 1.5",
        "beta 1.0 was removed",
        "delta 1.0 was added",
        "gamma 1.0 → 1.1",
    ]
    assert change.notes[0] == (
        "`uv.lock`: 2 packages moved, 1 package newly needed, 1 package no longer "
        "needed."
    )
    assert again.files == ()


def test_a_lock_that_cannot_be_written_is_told(tools: Tools) -> None:
    """The reason is the lock's own, where it is the only one."""
    files = {"pyproject.toml": PYPROJECT, "uv.lock": "version = 9\n"}

    with pytest.raises(ActionError, match="its format 9 is not known"):
        ACTIONS["refresh-lock"].change(target_of(files), tools)


def test_there_is_nothing_to_refresh() -> None:
    """A project without a lock has none to refresh."""
    assessed = ACTIONS["refresh-lock"].assess(target_of({"a.py": ""}))

    assert assessed.status is Status.NOT_APPLICABLE
