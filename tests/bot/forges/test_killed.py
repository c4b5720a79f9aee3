"""Killed at any moment: the repository stays sound, and nothing is doubled."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.forges.local import LocalForge
from bot.model import FileChange, PullRequestState
from bot.services.git import open_checkout
from tests.support.repositories import commit, git, proposal, repository, state_of

KEYS = ("one", "two", "three", "four", "five")
ROUNDS = 20

SCRIPT = """
import pickle, sys
from pathlib import Path
from bot.forges.local import LocalForge
from bot.services.git import open_checkout
folder, home, file = sys.argv[1:]
proposals = pickle.loads(Path(file).read_bytes())
forge = LocalForge(open_checkout(folder, home=Path(home)).repository)
print("ready", flush=True)
while True:
    for proposal in proposals:
        forge.publish(proposal)
"""


def _children(process: int) -> list[int]:
    with suppress(OSError):
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
        return [int(child) for child in listed.split()]
    return []


def _kill(run: subprocess.Popen[bytes], *, git_first: bool) -> None:
    """Kill the run, and its git commands before or after it, or not at all."""
    children = _children(run.pid)
    victims = [*children, run.pid] if git_first else [run.pid]
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    run.wait()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    """After twenty kills, git finds no fault and one more run puts all right."""
    folder = repository(tmp_path / "shop")
    proposals = []
    for text in (b"x = 1\n", b"x = 2\n"):
        checkout = open_checkout(str(folder), home=tmp_path / "home")
        for key in KEYS:
            head = checkout.commit_change([FileChange(f"{key}.py", None, text)], key)
            proposals.append(proposal(checkout, key, head, body=text.decode()))
        last = [wanted for wanted in proposals if wanted.body == text.decode()]
    (tmp_path / "wanted").write_bytes(pickle.dumps(proposals))
    before = state_of(folder)
    moments = random.Random(seed)  # noqa: S311  # moments, not secrets

    for number in range(ROUNDS):
        argv = (sys.executable, "-c", SCRIPT, *map(str, (folder, tmp_path / "home")))
        with subprocess.Popen(
            (*argv, str(tmp_path / "wanted")),
            cwd=Path(__file__).parents[3],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(moments.uniform(0.0, 0.4))
            assert run.poll() is None
            _kill(run, git_first=number % 2 == 0)
        assert git(folder, "fsck", "--strict", "--no-dangling") == ""

    forge = LocalForge(open_checkout(str(folder), home=tmp_path / "home").repository)
    for wanted in last:
        forge.publish(wanted)

    pulls = forge.pull_requests()
    assert sorted(pull.proposal.key for pull in pulls) == sorted(KEYS)
    assert sorted(pull.number for pull in pulls) == [1, 2, 3, 4, 5]
    assert {(pull.state, pull.edited) for pull in pulls} == {
        (PullRequestState.OPEN, False)
    }
    for pull in pulls:
        branch = git(folder, "rev-parse", f"refs/heads/{pull.proposal.branch}")
        assert branch == pull.proposal.head
    assert {pull.proposal.head for pull in pulls} == {wanted.head for wanted in last}
    assert list((folder / ".git" / "refs").rglob("*.lock")) == []
    assert state_of(folder) == before
    assert commit(folder, {"more.py": ""}, "The person goes on")
    assert git(folder, "gc", "--quiet", "--prune=now") == ""
