"""The local forge: pull requests that live in the repository itself.

A pull request is a branch and a record (`bot/forges/record.py`). The record is
written first, as *pending*, then the branch and the finished record together:
killed at any moment, the next one to look finds what was meant and finishes
it, on whatever machine. Each write names the value it replaces, so nothing
that somebody else did in between is lost.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from time import sleep
from typing import TYPE_CHECKING

from bot.errors import ForgeError, GitError, RefMovedError
from bot.forges.errors import (
    BranchInUseError,
    BranchTakenError,
    NoSuchPullRequestError,
)
from bot.forges.record import PULLS, Record, as_stored, decode, encode
from bot.model import PullRequest, PullRequestState
from bot.protocols import RefUpdate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.model import Proposal
    from bot.protocols import Repository

_TRIES = 20
_PAUSE = 0.02
"""Seconds to wait after a lost race, longer each time. A race is lost only to a
writer without our lock (one with another home) that got something done."""

_BRANCH = re.compile(r"honebot(?:/[A-Za-z0-9_](?:\.?[A-Za-z0-9_-])*(?<!\.lock))+")
_AUTHOR = re.compile(rb"^author .*<([^<>\n]*)> [^<>\n]*$", re.MULTILINE)

_OPEN = PullRequestState.OPEN
_MERGED = PullRequestState.MERGED
_DECLINED = PullRequestState.DECLINED
_CLOSED = PullRequestState.CLOSED


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class LocalForge:
    """Satisfies `bot.protocols.Forge` with a repository alone.

    A pull request is merged once its head, or the same change, is in its base
    branch. A person who deletes the branch of an open one declines it, just
    as with `close`; one who moves the branch takes it over.
    """

    def __init__(
        self, repository: Repository, *, now: Callable[[], datetime] = _now
    ) -> None:
        self._repository = repository
        self._now = now

    @property
    def name(self) -> str:
        """The kind of forge: local."""
        return "local"

    def pull_requests(self) -> tuple[PullRequest, ...]:
        """Return all pull requests, oldest first; what is half done is finished."""
        with _forge_errors("cannot read the pull requests"):
            tips = self._tips()
            records = self._records(tips)
            if any(record.pending for record in records):
                with self._repository.exclusive():
                    self._finish()
                tips = self._tips()
                records = self._records(tips)
            return tuple(self._shown(record, tips) for record in records)

    def publish(self, proposal: Proposal) -> PullRequest:
        """Bring branch and pull request of the proposal's key into being.

        A merged one gets a successor, and so does a declined one when its
        scope comes in an edition that nobody has declined. Raises
        `ForgeError` where the branch is not free, is checked out, or git
        refuses.
        """
        if not _BRANCH.fullmatch(proposal.branch):
            raise ForgeError(f"{proposal.branch!r} is no branch name of Honebot's")
        if not proposal.base_branch:
            raise ForgeError(
                "HEAD is detached, so there is no branch to propose to: check one "
                "out, or name it with --ref"
            )
        proposal = as_stored(proposal)
        what = f"cannot write the pull request of {proposal.key}"
        with _forge_errors(what), self._repository.exclusive():
            self._are_commits(proposal)
            for attempt in range(1, _TRIES):
                try:
                    return self._publish(proposal)
                except RefMovedError:
                    sleep(attempt * _PAUSE)
            return self._publish(proposal)

    def close(self, number: int, *, declined: bool) -> PullRequest:
        """Close it; declined means that it is not proposed again.

        The branch stays: deleting it is up to people. Raises `ForgeError` for
        a number that there is not, or a pull request that is merged.
        """
        return self._settle(number, _DECLINED if declined else _CLOSED)

    def reopen(self, number: int) -> PullRequest:
        """Forget that it was declined; the next `publish` of its key opens it."""
        return self._settle(number, _CLOSED)

    def diff(self, number: int) -> str:
        """Return the change as a unified diff, as the branch has it now.

        Bytes that are not UTF-8 are replaced. Raises `ForgeError`.
        """
        with _forge_errors(f"cannot show pull request {number}"):
            tips = self._tips()
            record = self._record(number, tips)
            head = tips.get(record.branch, record.proposal.head)
            if record.state is not _OPEN:
                head = record.proposal.head
            diff = self._repository.diff(record.proposal.base, head)
            return diff.decode("utf-8", "replace")

    # ------------------------------------------------------------- reading

    def _tips(self) -> Mapping[str, str]:
        return self._repository.refs("refs/heads", PULLS)

    def _records(self, tips: Mapping[str, str]) -> list[Record]:
        numbers = sorted(
            int(name)
            for ref in tips
            if ref.startswith(f"{PULLS}/")
            and (name := ref.removeprefix(f"{PULLS}/")).isdecimal()
        )
        found = []
        for number in numbers:
            identity = tips[f"{PULLS}/{number}"]
            found.append(decode(number, identity, *self._repository.read(identity)))
        return found

    def _record(self, number: int, tips: Mapping[str, str]) -> Record:
        for record in self._records(tips):
            if record.number == number:
                return record
        raise NoSuchPullRequestError(number)

    def _shown(self, record: Record, tips: Mapping[str, str]) -> PullRequest:
        state = self._state(record, tips)
        return PullRequest(
            number=record.number,
            state=state,
            proposal=record.proposal,
            url=f"honebot pr show {record.number}",
            edited=state is _OPEN and _edited(record, tips),
        )

    def _state(self, record: Record, tips: Mapping[str, str]) -> PullRequestState:
        if record.state is not _OPEN:
            return record.state
        if self._is_merged(record, tips):
            return _MERGED
        if record.branch not in tips and not record.pending:
            return _DECLINED
        return _OPEN

    def _is_merged(self, record: Record, tips: Mapping[str, str]) -> bool:
        proposal = record.proposal
        tip = tips.get(f"refs/heads/{proposal.base_branch}")
        if tip is None or tip == proposal.base:
            return False
        if self._repository.contains(tip, proposal.head):
            return True
        if self._repository.holds_change(tip, proposal.base, proposal.head):
            return True
        there = tips.get(record.branch, proposal.head)
        return there != proposal.head and self._merged_as_edited(record, there, tip)

    def _merged_as_edited(self, record: Record, there: str, tip: str) -> bool:
        """Return whether the branch, as a person left it, is in the base.

        A branch that was only put back to some commit of the base is there
        too, but does not hold our change any more: it must be built on our
        commit, or be our commit amended.
        """
        if not self._repository.contains(tip, there):
            return False
        head = record.proposal.head
        return self._repository.contains(there, head) or (
            self._author(there) == self._author(head)
        )

    def _author(self, commit: str) -> bytes:
        _, content = self._repository.read(commit)
        found = _AUTHOR.search(content.partition(b"\n\n")[0])
        return found[1] if found else b""

    # ------------------------------------------------------------- writing

    def _are_commits(self, proposal: Proposal) -> None:
        for identity in (proposal.base, proposal.head):
            kind, _ = self._repository.read(identity)
            if kind != "commit":
                raise ForgeError(f"{identity} is a {kind}, not a commit")

    def _publish(self, proposal: Proposal) -> PullRequest:
        self._finish()
        tips = self._tips()
        if f"refs/heads/{proposal.base_branch}" not in tips:
            raise ForgeError(
                f"there is no branch {proposal.base_branch!r} to propose to"
            )
        records = self._records(tips)
        ours = [record for record in records if record.proposal.key == proposal.key]
        latest = ours[-1] if ours else None
        state = self._state(latest, tips) if latest else _MERGED
        if latest is not None and state is not latest.state:
            latest = self._store(replace(latest, state=state))
        if latest is None or state is _MERGED or _is_next(proposal, ours):
            number = max((record.number for record in records), default=0) + 1
            return self._open(number, proposal, tips, records)
        if state is _DECLINED or (state is _OPEN and _edited(latest, tips)):
            return self._shown(latest, tips)
        return self._bring(latest, proposal, tips)

    def _open(
        self,
        number: int,
        proposal: Proposal,
        tips: Mapping[str, str],
        records: list[Record],
    ) -> PullRequest:
        now = self._now()
        record = Record(number, _OPEN, proposal, opened=now, updated=now)
        there = tips.get(record.branch, "")
        if there and there != proposal.head:
            before = [r for r in records if r.branch == record.branch]
            tip = tips[f"refs/heads/{proposal.base_branch}"]
            is_spent = before and self._repository.contains(tip, there)
            if not is_spent and there not in {r.proposal.head for r in before}:
                raise BranchTakenError(proposal.branch, proposal.branch)
        return self._move(record, there, tips)

    def _bring(
        self, latest: Record, proposal: Proposal, tips: Mapping[str, str]
    ) -> PullRequest:
        """Bring the pull request that is open, or was closed by us, up to date."""
        proposal = replace(proposal, branch=latest.proposal.branch)
        there = tips.get(latest.branch, "")
        if there != proposal.head and not _as_left(latest, there):
            raise BranchTakenError(proposal.branch, proposal.branch)
        if (
            latest.state is _OPEN
            and there == proposal.head
            and replace(proposal, facts={}) == replace(latest.proposal, facts={})
        ):
            return self._shown(latest, tips)
        record = replace(
            latest,
            state=_OPEN,
            proposal=proposal,
            updated=self._now(),
            pending=False,
            previous="",
        )
        return self._move(record, there, tips)

    def _move(self, record: Record, there: str, tips: Mapping[str, str]) -> PullRequest:
        """Store the record, and move its branch from where it is to its head."""
        if there != record.proposal.head:
            self._is_free(record, tips)
            record = self._store(replace(record, pending=True, previous=there))
        record = self._complete(record)
        return self._shown(record, {**tips, record.branch: record.proposal.head})

    def _complete(self, record: Record) -> Record:
        """Store the record as finished, with its branch at its head."""
        there, head = record.previous, record.proposal.head
        branch = [RefUpdate(record.branch, there, head)] if record.pending else []
        done = replace(record, pending=False, previous="")
        return self._store(done, branch)

    def _finish(self) -> None:
        """Finish what a writer that was killed left pending.

        A branch that a person has moved or checked out meanwhile stays, and
        one that cannot be made now stays pending: the others go on.
        """
        tips = self._tips()
        for record in self._records(tips):
            if not record.pending:
                continue
            there = tips.get(record.branch, "")
            with suppress(GitError):
                if there != record.previous or there == record.proposal.head:
                    self._store(replace(record, pending=False, previous=""))
                elif not self._in_use(record):
                    self._complete(record)

    def _settle(self, number: int, state: PullRequestState) -> PullRequest:
        with (
            _forge_errors(f"cannot change pull request {number}"),
            self._repository.exclusive(),
        ):
            self._finish()
            tips = self._tips()
            record = self._record(number, tips)
            if self._state(record, tips) is _MERGED:
                raise ForgeError(f"pull request {number} is merged already")
            if record.state is not state:
                record = self._store(replace(record, state=state, updated=self._now()))
            return self._shown(record, tips)

    def _store(self, record: Record, *others: list[RefUpdate]) -> Record:
        identity = self._repository.store("tag", encode(record))
        updates = [update for other in others for update in other]
        own = RefUpdate(record.ref, record.identity, identity)
        self._repository.move([*updates, own], f"honebot: pull request {record.number}")
        return replace(record, identity=identity)

    def _is_free(self, record: Record, tips: Mapping[str, str]) -> None:
        """Raise `ForgeError` where the branch cannot be made or moved now."""
        parts = record.branch.split("/")
        for end in range(3, len(parts)):
            if (above := "/".join(parts[:end])) in tips:
                raise BranchTakenError(
                    record.proposal.branch, above.removeprefix("refs/heads/")
                )
        for ref in tips:
            if ref.startswith(f"{record.branch}/"):
                raise BranchTakenError(
                    record.proposal.branch, ref.removeprefix("refs/heads/")
                )
        if folder := self._in_use(record):
            raise BranchInUseError(record.proposal.branch, folder)

    def _in_use(self, record: Record) -> str:
        return self._repository.checked_out().get(record.branch, "")


def _edited(record: Record, tips: Mapping[str, str]) -> bool:
    """Return whether a person has moved the branch of an open pull request."""
    return not _as_left(record, tips.get(record.branch, ""))


def _is_next(proposal: Proposal, ours: list[Record]) -> bool:
    """Return whether the last one was declined, and this is another edition."""
    declined = {each.proposal.edition for each in ours if each.state is _DECLINED}
    return ours[-1].state is _DECLINED and proposal.edition not in declined


def _as_left(record: Record, there: str) -> bool:
    """Return whether a branch is where Honebot left it; a deleted one is."""
    return there in {"", record.proposal.head, record.previous}


@contextmanager
def _forge_errors(what: str) -> Iterator[None]:
    try:
        yield
    except GitError as error:
        raise ForgeError(f"{what}: {error}") from error
