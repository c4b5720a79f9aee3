"""One repository through the stages: what ends how, and what a second run does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edges import Request
from bot.errors import SandboxError, UnknownActionError
from bot.model import PullRequestState, Verdict
from bot.pipeline import Ending, run, survey
from tests.support.command_line import git, repository
from tests.support.pipeline import ScriptedVerifier, Shout

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import Attempt, Outcome
    from tests.support.pipeline import Open


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a repository with two quiet files of different kinds."""
    return repository(tmp_path / "target", {"a.txt": "hello\n", "b.doc": "there\n"})


def endings(outcome: Outcome) -> dict[str, Ending]:
    """Return how each attempt ended, by key."""
    return {_key(attempt): attempt.ending for attempt in outcome.attempts}


def _key(attempt: Attempt) -> str:
    return f"{attempt.slug}/{attempt.scope}" if attempt.scope else attempt.slug


def test_each_action_gets_a_pull_request_of_one_commit(
    edges: Open, target: Path
) -> None:
    """Two actions are two branches, each one commit on the base."""
    both = Shout(), Shout("shout-doc", ".doc")

    outcome = run(edges(*both), Request(str(target)))

    assert endings(outcome) == {"shout": Ending.OPENED, "shout-doc": Ending.OPENED}
    for branch, path in (("shout", "a.txt"), ("shout-doc", "b.doc")):
        name = f"honebot/{branch}"
        assert git(target, "rev-list", "--count", f"main..{name}").strip() == "1"
        assert git(target, "diff", "--name-only", "main", name).split() == [path]
    assert git(target, "status", "--porcelain") == ""
    assert git(target, "symbolic-ref", "HEAD").strip() == "refs/heads/main"


def test_a_rejected_change_opens_nothing(edges: Open, target: Path) -> None:
    """A change that breaks a test is reported, and has no branch."""
    verifier = ScriptedVerifier(verdicts={"shout": Verdict.REJECTED})

    outcome = run(edges(Shout(), verifier=verifier), Request(str(target)))

    assert endings(outcome) == {"shout": Ending.REJECTED}
    assert outcome.attempts[0].failed
    assert git(target, "branch", "--list", "honebot/*") == ""


def test_an_action_that_fails_does_not_stop_the_others(
    edges: Open, tmp_path: Path
) -> None:
    """What fails is named, and the next action goes on."""
    target = repository(tmp_path / "t", {"a.txt": "broken\n", "b.doc": "there\n"})
    both = Shout(), Shout("shout-doc", ".doc")

    outcome = run(edges(*both), Request(str(target)))

    assert endings(outcome) == {"shout": Ending.FAILED, "shout-doc": Ending.OPENED}
    assert outcome.attempts[0].reason == "a.txt is broken"


def test_a_verification_that_fails_is_named(edges: Open, target: Path) -> None:
    """Where a change cannot be verified, no pull request is opened."""
    verifier = ScriptedVerifier(errors={"shout": SandboxError("no sandbox")})

    outcome = run(edges(Shout(), verifier=verifier), Request(str(target)))

    assert endings(outcome) == {"shout": Ending.FAILED}
    assert outcome.attempts[0].reason == "no sandbox"


def test_a_second_run_opens_nothing_twice(edges: Open, target: Path) -> None:
    """What is open and up to date is neither verified nor opened again."""
    run(edges(Shout()), Request(str(target)))
    verifier = ScriptedVerifier()

    outcome = run(edges(Shout(), verifier=verifier), Request(str(target)))

    assert set(endings(outcome).values()) <= {Ending.UNCHANGED}
    assert verifier.verified == []
    assert verifier.baselines == 0
    assert len(survey(edges(Shout()), Request(str(target))).pull_requests) == 1


def test_a_moved_base_brings_the_pull_request_up_to_date(
    edges: Open, target: Path
) -> None:
    """The same pull request gets a new commit on the new base."""
    run(edges(Shout()), Request(str(target)))
    (target / "c.md").write_text("new\n")
    git(target, "add", "c.md")
    git(target, "commit", "-q", "-m", "Go on")

    outcome = run(edges(Shout()), Request(str(target)))

    assert endings(outcome) == {"shout": Ending.UPDATED}
    assert git(target, "rev-list", "--count", "main..honebot/shout").strip() == "1"
    assert git(target, "rev-list", "--count", "honebot/shout..main").strip() == "0"


def test_a_branch_that_a_person_changed_is_theirs(edges: Open, target: Path) -> None:
    """A branch with another commit stays as it is."""
    run(edges(Shout()), Request(str(target)))
    git(target, "checkout", "-q", "honebot/shout")
    git(target, "commit", "-q", "--allow-empty", "-m", "Mine")
    theirs = git(target, "rev-parse", "HEAD")
    git(target, "checkout", "-q", "main")
    git(target, "commit", "-q", "--allow-empty", "-m", "Go on")

    outcome = run(edges(Shout()), Request(str(target)))

    assert set(endings(outcome).values()) <= {Ending.EDITED}
    assert git(target, "rev-parse", "honebot/shout") == theirs


def test_what_was_declined_is_not_proposed_again(edges: Open, target: Path) -> None:
    """Closing is a lasting no."""
    opened = run(edges(Shout()), Request(str(target)))
    pull = opened.attempts[0].pull_request
    assert pull is not None
    edges_ = edges(Shout())
    edges_.forge(edges_.checkout(Request(str(target)))).close(
        pull.number, declined=True
    )

    outcome = run(edges(Shout()), Request(str(target)))

    assert set(endings(outcome).values()) <= {Ending.DECLINED}
    again = survey(edges(Shout()), Request(str(target))).pull_requests
    assert [each.state for each in again] == [PullRequestState.DECLINED]


def test_a_dry_run_verifies_and_writes_nothing(edges: Open, target: Path) -> None:
    """A dry run has a verdict, and no ref moves."""
    before = git(target, "for-each-ref")

    outcome = run(edges(Shout()), Request(str(target), dry_run=True))

    assert endings(outcome) == {"shout": Ending.DRY_RUN}
    assert git(target, "for-each-ref") == before


def test_a_large_change_comes_in_parts(edges: Open, tmp_path: Path) -> None:
    """Python files are proposed folder by folder, no more than may be open."""
    files = {f"p{n}/a.py": f"x = '{'y' * n}'\n" * 30 for n in range(5)}
    policy = "[tool.honebot.limits]\nchanged-lines = 40\nopen = 3\n"
    target = repository(tmp_path / "t", {**files, "pyproject.toml": policy})

    outcome = run(edges(Shout(suffix=".py")), Request(str(target), only=("shout",)))

    assert endings(outcome) == {
        "shout/p0": Ending.OPENED,
        "shout/p1": Ending.OPENED,
        "shout/p2": Ending.OPENED,
        "shout/p3": Ending.WAITING,
        "shout/p4": Ending.WAITING,
    }


def test_an_unknown_action_is_wrong_use(edges: Open, target: Path) -> None:
    """`only` with a slug that does not exist is refused before any work."""
    with pytest.raises(UnknownActionError, match="did you mean 'shout'"):
        run(edges(Shout()), Request(str(target), only=("shoot",)))


def test_a_policy_that_only_observes_proposes_nothing(
    edges: Open, tmp_path: Path
) -> None:
    """With mode observe nothing is changed or verified."""
    files = {"a.txt": "hello\n", ".honebot.toml": 'mode = "observe"\n'}
    target = repository(tmp_path / "t", files)
    verifier = ScriptedVerifier()

    outcome = run(edges(Shout(), verifier=verifier), Request(str(target)))

    assert outcome.attempts == ()
    assert verifier.verified == []


def test_the_next_action_takes_the_turn_of_a_rejected_one(
    edges: Open, target: Path
) -> None:
    """A limit of one is used by the action that holds, not the rejected one."""
    verifier = ScriptedVerifier(verdicts={"shout": Verdict.REJECTED})
    both = Shout(), Shout("shout-doc", ".doc")

    outcome = run(edges(*both, verifier=verifier), Request(str(target), limit=1))

    assert endings(outcome) == {"shout": Ending.REJECTED, "shout-doc": Ending.OPENED}


def test_what_the_policy_excludes_is_never_changed(edges: Open, tmp_path: Path) -> None:
    """A file that `exclude` names is left out of the change, whatever the action."""
    files = {"a.txt": "hello\n", "kept/b.txt": "there\n"}
    policy = 'exclude = ["kept/"]\n'
    target = repository(tmp_path / "t", {**files, ".honebot.toml": policy})

    outcome = run(edges(Shout()), Request(str(target)))

    change = outcome.attempts[0].change
    assert change is not None
    assert [file.path for file in change.files] == ["a.txt"]
    assert [left.path for left in change.left_alone] == ["kept/b.txt"]
    changed = git(target, "diff", "--name-only", "main", "honebot/shout")
    assert changed.split() == ["a.txt"]
