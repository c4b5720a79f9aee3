"""Whole runs: what an update opens is what its tests, run with it, allow.

All packages come from an index of our own: small ones, and the coverage that this
environment has.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from importlib.metadata import distribution
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.command_line import honebot, repository
from tests.support.loopback_index import LoopbackIndex, Package, wheel

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

SHOP = """\
import shop_{name}


def greeting(name):
    return shop_{name}.greet(name)
"""
TESTS = """\
import unittest

import shop_{name}
import {name}


class {title}Test(unittest.TestCase):
    pass


for number in range(shop_{name}.TESTS):
    setattr(
        {title}Test,
        f"test_{{number}}",
        lambda self: self.assertEqual({name}.greeting("Ada"), "Hello, Ada"),
    )
"""
GREET = "def greet(name):\n    return 'Hello, ' + name\n"
RUDE = "def greet(name):\n    return 'Oh, ' + name\n"


def release(name: str, version: str, tests: int, text: str = GREET) -> Package:
    """Return a release with which the project has so many tests for it."""
    return wheel(f"shop-{name}", version, text=f"TESTS = {tests}\n{text}")


def project(*names: str) -> dict[str, str]:
    """Return a project that pins these packages to 1.0, with a test for each."""
    files = {
        "requirements.txt": "".join(f"shop-{name}==1.0  # kept\n" for name in names),
        "tests/__init__.py": "",
    }
    for name in names:
        files[f"{name}.py"] = SHOP.format(name=name)
        files[f"tests/test_{name}.py"] = TESTS.format(name=name, title=name.title())
    return files


def installed(name: str) -> Package:
    """Return a package of this environment as a wheel again."""
    found = distribution(name)
    tag = re.findall(r"^Tag: (\S+)$", found.read_text("WHEEL") or "", re.MULTILINE)[0]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in found.files or ():
            if ".." not in path.parts and path.suffix != ".pyc":
                archive.write(str(path.locate()), str(path))
    filename = f"{name}-{found.version}-{tag}.whl"
    return Package(name, filename, data.getvalue())


def run(
    folder: Path, packages: list[Package], files: dict[str, str]
) -> dict[str, dict[str, Any]]:
    """Run the action on a project; return the pull requests by scope, as `pr show`."""
    repo, home = repository(folder / "repo", files), folder / "home"
    with LoopbackIndex([*packages, installed("coverage")]) as index:
        environment = {"UV_DEFAULT_INDEX": index.url, "HONEBOT_OFFLINE": ""}
        words = ["run", str(repo), "--only", "update-dependency"]
        ended = honebot(*words, home=home, environment=environment)
    assert ended.code == 0, ended.err
    listed = honebot("pr", "list", "--repo", str(repo), "--json", home=home)
    pulls = {each["scope"]: each for each in json.loads(listed.out)["pull_requests"]}
    for each in pulls.values():
        words = ["pr", "show", str(each["number"]), "--repo", str(repo), "--diff"]
        each["shown"] = honebot(*words, home=home).out
    return pulls


def test_update(tmp_path: Path) -> None:
    """The new release is installed for the tests, and the text says what it means."""
    packages = [release("hall", "1.0", 1), release("hall", "1.1", 2)]

    pulls = run(tmp_path, packages, project("hall"))

    assert list(pulls) == ["shop-hall"]
    pull = pulls["shop-hall"]
    tests = pull["evidence"]["tests"]
    assert pull["title"] == "Update shop-hall from 1.0 to 1.1"
    assert pull["verdict"] == "tested"
    assert (tests["before"]["passed"], tests["after"]["passed"]) == (1, 2)
    assert "\n-shop-hall==1.0  # kept\n+shop-hall==1.1  # kept\n" in pull["shown"]
    assert "With shop-hall 1.1 installed, passing tests execute 2 of 2" in pull["body"]
    assert "\n## What shop-hall 1.1 means here\n" in pull["body"]
    assert "3 names of `shop_hall` are used, in `hall.py`" in pull["body"]
    assert "\n## Release notes of shop-hall\n" in pull["body"]


def test_smaller_step(tmp_path: Path) -> None:
    """A release that breaks a test is rejected, and the step before it is proposed."""
    packages = [
        release("hall", "1.0", 1),
        release("hall", "1.1", 1),
        release("hall", "2.0", 1, RUDE),
    ]

    pulls = run(tmp_path, packages, project("hall"))

    assert list(pulls) == ["shop-hall"]
    pull = pulls["shop-hall"]
    said = "shop-hall 2.0 was tried first. With the change, 1 test that passed before"
    assert pull["title"] == "Update shop-hall from 1.0 to 1.1"
    assert pull["verdict"] == "tested"
    assert f"{said} fails: tests.test_hall.HallTest.test_0" in pull["body"]


def test_group(tmp_path: Path) -> None:
    """One of a group that breaks a test stays behind; the others go on together."""
    names = ("hall", "room", "yard")
    packages = [
        *(release(name, "1.0", 1) for name in names),
        release("hall", "1.1", 1),
        release("room", "1.1", 1, RUDE),
        release("yard", "1.1", 1),
    ]
    groups = (
        "version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n"
        "    schedule: {interval: weekly}\n    groups:\n"
        "      shop: {patterns: ['shop-*']}\n"
    )

    pulls = run(
        tmp_path, packages, project(*names) | {".github/dependabot.yml": groups}
    )

    assert list(pulls) == ["shop"]
    pull = pulls["shop"]
    left = "Left out: shop-room. With the change, 1 test that passed before fails"
    assert pull["title"] == "Update shop: shop-hall, shop-yard"
    assert pull["verdict"] == "tested"
    assert f"{left}: tests.test_room.RoomTest.test_0" in pull["body"]
    assert "\n-shop-hall==1.0  # kept\n+shop-hall==1.1  # kept\n" in pull["shown"]
    assert "\n shop-room==1.0  # kept\n" in pull["shown"]
