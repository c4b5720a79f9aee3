"""Packages that the owners want to move together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.actions.catalogue import ACTIONS
from bot.errors import ActionError
from tests.support.index_clients import client_of
from tests.support.local_tools import LocalTools
from tests.support.loopback_index import LoopbackIndex, wheel
from tests.support.targets import target_of

if TYPE_CHECKING:
    from pathlib import Path

ACTION = ACTIONS["update-dependency"]
NAMES = ("flask", "flask-login", "rich", "boto3", "botocore")
FILE = "".join(f"{name}==1.0\n" for name in NAMES)
RELEASES = [wheel(name, version) for name in NAMES for version in ("1.0", "1.1")]


def test_groups_of_the_policy(tmp_path: Path) -> None:
    """A group is one part with all its members; families are groups by themselves."""
    target = replace(
        target_of({"requirements.txt": FILE}),
        params={"groups": "web: flask*; shell: rich"},
    )
    with (
        LoopbackIndex(RELEASES) as index,
        client_of(index, tmp_path) as client,
    ):
        tools = LocalTools(client)
        parts = {part.scope: part for part in ACTION.parts(target, tools)}
        change = ACTION.part(target, tools, parts["web"])

    assert set(parts) == {"web", "shell", "aws-sdk"}
    assert change.members == ("flask", "flask-login")
    [file] = change.files
    assert (
        file.after
        == FILE.replace("flask==1.0", "flask==1.1")
        .replace("flask-login==1.0", "flask-login==1.1")
        .encode()
    )


@pytest.mark.parametrize("text", ["flask", "web:", "web: ,", "a b: flask", ": flask"])
def test_groups_that_are_none(tmp_path: Path, text: str) -> None:
    """What is no group is an error that shows how one is written."""
    target = replace(target_of({"requirements.txt": FILE}), params={"groups": text})
    with (
        LoopbackIndex(RELEASES) as index,
        client_of(index, tmp_path) as client,
        pytest.raises(ActionError, match="name: package, package"),
    ):
        ACTION.parts(target, LocalTools(client))
