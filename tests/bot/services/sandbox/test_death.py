"""When Honebot itself is killed, nothing of a command lives on."""

from __future__ import annotations

import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.services.sandbox.cgroups import PREFIX, find_parents, remove_stale
from tests.support.hostile import (
    MISSING,
    bubblewraps,
    wait_until_gone,
    wait_until_there,
)

if TYPE_CHECKING:
    from bot.services.sandbox.layout import Identity

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[4]
SANDBOXED = """
import sys
from bot.services.sandbox.layout import Identity
from tests.support.hostile import attack, bubblewrap
bubblewrap(Identity[sys.argv[2]]).run(attack("survivors", sys.argv[1], "stay"))
"""
TRUSTED = """
import sys
from pathlib import Path
from bot.protocols import Command
from bot.services.sandbox.none import TrustingSandbox
from tests.support.hostile import PROGRAMS
program = str(PROGRAMS / "survivors.py")
command = Command((sys.executable, program, sys.argv[1], "stay"))
TrustingSandbox(Path(sys.argv[2])).run(command)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a process that runs a command which would go on for minutes."""
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=ROOT)


@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("identity", bubblewraps(), ids=lambda each: each.name.lower())
def test_a_sandbox_dies_with_its_parent(
    identity: Identity, number: signal.Signals
) -> None:
    """All processes of the sandbox are gone soon after Honebot is."""
    mark = uuid.uuid4().hex
    with start(SANDBOXED, mark, identity.name) as honebot:
        assert wait_until_there(mark, 5)

        honebot.send_signal(number)
        honebot.wait()

    assert wait_until_gone(mark) == set()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_trusted_command_dies_with_its_parent(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Its supervisor is told by the kernel, and ends all of its children."""
    mark = uuid.uuid4().hex
    with start(TRUSTED, mark, str(tmp_path)) as honebot:
        assert wait_until_there(mark, 5)

        honebot.send_signal(number)
        honebot.wait()

    assert wait_until_gone(mark) == set()


@pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed")
def test_the_groups_of_the_dead_are_removed(tmp_path: Path) -> None:
    """A Honebot that starts takes away the control groups of killed ones."""
    parents = find_parents()
    if not parents.folders:
        pytest.skip("control groups cannot be written here")
    mark = uuid.uuid4().hex
    with start(TRUSTED, mark, str(tmp_path)) as honebot:
        assert wait_until_there(mark, 5)
        honebot.kill()
    wait_until_gone(mark)
    pattern = f"{PREFIX}-*-{honebot.pid}-*"
    assert all(list(folder.glob(pattern)) for folder in parents.folders)

    remove_stale(parents)

    assert not any(list(folder.glob(pattern)) for folder in parents.folders)
