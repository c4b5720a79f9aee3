"""A target is assessed, and what is known is not looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.codemod_action import CodemodAction
from bot.assessment.assess import assess
from bot.assessment.examine import own_names, tops
from bot.errors import ActionError
from bot.model import Assessed, Policy, Status
from bot.services.trees import MemoryTree
from codemods.model import Finding
from tests.support.assessment import (
    MemoryCheckout,
    RecordingProgress,
    Refuses,
    StubAction,
)
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.actions.base import Action
    from bot.model import Assessment

FILES = {
    "a.py": "x = spam\n",
    "b.py": "y = 1\n",
    "broken.py": "def (\n",
    "d/c.py": "spam\nspam\n",
}


class Look:
    """Assesses targets with one cache."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.progress = RecordingProgress()

    def at(
        self,
        files: Mapping[str, str],
        actions: Mapping[str, Action],
        policy: Policy | None = None,
        *,
        commit: str = "c1",
        workers: int = 2,
    ) -> Assessment:
        """Return the assessment of a target of these files."""
        tree = MemoryTree({path: text.encode() for path, text in files.items()})
        return assess(
            MemoryCheckout(tree, commit),
            policy or Policy(),
            actions,
            tools=LocalTools(),
            cache=self.cache,
            workers=workers,
            progress=self.progress,
        )

    @property
    def looked_at(self) -> int | None:
        """How many files the last assessment had to look at."""
        return self.progress.totals.get("Looking at the files")


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Return a way to assess with a cache of its own."""
    return Look(tmp_path)


def codemod() -> dict[str, Action]:
    """Return the one codemod of these tests as an action."""
    return {"refuses": CodemodAction(Refuses())}


def test_codemods_and_actions_together(look: Look) -> None:
    """Codemods are filled in from one look, actions asked with all the facts."""
    stub = StubAction(
        "stub",
        assessed=Assessed("stub", Status.PROPOSED, "1.", (Finding("a", 1, "m"),)),
    )

    found = look.at(FILES, {**codemod(), "stub": stub})

    assert found.repository == "shop"
    assert [(one.path, one.line) for one in found.facts.problems] == [("broken.py", 1)]
    assert found.actions["stub"].findings == (Finding("a", 1, "m"),)
    refused = found.actions["refuses"]
    assert refused.status is Status.FOR_A_PERSON
    assert [(one.path, one.line) for one in refused.left_alone] == [
        ("a.py", 1),
        ("d/c.py", 1),
        ("d/c.py", 2),
    ]
    (target,) = stub.targets
    assert target.facts == found.facts
    assert look.progress.steps["Looking at the files"] == 4


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_is_no_matter(tmp_path: Path, workers: int) -> None:
    """However many processes look, the result is the same."""
    files = {f"{number}.py": "spam\n" * number for number in range(9)}

    found = Look(tmp_path).at(files, codemod(), workers=workers)

    assert [(one.path, one.line) for one in found.actions["refuses"].left_alone] == [
        (f"{number}.py", line) for number in range(9) for line in range(1, number + 1)
    ]


def test_a_known_commit_is_not_looked_at(look: Look) -> None:
    """The second time, everything comes from the cache."""
    stub = StubAction("stub")
    first = look.at(FILES, {**codemod(), "stub": stub})
    look.progress.totals.clear()

    second = look.at(FILES, {**codemod(), "stub": stub})

    assert second == first
    assert len(stub.targets) == 1
    assert look.progress.totals == {}


def test_after_a_commit_only_what_changed_is_looked_at(look: Look) -> None:
    """Files with the same bytes at the same place are known."""
    look.at(FILES, codemod())

    changed = {**FILES, "b.py": "spam\n", "d/new.py": "spam\n"}
    found = look.at(changed, codemod(), commit="c2")

    assert look.looked_at == 2
    fresh = Look(look.cache / "other").at(changed, codemod(), commit="c2")
    assert found.actions == fresh.actions
    assert found.facts == fresh.facts


def test_a_file_sees_the_modules_that_its_result_depends_on() -> None:
    """Names of other modules are reduced to their tops, its own are whole."""
    modules = frozenset({"shop", "shop.a", "ns.b", "b", "other.shop.a"})

    assert tops(modules) == {"shop", "ns.*", "b", "other.*"}
    assert own_names("src/shop/a.py", modules) == {"shop.a"}
    assert own_names("other/shop/a.py", modules) == {"shop.a", "other.shop.a"}
    assert own_names("shop/__init__.py", modules) == {"shop"}
    assert own_names("x/y.py", modules) == frozenset()


def test_a_file_that_becomes_a_module_is_looked_at_again(look: Look) -> None:
    """Its name is part of what its result depends on."""
    files = {"pkg/a.py": "spam\n", "b.py": ""}
    look.at(files, codemod())

    look.at({**files, "pkg/pyproject.toml": "[project]\n"}, codemod(), commit="c2")

    assert look.looked_at == 2


def test_nothing_changed_in_a_commit(look: Look) -> None:
    """No file is looked at again."""
    look.at(FILES, codemod())
    look.at(FILES, codemod(), commit="c2")

    assert look.looked_at == 0


@pytest.mark.parametrize(
    ("policy", "files"),
    [
        pytest.param(Policy(params={"refuses": {"kind": "x"}}), FILES, id="parameters"),
        pytest.param(
            Policy(), {**FILES, "requirements.txt": "six\n"}, id="facts of the project"
        ),
    ],
)
def test_what_else_a_result_depends_on(
    look: Look, policy: Policy, files: dict[str, str]
) -> None:
    """Other parameters or facts make another look necessary."""
    look.at(FILES, codemod())
    look.at(files, codemod(), policy, commit="c2")

    assert look.looked_at == 4


def test_a_harmed_cache_is_made_anew(look: Look) -> None:
    """Whatever is wrong with the files, the result is right."""
    first = look.at(FILES, codemod())
    for path in (look.cache / "assessment").iterdir():
        path.write_bytes(path.read_bytes()[:-9])

    assert look.at(FILES, codemod()).actions == first.actions
    assert look.looked_at == 4


def test_a_cache_of_something_else(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is no assessment is none, though its checksum is right."""
    monkeypatch.setattr("bot.assessment.cache.Store.load", lambda *_: [1, 2, 3])

    assert look.at(FILES, codemod()).commit == "c1"


def test_a_file_that_ends_its_process_is_named_and_not_kept(look: Look) -> None:
    """Its trouble may pass, so the next run looks again."""
    files = {"a.py": "spam\n", "bad.py": "crash\n"}

    found = look.at(files, codemod())

    assert [(one.path, one.reason) for one in found.facts.problems] == [
        ("bad.py", "the examination ended abnormally: signal SIGSEGV")
    ]
    assert [one.path for one in found.actions["refuses"].left_alone] == ["a.py"]
    look.at(files, codemod())
    assert look.looked_at == 1


def test_a_defect_of_a_codemod_is_named(look: Look) -> None:
    """A codemod that fails everywhere is blocked, not for a person."""
    found = look.at({"a.py": "fail\n", "b.py": "x\n"}, codemod())

    assert found.actions["refuses"].status is Status.BLOCKED
    assert found.actions["refuses"].reason.startswith("a.py: a defect of the codemod: ")


def test_a_defect_beside_other_places(look: Look) -> None:
    """A codemod that fails in one file has its say on the others."""
    found = look.at({"a.py": "fail\n", "b.py": "spam\n"}, codemod())

    assert found.actions["refuses"].status is Status.FOR_A_PERSON
    assert len(found.actions["refuses"].left_alone) == 2


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(ActionError("no way"), "No way.", id="foreseen"),
        pytest.param(
            KeyError("x\ny"),
            r"Honebot has a defect here: KeyError: 'x\ny'.",
            id="defect",
        ),
    ],
)
def test_an_action_that_fails_is_blocked(
    look: Look, error: Exception, reason: str
) -> None:
    """The others go on."""
    actions: dict[str, Action] = {
        "bad": StubAction("bad", assessed=error),
        "good": StubAction("good"),
    }

    found = look.at(FILES, actions)

    assert found.actions["bad"] == Assessed("bad", Status.BLOCKED, reason)
    assert found.actions["good"].status is Status.SATISFIED


def test_a_parameter_that_a_codemod_does_not_have(look: Look) -> None:
    """The codemod is blocked, and no file is looked at for it."""
    policy = Policy(params={"refuses": {"colour": "x"}})

    found = look.at(FILES, codemod(), policy)

    assert found.actions["refuses"].status is Status.BLOCKED
    assert "no parameter 'colour'" in found.actions["refuses"].reason


def test_no_python_files(look: Look) -> None:
    """A codemod has nothing to say where there is no Python."""
    found = look.at({"README.md": "x"}, codemod())

    assert found.actions["refuses"].status is Status.NOT_APPLICABLE


def test_a_cache_that_cannot_be_written(look: Look) -> None:
    """The result stands; that it was not kept is said."""
    look.cache = look.cache / "file"
    look.cache.write_text("")

    assert look.at(FILES, codemod()).commit == "c1"
    (said,) = look.progress.said
    assert said.startswith("The assessment could not be kept: ")
