"""Pull requests as git stores them: what goes in comes out, the rest is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ForgeError
from bot.forges.local import LocalForge
from bot.forges.record import Record, as_stored, decode, encode
from bot.model import Proposal, PullRequestState
from bot.services.git import open_checkout
from tests.support.repositories import git, repository

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.git.checkout import GitCheckout

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PROPOSAL = Proposal(
    key="yaml-safe-load/lib",
    slug="yaml-safe-load",
    title="Load YAML with the safe loader",
    body="Why.\n\n-- honebot pull request, version 1 --\n{}\n\nMore.\n",
    branch="honebot/yaml-safe-load/lib",
    base_branch="main",
    base="1" * 40,
    head="2" * 40,
    draft=True,
    labels=("a", "b"),
    facts={"verdict": "tested", "evidence": {"tests": None}},
)
RECORD = Record(7, PullRequestState.OPEN, PROPOSAL, NOW, NOW, identity="3" * 40)


def test_round_trip() -> None:
    """A record comes back as it was, even if its text looks like a record."""
    assert decode(7, "3" * 40, "tag", encode(RECORD)) == RECORD


def test_pending_round_trip() -> None:
    """So does one that is half done."""
    record = replace(RECORD, pending=True, previous="4" * 40)

    assert decode(7, "3" * 40, "tag", encode(record)) == record


@given(title=st.text(), body=st.text())
def test_any_text(title: str, body: str) -> None:
    """Any title and body can be stored, and come back as they are stored."""
    proposal = as_stored(replace(PROPOSAL, title=title, body=body))

    back = decode(7, "", "tag", encode(replace(RECORD, proposal=proposal)))

    assert back.proposal == proposal


@pytest.fixture
def opened(tmp_path: Path) -> GitCheckout:
    """Return the checkout of a repository of one commit."""
    folder = repository(tmp_path / "shop")
    return open_checkout(str(folder), home=tmp_path / "home")


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=st.text(max_size=50), body=st.text(max_size=100))
def test_git_takes_any_text(opened: GitCheckout, title: str, body: str) -> None:
    """Git finds the object well formed, whatever the text."""
    proposal = replace(PROPOSAL, title=title, body=body, head=opened.commit)

    identity = opened.repository.store(
        "tag", encode(replace(RECORD, proposal=proposal))
    )

    assert opened.repository.read(identity)[0] == "tag"


def _with(**facts: object) -> bytes:
    head, line, rest = encode(RECORD).decode().rpartition("-- honebot pull request")
    version, _, document = rest.partition("\n")
    changed = {**json.loads(document), **facts}
    return f"{head}{line}{version}\n{json.dumps(changed)}\n".encode()


LATER = encode(RECORD).replace(b"n 1 --\n{\n", b"n 2 --\n{\n")


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        pytest.param("commit", b"tree 1\n\nx", "is a commit, not", id="commit"),
        pytest.param("tag", b"object 1\n\nv1.0\n", "is not a pull request", id="tag"),
        pytest.param("tag", b"", "is not a pull request", id="empty"),
        pytest.param("tag", LATER, "was written by a later Honebot", id="later"),
        pytest.param("tag", encode(RECORD)[:-3], "is damaged", id="cut"),
        pytest.param("tag", _with(state="nice"), "is damaged", id="state"),
        pytest.param("tag", _with(head=7), "is damaged", id="head"),
        pytest.param("tag", _with(labels=[1]), "is damaged", id="label"),
        pytest.param("tag", _with(opened="today"), "is damaged", id="time"),
        pytest.param("tag", _with(facts=[1]), "is damaged", id="facts"),
    ],
)  # fmt: skip
def test_refused(kind: str, content: bytes, message: str) -> None:
    """What is no record of this version is named, with the way out."""
    with pytest.raises(ForgeError, match=message) as caught:
        decode(7, "", kind, content)

    assert "git update-ref -d refs/honebot/pulls/7" in str(caught.value)


def test_foreign_refs(tmp_path: Path) -> None:
    """A ref of somebody else in Honebot's place is told of, not guessed at."""
    folder = repository(tmp_path / "shop")
    git(folder, "update-ref", "refs/honebot/pulls/notes", "HEAD")
    forge = LocalForge(open_checkout(str(folder), home=tmp_path / "home").repository)
    assert forge.pull_requests() == ()
    git(folder, "update-ref", "refs/honebot/pulls/12", "HEAD")

    with pytest.raises(ForgeError, match="refs/honebot/pulls/12 is a commit"):
        forge.pull_requests()
