"""What uv exports from uv.lock, or compiles to pylock.toml, follows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.actions.dependencies.locking.errors import LockerFailedError, NotLockedError
from bot.actions.dependencies.locking.relock import in_order, relock
from tests.support.locking import release, run_uv, sandboxed
from tests.support.loopback_index import LoopbackIndex
from tests.support.targets import target_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.sandbox

PYPROJECT = """\
[project]
name = "shop"
version = "1"
requires-python = ">={}.{}"
dependencies = ["alpha", "gamma"]
""".format(*sys.version_info)
MOVES = {"gamma": Version("1.1")}


def test_exports_follow_the_lock(tmp_path: Path) -> None:
    """Each is written by the command at its head, behind uv.lock."""
    folder = tmp_path / "project"
    folder.mkdir()
    folder.joinpath("pyproject.toml").write_text(PYPROJECT)
    with (
        LoopbackIndex([release("alpha"), release("gamma")]) as index,
        sandboxed(index.url, home=tmp_path) as tools,
    ):
        run_uv(folder, index.url, "lock")
        run_uv(folder, index.url, "export", "--output-file=requirements.txt")
        run_uv(folder, index.url, "export", "--output-file=pylock.toml")
        deploy = ("pip", "compile", "pyproject.toml", "-o", "pylock.deploy.toml")
        run_uv(folder, index.url, *deploy)
        index.packages.append(release("gamma", "1.1"))
        files = {each.name: each.read_text() for each in folder.glob("*.t*")}
        files["uv.lock"] = folder.joinpath("uv.lock").read_text()
        target = target_of(files)

        order = in_order(target, ["requirements.txt", "pylock.toml", "uv.lock"])
        with pytest.raises(LockerFailedError, match=r"gamma stays at 1\.0, not 1\.1"):
            relock(target, tools, {}, MOVES, "pylock.toml")
        edited: dict[str, bytes] = {}
        for path in (*order, "pylock.deploy.toml"):
            edited |= relock(target, tools, edited, MOVES, path).files

    assert order == ["uv.lock", "pylock.toml", "requirements.txt"]
    wheels = {
        version: [
            each for each in index.packages if f"gamma-{version}" in each.filename
        ]
        for version in ("1.0", "1.1")
    }
    old, new = wheels["1.0"][0], wheels["1.1"][0]
    expected = files["requirements.txt"].replace("gamma==1.0", "gamma==1.1")
    assert edited["requirements.txt"].decode() == expected.replace(
        str(old.sha256), str(new.sha256)
    )
    for path in ("pylock.toml", "pylock.deploy.toml"):
        after = edited[path].decode()
        assert f"{index.url.removesuffix('simple/')}files/{new.filename}" in after
        assert 'name = "alpha"\nversion = "1.0"' in after
        assert "honebot" not in after


def test_a_pylock_of_another_tool_is_left_alone(tmp_path: Path) -> None:
    """Nobody knows the command that wrote it."""
    files = {"pylock.toml": 'lock-version = "1.0"\ncreated-by = "pip"\npackages = []\n'}
    with (
        LoopbackIndex([]) as index,
        sandboxed(index.url, home=tmp_path) as tools,
        pytest.raises(NotLockedError, match="written by pip, without the command"),
    ):
        relock(target_of(files), tools, {}, MOVES, "pylock.toml")
