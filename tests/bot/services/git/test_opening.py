"""A target opened from a folder: what can be used, and what the rest is told."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.errors import TargetError
from bot.services.git import open_checkout, open_forge_place
from bot.services.git.discovery import find
from bot.services.git.runner import program, too_old
from tests.support.repositories import commit, git, put, repository, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOBODY = 65534
"""A user other than the one who runs the tests, where that is root."""

FILES = {
    "shop/cart.py": "total = 0\n",
    "lib/core/core.py": "x = 1\n",
    "README": "Shop\n",
}


def test_checked_out_branch(tmp_path: Path) -> None:
    """The committed state of the checked-out branch is what is read."""
    folder = repository(tmp_path / "shop", FILES)
    before = state_of(folder)

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.name == "shop"
    assert checkout.branch == "main"
    assert checkout.root == ""
    assert checkout.commit == git(folder, "rev-parse", "HEAD")
    assert checkout.tree.paths() == ("README", "lib/core/core.py", "shop/cart.py")
    assert checkout.tree.read("shop/cart.py") == b"total = 0\n"
    assert state_of(folder) == before


@pytest.mark.parametrize(
    ("where", "root", "found", "paths"),
    [
        pytest.param("lib", "", "lib", ("core/core.py",), id="folder-named"),
        pytest.param("lib", "shop", "shop", ("cart.py",), id="root-wins"),
        pytest.param("", "lib/core/", "lib/core", ("core.py",), id="root-given"),
        pytest.param("lib", ".", "", None, id="whole"),
        pytest.param(".git", "", "", None, id="git-directory"),
    ],
)
def test_root(
    tmp_path: Path, where: str, root: str, found: str, paths: tuple[str, ...] | None
) -> None:
    """A folder in the repository is the root, unless another one is given."""
    folder = repository(tmp_path / "shop", FILES)

    checkout = open_checkout(str(folder / where), root=root, home=tmp_path / "home")

    assert checkout.root == found
    assert checkout.tree.paths() == (paths or tuple(sorted(FILES)))


def test_ref_names_a_branch(tmp_path: Path) -> None:
    """A branch that is not checked out can be named, and is proposed to."""
    folder = repository(tmp_path / "shop")
    git(folder, "branch", "next")
    start = git(folder, "rev-parse", "HEAD")
    commit(folder, {"new.py": "x = 1\n"}, "Go on")

    checkout = open_checkout(str(folder), ref="next", home=tmp_path / "home")

    assert (checkout.branch, checkout.commit) == ("next", start)


def test_detached_head_at_one_branch(tmp_path: Path) -> None:
    """A detached HEAD at the tip of one branch stands for that branch."""
    folder = repository(tmp_path / "shop")
    git(folder, "checkout", "--quiet", "--detach")

    assert open_checkout(str(folder), home=tmp_path / "home").branch == "main"


def test_detached_head_elsewhere(tmp_path: Path) -> None:
    """A detached HEAD that no branch is at can be read, but not proposed to."""
    folder = repository(tmp_path / "shop")
    start = git(folder, "rev-parse", "HEAD")
    commit(folder, {"new.py": "x = 1\n"}, "Go on")
    git(folder, "checkout", "--quiet", start)

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert (checkout.branch, checkout.commit) == ("", start)


def test_linked_work_tree(tmp_path: Path) -> None:
    """A linked work tree has its own HEAD and shares the rest."""
    folder = repository(tmp_path / "shop")
    git(folder, "worktree", "add", "--quiet", "-b", "next", str(tmp_path / "next"))
    tip = commit(tmp_path / "next", {"new.py": "x = 1\n"}, "Go on")

    checkout = open_checkout(str(tmp_path / "next"), home=tmp_path / "home")

    assert (checkout.branch, checkout.commit) == ("next", tip)
    assert checkout.repository.found.common == folder / ".git"


def test_submodule(tmp_path: Path) -> None:
    """A submodule is a repository of its own, and left out of the one around it."""
    inner = repository(tmp_path / "inner", {"inner.py": "x = 1\n"})
    outer = repository(tmp_path / "outer")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(inner), "vendor/inner")
    git(outer, "commit", "--quiet", "-m", "Add")

    within = open_checkout(str(outer / "vendor/inner"), home=tmp_path / "home")
    around = open_checkout(str(outer), home=tmp_path / "home")

    assert within.tree.paths() == ("inner.py",)
    assert around.tree.paths() == (".gitmodules", "shop.py")
    assert [left.path for left in around.left_out] == ["vendor/inner"]


def test_bare_repository(tmp_path: Path) -> None:
    """A bare repository is as good as any other."""
    folder = repository(tmp_path / "shop")
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), "shop.git")

    checkout = open_checkout(str(tmp_path / "shop.git"), home=tmp_path / "home")

    assert (checkout.branch, checkout.tree.paths()) == ("main", ("shop.py",))
    assert not checkout.dirty


def test_shallow_clone(tmp_path: Path) -> None:
    """A shallow clone is read as far as it goes."""
    folder = repository(tmp_path / "shop")
    for number in range(3):
        commit(folder, {"shop.py": f"price = {number + 2}\n"}, f"Raise {number}")
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{folder}", str(clone))

    checkout = open_checkout(str(clone), home=tmp_path / "home")

    assert checkout.recent_subjects(10) == ("Raise 2", "Raise 1")
    assert checkout.tree.read("shop.py") == b"price = 4\n"


def test_sha256_repository(tmp_path: Path) -> None:
    """A repository whose object ids are SHA-256 is read all the same."""
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "--quiet", "--object-format=sha256", "-b", "main")
    tip = commit(folder, {"shop.py": "price = 1\n"}, "Start")

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.commit == tip
    assert checkout.tree.read("shop.py") == b"price = 1\n"


def test_separate_git_directory_that_leads_back(tmp_path: Path) -> None:
    """A git directory elsewhere is used if it names the work tree."""
    folder = repository(tmp_path / "shop")
    git(folder, "init", "--quiet", f"--separate-git-dir={tmp_path / 'store'}")
    git(folder, "config", "core.worktree", str(folder))

    assert open_checkout(str(folder), home=tmp_path / "home").branch == "main"


def _missing(folder: Path) -> Path:
    return folder / "nowhere"


def _file(folder: Path) -> Path:
    put(folder, {"x.py": ""})
    return folder / "x.py"


def _plain(folder: Path) -> Path:
    put(folder, {"x.py": ""})
    return folder


def _empty(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    return folder


def _unborn(folder: Path) -> Path:
    repository(folder / "shop")
    git(folder / "shop", "checkout", "--quiet", "--orphan", "fresh")
    return folder / "shop"


def _bare_within(folder: Path) -> Path:
    repository(folder / "shop")
    git(folder / "shop", "init", "--quiet", "--bare", "data")
    return folder / "shop" / "data"


def _not_pointing_back(folder: Path) -> Path:
    repository(folder / "private")
    put(folder / "evil", {".git": f"gitdir: {folder / 'private' / '.git'}\n"})
    return folder / "evil"


def _link_elsewhere(folder: Path) -> Path:
    repository(folder / "private")
    (folder / "evil").mkdir()
    (folder / "evil" / ".git").symlink_to(folder / "private" / ".git")
    return folder / "evil"


def _common_elsewhere(folder: Path) -> Path:
    repository(folder / "private")
    evil = repository(folder / "evil")
    put(evil / ".git", {"commondir": str(folder / "private" / ".git")})
    put(evil / ".git", {"gitdir": str(evil / ".git")})
    return evil


def _worktree_elsewhere(folder: Path) -> Path:
    repository(folder / "private")
    evil = folder / "evil" / "nested"
    evil.mkdir(parents=True)
    state = folder / "evil" / "worktrees" / "x"
    put(state, {"HEAD": "ref: refs/heads/main\n", "gitdir": str(evil / ".git")})
    put(state, {"commondir": str(folder / "private" / ".git")})
    put(evil, {".git": f"gitdir: {state}"})
    return evil


def _damaged(folder: Path) -> Path:
    repository(folder / "shop")
    shutil.rmtree(folder / "shop" / ".git" / "objects")
    return folder / "shop"


def _pointer_to_nothing(folder: Path) -> Path:
    put(folder, {".git": "gitdir: /nowhere/at/all\n"})
    return folder


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / ".git")
    return folder


def _broken_configuration(folder: Path) -> Path:
    repository(folder / "shop")
    put(folder / "shop", {".git/config": "[core\n"})
    return folder / "shop"


def _configuration_is_a_pipe(folder: Path) -> Path:
    repository(folder / "shop")
    (folder / "shop/.git/config").unlink()
    os.mkfifo(folder / "shop/.git/config")
    return folder / "shop"


def _included_pipe(folder: Path) -> Path:
    repository(folder / "shop")
    os.mkfifo(folder / "pipe")
    git(folder / "shop", "config", "include.path", str(folder / "pipe"))
    return folder / "shop"


def _objects_elsewhere(folder: Path) -> Path:
    repository(folder / "shop")
    objects = folder / "shop" / ".git" / "objects"
    objects.rename(folder / "objects")
    objects.symlink_to(folder / "objects")
    return folder / "shop"


def _refs_elsewhere(folder: Path) -> Path:
    repository(folder / "shop")
    (folder / "outside").mkdir()
    (folder / "shop/.git/refs/honebot").symlink_to(folder / "outside")
    return folder / "shop"


def _missing_objects(folder: Path) -> Path:
    repository(folder / "shop")
    tree = git(folder / "shop", "rev-parse", "HEAD")
    (folder / "shop/.git/objects" / tree[:2] / tree[2:]).unlink()
    return folder / "shop"


def _on_our_branch(folder: Path) -> Path:
    repository(folder / "shop")
    git(folder / "shop", "checkout", "--quiet", "-b", "honebot/format-code")
    return folder / "shop"


def _within_the_git_directory(folder: Path) -> Path:
    repository(folder / "shop")
    return folder / "shop" / ".git" / "hooks"


def _later_format(folder: Path) -> Path:
    repository(folder / "shop")
    git(folder / "shop", "config", "core.repositoryFormatVersion", "99")
    return folder / "shop"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(_missing, "there is no folder", id="missing"),
        pytest.param(_file, "is a file; name the folder", id="file"),
        pytest.param(_plain, "run `git init`.*`honebot apply`", id="no-repository"),
        pytest.param(_empty, "has no commit yet: commit its files", id="empty"),
        pytest.param(_unborn, "'fresh' of .* has no commit yet", id="unborn"),
        pytest.param(_bare_within, "a bare repository inside of", id="bare-within"),
        pytest.param(_not_pointing_back, "does not lead back", id="pointer-elsewhere"),
        pytest.param(_link_elsewhere, "does not lead back", id="link-elsewhere"),
        pytest.param(_common_elsewhere, "does not lead back", id="common-elsewhere"),
        pytest.param(_worktree_elsewhere, "does not lead back", id="worktree-forged"),
        pytest.param(_damaged, "is not a git directory", id="damaged"),
        pytest.param(_pointer_to_nothing, "is not a git directory", id="dangling"),
        pytest.param(_pipe, "is not a git directory", id="pipe"),
        pytest.param(_broken_configuration, "cannot read .*config", id="bad-config"),
        pytest.param(_configuration_is_a_pipe, "not a regular", id="config-pipe"),
        pytest.param(_included_pipe, "includes .*pipe", id="included-pipe"),
        pytest.param(_objects_elsewhere, "leads out of", id="objects-elsewhere"),
        pytest.param(_refs_elsewhere, "leads out of", id="refs-elsewhere"),
        pytest.param(_missing_objects, "fsck", id="missing-objects"),
        pytest.param(_on_our_branch, "Honebot's own branches", id="our-branch"),
        pytest.param(_within_the_git_directory, "no folder", id="inside-git"),
        pytest.param(_later_format, "git cannot read", id="later-format"),
    ],
)
def test_cannot_be_used(
    tmp_path: Path, make: Callable[[Path], Path], message: str
) -> None:
    """What cannot be used is named, with the way out, in one sentence."""
    folder = tmp_path / "place"
    folder.mkdir()
    where = make(folder)

    with pytest.raises(TargetError, match=message) as caught:
        open_checkout(str(where), home=tmp_path / "home")

    assert str(tmp_path) in str(caught.value) or "Honebot's own" in str(caught.value)


@pytest.mark.parametrize(
    ("ref", "root", "message"),
    [
        pytest.param("nowhere", "", "no branch.*its branches: main", id="ref"),
        pytest.param("--all", "", "no branch", id="ref-like-an-option"),
        pytest.param("honebot/x", "", "Honebot's own", id="ref-of-ours"),
        pytest.param("", "nowhere", "no folder 'nowhere'", id="root"),
        pytest.param("", "README", "no folder 'README'", id="root-is-a-file"),
        pytest.param("", "../up", "within the repository", id="root-outside"),
        pytest.param("", "/etc", "within the repository", id="root-absolute"),
    ],
)
def test_wrong_options(tmp_path: Path, ref: str, root: str, message: str) -> None:
    """A ref or root that does not exist is named."""
    folder = repository(tmp_path / "shop", FILES)

    with pytest.raises(TargetError, match=message):
        open_checkout(str(folder), home=tmp_path / "home", ref=ref, root=root)


def test_folder_of_another_user(tmp_path: Path) -> None:
    """Who owns the repository does not matter, and no configuration is changed.

    Git refuses such a repository by itself, unless `safe.directory` names it.
    """
    folder = repository(tmp_path / "shop")
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        refused = git(folder, "log", "--format=%s", check=False)
        assert refused == ""

    assert open_checkout(str(folder), home=tmp_path / "home").branch == "main"


def test_unreadable_folder(tmp_path: Path) -> None:
    """A folder that may not be read is named, with the reason."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o000)
    user = os.geteuid()
    for place in (tmp_path, *tmp_path.parents[:2]):
        place.chmod(place.stat().st_mode | 0o011)
    os.seteuid(user or NOBODY)

    try:
        with pytest.raises(TargetError, match=f"cannot read the folder {folder}: Perm"):
            find(folder)
    finally:
        os.seteuid(user)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the PATH, the message says what to install."""
    folder = repository(tmp_path / "shop")
    monkeypatch.setenv("PATH", str(tmp_path))
    program.cache_clear()

    with pytest.raises(TargetError, match="git is not installed"):
        open_checkout(str(folder), home=tmp_path / "home")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param("git version 2.30.9", True, id="before"),
        pytest.param("git version 2.31.0", False, id="first"),
        pytest.param("git version 2.39.5 (Apple Git-154)", False, id="apple"),
        pytest.param("git version 3.0.1", False, id="later"),
        pytest.param("something else", True, id="unknown"),
    ],
)
def test_too_old(version: str, expected: bool) -> None:  # noqa: FBT001  # a table
    """Only a git that can be hardened through its environment will do."""
    assert too_old(version) is expected


def test_home_that_cannot_be_written(tmp_path: Path) -> None:
    """A home that is no folder is named, with the variable that changes it."""
    folder = repository(tmp_path / "shop")
    put(tmp_path, {"home": "a file\n"})

    with pytest.raises(TargetError, match="HONEBOT_HOME"):
        open_checkout(str(folder), home=tmp_path / "home")


def test_place_of_the_forge(tmp_path: Path) -> None:
    """Pull requests can be read whatever is checked out, even our own branch."""
    folder = _on_our_branch(tmp_path)

    opened = open_forge_place(str(folder), home=tmp_path / "home")

    assert set(opened.refs()) == {"refs/heads/main", "refs/heads/honebot/format-code"}


def test_place_of_the_forge_of_a_url(tmp_path: Path) -> None:
    """A URL's pull requests are in its mirror, once there is one."""
    folder = repository(tmp_path / "shop")
    url = f"file://{folder}"
    with pytest.raises(TargetError, match=f"honebot plan {url}"):
        open_forge_place(url, home=tmp_path / "home")
    checkout = open_checkout(url, home=tmp_path / "home")
    folder.rename(tmp_path / "away")

    opened = open_forge_place(url, home=tmp_path / "home")

    assert opened.refs() == {"refs/heads/main": checkout.commit}
