"""The Pythons of a machine, and the one for a target."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.protocols import Command
from bot.services.interpreters import find_interpreters, running
from tests.support.hostile import MISSING, SHORT, bubblewrap, bubblewraps

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = sys.version_info[:3]


def fake(folder: Path, name: str, says: object) -> Path:
    """Write a program that answers like a Python, and counts how often it is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    count = folder / f"{name}.asked"
    answer = json.dumps(says)
    program.write_bytes(
        b"\n".join([b":", f"echo x >> {count}; echo '{answer}'; exit".encode(), b""])
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def shell_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs without a first line of their own be run by the shell."""
    real = subprocess.run

    def run(argv: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        if Path(argv[0]).read_bytes()[:2] == b":\n":
            argv = ["/bin/sh", *argv]
        return real(argv, check=options.pop("check"), **options)

    monkeypatch.setattr(subprocess, "run", run)


def said(path: str, version: tuple[int, int, int], level: str = "final") -> object:
    """Return what a CPython of this version says."""
    prefix = str(Path(path).parent.parent)
    return [path, prefix, [*version, level, 0], "cpython"]


def versions(
    environ: Mapping[str, str], home: Path | None = None
) -> list[tuple[int, int, int]]:
    """Return the versions found below a made-up home."""
    here = find_interpreters(environ=environ, home=home)
    return [each.version for each in here if "made-up" in str(each.path)]


def test_the_one_that_runs_this_is_found() -> None:
    """It is the true program, not that of a virtual environment."""
    own = running()

    assert own.version == OWN
    assert own.path == Path(sys.executable).resolve()
    assert own in find_interpreters(environ={})
    assert not own.mounts or own.mounts[0].source == Path(sys.base_prefix).resolve()


@pytest.mark.usefixtures("shell_programs")
def test_all_usual_places_are_searched(tmp_path: Path) -> None:
    """PATH, pyenv and uv; only released CPythons 3; newest first."""
    made_up = tmp_path / "made-up"
    places = {
        ".pyenv/versions/3.9.1/bin/python3.9": (3, 9, 1),
        ".local/share/uv/python/cpython-3.14/bin/python3.14": (3, 14, 2),
        "path/python3": (3, 12, 0),
    }
    for place, version in places.items():
        path = made_up / place
        fake(path.parent, path.name, said(str(path), version))
    fake(made_up / "path", "python2.7", said("/made-up/2", (2, 7, 18)))
    fake(made_up / "path", "python3.15", said("/made-up/15", (3, 15, 0), "alpha"))
    fake(
        made_up / "path",
        "python3.16",
        ["/made-up/p", "/", [3, 16, 0, "final", 0], "pypy"],
    )
    fake(made_up / "path", "python3-config", said("/made-up/c", (3, 1, 0)))
    fake(made_up / "path", "python3.17", "nonsense")
    (made_up / "path/python3.18").write_text("#!/bin/sh\nexec python3\n")
    (made_up / "path/python3.18").chmod(0o755)
    environ = {"HOME": str(made_up), "PATH": f"{made_up}/path:relative:/nowhere"}

    assert versions(environ) == [(3, 14, 2), (3, 12, 0), (3, 9, 1)]


@pytest.mark.usefixtures("shell_programs")
def test_a_program_is_asked_once(tmp_path: Path) -> None:
    """Until its file changes."""
    made_up = tmp_path / "made-up"
    program = fake(made_up, "python3", said(f"{made_up}/python3", (3, 12, 0)))
    environ = {"HOME": str(made_up), "PATH": str(made_up)}
    for _ in range(3):
        first = versions(environ, tmp_path / "home")
    fake(made_up, "python3", said(f"{made_up}/python3", (3, 12, 1)))
    os.utime(program, (1, 1))

    second = versions(environ, tmp_path / "home")

    assert (first, second) == ([(3, 12, 0)], [(3, 12, 1)])
    assert (made_up / "python3.asked").read_text() == "x\n" * 2


@pytest.mark.usefixtures("shell_programs")
def test_a_damaged_memory_is_forgotten(tmp_path: Path) -> None:
    """What was written down may be anything."""
    made_up = tmp_path / "made-up"
    fake(made_up, "python3", said(f"{made_up}/python3", (3, 12, 0)))
    environ = {"HOME": str(made_up), "PATH": str(made_up)}
    (tmp_path / "interpreters.json").write_text("[1")

    assert versions(environ, tmp_path) == [(3, 12, 0)]
    assert json.loads((tmp_path / "interpreters.json").read_text())


@pytest.mark.sandbox
@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
def test_every_one_of_this_machine_works_in_the_sandbox() -> None:
    """With its mounts it starts, and finds its own library."""
    script = "import ssl, sqlite3, sys; print(*sys.version_info[:3])"
    sandbox = bubblewrap(bubblewraps()[0])
    for each in find_interpreters():
        argv = (str(each.path), "-I", "-c", script.replace("ssl, sqlite3, ", ""))

        done = sandbox.run(Command(argv, mounts=each.mounts, limits=SHORT))

        assert done.stdout.decode().split() == [str(part) for part in each.version]
