"""A pull request of the local forge as git stores it.

The ref `refs/honebot/pulls/<number>` points to an annotated tag object, whose
object is the head of the branch. So `git show` prints the text and the change,
and garbage collection keeps both for as long as the ref is there. The tag's
message is the title, an empty line, the body, a line with the version of this
format, and one JSON document (`docs/local-forge.md` describes its keys).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.forges.errors import RecordError
from bot.model import Proposal, PullRequestState

PULLS = "refs/honebot/pulls"
VERSION = 1

_LINE = "-- honebot pull request, version "
_TAGGER = "Honebot <honebot@honebot.invalid>"


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of one pull request.

    `identity` is the object that the ref points to ("" before it is stored).
    While `pending`, the branch may still be at `previous` ("" for no branch)
    on its way to the proposal's head; who finds it so finishes the work.
    """

    number: int
    state: PullRequestState
    proposal: Proposal
    opened: datetime
    updated: datetime
    pending: bool = False
    previous: str = ""
    identity: str = ""

    @property
    def ref(self) -> str:
        """The ref that keeps it."""
        return f"{PULLS}/{self.number}"

    @property
    def branch(self) -> str:
        """The branch as a ref."""
        return f"refs/heads/{self.proposal.branch}"


def encode(record: Record) -> bytes:
    """Return the tag object that stores the record."""
    proposal = record.proposal
    facts = {
        "number": record.number,
        "key": proposal.key,
        "slug": proposal.slug,
        "edition": proposal.edition,
        "state": record.state.value,
        "branch": proposal.branch,
        "base_branch": proposal.base_branch,
        "base": proposal.base,
        "head": proposal.head,
        "draft": proposal.draft,
        "labels": list(proposal.labels),
        "opened": record.opened.isoformat(),
        "updated": record.updated.isoformat(),
        "pending": record.pending,
        "previous": record.previous,
        "facts": dict(proposal.facts),
    }
    head = [
        f"object {proposal.head}",
        "type commit",
        f"tag honebot-pull-{record.number}",
        f"tagger {_TAGGER} {int(record.updated.timestamp())} +0000",
        "",
        _line(proposal.title),
        "",
        _storable(proposal.body),
        f"{_LINE}{VERSION} --",
        json.dumps(facts, indent=2, sort_keys=True, default=str),
        "",
    ]
    return "\n".join(head).encode()


def as_stored(proposal: Proposal) -> Proposal:
    """Return the proposal as it comes back after it was stored."""
    return replace(proposal, title=_line(proposal.title), body=_storable(proposal.body))


def _line(text: str) -> str:
    return " ".join(_storable(text).split())


def _storable(text: str) -> str:
    """Return the text without what a tag object or UTF-8 cannot hold."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()


def decode(number: int, identity: str, kind: str, content: bytes) -> Record:
    """Return the record that an object stores.

    Raises `RecordError` where it stores none, or one of a later version.
    """
    ref = f"{PULLS}/{number}"
    if kind != "tag":
        raise RecordError(ref, f"is a {kind}, not a pull request")
    _, _, message = content.decode("utf-8", "replace").partition("\n\n")
    text, line, stored = message.rpartition(f"\n{_LINE}")
    version, _, document = stored.partition(" --\n")
    title, _, body = text.partition("\n\n")
    if not line or not version.isdecimal():
        raise RecordError(ref, "is not a pull request of Honebot")
    if int(version) > VERSION:
        raise RecordError(ref, f"was written by a later Honebot (format {version})")
    try:
        facts = json.loads(document)
        return _record(number, identity, title, body, facts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(ref, f"is damaged ({type(error).__name__})") from error


def _record(number: int, identity: str, title: str, body: str, facts: Any) -> Record:
    proposal = Proposal(
        key=_text(facts["key"]),
        slug=_text(facts["slug"]),
        title=title,
        body=body,
        branch=_text(facts["branch"]),
        base_branch=_text(facts["base_branch"]),
        base=_text(facts["base"]),
        head=_text(facts["head"]),
        draft=facts["draft"] is True,
        labels=tuple(_text(label) for label in facts["labels"]),
        facts=dict(facts["facts"]),
        edition=_text(facts.get("edition", "")),
    )
    return Record(
        number=number,
        state=PullRequestState(facts["state"]),
        proposal=proposal,
        opened=_time(facts["opened"]),
        updated=_time(facts["updated"]),
        pending=facts["pending"] is True,
        previous=_text(facts["previous"]),
        identity=identity,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    return time if time.tzinfo else time.replace(tzinfo=UTC)
