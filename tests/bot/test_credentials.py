"""A password of a package index is seen by that index alone.

It is planted where people keep theirs, and looked for after a whole run: in
every file that was written, all that was said, every git object and pull
request, and the arguments of every process while the run lasted.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import git, honebot, repository
from tests.support.loopback_index import LoopbackIndex, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

USER, SECRET, IN_FILE = "operator", "hush-Zq4711", "hush-in-the-file"
TOKEN = base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
NEEDLES = (SECRET, TOKEN)
LOOK_UP = """
import sys
from pathlib import Path
from packaging.version import Version
from bot.app import build
from bot.errors import BotError

with build(home=Path(sys.argv[1]), quiet=True) as edges:
    packages = edges.tools.packages
    found = packages.listings(["alpha", "nothing"])
    print(found["alpha"].releases[0].version, found["nothing"].problem)
    print(packages.metadata("beta", Version("1.0")), packages.__dict__, edges.tools)
    print(packages.fetch("beta", Version("1.0"), Path(sys.argv[1])))
    for name in ("alpha", "nothing"):
        try:
            print(edges.tools.advisories.about({name: [Version("1.0")]}))
        except BotError as error:
            print(error, edges.tools.advisories.source)
"""


def in_pip_conf(home: Path, url: str) -> dict[str, str]:
    """Keep the password in pip's file."""
    address = url.replace("://", f"://{USER}:{SECRET}@")
    written(home / ".config/pip/pip.conf", f"[global]\nindex-url = {address}\n")
    return {}


def in_uv_toml(home: Path, url: str) -> dict[str, str]:
    """Keep the password in uv's file; pip's own files would come before it."""
    address = url.replace("://", f"://{USER}:{SECRET}@")
    written(
        home / ".config/uv/uv.toml", f'[[index]]\nurl = "{address}"\ndefault = true\n'
    )
    mine = [name for name in os.environ if name.startswith(("PIP_", "UV_"))]
    return {**dict.fromkeys(mine, ""), "PIP_CONFIG_FILE": os.devnull}


def in_netrc(home: Path, url: str) -> dict[str, str]:
    """Keep the password in netrc, and the address in a variable of pip."""
    written(home / ".netrc", f"machine 127.0.0.1 login {USER} password {SECRET}\n")
    return {"PIP_INDEX_URL": url}


def in_variables(home: Path, url: str) -> dict[str, str]:
    """Keep the password in variables of uv, and nothing in files."""
    written(home / ".config/uv/uv.toml", "")
    return {
        "UV_DEFAULT_INDEX": f"house={url}",
        "UV_INDEX_HOUSE_USERNAME": USER,
        "UV_INDEX_HOUSE_PASSWORD": SECRET,
    }


def written(path: Path, text: str) -> None:
    """Write a file for nobody but its owner."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o600)


@contextmanager
def watched() -> Iterator[set[str]]:
    """Collect the arguments of all processes that hold a secret."""
    seen: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    text = path.read_bytes().decode(errors="replace")
                except OSError:
                    continue
                if any(needle in text for needle in (*NEEDLES, IN_FILE)):
                    seen.add(text)
            time.sleep(0.005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


@pytest.mark.parametrize("plant", [in_pip_conf, in_uv_toml, in_netrc, in_variables])
def test_passwords_stay_secret(plant: object, tmp_path: Path) -> None:
    """After a run that needed the password nobody else has it."""
    assert callable(plant)
    user = tmp_path / "user"
    line = f"--extra-index-url https://me:{IN_FILE}@index.invalid/simple/\n"
    files = {"requirements.txt": "alpha\n", "other/requirements.txt": f"{line}beta\n"}
    repo = repository(tmp_path / "repo", {**files, "app.py": "import alpha\n"})
    with LoopbackIndex([wheel("alpha"), wheel("beta")]) as index:
        index.access = f"Basic {TOKEN}"
        environment = {"HOME": str(user), "XDG_CONFIG_HOME": "", "NETRC": ""}
        environment |= plant(user, index.url)
        with watched() as seen:
            ended = honebot(
                *("run", str(repo), "--only", "pin-dependencies", "--json"),
                home=tmp_path / "home",
                environment=environment,
            )
            asked = subprocess.run(
                [sys.executable, "-c", LOOK_UP, str(tmp_path / "home")],
                env={**os.environ, **environment},
                capture_output=True,
                text=True,
                check=True,
            )

    assert asked.stdout.startswith("1.0 no such project")
    assert "has no vulnerability data" in asked.stdout
    assert "alpha==1.0" in git(
        repo, "show", "honebot/pin-dependencies:requirements.txt"
    )
    assert "/simple/alpha/" in index.asked
    assert seen == set()
    for needle in (*NEEDLES, IN_FILE):
        assert needle not in ended.out + ended.err + asked.stdout + asked.stderr
    shown = honebot(
        "pr", "show", "1", "--diff", "--repo", str(repo), home=tmp_path / "home"
    )
    assert "alpha==1.0" in shown.out
    assert IN_FILE not in shown.out
    objects = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"],
        cwd=repo,
        capture_output=True,
        check=True,
    ).stdout
    assert b"alpha==1.0" in objects
    assert not any(needle.encode() in objects for needle in NEEDLES)
    kept = [each for each in (tmp_path / "home").rglob("*") if each.is_file()]
    assert kept
    for path in [*kept, *(each for each in repo.rglob("*") if each.is_file())]:
        content = path.read_bytes()
        assert not any(needle.encode() in content for needle in NEEDLES), path
