"""Repositories behind URLs: fetched into mirrors, and what servers refuse."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.errors import TargetError
from bot.forges.local import LocalForge
from bot.model import FileChange
from bot.services.git import open_checkout
from bot.services.git.errors import ObjectError
from bot.services.git.urls import address
from tests.support.git_server import git_server
from tests.support.repositories import commit, git, proposal, put, repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BASIC = "Basic Ym9iOnBhJHM="


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Return a repository of two commits, which serves partial clones."""
    folder = repository(tmp_path / "origin", {"shop.py": "price = 1\n", "a/b.py": ""})
    commit(folder, {"shop.py": "price = 2\n"}, "Raise")
    git(folder, "config", "uploadpack.allowFilter", "true")
    return folder


class Said:
    """A `Progress` that remembers what it was told."""

    def __init__(self) -> None:
        self.tasks: list[str] = []
        self.lines: list[str] = []
        self.steps = 0

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Remember the task, and count its steps."""
        self.tasks.append(f"{title} of {total}")
        yield self._advance

    def _advance(self, steps: int) -> None:
        self.steps += steps

    def say(self, text: str) -> None:
        """Remember the line."""
        self.lines.append(text)


def test_url(origin: Path, tmp_path: Path) -> None:
    """A URL's default branch is read like a folder's."""
    said = Said()

    checkout = open_checkout(f"file://{origin}", home=tmp_path / "home", progress=said)

    assert checkout.name == f"file://{origin}"
    assert checkout.branch == "main"
    assert checkout.commit == git(origin, "rev-parse", "main")
    assert dict(checkout.tree.read_many(checkout.tree.paths())) == {
        "a/b.py": b"",
        "shop.py": b"price = 2\n",
    }
    assert checkout.recent_subjects(9) == ("Raise", "Start")
    assert not checkout.dirty
    assert said.tasks[0] == f"fetch file://{origin} of 100"
    assert 0 < said.steps <= 200


def test_contents_of_old_files_stay_away(origin: Path, tmp_path: Path) -> None:
    """Only what the commit needs is fetched, where the server can do that."""
    checkout = open_checkout(f"file://{origin}", home=tmp_path / "home")

    with pytest.raises(ObjectError, match="is missing"):
        checkout.repository.read(git(origin, "rev-parse", "main~1:shop.py"))
    assert checkout.repository.read(git(origin, "rev-parse", "main~1"))[0] == "commit"


def test_server_without_partial_clones(origin: Path, tmp_path: Path) -> None:
    """A server that knows nothing of partial clones gives all there is."""
    git(origin, "config", "uploadpack.allowFilter", "false")

    checkout = open_checkout(f"file://{origin}", home=tmp_path / "home")

    assert checkout.tree.read("shop.py") == b"price = 2\n"


def test_fetched_when_stale(origin: Path, tmp_path: Path) -> None:
    """What the server has anew is fetched; what is there already is not."""
    home, said = tmp_path / "home", Said()
    open_checkout(f"file://{origin}", home=home)
    open_checkout(f"file://{origin}", home=home, progress=said)
    assert said.tasks == []
    tip = commit(origin, {"shop.py": "price = 3\n"}, "Raise again")

    checkout = open_checkout(f"file://{origin}", home=home, progress=said)

    assert checkout.commit == tip
    assert checkout.tree.read("shop.py") == b"price = 3\n"
    assert len(said.tasks) >= 1


def test_history_that_was_rewritten(origin: Path, tmp_path: Path) -> None:
    """A branch that was put back on the server is put back in the mirror."""
    home = tmp_path / "home"
    open_checkout(f"file://{origin}", home=home)
    git(origin, "reset", "--quiet", "--hard", "HEAD~1")

    checkout = open_checkout(f"file://{origin}", home=home)

    assert checkout.commit == git(origin, "rev-parse", "main")


def test_other_branch_and_root(origin: Path, tmp_path: Path) -> None:
    """A branch and a folder in it can be named."""
    git(origin, "branch", "next", "HEAD~1")

    checkout = open_checkout(
        f"file://{origin}", home=tmp_path / "home", ref="next", root="a"
    )

    assert (checkout.branch, checkout.tree.paths()) == ("next", ("b.py",))


def test_pull_requests_stay_in_the_mirror(origin: Path, tmp_path: Path) -> None:
    """Fetching never takes away Honebot's own branches and pull requests."""
    home, url = tmp_path / "home", f"file://{origin}"
    checkout = open_checkout(url, home=home)
    head = checkout.commit_change([FileChange("new.py", None, b"")], "Add")
    LocalForge(checkout.repository).publish(proposal(checkout, "add", head))
    git(origin, "branch", "honebot/add", "HEAD~1")
    commit(origin, {"shop.py": "price = 3\n"}, "Raise again")

    again = open_checkout(url, home=home)

    pulls = LocalForge(again.repository).pull_requests()
    assert [(pull.number, pull.edited) for pull in pulls] == [(1, False)]
    assert pulls[0].proposal.head == head


def test_merged_on_the_server(origin: Path, tmp_path: Path) -> None:
    """A pull request whose change came into the branch on the server is merged."""
    home, url = tmp_path / "home", f"file://{origin}"
    checkout = open_checkout(url, home=home)
    head = checkout.commit_change([FileChange("new.py", None, b"x = 1\n")], "Add")
    LocalForge(checkout.repository).publish(proposal(checkout, "add", head))
    commit(origin, {"new.py": "x = 1\n"}, "Add by hand")

    again = open_checkout(url, home=home)

    assert LocalForge(again.repository).pull_requests()[0].state.value == "merged"


def test_locks_of_a_killed_fetch(origin: Path, tmp_path: Path) -> None:
    """Lock files and old half packs that a killed fetch left are removed."""
    home = tmp_path / "home"
    mirror = open_checkout(f"file://{origin}", home=home).repository.found.directory
    put(mirror, {"refs/heads/main.lock": "", "packed-refs.lock": "", "HEAD.lock": ""})
    put(mirror, {"objects/pack/tmp_pack_old": "", "objects/pack/tmp_pack_new": ""})
    os.utime(mirror / "objects/pack/tmp_pack_old", (0, 0))
    tip = commit(origin, {"shop.py": "price = 3\n"}, "Raise again")

    assert open_checkout(f"file://{origin}", home=home).commit == tip
    halves = [path.name for path in mirror.rglob("tmp_pack_*")]
    assert halves == ["tmp_pack_new"]


def test_mirror_that_was_half_made(origin: Path, tmp_path: Path) -> None:
    """A mirror whose making was cut short is made again."""
    home = tmp_path / "home"
    mirror = open_checkout(f"file://{origin}", home=home).repository.found.directory
    (mirror / "made").unlink()
    (mirror / "config").unlink()

    checkout = open_checkout(f"file://{origin}", home=home)

    assert checkout.tree.read("shop.py") == b"price = 2\n"


def test_many_packs_become_one(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packs do not pile up over many fetches, and nothing unpublished is lost."""
    monkeypatch.setattr("bot.services.git.mirror._PACKS", 2)
    home = tmp_path / "home"
    first = open_checkout(f"file://{origin}", home=home)
    kept = first.commit_change([FileChange("new.py", None, b"")], "Not published")
    for number in range(4):
        commit(origin, {"shop.py": f"price = {number + 5}\n"}, "Raise")
        checkout = open_checkout(f"file://{origin}", home=home)

    packs = list((checkout.repository.found.directory / "objects/pack").glob("*.pack"))
    assert len(packs) <= 5
    assert checkout.repository.read(kept)[0] == "commit"
    assert checkout.tree.read("shop.py") == b"price = 8\n"


def test_hostile_server(origin: Path, tmp_path: Path) -> None:
    """A repository served from this machine cannot make the server run programs."""
    mark = tmp_path / "mark"
    git(origin, "config", "uploadpack.packObjectsHook", f"touch {mark}; false")
    git(origin, "config", "core.fsmonitor", f"touch {mark}; false")
    git(origin, "config", "core.alternateRefsCommand", f"touch {mark}; false")

    open_checkout(f"file://{origin}", home=tmp_path / "home")

    assert not mark.exists()


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        pytest.param("", "is empty, or has no default branch", id="empty"),
        pytest.param("next", "has no branch 'next'", id="branch"),
    ],
)
def test_nothing_there(tmp_path: Path, ref: str, message: str) -> None:
    """An empty repository, or a branch that is not there, is told of."""
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    url = f"file://{tmp_path / 'empty.git'}"

    with pytest.raises(TargetError, match=message):
        open_checkout(url, ref=ref, home=tmp_path / "home")


def test_no_such_repository(tmp_path: Path) -> None:
    """What the server says is passed on."""
    with pytest.raises(TargetError, match="cannot read file:///nowhere/at/all: "):
        open_checkout("file:///nowhere/at/all", home=tmp_path / "home")


@pytest.fixture
def guarded(origin: Path) -> Iterator[tuple[str, list[str | None]]]:
    """Serve the repository to bob alone; give the host, and the headers seen."""
    with git_server(origin.parent, BASIC) as server:
        yield server


def test_over_http(origin: Path, tmp_path: Path) -> None:
    """A real server is cloned from and fetched from."""
    with git_server(origin.parent) as (host, _):
        url = f"http://{host}/origin/.git"
        open_checkout(url, home=tmp_path / "home")
        tip = commit(origin, {"shop.py": "price = 3\n"}, "Raise again")

        checkout = open_checkout(url, home=tmp_path / "home")

    assert checkout.commit == tip
    assert checkout.tree.read("shop.py") == b"price = 3\n"


def test_credentials_wanted(
    guarded: tuple[str, list[str | None]], tmp_path: Path
) -> None:
    """A server that wants credentials is told of; nobody is asked for them."""
    host, given = guarded

    with pytest.raises(TargetError, match="it needs credentials"):
        open_checkout(f"http://{host}/origin/.git", home=tmp_path / "home")

    assert set(given) == {None}


def test_credentials_in_the_url(
    guarded: tuple[str, list[str | None]], tmp_path: Path
) -> None:
    """Credentials in a URL go to the server, not into files or messages."""
    host, given = guarded

    checkout = open_checkout(
        f"http://bob:pa%24s@{host}/origin/.git", home=tmp_path / "home"
    )

    assert checkout.tree.read("shop.py") == b"price = 2\n"
    assert set(given) == {BASIC}
    assert checkout.name == f"http://{host}/origin/.git"
    written = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    secrets = (b"pa$s", b"pa%24s", BASIC.encode().split()[-1])
    assert not any(
        secret in path.read_bytes() for path in written for secret in secrets
    )


def test_wrong_credentials_in_the_url(
    guarded: tuple[str, list[str | None]], tmp_path: Path
) -> None:
    """Credentials that the server refuses are not shown."""
    host, _ = guarded

    with pytest.raises(TargetError, match="it needs credentials") as caught:
        open_checkout(f"http://bob:no%24t@{host}/origin/.git", home=tmp_path / "home")

    assert "no$t" not in str(caught.value)
    assert "no%24t" not in str(caught.value)


def test_credentials_given(
    guarded: tuple[str, list[str | None]], tmp_path: Path
) -> None:
    """A header is sent to the server that it is for, and to no other."""
    host, given = guarded
    url = f"http://{host}/origin/.git"
    header = f"Authorization: {BASIC}"
    elsewhere = {"http://127.0.0.1:1/": header}
    with pytest.raises(TargetError, match="it needs credentials"):
        open_checkout(url, home=tmp_path / "home", credentials=elsewhere)
    given.clear()

    checkout = open_checkout(
        url, home=tmp_path / "home", credentials={f"http://{host}/": header}
    )

    assert checkout.branch == "main"
    assert set(given) == {BASIC}


@pytest.mark.parametrize(
    ("where", "url", "protocol"),
    [
        pytest.param("https://x.invalid/a", "https://x.invalid/a", "https", id="https"),
        pytest.param("HTTPS://x.invalid/a", "https://x.invalid/a", "https", id="case"),
        pytest.param(
            "https://u:p@x.invalid/a", "https://x.invalid/a", "https", id="in"
        ),
        pytest.param("http://[::1]:80/a", "http://[::1]:80/a", "http", id="loopback"),
        pytest.param("ssh://g@x.invalid/a", "ssh://g@x.invalid/a", "ssh", id="ssh"),
        pytest.param("git@x.invalid:a/b", "git@x.invalid:a/b", "ssh", id="scp"),
        pytest.param("file:///srv/a.git", "file:///srv/a.git", "file", id="file"),
    ],
)
def test_address(where: str, url: str, protocol: str) -> None:
    """URLs that Honebot goes to, and the one transport that each needs."""
    found = address(where)

    assert found is not None
    assert (found.url, found.protocols) == (url, protocol)


@pytest.mark.parametrize("where", ["shop", "/srv/shop", "./a:b", "C:/shop", "~/x"])
def test_no_address(where: str) -> None:
    """What is no URL is a folder."""
    assert address(where) is None


@pytest.mark.parametrize(
    "where",
    [
        pytest.param("ext::sh -c id", id="ext"),
        pytest.param("ext::sh", id="ext-short"),
        pytest.param("git://x.invalid/a", id="git"),
        pytest.param("http://x.invalid/a", id="http"),
        pytest.param("ftp://x.invalid/a", id="ftp"),
        pytest.param("ssh://-oProxyCommand=id/a", id="option"),
        pytest.param("ssh:///a", id="no-host"),
        pytest.param("https:///a", id="no-web-host"),
        pytest.param("https://x.invalid/a b", id="space"),
        pytest.param("https://x.invalid/a\n", id="line"),
    ],
)
def test_refused_address(where: str) -> None:
    """Transports that run programs or hide nothing, and odd URLs, are refused."""
    with pytest.raises(TargetError):
        address(where)


def test_default_branch_of_ours(origin: Path, tmp_path: Path) -> None:
    """A server whose default branch is one of ours gives no place to start from."""
    git(origin, "checkout", "--quiet", "-b", "honebot/x")

    with pytest.raises(TargetError, match="one of Honebot's own"):
        open_checkout(f"file://{origin}", home=tmp_path / "home")


def test_submodules_are_not_fetched(origin: Path, tmp_path: Path) -> None:
    """Submodules are left out, wherever they say that they come from."""
    mark = tmp_path / "mark"
    modules = (
        '[submodule "x"]\n\tpath = x\n'
        f"\turl = ext::sh -c touch% {mark}\n\tupdate = !touch {mark}\n"
    )
    link = f"160000,{git(origin, 'rev-parse', 'HEAD')},x"
    git(origin, "update-index", "--add", "--cacheinfo", link)
    put(origin, {".gitmodules": modules})
    git(origin, "add", ".gitmodules")
    git(origin, "commit", "--quiet", "-m", "Submodule")

    checkout = open_checkout(f"file://{origin}", home=tmp_path / "home")
    checkout.write(tmp_path / "written")

    assert [left.path for left in checkout.left_out] == ["x"]
    assert not (tmp_path / "written/x").exists()
    assert not mark.exists()
