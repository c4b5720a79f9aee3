"""uv.lock is written anew by uv in a real sandbox, from an index of our own."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.actions.dependencies.locking.errors import (
    CollateralError,
    LockerFailedError,
    NotLockedError,
)
from bot.actions.dependencies.locking.relock import relock
from tests.support.locking import release, run_uv, sandboxed
from tests.support.loopback_index import LoopbackIndex
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.protocols import Tools

pytestmark = pytest.mark.sandbox

PYPROJECT = """\
[project]
name = "shop"
version = "1"
requires-python = ">={}.{}"
dependencies = ["alpha>=1", "gamma"]
""".format(*sys.version_info)
OLD = [release("alpha", "1.0", requires=("beta",)), release("beta"), release("gamma")]
NEW = [
    release("alpha", "2.0", requires=("beta>=1.1", "delta")),
    release("beta", "1.1"),
    release("delta", "1.0"),
    release("gamma", "1.1"),
]


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Serve the old packages."""
    with LoopbackIndex(list(OLD)) as opened:
        yield opened


@pytest.fixture
def tools(index: LoopbackIndex, tmp_path: Path) -> Iterator[Tools]:
    """Open a sandbox that reaches this index."""
    with sandboxed(index.url, home=tmp_path) as opened:
        yield opened


@pytest.fixture
def files(index: LoopbackIndex, tmp_path: Path) -> dict[str, str]:
    """Return a project with a lock, after which new releases came."""
    folder = tmp_path / "project"
    folder.mkdir()
    folder.joinpath("pyproject.toml").write_text(PYPROJECT)
    run_uv(folder, index.url, "lock")
    index.packages += NEW
    return {
        name: folder.joinpath(name).read_text()
        for name in ("pyproject.toml", "uv.lock")
    }


def changed_lines(before: str, after: bytes) -> list[str]:
    """Return the lines that differ, with the names of the files of a release."""
    lines = difflib.ndiff(before.splitlines(), after.decode().splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


def test_one_package_moves_with_what_it_needs(
    index: LoopbackIndex, tools: Tools, files: dict[str, str]
) -> None:
    """The rest stays to the byte, and files lie where their index says."""
    done = relock(target_of(files), tools, {}, {"alpha": Version("2.0")}, "uv.lock")

    after = done.files["uv.lock"].decode()
    assert [str(each) for each in done.compared.differences] == [
        "alpha 1.0 → 2.0",
        "beta 1.0 → 1.1",
        "delta 1.0 was added",
    ]
    assert 'name = "gamma"\nversion = "1.0"' in after
    assert f'url = "{index.url.removesuffix("simple/")}files/alpha-2.0-' in after
    assert "honebot" not in after
    assert [(each.before, each.passed) for each in done.checks] == [
        ("passed", True),
        ("4 packages", True),
    ]
    assert done.commands == ("uv lock --upgrade-package=alpha==2.0",)
    gamma = files["uv.lock"].split("[[package]]")[3]
    assert 'name = "gamma"' in gamma
    assert gamma in after


def test_an_edited_manifest_is_locked(tools: Tools, files: dict[str, str]) -> None:
    """What the project asks for is in the lock as it is in the manifest."""
    edited = files["pyproject.toml"].replace('"gamma"', '"gamma>=1.1"').encode()

    done = relock(
        target_of(files),
        tools,
        {"pyproject.toml": edited},
        {"gamma": Version("1.1")},
        "uv.lock",
    )

    lines = changed_lines(files["uv.lock"], done.files["uv.lock"])
    assert '+     { name = "gamma", specifier = ">=1.1" },' in lines
    assert not any("alpha" in line or "beta" in line for line in lines)


def test_a_lock_of_an_index_that_is_mirrored_here(
    index: LoopbackIndex, tools: Tools, files: dict[str, str]
) -> None:
    """The addresses of new files are those of the lock's own index."""
    here, there = index.url.removesuffix("simple/"), "https://packages.example/"
    files["uv.lock"] = files["uv.lock"].replace(here, there)

    done = relock(target_of(files), tools, {}, {"gamma": Version("1.1")}, "uv.lock")

    after = done.files["uv.lock"].decode()
    assert "127.0.0.1" not in after
    assert f'url = "{there}files/gamma-1.1-py3-none-any.whl"' in after
    assert len(changed_lines(files["uv.lock"], after.encode())) == 4


def test_a_young_release_that_nobody_asked_for_waits(
    index: LoopbackIndex, tools: Tools, files: dict[str, str]
) -> None:
    """An older one is taken where it fits, and the young one told where not."""
    for version in ("1.2", "1.3"):
        index.packages.append(release("beta", version, uploaded="2999-01-01T00:00:00Z"))
    index.packages.append(release("alpha", "3.0", requires=("beta>=1.2",)))
    target = target_of(files)

    waited = relock(target, tools, {}, None, "uv.lock")
    forced = relock(target, tools, {}, {"alpha": Version("3.0")}, "uv.lock")
    at_once = relock(target_of(files, {"minimum_age": "0"}), tools, {}, None, "uv.lock")

    assert b'name = "beta"\nversion = "1.1"' in waited.files["uv.lock"]
    assert b'name = "alpha"\nversion = "2.0"' in waited.files["uv.lock"]
    assert (
        "Younger than 3 days, but nothing older fits: beta 1.3." in forced.notes
        or "Younger than 3 days, but nothing older fits: beta 1.2." in forced.notes
    )
    assert b'name = "beta"\nversion = "1.3"' in at_once.files["uv.lock"]


def test_what_does_not_resolve_is_said_by_uv(
    tools: Tools, files: dict[str, str]
) -> None:
    """The sentence is uv's own."""
    with pytest.raises(LockerFailedError) as raised:
        relock(target_of(files), tools, {}, {"alpha": Version("9")}, "uv.lock")

    assert "there is no version of alpha==9" in str(raised.value)


def test_a_stale_lock_is_not_mended_in_passing(
    tools: Tools, files: dict[str, str]
) -> None:
    """What the manifest has changed since is collateral."""
    files["pyproject.toml"] = PYPROJECT.replace('"gamma"', '"gamma>=1.1"')

    with pytest.raises(CollateralError) as raised:
        relock(target_of(files), tools, {}, {"alpha": Version("2.0")}, "uv.lock")

    assert "gamma 1.0 → 1.1" in raised.value.names


def test_an_unknown_index_beside_another_is_not_guessed(
    tools: Tools, files: dict[str, str]
) -> None:
    """Names of a private index are asked for nowhere else."""
    own = '[[package]]\nname = "own"\nversion = "1"\n'
    files["uv.lock"] += f'\n{own}source = {{ registry = "https://own.example" }}\n'

    with pytest.raises(NotLockedError, match=r"does not ask the index https://own"):
        relock(target_of(files), tools, {}, {"alpha": Version("2.0")}, "uv.lock")
