"""The way to the index costs nothing until a command wants packages."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.services.gateway.gateway import PackageGateway
from bot.services.gateway.lazy import LazyGateway
from bot.services.index import IndexSettings, location

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(name="built")
def fixture_built() -> list[PackageGateway]:
    """Return where `build` notes what it has built."""
    return []


@pytest.fixture(name="build")
def fixture_build(
    tmp_path: Path, built: list[PackageGateway]
) -> Callable[[], PackageGateway]:
    """Return what builds a gateway to an index without packages."""
    pages = tmp_path / "pages"
    pages.mkdir()

    def build() -> PackageGateway:
        settings = IndexSettings((location(pages.as_uri()),), source="a test")
        built.append(PackageGateway(settings, tmp_path / "home"))
        return built[-1]

    return build


def test_one_gateway_serves_all(
    build: Callable[[], PackageGateway], built: list[PackageGateway]
) -> None:
    """It is built when it is first to serve, once, and closed at the end."""
    with LazyGateway(build) as gateway:
        assert built == []

        def status(number: int) -> int:
            listener = socket.create_server(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            url = f"http://127.0.0.1:{port}/{number}/simple/"
            with gateway.serve(listener, below=f"/{number}"):
                opened = urllib.request.urlopen(url)
                with opened as answer:
                    return int(answer.status)

        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(status, range(4)))

    assert found == [200] * 4
    assert len(built) == 1


def test_what_cannot_be_built_is_said_by_who_serves() -> None:
    """The command that wants packages hears why there are none."""

    def build() -> PackageGateway:
        raise ValueError("no address of an index")

    with (
        LazyGateway(build) as gateway,
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(ValueError, match="no address"),
        gateway.serve(listener),
    ):
        pass


def test_a_look_at_files_loads_no_client(tmp_path: Path) -> None:
    """A tool of our own runs without what speaks to an index."""
    program = (
        "import sys, pathlib\n"
        "from bot.app import build\n"
        "home = pathlib.Path(sys.argv[1])\n"
        "with build(home=home, quiet=True, sandbox='none') as edges:\n"
        "    done = edges.tools.run(('ruff', '--version'))\n"
        "print(done.exit_code, *({'httpx', 'pypi_simple'} & set(sys.modules)))\n"
    )
    root = Path(__file__).parents[4]

    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        check=True,
        cwd=root,
    )

    assert run.stdout.decode().split() == ["0"]
