"""The real edges, as the command line builds them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.app import build
from bot.errors import BotError, UsageError
from tests.support.advisories import fixed, record, since
from tests.support.loopback_index import LoopbackIndex, wheel
from tests.support.loopback_osv import LoopbackOsv

if TYPE_CHECKING:
    from pathlib import Path

ONE = {"shop": [Version("1.0")]}


def test_packages_come_from_this_machines_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of the owner's settings is asked, and the answers are kept."""
    with LoopbackIndex([wheel("shop")]) as index:
        monkeypatch.setenv("UV_DEFAULT_INDEX", index.url)
        monkeypatch.delenv("UV_INDEX", raising=False)
        with build(home=tmp_path, quiet=True, sandbox="none", patient=True) as edges:
            found = edges.tools.packages.listings(["shop"])["shop"]
            assert edges.tools.packages is edges.tools.packages

    assert [str(each.version) for each in found.releases] == ["1.0"]
    assert list((tmp_path / "index/pages").iterdir())


def test_advisories_come_from_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HONEBOT_ADVISORIES names the source."""
    with LoopbackOsv([record("CVE-1", since("0"), fixed("2"))]) as osv:
        monkeypatch.setenv("HONEBOT_ADVISORIES", osv.url)
        with build(home=tmp_path, quiet=True, sandbox="none", patient=True) as edges:
            found = edges.tools.advisories.about(ONE)
            source = edges.tools.advisories.source

    assert [each.id for each in found["shop"]] == ["CVE-1"]
    assert source == f"the OSV API at {osv.url}"


def test_without_a_setting_the_index_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index without such data is told, with the way out."""
    monkeypatch.delenv("HONEBOT_ADVISORIES", raising=False)
    with LoopbackIndex([wheel("shop")]) as index:
        monkeypatch.setenv("UV_DEFAULT_INDEX", index.url)
        monkeypatch.delenv("UV_INDEX", raising=False)
        with (
            build(home=tmp_path, quiet=True, sandbox="none", patient=True) as edges,
            pytest.raises(BotError, match="HONEBOT_ADVISORIES"),
        ):
            edges.tools.advisories.about(ONE)

    assert "/pypi/shop/1.0/json" in index.asked


def test_a_wrong_setting_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told when advisories are wanted, not before."""
    monkeypatch.setenv("HONEBOT_ADVISORIES", "ftp://advisories.example/")
    with build(home=tmp_path, quiet=True, sandbox="none", patient=True) as edges:
        with edges.tools.scratch() as folder:
            assert folder.is_dir()
        with pytest.raises(UsageError, match="it is no address"):
            edges.tools.advisories  # noqa: B018  # a property that may raise


def test_clients_are_loaded_when_they_are_used(tmp_path: Path) -> None:
    """Building the edges, or asking for the clients, loads no network library."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bot.app import build\n"
        "with build(home=Path(sys.argv[1]), quiet=True, sandbox='none') as edges:\n"
        "    print('bot.services.packages' in sys.modules)\n"
        "    edges.tools.packages, edges.tools.advisories\n"
        "    print('httpx' in sys.modules, 'sqlite3' in sys.modules)\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "UV_DEFAULT_INDEX": "https://i.example/"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split()[:2] == ["False", "False"]
