"""All that is said of an upgrade; it never fails for what it meets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.actions.dependencies.upgrading.describe import Upgrade, describe
from bot.model import Policy
from bot.services.gateway import upstream
from tests.support.index_clients import client_of
from tests.support.local_tools import LocalTools
from tests.support.loopback_index import LoopbackIndex, Package
from tests.support.releases import sdist_of, wheel_of
from tests.support.targets import target_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.actions.base import Target

MODELS = "from pydantic import BaseModel\n\n\nclass Cart(BaseModel):\n    owner: str\n"
USER = "from models import Cart\n\nx = Cart(owner='').dict()\n"
OLD = {"pydantic/__init__.py": "class BaseModel: ...\ndef parse_as(): ...\n"}
NEW = {"pydantic/__init__.py": "class BaseModel: ...\n"}
RELEASES = [
    wheel_of("pydantic", "1.10", OLD),
    wheel_of("pydantic", "2.0", NEW, "Project-URL: Changelog, https://example.org\n"),
    sdist_of("pydantic", "2.0", {"HISTORY.md": "## v2.0\n\nAll new.\n"}),
]
TARGET = target_of(
    {
        "models.py": MODELS,
        "user.py": USER,
        "c.py": "import pydantic\npydantic.parse_as()\n",
    }
)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(upstream, "PAUSE_SECONDS", 0.0)


def described(
    folder: Path,
    packages: list[Package],
    target: Target = TARGET,
    *,
    admits_before: bool = False,
) -> Upgrade:
    """Return what is said of the step from 1.10 to 2.0 with such an index."""
    with LoopbackIndex(packages) as index, client_of(index, folder) as client:
        return describe(
            target,
            LocalTools(client),
            "pydantic",
            Version("1.10"),
            Version("2.0"),
            admits_before=admits_before,
        )


def test_the_whole(tmp_path: Path) -> None:
    """Usage, lost names, notes of the sdist, and the codemods with their files."""
    found = described(tmp_path, RELEASES)

    assert found.usage == ("3 names of `pydantic` are used, in `c.py`, `models.py`.",)
    assert found.api == ("`pydantic.parse_as` is gone (`c.py:2`).",)
    assert found.notes.source == "HISTORY.md"
    assert found.notes.sections[0].lines == ("All new.",)
    (file,) = found.files
    assert file.path == "user.py"
    assert file.after == USER.replace(".dict", ".model_dump").encode()
    said = {each.slug: each.sentence for each in found.codemods}
    assert said["pydantic-2-methods"].endswith("1 place in 1 file.")
    assert said["pydantic-2-config"].endswith("nothing to change.")
    assert found.sentences[:2] == (*found.usage, *found.api)


def test_code_for_old_releases_stays(tmp_path: Path) -> None:
    """A requirement that lets old releases in keeps code that they can run."""
    found = described(tmp_path, RELEASES, admits_before=True)

    assert found.files == ()
    assert all("lets older ones in" in each.sentence for each in found.codemods)


def test_the_policy_is_heard(tmp_path: Path) -> None:
    """A codemod that the owners have disabled is named and not run."""
    target = replace(TARGET, policy=Policy(disable=("pydantic-2-methods",)))

    found = described(tmp_path, RELEASES, target)

    assert found.files == ()
    assert any("the policy disables it" in each.sentence for each in found.codemods)


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        pytest.param([], "`pydantic` 2.0 could not be looked into", id="no-project"),
        pytest.param(
            [Package("pydantic", "pydantic-2.0-py3-none-any.whl", b"no zip")],
            "`pydantic` 2.0 could not be looked into",
            id="broken",
        ),
        pytest.param(RELEASES[1:], "`pydantic` 1.10 could not be looked", id="no-old"),
    ],
)
def test_what_cannot_be_said(
    tmp_path: Path, packages: list[Package], said: str
) -> None:
    """An index or a file that fails costs a sentence, not the codemods."""
    found = described(tmp_path, packages)

    assert any(said in sentence for sentence in found.api)
    assert len(found.files) == 1
    assert found.usage


def test_python_itself() -> None:
    """The language is no package of an index: nothing is asked."""
    found = describe(TARGET, LocalTools(), "python", Version("3.9"), Version("3.10"))

    assert (found.usage, found.api) == ((), ())


def test_codemods_work_on_what_others_made(tmp_path: Path) -> None:
    """Two codemods that change one file both have their say in it."""
    text = (
        f"{MODELS}\n    class Config:\n        orm_mode = True\n\n\n"
        "x = Cart(owner='').dict()\n"
    )

    found = described(tmp_path, RELEASES, target_of({"models.py": text}))

    after = (found.files[0].after or b"").decode()
    assert "model_config = ConfigDict(from_attributes=True)" in after
    assert ".model_dump()" in after
