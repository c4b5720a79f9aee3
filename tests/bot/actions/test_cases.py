"""Every case folder: the action makes `after` of `before`, and then rests."""

from __future__ import annotations

import shutil
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.actions.base import Target
from bot.actions.catalogue import ACTIONS
from bot.assessment.facts import gather
from bot.errors import ActionError
from bot.model import Assessed, Change, Policy, Status
from bot.services.trees import FolderTree
from tests.support.case_index import tools_of
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Tools

DATA = Path(__file__).parent / "data"
CASES = sorted(path.parent for path in DATA.glob("*/*/before"))


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    tree = FolderTree(folder)
    return dict(tree.read_many(tree.paths()))


def after(case: Path) -> dict[str, bytes]:
    """Return the files of `after`; `@black@` and `@ruff@` are our own versions."""
    expected = files(case / "after")
    for tool in ("black", "ruff"):
        marker, number = f"@{tool}@".encode(), version(tool).encode()
        expected = {
            path: content.replace(marker, number) for path, content in expected.items()
        }
    return expected


def act(
    slug: str,
    folder: Path,
    params: Mapping[str, str] | None = None,
    tools: Tools | None = None,
) -> tuple[Assessed, Change]:
    """Return what the action says of a folder, and its change.

    One that cannot be made is a change without files.
    """
    tree = FolderTree(folder)
    tools = tools or LocalTools()
    target = Target(tree, gather(tree, Policy()), params=params or {})
    action = ACTIONS[slug]
    assessed = action.assess(target)
    if action.online and assessed.status is Status.PROPOSED:
        assessed = action.look_up(target, tools, assessed)
    try:
        return assessed, action.change(target, tools)
    except ActionError:
        return assessed, Change(slug, "", ())


def settings(case: Path) -> dict[str, Any]:
    """Return what the case's `case.toml` says: parameters, and the reason."""
    path = case / "case.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def write(change: Change, folder: Path) -> None:
    """Write a change into a folder."""
    for file in change.files:
        path = folder / file.path
        if file.after is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.after)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.parent.name}-{case.name}") for case in CASES]
)
def test_case(case: Path, tmp_path: Path) -> None:
    """The tree becomes the one of `after`, byte for byte; a second run rests.

    A case without `after` must not change, and nothing is found in it. A
    `case.toml` beside them may hold `[params]`, the `reason` that the
    assessment must give, what must be among the `notes` or the reasons for
    what is `left`, and what `tests/support/case_index.py` reads.
    """
    slug, given = case.parent.name, settings(case)
    params = given.get("params", {})
    changes = (case / "after").is_dir()
    expected = after(case) if changes else files(case / "before")
    folder = tmp_path / "target"
    shutil.copytree(case / "before", folder)

    with tools_of(given, tmp_path / "home") as tools:
        assessed, change = act(slug, folder, params, tools)
        write(change, folder)
        assessed_again, again = act(slug, folder, params, tools)

    assert files(folder) == expected
    assert (assessed.status is Status.PROPOSED) is changes
    assert bool(assessed.findings) is changes
    assert bool(change.files) is changes
    assert all(check.passed for check in change.checks)
    assert given.get("reason", assessed.reason) == assessed.reason
    assert set(given.get("notes", ())) <= {*change.notes}
    assert set(given.get("left", ())) <= {
        f"{left.path}:{left.line}: {left.reason}" for left in change.left_alone
    }
    assert again.files == ()
    assert assessed_again.status is not Status.PROPOSED
