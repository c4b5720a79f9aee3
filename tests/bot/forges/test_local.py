"""The local forge: pull requests opened, kept, taken over, declined, merged."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import ForgeError
from bot.forges.local import LocalForge
from bot.forges.record import Record, decode, encode
from bot.model import FileChange, PullRequestState
from bot.services.git import open_checkout
from bot.services.git.repository import GitRepository
from tests.support.repositories import commit, git, proposal, put, repository, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Proposal
    from bot.protocols import RefUpdate
    from bot.services.git.checkout import GitCheckout

OPEN, MERGED = PullRequestState.OPEN, PullRequestState.MERGED
DECLINED, CLOSED = PullRequestState.DECLINED, PullRequestState.CLOSED
LONG = "".join(f"line{number} = {number}\n" for number in range(40))


@dataclass(frozen=True, slots=True)
class Place:
    """A repository, and Honebot at work in it."""

    folder: Path
    home: Path

    @property
    def checkout(self) -> GitCheckout:
        """The repository as it is now."""
        return open_checkout(str(self.folder), home=self.home)

    @property
    def forge(self) -> LocalForge:
        """A forge opened anew, as a later run does."""
        return LocalForge(self.checkout.repository)

    def proposal(self, slug: str = "add", text: str = "", **facts: object) -> Proposal:
        """Return a proposal to add a file named like the action."""
        checkout = self.checkout
        change = FileChange(f"{slug}.py", None, f"{slug} = 1\n{text}".encode())
        head = checkout.commit_change([change], f"Do {slug}")
        return proposal(checkout, slug, head, **facts)

    def git(self, *arguments: str) -> str:
        """Do something as a person."""
        return git(self.folder, *arguments)

    def tip(self, branch: str) -> str:
        """Return where a branch is."""
        return self.git("rev-parse", "--verify", f"refs/heads/{branch}")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a repository of one commit."""
    return Place(repository(tmp_path / "shop", {"shop.py": LONG}), tmp_path / "home")


def test_open(place: Place) -> None:
    """A pull request is a branch and a record, and nothing else changes."""
    before = state_of(place.folder)
    wanted = place.proposal(draft=True, labels=("bot",), facts={"verdict": "proven"})

    opened = place.forge.publish(wanted)

    assert (opened.number, opened.state, opened.edited) == (1, OPEN, False)
    assert opened.url == "honebot pr show 1"
    assert place.forge.pull_requests() == (opened,)
    assert opened.proposal == wanted
    assert place.tip("honebot/add") == wanted.head
    assert state_of(place.folder) == before
    assert place.git("fsck", "--strict", "--no-dangling") == ""


def test_readable_with_git_alone(place: Place) -> None:
    """`git show` prints the text and the change; `git log --all` is not in the way."""
    place.forge.publish(place.proposal())

    shown = place.git("show", "refs/honebot/pulls/1")

    assert "Do add\n\nWhy add.\n" in shown
    assert "+add = 1" in shown
    assert place.git("log", "--all", "--format=%s").split("\n") == ["Do add", "Start"]


def test_numbers(place: Place) -> None:
    """Numbers count up, oldest first, and one is never used twice."""
    for slug in ("one", "two", "three"):
        place.forge.publish(place.proposal(slug))
    place.git("update-ref", "-d", "refs/honebot/pulls/1")

    again = place.forge.publish(place.proposal("four"))

    assert again.number == 4
    slugs = [pull.proposal.slug for pull in place.forge.pull_requests()]
    assert slugs == ["two", "three", "four"]


def test_published_twice(place: Place) -> None:
    """The same proposal again does nothing at all."""
    first = place.forge.publish(place.proposal())
    record = place.git("rev-parse", "refs/honebot/pulls/1")

    again = place.forge.publish(place.proposal(facts={"seconds": 3}))

    assert again == first
    assert place.git("rev-parse", "refs/honebot/pulls/1") == record


def test_other_text(place: Place) -> None:
    """Another text is stored; the branch stays where it is."""
    first = place.forge.publish(place.proposal())

    again = place.forge.publish(place.proposal(body="Better.\n", title="Do  add"))

    assert (again.number, again.proposal.body) == (1, "Better.\n")
    assert again.proposal.title == "Do add"
    assert place.tip("honebot/add") == first.proposal.head


def test_base_moved(place: Place) -> None:
    """A pull request follows its base: a new commit, the same number."""
    first = place.forge.publish(place.proposal())
    base = commit(place.folder, {"other.py": "x = 1\n"}, "Go on")

    again = place.forge.publish(place.proposal())

    assert (again.number, again.proposal.base) == (1, base)
    assert again.proposal.head != first.proposal.head
    assert place.tip("honebot/add") == again.proposal.head
    assert place.git("rev-parse", "honebot/add^") == base


@pytest.mark.parametrize("how", ["commit", "amend", "reset"])
def test_branch_moved_by_a_person(place: Place, how: str) -> None:
    """A branch that a person moved is theirs; the pull request says so."""
    place.forge.publish(place.proposal())
    place.git("checkout", "--quiet", "honebot/add")
    if how == "reset":
        place.git("reset", "--quiet", "--hard", "main")
    else:
        put(place.folder, {"add.py": "add = 2\n"})
        options = ["--amend"] if how == "amend" else []
        place.git("commit", "--quiet", "--all", "-m", "Mine", *options)
    place.git("checkout", "--quiet", "main")
    theirs = place.tip("honebot/add")
    commit(place.folder, {"other.py": "x = 1\n"}, "Go on")

    again = place.forge.publish(place.proposal())

    assert (again.number, again.state, again.edited) == (1, OPEN, True)
    assert place.tip("honebot/add") == theirs
    assert place.forge.pull_requests()[0].edited


@pytest.mark.parametrize("declined", [True, False])
def test_closed(place: Place, declined: bool) -> None:  # noqa: FBT001  # both ways
    """What was declined stays so; what Honebot closed may come back."""
    place.forge.publish(place.proposal())

    closed = place.forge.close(1, declined=declined)
    again = place.forge.publish(place.proposal(text="more = 1\n"))

    assert closed.state is (DECLINED if declined else CLOSED)
    assert again.state is (DECLINED if declined else OPEN)
    assert len(place.forge.pull_requests()) == 1
    assert place.forge.close(1, declined=declined).state is closed.state


def test_branch_deleted_by_a_person(place: Place) -> None:
    """Who deletes the branch of an open pull request declines it."""
    place.forge.publish(place.proposal())
    place.git("branch", "--quiet", "-D", "honebot/add")

    seen = place.forge.pull_requests()[0]
    again = place.forge.publish(place.proposal())

    assert (seen.state, again.state) == (DECLINED, DECLINED)
    assert place.git("branch", "--list", "honebot/*") == ""


@pytest.mark.parametrize("how", ["close", "delete"])
def test_reopen(place: Place, how: str) -> None:
    """What was declined can be wanted again; it keeps its number."""
    place.forge.publish(place.proposal())
    if how == "close":
        place.forge.close(1, declined=True)
    else:
        place.git("branch", "--quiet", "-D", "honebot/add")

    reopened = place.forge.reopen(1)
    again = place.forge.publish(place.proposal())

    assert reopened.state is CLOSED
    assert (again.number, again.state) == (1, OPEN)
    assert place.tip("honebot/add") == again.proposal.head


@pytest.mark.parametrize(
    "how", ["merge", "fast-forward", "cherry-pick", "squash", "by-hand"]
)
def test_merged(place: Place, how: str) -> None:
    """However the change came into the base branch, it is merged."""
    place.forge.publish(place.proposal())
    commit(place.folder, {"other.py": "x = 1\n"}, "Go on")
    if how == "fast-forward":
        place.forge.publish(place.proposal())
        place.git("merge", "--quiet", "--ff-only", "honebot/add")
    elif how == "merge":
        place.git("merge", "--quiet", "--no-ff", "-m", "Merge", "honebot/add")
    elif how == "cherry-pick":
        place.git("cherry-pick", "honebot/add")
        commit(place.folder, {"add.py": "add = 1\nmore = 2\n"}, "And on")
    elif how == "squash":
        place.git("merge", "--quiet", "--squash", "honebot/add")
        commit(place.folder, {"more.py": ""}, "Squashed, with more")
    else:
        commit(place.folder, {"add.py": "add = 1\n"}, "By hand")
    place.git("branch", "--quiet", "-D", "honebot/add")

    assert place.forge.pull_requests()[0].state is MERGED


@pytest.mark.parametrize("how", ["commit", "amend"])
def test_merged_as_a_person_changed_it(place: Place, how: str) -> None:
    """A branch that a person built on or amended is merged with their change."""
    place.forge.publish(place.proposal())
    place.git("checkout", "--quiet", "honebot/add")
    put(place.folder, {"add.py": "add = 2\n"})
    options = ["--amend"] if how == "amend" else []
    place.git("commit", "--quiet", "--all", "-m", "Mine", *options)
    place.git("checkout", "--quiet", "main")
    place.git("merge", "--quiet", "--no-ff", "-m", "Merge", "honebot/add")

    assert place.forge.pull_requests()[0].state is MERGED


def test_branch_put_back_is_not_merged(place: Place) -> None:
    """A branch put back to its base has nothing of the change in it."""
    place.forge.publish(place.proposal())
    commit(place.folder, {"other.py": "x = 1\n"}, "Go on")
    place.git("branch", "--quiet", "--force", "honebot/add", "main")

    seen = place.forge.pull_requests()[0]

    assert (seen.state, seen.edited) == (OPEN, True)


def test_new_after_merge(place: Place) -> None:
    """After one was merged, new places get a pull request of their own."""
    place.forge.publish(place.proposal())
    place.git("merge", "--quiet", "--ff-only", "honebot/add")
    checkout = place.checkout
    head = checkout.commit_change([FileChange("new.py", None, b"")], "Do add")

    second = place.forge.publish(proposal(checkout, "add", head))

    assert (second.number, second.state) == (2, OPEN)
    assert place.tip("honebot/add") == head
    states = [pull.state for pull in place.forge.pull_requests()]
    assert states == [MERGED, OPEN]
    with pytest.raises(ForgeError, match="is merged already"):
        place.forge.close(1, declined=True)


def test_new_after_a_changed_merge(place: Place) -> None:
    """A merged branch that a person had built on is free again."""
    place.forge.publish(place.proposal())
    place.git("checkout", "--quiet", "honebot/add")
    commit(place.folder, {"mine.py": ""}, "Mine")
    place.git("checkout", "--quiet", "main")
    place.git("merge", "--quiet", "--ff-only", "honebot/add")
    checkout = place.checkout
    head = checkout.commit_change([FileChange("new.py", None, b"")], "Do add")

    assert place.forge.publish(proposal(checkout, "add", head)).number == 2


def test_lost_record(place: Place) -> None:
    """A branch of ours whose record is gone is adopted where it is the same."""
    first = place.forge.publish(place.proposal())
    place.git("update-ref", "-d", "refs/honebot/pulls/1")

    again = place.forge.publish(place.proposal())

    assert again == first


@pytest.mark.parametrize(
    ("taken", "slug"),
    [
        pytest.param("honebot", "add", id="folder-is-a-branch"),
        pytest.param("honebot/add", "add", id="branch-of-a-person"),
        pytest.param("honebot/add/more", "add", id="branch-is-a-folder"),
        pytest.param("honebot/add", "add/more", id="scope-below-a-branch"),
    ],
)
def test_branch_is_taken(place: Place, taken: str, slug: str) -> None:
    """A branch that is in the way is named, with the commands that help."""
    wanted = replace(place.proposal(), branch=f"honebot/{slug}", key=slug)
    place.git("branch", taken)

    with pytest.raises(ForgeError, match=f"git branch -D {taken}`"):
        place.forge.publish(wanted)

    assert place.forge.pull_requests() == ()


def test_branch_in_use(place: Place) -> None:
    """A branch that is checked out is not moved beneath the person."""
    first = place.forge.publish(place.proposal())
    wanted = place.proposal(text="more = 1\n")
    forge = place.forge
    place.git("checkout", "--quiet", "honebot/add")

    with pytest.raises(ForgeError, match=f"checked out in {place.folder}"):
        forge.publish(wanted)

    assert place.tip("honebot/add") == first.proposal.head
    assert forge.pull_requests()[0].proposal == first.proposal


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        pytest.param({"branch": "main"}, "no branch name", id="not-ours"),
        pytest.param({"branch": "honebot/a b"}, "no branch name", id="space"),
        pytest.param({"branch": "honebot/x.lock"}, "no branch name", id="lock"),
        pytest.param({"branch": "honebot/x..y"}, "no branch name", id="dots"),
        pytest.param({"branch": "honebot/x./y"}, "no branch name", id="dot"),
        pytest.param({"base": "1" * 40}, "cannot write", id="no-base-commit"),
        pytest.param({"base_branch": ""}, "HEAD is detached", id="detached"),
        pytest.param({"base_branch": "next"}, "no branch 'next'", id="no-base"),
        pytest.param({"head": "1" * 40}, "cannot write", id="no-commit"),
    ],
)
def test_wrong_proposal(place: Place, facts: dict[str, str], message: str) -> None:
    """A proposal that cannot be is refused, and leaves nothing behind."""
    wanted = replace(place.proposal(), **facts)  # type: ignore[arg-type]  # strings all

    with pytest.raises(ForgeError, match=message):
        place.forge.publish(wanted)

    assert place.git("for-each-ref", "--format=%(refname)") == "refs/heads/main"


@pytest.mark.parametrize("method", ["close", "reopen", "diff"])
def test_no_such_number(place: Place, method: str) -> None:
    """A number that there is not is told of."""
    options = {"declined": True} if method == "close" else {}

    with pytest.raises(ForgeError, match="no pull request 7"):
        getattr(place.forge, method)(7, **options)


def test_diff(place: Place) -> None:
    """A diff shows the branch as it is, and still does when it is gone."""
    place.forge.publish(place.proposal())
    place.git("checkout", "--quiet", "honebot/add")
    commit(place.folder, {"add.py": b"add = 2\n\xff\n"}, "Mine")
    place.git("checkout", "--quiet", "main")

    edited = place.forge.diff(1)
    place.git("branch", "--quiet", "-D", "honebot/add")
    place.git("reflog", "expire", "--expire=now", "--all")
    place.git("gc", "--quiet", "--prune=now")

    assert "+add = 2\n+\N{REPLACEMENT CHARACTER}\n" in edited
    assert "+add = 1\n" in place.forge.diff(1)


def test_another_writer_without_our_lock(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who loses a race looks again, and finds what the other has done."""
    wanted = place.proposal()
    elsewhere = open_checkout(str(place.folder), home=place.home / "other")
    other = LocalForge(elsewhere.repository)
    forge = place.forge
    move = GitRepository.move
    done: list[int] = []

    def late(self: GitRepository, updates: Sequence[RefUpdate], reason: str) -> None:
        if not done:
            done.append(0)
            done.append(other.publish(wanted).number)
        move(self, updates, reason)

    monkeypatch.setattr(GitRepository, "move", late)

    assert forge.publish(wanted).number == 1
    assert done == [0, 1]
    assert len(place.forge.pull_requests()) == 1


def _half(place: Place, *, head: str, previous: str) -> Record:
    """Store a record that says that a branch is on its way to a head."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    wanted = replace(place.proposal(), head=head)
    record = Record(1, OPEN, wanted, now, now, pending=True, previous=previous)
    repository_ = place.checkout.repository
    identity = repository_.store("tag", encode(record))
    place.git("update-ref", "refs/honebot/pulls/1", identity)
    return record


@pytest.mark.parametrize("there", ["before", "after"])
@pytest.mark.parametrize("how", ["list", "publish", "close"])
def test_half_done(place: Place, there: str, how: str) -> None:
    """What a killed run left half done is finished by whoever looks next."""
    wanted = place.proposal()
    _half(place, head=wanted.head, previous="")
    if there == "after":
        place.git("update-ref", "refs/heads/honebot/add", wanted.head)

    if how == "list":
        place.forge.pull_requests()
    elif how == "publish":
        place.forge.publish(wanted)
    else:
        place.forge.close(1, declined=False)

    assert place.tip("honebot/add") == wanted.head
    stored = place.git("cat-file", "tag", "refs/honebot/pulls/1")
    assert not decode(1, "", "tag", stored.encode()).pending
    assert len(place.forge.pull_requests()) == 1


def test_half_done_update(place: Place) -> None:
    """A branch that was to be brought up to date is, from where it was."""
    first = place.forge.publish(place.proposal()).proposal.head
    second = place.proposal(text="more = 1\n").head
    _half(place, head=second, previous=first)

    pull = place.forge.pull_requests()[0]

    assert (pull.proposal.head, pull.edited) == (second, False)
    assert place.tip("honebot/add") == second


def test_half_done_and_moved_by_a_person(place: Place) -> None:
    """A branch that a person moved meanwhile stays, and is theirs."""
    first = place.forge.publish(place.proposal()).proposal.head
    second = place.proposal(text="more = 1\n").head
    _half(place, head=second, previous=first)
    place.git("branch", "--quiet", "--force", "honebot/add", "main")

    pull = place.forge.pull_requests()[0]

    assert (pull.state, pull.edited) == (OPEN, True)
    assert place.tip("honebot/add") == place.tip("main")


def test_half_done_and_in_use(place: Place) -> None:
    """A branch that is checked out meanwhile is left until it is free."""
    first = place.forge.publish(place.proposal()).proposal.head
    second = place.proposal(text="more = 1\n").head
    _half(place, head=second, previous=first)
    forge = place.forge
    place.git("checkout", "--quiet", "honebot/add")

    forge.pull_requests()
    assert place.tip("honebot/add") == first
    place.git("checkout", "--quiet", "main")

    forge.pull_requests()
    assert place.tip("honebot/add") == second


def test_half_done_and_impossible(place: Place) -> None:
    """A branch that cannot be made now holds up its own pull request alone."""
    wanted = place.proposal()
    _half(place, head=wanted.head, previous="")
    place.git("branch", "honebot/add/more")

    other = place.forge.publish(place.proposal("other"))
    with pytest.raises(ForgeError, match="git branch -D honebot/add/more"):
        place.forge.publish(wanted)
    place.git("branch", "--quiet", "-D", "honebot/add/more")
    again = place.forge.publish(wanted)

    assert (other.number, again.number) == (2, 1)
    assert place.tip("honebot/add") == wanted.head


def test_unwritable_repository(place: Place) -> None:
    """Where git cannot write, the error names the pull request and the reason."""
    wanted, forge = place.proposal(), place.forge
    put(place.folder, {".git/refs/honebot": "in the way\n"})

    with pytest.raises(ForgeError, match="cannot write the pull request of add"):
        forge.publish(wanted)


def test_several_processes(place: Place, tmp_path: Path) -> None:
    """Runs at the same time, with homes of their own, double nothing."""
    slugs = ["one", "two", "three", "four"]
    wanted = {slug: place.proposal(slug) for slug in slugs}
    script = (
        "import sys, pickle\n"
        "from pathlib import Path\n"
        "from bot.services.git import open_checkout\n"
        "from bot.forges.local import LocalForge\n"
        "folder, home, file = sys.argv[1:]\n"
        "forge = LocalForge(open_checkout(folder, home=Path(home)).repository)\n"
        "for wanted in pickle.loads(Path(file).read_bytes()): forge.publish(wanted)\n"
    )
    runs = []
    for number in range(3):
        file = tmp_path / f"wanted{number}"
        order = slugs[number:] + slugs[:number]
        file.write_bytes(pickle.dumps([wanted[slug] for slug in order]))
        home = tmp_path / f"home{number}"
        argv = (sys.executable, "-c", script, str(place.folder), str(home), str(file))
        runs.append(subprocess.Popen(argv, cwd=Path(__file__).parents[3]))
    codes = [run.wait() for run in runs]

    pulls = place.forge.pull_requests()
    assert codes == [0, 0, 0]
    assert sorted(pull.proposal.key for pull in pulls) == sorted(slugs)
    assert [pull.number for pull in pulls] == [1, 2, 3, 4]
