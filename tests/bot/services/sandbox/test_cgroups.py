"""Limits for all processes together, on both kinds of control groups."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Limits
from bot.services.sandbox.cgroups import Group, Parents, find_parents, remove_stale

if TYPE_CHECKING:
    from pathlib import Path


def process(folder: Path, mounts: str, own: str) -> Path:
    """Return a folder that looks like `/proc/self`."""
    (folder / "proc").mkdir()
    (folder / "proc/mounts").write_text(mounts)
    (folder / "proc/cgroup").write_text(own)
    return folder / "proc"


def test_the_first_kind_is_found(tmp_path: Path) -> None:
    """Each resource has a tree of its own, and our own group in it comes first."""
    memory, pids = tmp_path / "memory", tmp_path / "pids"
    (memory / "service/honebot").mkdir(parents=True)
    pids.mkdir()
    proc = process(
        tmp_path,
        f"cgroup {memory} cgroup rw,memory 0 0\ncgroup {pids} cgroup rw,pids 0 0\n",
        "4:memory:/service/honebot\n8:pids:/gone/away\n",
    )

    parents = find_parents(proc)

    assert parents == Parents(memory / "service/honebot", pids)


@pytest.mark.parametrize(
    ("enabled", "found"),
    [
        pytest.param("cpu memory pids", True, id="both-controllers"),
        pytest.param("cpu pids", False, id="no-memory"),
    ],
)
def test_the_second_kind_is_found(tmp_path: Path, enabled: str, *, found: bool) -> None:
    """The nearest group that hands both controllers on is taken."""
    mount = tmp_path / "cgroup"
    own = mount / "user.slice/app.slice/honebot.scope"
    own.mkdir(parents=True)
    (own / "cgroup.subtree_control").write_text("\n")
    (own.parent / "cgroup.subtree_control").write_text(enabled)
    proc = process(
        tmp_path,
        f"cgroup2 {mount} cgroup2 rw 0 0\n",
        "0::/user.slice/app.slice/honebot.scope\n",
    )

    parents = find_parents(proc)

    expected = Parents(own.parent, own.parent, unified=True) if found else Parents()
    assert parents == expected


def test_the_second_kind_gets_its_limits(tmp_path: Path) -> None:
    """Memory, swap and processes are limited in one folder."""
    group = Group(
        Parents(tmp_path, tmp_path, unified=True), Limits(memory=1000, processes=5)
    )
    [folder] = tmp_path.iterdir()

    written = {path.name: path.read_text() for path in folder.iterdir()}

    assert written == {"memory.max": "1000", "memory.swap.max": "0", "pids.max": "7"}
    assert group.limits_memory
    assert group.broken_limit() == ""


@pytest.mark.parametrize(
    ("name", "content", "broken"),
    [
        pytest.param("memory.events", "low 0\noom 3\noom_kill 1\n", "memory", id="oom"),
        pytest.param("memory.events", "low 0\noom 3\noom_kill 0\n", "", id="no-kill"),
        pytest.param("pids.events", "max 2\n", "processes", id="fork-refused"),
    ],
)
def test_the_second_kind_tells_what_was_broken(
    tmp_path: Path, name: str, content: str, broken: str
) -> None:
    """A kill for want of memory, or a refused process, breaks the limit."""
    group = Group(Parents(tmp_path, tmp_path, unified=True), Limits())
    [folder] = tmp_path.iterdir()

    (folder / name).write_text(content)

    assert group.broken_limit() == broken


def test_a_real_group_is_emptied_and_removed() -> None:
    """Closing it kills what is in it."""
    parents = find_parents()
    if not parents.folders:
        pytest.skip("control groups cannot be written here")
    group = Group(parents, Limits())
    with subprocess.Popen(["sleep", "100"]) as sleeper:
        group.add(sleeper.pid)

        group.close()

        assert sleeper.wait(10) == -9
    assert not any(list(folder.glob(group.name)) for folder in parents.folders)


def test_where_nothing_is_writable_there_is_no_group(tmp_path: Path) -> None:
    """A machine without control groups is told by an error of the system."""
    missing = tmp_path / "missing"

    with pytest.raises(OSError, match="missing"):
        Group(Parents(missing, missing), Limits())

    assert find_parents(missing) == Parents()


def test_groups_of_the_living_and_of_strangers_stay(tmp_path: Path) -> None:
    """Another process namespace may have a process of the same number."""
    group = Group(Parents(tmp_path, tmp_path, unified=True), Limits())
    prefix, namespace, process, birth, _ = group.name.split("-")
    stranger = tmp_path / f"{prefix}-{int(namespace) + 1}-{process}-1-0"
    dead = tmp_path / f"{prefix}-{namespace}-{process}-{int(birth) - 1}-0"
    stranger.mkdir()
    dead.mkdir()

    remove_stale(Parents(tmp_path, tmp_path, unified=True))

    assert {path.name for path in tmp_path.iterdir()} == {group.name, stranger.name}
