"""Hostile programs, run for real: nothing gets out, and nothing stays."""

from __future__ import annotations

import os
import re
import socket
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Command, Limits
from bot.services.sandbox.cgroups import Parents, find_parents
from bot.services.sandbox.files import remove_tree
from bot.services.sandbox.layout import Identity
from bot.services.sandbox.seccomp import CLONE3, DENIED, UNSHARE
from tests.support.hostile import (
    MISSING,
    SHORT,
    attack,
    bubblewrap,
    bubblewraps,
    got,
    processes_with,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.sandbox.bubblewrap import BubblewrapSandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed"),
]

MEBIBYTE = 1 << 20
GROUPS = find_parents()


@pytest.fixture(params=bubblewraps(), ids=lambda each: each.name.lower())
def sandbox(request: pytest.FixtureRequest) -> BubblewrapSandbox:
    """Return the sandbox, once for each identity that is to be had here."""
    return bubblewrap(request.param)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that commands may write, and remove what they made of it."""
    folder = tmp_path / "target"
    folder.mkdir()
    yield folder
    remove_tree(folder)


def test_no_secret_of_the_environment_is_seen(
    sandbox: BubblewrapSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command sees five variables of its own, two processes and no open file."""
    secret = uuid.uuid4().hex
    monkeypatch.setenv("HONEBOT_GITHUB_TOKEN", secret)
    command = replace(attack("environment"), environment={"COLOUR": "blue"})

    done = sandbox.run(command)

    text = done.stdout.decode()
    assert done.stdout.endswith(b"DONE\n")
    assert secret not in text
    names = ["COLOUR", "HOME", "LANG", "PATH", "PWD", "TMPDIR"]
    shown = re.findall(r"^NAMES .*", text, re.MULTILINE)[0]
    assert shown in {f"NAMES {names}", f"NAMES {[n for n in names if n != 'PWD']}"}
    assert "PROCESSES [1, 2]" in text
    assert "OPEN [0, 1, 2, 3]" in text
    assert b"HONEBOT" not in done.stdout


def test_no_file_of_the_host_is_read_or_written(
    sandbox: BubblewrapSandbox, tmp_path: Path
) -> None:
    """Neither the host's files are there, nor can the system's be changed."""
    secret = tmp_path / "secret"
    secret.write_text("do not tell")
    keys = Path.home() / ".ssh"

    done = sandbox.run(attack("files", str(secret), str(keys), __file__))

    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []
    assert b"do not tell" not in done.stdout


def test_nobody_is_called(sandbox: BubblewrapSandbox) -> None:
    """No address answers, no name is known, no other kind of socket is had."""
    name = f"honebot-{uuid.uuid4().hex}"
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        abstract.bind(f"\0{name}")
        abstract.listen()
        port = server.getsockname()[1]

        done = sandbox.run(attack("network", str(port), name))

        server.settimeout(0)
        abstract.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()
        with pytest.raises(BlockingIOError):
            abstract.accept()
    assert done.stdout.endswith(b"INTERFACES ['lo']\nDONE\n")
    assert got(done.stdout) == []


def test_no_system_call_leads_out(sandbox: BubblewrapSandbox) -> None:
    """Each call of the list is refused, and so are new namespaces."""
    if os.uname().machine not in {"x86_64", "aarch64"}:
        pytest.skip("no filter of system calls is known for this machine")
    column = ["x86_64", "aarch64"].index(os.uname().machine)
    calls = [
        f"{name}:{numbers[column]}:0"
        for name, numbers in DENIED.items()
        if numbers[column] is not None
    ]
    flags = {"user": 0x10000000, "mount": 0x20000, "net": 0x40000000, "pid": 0x20000000}
    calls += [f"{name}:{UNSHARE[column]}:{flag:#x}" for name, flag in flags.items()]
    calls.append(f"clone3:{CLONE3[column]}:0")

    done = sandbox.run(attack("calls", *calls))

    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []
    refused = re.findall(
        r"^refused (\S+) -1 (\w+)$", done.stdout.decode(), re.MULTILINE
    )
    assert len(refused) == len(calls)
    assert {code for name, code in refused if name != "clone3"} == {"EPERM"}
    assert ("clone3", "ENOSYS") in refused


def test_no_other_architecture_goes_around_the_filter(
    sandbox: BubblewrapSandbox,
) -> None:
    """A call with a number of the x32 ABI does not exist."""
    if os.uname().machine != "x86_64":
        pytest.skip("x32 is an ABI of x86_64")

    done = sandbox.run(attack("calls", f"x32-getpid:{0x40000000 + 39}:0"))

    assert got(done.stdout) == []
    assert b"refused x32-getpid -1 ENOSYS" in done.stdout


def test_nobody_else_is_become(sandbox: BubblewrapSandbox) -> None:
    """There are no capabilities, no other users and no way to get any."""
    done = sandbox.run(attack("privileges"))

    text = done.stdout.decode()
    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []
    assert re.findall(r"^Cap\w+: 0+$", text, re.MULTILINE) == re.findall(
        r"^Cap.*", text, re.MULTILINE
    )
    assert "NoNewPrivs: 1" in text
    assert "ID 0" not in text


def test_no_setting_of_the_kernel_is_written(sandbox: BubblewrapSandbox) -> None:
    """Not even those that the kernel opens to its root without capabilities."""
    done = sandbox.run(attack("settings"))

    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []


def test_nothing_is_typed_into_a_terminal(sandbox: BubblewrapSandbox) -> None:
    """There is no controlling terminal, and the requests that type are refused."""
    done = sandbox.run(attack("terminal"))

    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []


@pytest.mark.parametrize("stay", [(), ("stay",)], ids=["ended", "killed"])
def test_no_process_lives_on(sandbox: BubblewrapSandbox, stay: tuple[str, ...]) -> None:
    """Daemons of every kind are gone when the command has ended or was killed."""
    mark = uuid.uuid4().hex
    limits = replace(SHORT, seconds=2)

    done = sandbox.run(attack("survivors", mark, *stay, limits=limits))

    assert processes_with(mark) == set()
    assert done.stdout.startswith(b"DONE")
    assert done.killed == ("time" if stay else "")


def test_killing_everything_kills_itself_alone(sandbox: BubblewrapSandbox) -> None:
    """Signals reach the processes of the sandbox and no other."""
    done = sandbox.run(attack("kill_all"))

    assert done.stdout == b"DONE\n"
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("name", "limits", "killed"),
    [
        pytest.param(
            "fork_bomb",
            replace(SHORT, seconds=8),
            "processes" if GROUPS.processes else "time",
            id="fork-bomb",
        ),
        pytest.param(
            "memory",
            replace(SHORT, memory=400 * MEBIBYTE),
            "memory",
            id="memory",
            marks=pytest.mark.skipif(
                not GROUPS.memory, reason="only a control group adds processes up"
            ),
        ),
        pytest.param("spin", replace(SHORT, seconds=1), "time", id="endless-loop"),
        pytest.param("sleep", replace(SHORT, seconds=1), "time", id="sleep-for-ever"),
        pytest.param("sleep", replace(SHORT, idle_seconds=1), "idle", id="silence"),
        pytest.param("flood", replace(SHORT, output=1 << 16), "output", id="flood"),
    ],
)
def test_a_limit_ends_it(
    sandbox: BubblewrapSandbox, name: str, limits: Limits, killed: str
) -> None:
    """Each limit ends the command, and the result names it."""
    done = sandbox.run(attack(name, limits=limits))

    assert done.killed == killed
    assert done.exit_code != 0
    assert len(done.stdout) <= limits.output
    assert len(done.stderr) <= limits.output
    assert done.seconds < limits.seconds + 5


@pytest.fixture
def without_groups(sandbox: BubblewrapSandbox) -> BubblewrapSandbox:
    """Return the sandbox of a machine whose control groups cannot be written."""
    sandbox.parents = Parents()
    return sandbox


def test_without_control_groups_each_process_is_limited(
    without_groups: BubblewrapSandbox,
) -> None:
    """Memory is then refused to a process that asks for more than its share."""
    limits = replace(SHORT, seconds=3, memory=100 * MEBIBYTE)

    done = without_groups.run(attack("memory", limits=limits))

    assert got(done.stdout) == []
    assert b"MemoryError" in done.stderr


def test_without_control_groups_processes_are_counted_by_user(
    without_groups: BubblewrapSandbox,
) -> None:
    """The kernel does so for everybody but its own root."""
    if os.geteuid() == 0 and without_groups.identity is Identity.OWN:
        pytest.skip("the kernel sets its root no limit")
    limits = replace(SHORT, processes=200)

    done = without_groups.run(attack("children", limits=limits))

    count = int(done.stdout.decode().rpartition("COUNT ")[2])
    assert done.stdout.startswith(b"refused")
    # Kernels differ on whether the process that became this user counts, and
    # the one that is refused.
    assert count <= 200 + 2


def test_folders_in_memory_have_a_size(sandbox: BubblewrapSandbox) -> None:
    """Temporary folder, shared memory and home take no more than their share."""
    done = sandbox.run(attack("memory_files", limits=replace(SHORT, memory=1 << 28)))

    assert done.stdout.endswith(b"DONE\n")
    assert got(done.stdout) == []
    text = done.stdout.decode()
    written = {path: int(size) for path, size in re.findall(r"(/\S+) (\d+) ", text)}
    assert written == {"/tmp": 128, "/dev/shm": 64, "/home/sandbox": 64}  # noqa: S108


@pytest.mark.parametrize(
    ("name", "limit", "most"),
    [
        pytest.param("big_file", 64 * MEBIBYTE, 66 * MEBIBYTE, id="one-big-file"),
        pytest.param("many_files", 256 * MEBIBYTE, 4096 * MEBIBYTE, id="many-files"),
        pytest.param("empty_files", 8 * MEBIBYTE, 512 * MEBIBYTE, id="empty-files"),
        pytest.param("hidden_file", 256 * MEBIBYTE, MEBIBYTE, id="deleted-file"),
        pytest.param("deep_folders", 1024 * MEBIBYTE, 64 * MEBIBYTE, id="deep-folders"),
    ],
)
def test_the_disk_is_not_filled(
    sandbox: BubblewrapSandbox, target: Path, name: str, limit: int, most: int
) -> None:
    """Writing ends a little after the limit, however it is done."""
    limits = replace(SHORT, disk=limit)

    done = sandbox.run(attack(name, "/target", limits=limits, folder=target))

    left = sum(path.lstat().st_blocks * 512 for path in target.glob("*"))
    assert left <= most
    assert done.exit_code != 0
    assert done.killed == ("" if name == "big_file" else "disk")


def test_standard_input_is_what_was_given(sandbox: BubblewrapSandbox) -> None:
    """Nothing of the way a command is started is left in its input or output."""
    data = os.urandom(3 * MEBIBYTE)

    done = sandbox.run(Command(("cat",), stdin=data, limits=SHORT))

    assert done.stdout == data
    assert done.stderr == b""
    assert (done.exit_code, done.killed) == (0, "")


def test_a_borrowed_folder_comes_back(sandbox: BubblewrapSandbox, target: Path) -> None:
    """What the folder held, and what was made in it, belongs to its owner after."""
    (target / "ours").write_text("ours")
    script = (
        "echo theirs > /target/theirs; mkdir /target/sub; echo more >> /target/ours"
    )
    command = replace(
        attack("sleep", folder=target), argv=("sh", "-c", script), folder="/target"
    )

    done = sandbox.run(command)

    assert done.exit_code == 0
    assert {path.stat().st_uid for path in [target, *target.iterdir()]} == {os.getuid()}
    assert (target / "ours").read_text() == "oursmore\n"


def test_it_runs_as_the_user_that_it_says(sandbox: BubblewrapSandbox) -> None:
    """Root changes to a user that owns nothing; anybody else stays who they are."""
    python = attack("sleep").argv[0]
    script = "import os, pwd; print(os.getuid(), pwd.getpwuid(os.getuid()).pw_name)"
    command = replace(attack("sleep"), argv=(python, "-c", script))

    done = sandbox.run(command)

    assert done.stdout.decode() == f"{sandbox.identity.value} sandbox\n"
    assert sandbox.identity is Identity.OWN or os.geteuid() == 0
