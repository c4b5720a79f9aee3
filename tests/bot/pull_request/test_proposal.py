"""A verified change as the pull request to be opened, with its commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.actions.catalogue import ACTIONS
from bot.model import Change, Evidence, FileChange, Policy, Verdict, Verification
from bot.pull_request.marker import Marker, read_marker
from bot.pull_request.proposal import key_of, propose
from bot.services.git import open_checkout
from codemods.model import Finding
from tests.support.repositories import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Proposal
    from bot.services.git.checkout import GitCheckout

BEFORE = b"import yaml\nconfig = yaml.load(open('a'), Loader=yaml.Loader)\n"
AFTER = b"import yaml\nconfig = yaml.safe_load(open('a'))\n"
TEXT = "yaml.load(open('a'), Loader=yaml.Loader)"


@pytest.fixture
def checkout(tmp_path: Path) -> GitCheckout:
    """Return the checkout of a repository with one unsafe loader."""
    folder = repository(tmp_path / "shop", {"config.py": BEFORE}, message="feat: start")
    return open_checkout(str(folder), home=tmp_path / "home")


def proposed(
    checkout: GitCheckout, policy: Policy, *, scope: str = "", title: str = ""
) -> Proposal:
    """Return the proposal to load YAML safely there."""
    change = Change(
        slug="yaml-safe-load",
        scope=scope,
        files=(FileChange("config.py", BEFORE, AFTER),),
        findings=(Finding("config.py", 2, TEXT),),
        title=title,
    )
    reason = "There are no tests."
    verification = Verification(
        Verdict.UNTESTED, reason, Evidence(not_run="there are no tests.")
    )
    action = ACTIONS["yaml-safe-load"]
    return propose(action, change, verification, policy=policy, checkout=checkout)


def test_proposal(checkout: GitCheckout) -> None:
    """Title, text, branch and commit come together."""
    made = proposed(checkout, Policy(labels=("bot",)))

    assert made.key == "yaml-safe-load"
    assert made.title == "fix: load YAML with the safe loader"
    assert made.branch == "honebot/yaml-safe-load"
    assert (made.base_branch, made.base) == ("main", checkout.commit)
    assert made.draft
    assert made.labels == ("bot",)
    assert f"- `config.py:2`: `{TEXT}`" in made.body
    marker = read_marker(made.body)
    assert isinstance(marker, Marker)
    assert (marker.key, marker.base) == (made.key, made.base)


def test_commit_of_the_proposal(checkout: GitCheckout) -> None:
    """The head is one commit on the base, with title, why and trailers."""
    made = proposed(checkout, Policy())

    folder = checkout.repository.found.folder
    assert git(folder, "rev-parse", f"{made.head}^") == checkout.commit
    assert (
        git(folder, "cat-file", "-p", f"{made.head}:config.py") == AFTER.decode()[:-1]
    )
    assert git(folder, "log", "-1", "--format=%s", made.head) == made.title
    trailers = "--format=%(trailers:key=Honebot-Action,valueonly)"
    assert git(folder, "log", "-1", trailers, made.head) == "yaml-safe-load"


def test_same_proposal_again(checkout: GitCheckout) -> None:
    """Asked again, everything is the same, the commit too."""
    assert proposed(checkout, Policy()) == proposed(checkout, Policy())


def test_part_of_a_change(checkout: GitCheckout) -> None:
    """A part has its scope in key, branch and title; an action may name itself."""
    made = proposed(checkout, Policy(), scope="src.shop", title="Load it safely")

    assert made.key == "yaml-safe-load/src.shop"
    assert made.branch == "honebot/yaml-safe-load/src.shop"
    assert made.title == "fix: load it safely (src.shop)"


def test_base_branch_of_the_policy(checkout: GitCheckout) -> None:
    """The policy's base branch goes before the one that is checked out."""
    assert proposed(checkout, Policy(base_branch="next")).base_branch == "next"


def test_plain_repository(checkout: GitCheckout) -> None:
    """Where people write plain subjects, so does Honebot."""
    folder = checkout.repository.found.folder
    commit(folder, {"a.py": ""}, "Add a")
    now = open_checkout(str(folder), home=folder.parent / "home")

    assert proposed(now, Policy()).title == "Load YAML with the safe loader"


def test_facts_are_json(checkout: GitCheckout) -> None:
    """What machines want to know can be written as JSON."""
    facts = json.loads(json.dumps(dict(proposed(checkout, Policy()).facts)))

    assert facts["verdict"] == "untested"
    assert facts["evidence"]["not_run"] == "there are no tests."


def test_repository_action(checkout: GitCheckout) -> None:
    """An action that is no codemod is in the area of its folder too."""
    change = Change("docker-no-cache", "", (FileChange("x", None, b"x\n"),))
    verification = Verification(Verdict.PROVEN, "Only configuration.", Evidence())
    action = ACTIONS["docker-no-cache"]

    made = propose(action, change, verification, policy=Policy(), checkout=checkout)

    assert made.title.startswith("ci: ")
    assert not made.draft


def test_key() -> None:
    """A key is the slug, with the scope of a part."""
    assert key_of(Change("a", "", ())) == "a"
    assert key_of(Change("a", "b.c", ())) == "a/b.c"
