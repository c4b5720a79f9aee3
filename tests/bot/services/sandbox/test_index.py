"""Installing in the sandbox: the package index answers, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Command, Completed, Limits, Mount
from bot.services.gateway.environment import URL
from bot.services.gateway.gateway import PackageGateway
from bot.services.index import IndexSettings, Location
from bot.services.interpreters import running
from bot.services.sandbox.bubblewrap import BubblewrapSandbox
from bot.services.sandbox.none import TrustingSandbox
from bot.services.tools import command_of
from tests.support.hostile import MISSING, PROGRAMS, bubblewraps, got
from tests.support.loopback_index import LoopbackIndex, sdist, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.protocols import Sandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(MISSING), reason="bubblewrap is not installed"),
]

LIMITS = Limits(seconds=60, idle_seconds=60, memory=1 << 30)
REACH_OUT = """
import socket, urllib.request
found = []
for host in ("169.254.169.254", "10.0.0.1"):
    try:
        socket.create_connection((host, 80), 1)
        found.append(host)
    except OSError:
        pass
for path in ("/", "/simple/shop/../../etc/passwd", "/files/shop/x/y"):
    try:
        urllib.request.urlopen("http://127.0.0.1:41413" + path, timeout=5)
        found.append(path)
    except OSError:
        pass
if found:
    raise SystemExit("GOT %s" % found)
"""


@pytest.fixture
def index() -> Iterator[LoopbackIndex]:
    """Return an index with a wheel and a source distribution."""
    packages = [wheel("shop", requires=("tea",)), sdist("tea", hostile=REACH_OUT)]
    with LoopbackIndex(packages) as running_index:
        yield running_index


@pytest.fixture
def gateway(index: LoopbackIndex, tmp_path: Path) -> Iterator[PackageGateway]:
    """Return the way to that index."""
    where = IndexSettings((Location(index.url),))
    with PackageGateway(where, tmp_path / "home") as opened:
        yield opened


@pytest.fixture(
    params=[*bubblewraps(), None], ids=lambda each: getattr(each, "name", "none")
)
def sandbox(
    request: pytest.FixtureRequest, gateway: PackageGateway, tmp_path: Path
) -> Sandbox:
    """Return each sandbox of this machine, and that of those who trust."""
    if request.param is None:
        return TrustingSandbox(tmp_path / "runs", gateway)
    program = Path("/usr/bin/bwrap")
    return BubblewrapSandbox(program, request.param, gateway)


def install(
    sandbox: Sandbox, folder: Path, *words: str, limits: Limits = LIMITS
) -> Completed:
    """Make an environment in the folder, and install into it with uv."""
    [uv] = command_of("uv")
    python = running()
    folder.mkdir(exist_ok=True)
    mounts = (
        Mount(folder, "/venv", writable=True),
        Mount(Path(uv), "/honebot/uv"),
        Mount(PROGRAMS, "/hostile"),
        *python.mounts,
    )
    environment = {"UV_CACHE_DIR": "/venv/.cache", "UV_LINK_MODE": "copy"}
    script = (
        f"/honebot/uv venv -q --allow-existing --python {python.path} /venv && "
        'exec /honebot/uv pip install -q --python /venv/bin/python "$@"'
    )
    argv = ("sh", "-c", script, "sh", *words)
    command = Command(argv, "/", environment, mounts, limits, index=True)
    return sandbox.run(command)


def test_packages_are_installed(
    sandbox: Sandbox, index: LoopbackIndex, tmp_path: Path
) -> None:
    """Wheels and builds alike; while building, only the index can be reached."""
    if isinstance(sandbox, TrustingSandbox):
        index.packages[1] = sdist("tea")

    done = install(sandbox, tmp_path / "venv", "shop")

    assert (done.exit_code, done.stderr) == (0, b"")
    site = next((tmp_path / "venv/lib").glob("python3*/site-packages"))
    assert (site / "shop.py").is_file()
    assert (site / "tea.py").is_file()


def test_a_forged_package_is_not_installed(
    sandbox: Sandbox, index: LoopbackIndex, gateway: PackageGateway, tmp_path: Path
) -> None:
    """The gateway says why, to the installer and to us."""
    index.packages = [replace(wheel("shop"), listed="00" * 32)]

    done = install(sandbox, tmp_path / "venv", "shop")

    assert done.exit_code != 0
    assert gateway.problems == (
        "shop-1.0-py3-none-any.whl has another sha256 than its index says",
    )


def test_a_build_that_never_ends_is_ended(
    sandbox: Sandbox, index: LoopbackIndex, tmp_path: Path
) -> None:
    """By the clock, with everything it has started."""
    index.packages = [sdist("tea", hostile="while True: pass")]
    limits = replace(LIMITS, seconds=4)

    done = install(sandbox, tmp_path / "venv", "tea", limits=limits)

    assert done.killed == "time"
    assert done.seconds < 20


def test_a_bomb_of_an_archive_is_stopped(
    sandbox: Sandbox, index: LoopbackIndex, tmp_path: Path
) -> None:
    """A small file that unpacks to a large one meets the limit of the disk."""
    index.packages = [wheel("shop", text="#" * (200 << 20))]
    limits = replace(LIMITS, disk=64 << 20)

    done = install(sandbox, tmp_path / "venv", "shop", limits=limits)

    assert done.exit_code != 0
    assert not list((tmp_path / "venv/lib").glob("python3*/site-packages/shop.py"))


def test_the_network_is_as_closed_as_ever(gateway: PackageGateway) -> None:
    """The index does not open anything beside itself."""
    sandbox = BubblewrapSandbox(Path("/usr/bin/bwrap"), bubblewraps()[0], gateway)
    python = running()
    argv = (str(python.path), "-I", "-S", "/hostile/network.py", "1", "none")
    mounts = (Mount(PROGRAMS, "/hostile"), *python.mounts)

    done = sandbox.run(Command(argv, mounts=mounts, limits=LIMITS, index=True))

    assert done.stdout.endswith(b"INTERFACES ['lo']\nDONE\n")
    assert got(done.stdout) == []


def test_the_start_leaves_nothing_open(gateway: PackageGateway) -> None:
    """Neither the listener nor the channel it went through."""
    sandbox = BubblewrapSandbox(Path("/usr/bin/bwrap"), bubblewraps()[0], gateway)
    script = "ls /proc/self/fd; cat; env"

    done = sandbox.run(
        Command(("sh", "-c", script), stdin=b"input\n", limits=LIMITS, index=True)
    )

    lines = done.stdout.decode().splitlines()
    assert lines[:5] == ["0", "1", "2", "3", "input"]
    assert f"UV_DEFAULT_INDEX={URL}" in lines
    assert f"PIP_INDEX_URL={URL}" in lines


def test_a_missing_program_is_told(gateway: PackageGateway) -> None:
    """With the code that shells use."""
    sandbox = BubblewrapSandbox(Path("/usr/bin/bwrap"), bubblewraps()[0], gateway)

    done = sandbox.run(Command(("no-such-program",), limits=LIMITS, index=True))

    assert done.exit_code == 127
    assert b"No such file" in done.stderr
