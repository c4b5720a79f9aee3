"""Actions of many pull requests: groups, second choices, and what was declined."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.edges import Request
from bot.forges.local import LocalForge
from bot.model import PullRequestState, Status
from bot.narrowing import TOGETHER
from bot.pipeline import Ending, run, survey
from bot.services.git import open_checkout
from tests.bot.test_pipeline import endings
from tests.support.command_line import git, repository
from tests.support.pipeline import Count, ScriptedVerifier

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Change
    from tests.support.pipeline import Open

NEWEST = {"a": ["9", "5"], "b": ["7"], "c": ["8"]}


def _target(tmp_path: Path, text: str = "a=1\nb=1\nc=1\n") -> Path:
    return repository(tmp_path / "target", {"numbers": text})


def _numbers(target: Path, branch: str) -> list[str]:
    return git(target, "show", f"{branch}:numbers").split()


def _has(*texts: bytes) -> ScriptedVerifier:
    def rejects(change: Change) -> bool:
        after = change.files[0].after or b""
        return any(text in after for text in texts)

    return ScriptedVerifier(rejects=rejects)


def test_each_scope_is_a_pull_request(edges: Open, tmp_path: Path) -> None:
    """One action brings several changes, each alone on the base."""
    target = _target(tmp_path)

    outcome = run(edges(Count(NEWEST)), Request(str(target)))

    assert endings(outcome) == dict.fromkeys(
        ["count/a", "count/b", "count/c"], Ending.OPENED
    )
    assert _numbers(target, "honebot/count/b") == ["a=1", "b=7", "c=1"]


def test_the_next_best_is_tried(edges: Open, tmp_path: Path) -> None:
    """Where the newest breaks a test, an older one is proposed, and says so."""
    target = _target(tmp_path)

    outcome = run(edges(Count(NEWEST), verifier=_has(b"a=9")), Request(str(target)))

    assert endings(outcome)["count/a"] is Ending.OPENED
    assert _numbers(target, "honebot/count/a") == ["a=5", "b=1", "c=1"]
    first = outcome.attempts[0]
    assert first.change is not None
    assert first.change.notes == ("It is rejected.",)


def test_nothing_else_to_try(edges: Open, tmp_path: Path) -> None:
    """Where all are rejected, nothing is proposed."""
    outcome = run(
        edges(Count(NEWEST), verifier=_has(b"a=9", b"a=5")),
        Request(str(_target(tmp_path))),
    )

    assert endings(outcome)["count/a"] is Ending.REJECTED


def test_a_red_group_is_split(edges: Open, tmp_path: Path) -> None:
    """The rest of a group is proposed, and the culprit named."""
    target = _target(tmp_path)

    outcome = run(
        edges(Count(NEWEST, grouped=True), verifier=_has(b"b=7")), Request(str(target))
    )

    assert endings(outcome) == {"count": Ending.OPENED}
    assert _numbers(target, "honebot/count") == ["a=9", "b=1", "c=8"]
    change = outcome.attempts[0].change
    assert change is not None
    assert change.notes == ("Left out: b. It is rejected.",)


def test_members_that_clash(edges: Open, tmp_path: Path) -> None:
    """Of two that only fail together, one is left for later."""
    target = _target(tmp_path, "a=1\nb=1\n")
    newest = {"a": ["9"], "b": ["7"]}

    outcome = run(
        edges(Count(newest, grouped=True), verifier=_has(b"a=9\nb=7")),
        Request(str(target)),
    )

    assert _numbers(target, "honebot/count") == ["a=9", "b=1"]
    change = outcome.attempts[0].change
    assert change is not None
    assert change.notes == (f"Left out: b. {TOGETHER}",)


def test_a_group_of_culprits(edges: Open, tmp_path: Path) -> None:
    """Where no member passes, each is named with its reason."""
    verifier = _has(b"a=9", b"b=7", b"c=8")

    outcome = run(
        edges(Count(NEWEST, grouped=True), verifier=verifier),
        Request(str(_target(tmp_path))),
    )

    assert endings(outcome) == {"count": Ending.REJECTED}
    assert "b: It is rejected." in outcome.attempts[0].reason


def test_declined_editions(edges: Open, tmp_path: Path) -> None:
    """What was declined stays so; the next edition is proposed again."""
    target = _target(tmp_path, "a=1\n")
    run(edges(Count({"a": ["5"]})), Request(str(target)))
    with closing(open_checkout(str(target), home=tmp_path / "home")) as checkout:
        LocalForge(checkout.repository).close(1, declined=True)

    again = run(edges(Count({"a": ["5"]})), Request(str(target)))
    later = run(edges(Count({"a": ["6"]})), Request(str(target)))

    assert endings(again) == {}
    assert endings(later) == {"count/a": Ending.OPENED}
    with closing(open_checkout(str(target), home=tmp_path / "home")) as checkout:
        states = [
            pull.state for pull in LocalForge(checkout.repository).pull_requests()
        ]
    assert states == [PullRequestState.DECLINED, PullRequestState.OPEN]


def test_a_newer_edition_of_an_open_one(edges: Open, tmp_path: Path) -> None:
    """The same base with a newer edition brings the pull request up to date."""
    target = _target(tmp_path, "a=1\n")
    run(edges(Count({"a": ["5"]})), Request(str(target)))

    outcome = run(edges(Count({"a": ["6"]})), Request(str(target)))

    assert endings(outcome) == {"count/a": Ending.UPDATED}
    assert _numbers(target, "honebot/count/a") == ["a=6"]


def test_looked_up_each_time(edges: Open, tmp_path: Path) -> None:
    """What the world says is asked again, though the commit is known."""
    target = _target(tmp_path, "a=1\n")
    said = [
        survey(edges(action), Request(str(target))).plan.actions[0]
        for action in (
            Count({"a": ["5"]}),
            Count({"a": ["1"]}),
            Count({"a": ["5"]}, is_reachable=False),
        )
    ]

    assert [each.status for each in said] == [
        Status.PROPOSED,
        Status.SATISFIED,
        Status.BLOCKED,
    ]
    assert said[0].reason == "1 are out of date."
    assert said[2].reason == "Nobody answers."


def test_what_waits_is_not_made(edges: Open, tmp_path: Path) -> None:
    """A change for which there is no room costs nothing."""
    target = _target(tmp_path)
    action = Count(NEWEST)

    outcome = run(edges(action), Request(str(target), limit=1))

    assert endings(outcome) == {
        "count/a": Ending.OPENED,
        "count/b": Ending.WAITING,
        "count/c": Ending.WAITING,
    }
    assert action.made == ["a"]


def test_a_limit_by_hand_counts_alone(edges: Open, tmp_path: Path) -> None:
    """More parts than the policy has room for are brought where that is asked."""
    names = [f"n{number}" for number in range(5)]
    target = _target(tmp_path, "".join(f"{name}=1\n" for name in names))
    newest = {name: ["2"] for name in names}

    few = run(edges(Count(newest)), Request(str(target), dry_run=True))
    many = run(edges(Count(newest)), Request(str(target), limit=4))

    assert [*endings(few).values()].count(Ending.DRY_RUN) == 3
    assert [*endings(many).values()].count(Ending.OPENED) == 4
