"""What the action makes of hashes, passwords, and locks of other projects."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.actions.catalogue import ACTIONS
from bot.model import Status
from tests.support.index_clients import client_of
from tests.support.local_tools import LocalTools
from tests.support.loopback_index import LoopbackIndex, wheel
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACTION = ACTIONS["update-dependency"]
OLD, NEW = wheel("flask", "3.0.0"), wheel("flask", "3.1.2")


@contextmanager
def tools_with(folder: Path) -> Iterator[LocalTools]:
    """Give tools with an index of two releases."""
    with LoopbackIndex([OLD, NEW]) as index:
        client = client_of(index, folder)
        try:
            yield LocalTools(client)
        finally:
            client.close()


def digest(version: str, algorithm: str = "sha256") -> str:
    """Return the hash of a release's only file."""
    content = {"3.0.0": OLD, "3.1.2": NEW}[version].content
    return f"{algorithm}:{hashlib.new(algorithm, content).hexdigest()}"


def hashed(version: str) -> str:
    """Return a file with hashes in all layouts, for a release."""
    one = digest(version)
    return (
        f"flask[async]=={version} --hash={one}  # one line\n"
        f"Flask=={version} \\\n    --hash={one}\n    # for shop\n"
        f"flask[dotenv] == {version}\\\n  --hash {one}\n"
    )


def test_hashes(tmp_path: Path) -> None:
    """The hashes of the new release stand where the old ones did, and no more."""
    target = target_of({"requirements.txt": hashed("3.0.0")})

    with tools_with(tmp_path) as tools:
        change = ACTION.change(target, tools)

    [file] = change.files
    assert (file.after or b"").decode() == hashed("3.1.2")


def test_a_password_in_the_file_is_not_shown(tmp_path: Path) -> None:
    """The line with the password stays, and nothing that is said repeats it."""
    option = "--index-url https://ada:hush-4711@index.invalid/simple\n"
    address = "own @ https://ada:hush-4711@files.invalid/own-1.0-py3-none-any.whl\n"
    target = target_of({"requirements.txt": f"{option}flask==3.0.0\n{address}"})

    with tools_with(tmp_path) as tools:
        found = ACTION.look_up(target, tools, ACTION.assess(target))
        change = ACTION.change(target, tools)

    [file] = change.files
    assert (file.after or b"").decode() == f"{option}flask==3.1.2\n{address}"
    said = (found, change.notes, change.findings, change.left_alone, change.commands)
    assert "own" in str(change.left_alone)
    assert "hush-4711" not in str(said)


@pytest.mark.parametrize(
    ("files", "reason", "orphan"),
    [
        pytest.param(
            {
                "requirements.txt": "flask==3.0.0 \\\n"
                "    --hash=sha256:ab\n    # via shop\n"
            },
            "Packages are named in requirements.txt only. Nothing in the repository"
            " says what a tool wrote it from.",
            "requirements.txt",
            id="compiled",
        ),
        pytest.param(
            {
                "requirements.txt": "flask==3.1.2\n",
                "pylock.toml": 'lock-version = "1.0"\ncreated-by = "pip"\n'
                '[[packages]]\nname = "click"\nversion = "8.1.0"\n',
            },
            "None of 1 package has a newer release that fits.",
            "pylock.toml",
            id="pylock",
        ),
    ],
)
def test_a_lock_that_names_no_source(
    files: dict[str, str], reason: str, orphan: str, tmp_path: Path
) -> None:
    """It stays, and it is said why."""
    target = target_of(files)

    with tools_with(tmp_path) as tools:
        found = ACTION.assess(target)
        if found.status is Status.PROPOSED:
            found = ACTION.look_up(target, tools, found)
        change = ACTION.change(target, tools)

    said = "Nothing in the repository says what a tool wrote it from."
    assert found.reason == reason
    assert not change.files
    assert (orphan, said) in {(each.path, each.reason) for each in change.left_alone}


def test_a_lock_of_another_project(tmp_path: Path) -> None:
    """A lock that has the package for the sake of another one stays as it is."""
    target = target_of(
        {
            "requirements.txt": "flask==3.0.0\n",
            "other/pyproject.toml": '[project]\nname = "other"\nversion = "1"\n'
            'dependencies = ["admin"]\n',
            "other/uv.lock": 'version = 1\nrequires-python = ">=3.12"\n\n'
            '[[package]]\nname = "admin"\nversion = "1.0"\n'
            'source = { registry = "https://index.invalid/simple" }\n'
            'dependencies = [{ name = "flask" }]\n\n'
            '[[package]]\nname = "flask"\nversion = "3.0.0"\n'
            'source = { registry = "https://index.invalid/simple" }\n\n'
            '[[package]]\nname = "other"\nversion = "1"\nsource = { virtual = "." }\n'
            'dependencies = [{ name = "admin" }]\n',
        }
    )

    with tools_with(tmp_path) as tools:
        change = ACTION.change(target, tools)

    assert [file.path for file in change.files] == ["requirements.txt"]
