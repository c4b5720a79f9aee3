"""Which sandbox is opened, and what is said where there is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.errors import SandboxError
from bot.protocols import Command, Mount
from bot.services.sandbox import open_sandbox, probe
from bot.services.sandbox.errors import MountError, NoIndexError, StartError
from bot.services.sandbox.opening import REMEDIES, explain
from tests.support.hostile import MISSING, bubblewrap, bubblewraps

if TYPE_CHECKING:
    from pathlib import Path

needs_bubblewrap = pytest.mark.skipif(bool(MISSING), reason="needs bubblewrap")


@pytest.fixture
def without_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a machine on which bubblewrap is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaint: str) -> None:
    """Make a machine on which bubblewrap complains."""
    program = tmp_path / "bwrap"
    program.write_text(f"#!/bin/sh\necho 'bwrap: {complaint}' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin")


@pytest.mark.sandbox
@needs_bubblewrap
def test_bubblewrap_is_taken_where_it_works(tmp_path: Path) -> None:
    """Trust does not take the sandbox away, unless that is asked for."""
    assert probe() is None
    assert open_sandbox("auto", home=tmp_path, trust_target=True).name == "bubblewrap"
    assert open_sandbox("bubblewrap", home=tmp_path).name == "bubblewrap"
    assert open_sandbox("none", home=tmp_path, trust_target=True).name == "none"


@pytest.mark.usefixtures("without_bubblewrap")
def test_without_bubblewrap_the_target_is_not_run(tmp_path: Path) -> None:
    """It says what to install, and refuses each command."""
    sandbox = open_sandbox("auto", home=tmp_path)

    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        sandbox.run(Command(("true",)))
    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        open_sandbox("bubblewrap", home=tmp_path)


@pytest.mark.usefixtures("without_bubblewrap")
def test_a_trusted_target_is_run_without(tmp_path: Path) -> None:
    """That is what the option is for."""
    sandbox = open_sandbox("auto", home=tmp_path, trust_target=True)

    done = sandbox.run(Command(("/bin/echo", "hello")))

    assert done.stdout == b"hello\n"


def test_none_refuses_what_is_not_trusted(tmp_path: Path) -> None:
    """Asking for no sandbox is not yet trust."""
    with pytest.raises(SandboxError, match="not trusted"):
        open_sandbox("none", home=tmp_path).run(Command(("true",)))


def test_a_broken_bubblewrap_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own words come first, then what mends it."""
    complaint = "setting up uid map: Permission denied"
    broken(tmp_path, monkeypatch, complaint)

    problem = probe()

    assert problem is not None
    assert complaint in problem
    assert "apparmor_restrict_unprivileged_userns" in problem


@pytest.mark.parametrize("sign", REMEDIES)
def test_each_complaint_has_a_remedy(sign: str) -> None:
    """The complaint stays, the remedy is added."""
    assert explain(f"bwrap: {sign} x") == f"bwrap: {sign} x. {REMEDIES[sign]}"


def test_an_unknown_complaint_stands_alone() -> None:
    """Nothing is made up."""
    assert explain("bwrap: bad moon") == "bwrap: bad moon"


@pytest.mark.sandbox
@needs_bubblewrap
def test_what_cannot_be_mounted_is_told(tmp_path: Path) -> None:
    """A missing folder, and a writable one that is a link, are refused."""
    sandbox = bubblewrap(bubblewraps()[0])
    (tmp_path / "link").symlink_to("/root")
    missing = Command(("true",), mounts=(Mount(tmp_path / "missing", "/target"),))
    link = Command(("true",), mounts=(Mount(tmp_path / "link", "/t", writable=True),))

    with pytest.raises(MountError, match="no such file"):
        sandbox.run(missing)
    with pytest.raises(MountError, match="symbolic link"):
        sandbox.run(link)


@pytest.mark.sandbox
@needs_bubblewrap
def test_what_cannot_be_started_is_told() -> None:
    """A working directory that is not there ends in bubblewrap's own words."""
    sandbox = bubblewrap(bubblewraps()[0])

    with pytest.raises(StartError, match="/nowhere"):
        sandbox.run(Command(("true",), folder="/nowhere"))
    with pytest.raises(NoIndexError):
        sandbox.run(Command(("true",), index=True))
    assert sandbox.run(Command(("no-such-program",))).exit_code == 127
