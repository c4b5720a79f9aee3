"""What a hostile repository can do to those who run git in it, and not to us.

Each attack is first shown to work on git as people use it; then everything
that Honebot does with a repository is done, and nothing of it may run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.errors import BotError
from bot.forges.local import LocalForge
from bot.model import FileChange
from bot.services.git import open_checkout
from bot.services.git.process import Bounds
from tests.support.repositories import commit, git, proposal, put, repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _nothing(_folder: Path) -> None:
    """Arrange nothing more."""


@dataclass(frozen=True, slots=True)
class Attack:
    """How a repository is made hostile, and a command of people that it hits.

    `settings` go into its own configuration, where EVIL stands for a program
    that leaves a mark, `files` into its work tree.
    """

    trigger: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()
    attributes: str = ""
    hook: str = ""
    arrange: Callable[[Path], None] = _nothing
    stdin: bytes = b""


def _change(folder: Path) -> None:
    put(folder, {"shop.py": "price = 2\n"})


def _lose_an_object(folder: Path) -> None:
    blob = git(folder, "rev-parse", "HEAD:shop.py")
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()


def _include(folder: Path) -> None:
    put(folder, {".git/more": (folder / ".git/config").read_bytes()})
    git(folder, "config", "--unset-all", "core.fsmonitor")
    git(folder, "config", "include.path", "more")


def _info_attributes(folder: Path) -> None:
    put(folder, {".git/info/attributes": "* filter=evil\n"})
    _change(folder)


def _worktree_settings(folder: Path) -> None:
    git(folder, "config", "extensions.worktreeConfig", "true")
    evil = git(folder, "config", "core.fsmonitor")
    git(folder, "config", "--unset-all", "core.fsmonitor")
    git(folder, "config", "--worktree", "core.fsmonitor", evil)


_PROMISE = (
    ("remote.origin.promisor", "true"),
    ("extensions.partialClone", "origin"),
    ("core.repositoryFormatVersion", "1"),
)

ATTACKS = {
    "fsmonitor": Attack(("status",), (("core.fsmonitor", "EVIL"),)),
    "included-fsmonitor": Attack(
        ("status",), (("core.fsmonitor", "EVIL"),), arrange=_include
    ),
    "worktree-settings": Attack(
        ("status",), (("core.fsmonitor", "EVIL"),), arrange=_worktree_settings
    ),
    "clean-filter": Attack(
        ("status",),
        (("filter.evil.clean", "EVIL"),),
        attributes="* filter=evil\n",
        arrange=_change,
    ),
    "clean-filter-by-info": Attack(
        ("status",), (("filter.evil.clean", "EVIL"),), arrange=_info_attributes
    ),
    "smudge-filter": Attack(
        ("checkout", "--", "."),
        (("filter.evil.smudge", "EVIL"),),
        attributes="* filter=evil\n",
        arrange=_change,
    ),
    "process-filter": Attack(
        ("status",),
        (("filter.evil.process", "EVIL"), ("filter.evil.required", "true")),
        attributes="* filter=evil\n",
        arrange=_change,
    ),
    "external-diff": Attack(("diff",), (("diff.external", "EVIL"),), arrange=_change),
    "diff-driver": Attack(
        ("diff",),
        (("diff.evil.command", "EVIL"),),
        attributes="* diff=evil\n",
        arrange=_change,
    ),
    "textconv": Attack(
        ("log", "-p"), (("diff.evil.textconv", "EVIL"),), attributes="* diff=evil\n"
    ),
    "merge-driver": Attack(
        ("merge-file", "--ours", "-p", "shop.py", "shop.py", "shop.py"),
        (("merge.evil.driver", "EVIL"),),
        attributes="* merge=evil\n",
    ),
    "hook-of-refs": Attack(
        ("update-ref", "refs/heads/other", "HEAD"), hook="reference-transaction"
    ),
    "hooks-elsewhere": Attack(
        ("update-ref", "refs/heads/other", "HEAD"),
        (("core.hooksPath", "hidden"),),
        hook="../hidden/reference-transaction",
    ),
    "alias": Attack(("cat-it",), (("alias.cat-it", "!EVIL"),)),
    "editor": Attack(("commit", "--amend"), (("core.editor", "EVIL"),)),
    "signing": Attack(
        ("commit", "--allow-empty", "-m", "x"),
        (("gpg.program", "EVIL"), ("commit.gpgSign", "true")),
    ),
    "ssh-for-a-missing-object": Attack(
        ("cat-file", "-p", "HEAD:shop.py"),
        (
            *_PROMISE,
            ("remote.origin.url", "ssh://example.invalid/x"),
            ("core.sshCommand", "EVIL"),
        ),
        arrange=_lose_an_object,
    ),
    "helper-for-a-missing-object": Attack(
        ("cat-file", "-p", "HEAD:shop.py"),
        (
            *_PROMISE,
            ("remote.origin.url", "ext::EVIL"),
            ("protocol.ext.allow", "always"),
        ),
        arrange=_lose_an_object,
    ),
    "pack-program-for-a-missing-object": Attack(
        ("cat-file", "-p", "HEAD:shop.py"),
        (
            *_PROMISE,
            ("remote.origin.url", "/nowhere"),
            ("remote.origin.uploadpack", "EVIL"),
        ),
        arrange=_lose_an_object,
    ),
    "credentials": Attack(
        ("credential", "fill"),
        (("credential.helper", "!EVIL"),),
        stdin=b"protocol=https\nhost=example.invalid\n\n",
    ),
    "alternate-refs": Attack(("fetch", "."), (("core.alternateRefsCommand", "EVIL"),)),
}

NOT_SHOWN = {"merge-driver", "alternate-refs"}
"""Settings that need more than one command to be hit; they are set all the same."""


def use_everything(folder: Path, home: Path) -> bool:
    """Do all that Honebot does with a repository; return whether it was done.

    Refusing, in words, is right as well.
    """
    try:
        checkout = open_checkout(str(folder), home=home)
        tree = checkout.tree
        dict(tree.read_many(tree.paths()))
        checkout.recent_subjects(50)
        checkout.changes_per_file(100)
        assert checkout.dirty in {True, False}
        checkout.write(home / "written")
        change = FileChange("new.py", None, b"x = 1\n")
        head = checkout.commit_change([change], "Add")
        forge = LocalForge(checkout.repository)
        pull = forge.publish(proposal(checkout, "add", head))
        assert "+x = 1" in forge.diff(pull.number)
        forge.pull_requests()
        forge.close(pull.number, declined=True)
        checkout.repository.holds_change(head, checkout.commit, head)
    except BotError:
        return False
    return True


def make(tmp_path: Path, attack: Attack) -> tuple[Path, Path]:
    """Return a hostile repository, and the file that shows it has won."""
    folder, mark, evil = tmp_path / "shop", tmp_path / "mark", tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch '{mark}'\nexit 0\n")
    evil.chmod(0o755)
    repository(folder)
    if attack.attributes:
        commit(folder, {".gitattributes": attack.attributes}, "Attributes")
    for key, value in attack.settings:
        git(folder, "config", key, value.replace("EVIL", str(evil)))
    if attack.hook:
        hook = folder / ".git" / "hooks" / attack.hook
        hook.parent.mkdir(exist_ok=True)
        hook.write_bytes(evil.read_bytes())
        hook.chmod(0o755)
        if "hidden" in attack.hook:
            git(folder, "config", "core.hooksPath", str(hook.parent))
    attack.arrange(folder)
    return folder, mark


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=name) for name in ATTACKS if name not in NOT_SHOWN]
)
def test_attack_works_on_people(tmp_path: Path, name: str) -> None:
    """The attack is real: git as people use it runs the program."""
    folder, mark = make(tmp_path, ATTACKS[name])

    git(folder, *ATTACKS[name].trigger, check=False, stdin=ATTACKS[name].stdin)

    assert mark.exists()


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in ATTACKS])
def test_attack_fails_on_honebot(tmp_path: Path, name: str) -> None:
    """Nothing that Honebot does with the repository runs the program."""
    folder, mark = make(tmp_path, ATTACKS[name])
    (tmp_path / "home").mkdir()

    use_everything(folder, tmp_path / "home")

    assert not mark.exists()


def test_everything_is_done(tmp_path: Path) -> None:
    """In a repository that is not hostile, none of it is refused."""
    folder = repository(tmp_path / "shop")

    assert use_everything(folder, tmp_path / "home")


def test_settings_of_the_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filters and monitors of the operator's own configuration do not run."""
    folder, mark = make(tmp_path, Attack((), attributes="* filter=lfs\n"))
    evil = tmp_path / "evil"
    put(
        tmp_path,
        {
            ".gitconfig": f"[core]\n\tfsmonitor = {evil}\n"
            f'[filter "lfs"]\n\tclean = {evil}\n\tsmudge = {evil}\n'
        },
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)

    use_everything(folder, tmp_path / "home")

    assert not mark.exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        pytest.param("GIT_EXTERNAL_DIFF", "EVIL", id="external-diff"),
        pytest.param("GIT_SSH_COMMAND", "EVIL", id="ssh"),
        pytest.param("GIT_CONFIG_PARAMETERS", "'core.fsmonitor=EVIL'", id="parameters"),
        pytest.param("GIT_DIR", "/nowhere", id="directory"),
        pytest.param("GIT_INDEX_FILE", "/nowhere", id="index"),
        pytest.param("GIT_OBJECT_DIRECTORY", "/nowhere", id="objects"),
    ],
)
def test_variables_of_the_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """Git's own variables in our environment do not reach the commands."""
    folder, mark = make(tmp_path, Attack(()))
    monkeypatch.setenv(variable, value.replace("EVIL", str(tmp_path / "evil")))

    assert use_everything(folder, tmp_path / "home")
    assert not mark.exists()


def test_embedded_bare_repository(tmp_path: Path) -> None:
    """A bare repository hidden in a folder of the target is not worked on."""
    folder = repository(tmp_path / "shop")
    inner = folder / "data"
    git(folder, "init", "--quiet", "--bare", "data")
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", "..")
    mark = tmp_path / "mark"
    git(inner, "config", "core.fsmonitor", f"touch {mark}; false")
    git(inner, "status", check=False)
    assert mark.exists()
    mark.unlink()

    use_everything(inner, tmp_path / "home")

    assert not mark.exists()


def test_work_tree_elsewhere(tmp_path: Path) -> None:
    """`core.worktree` does not lead Honebot to other folders."""
    private = tmp_path / "private"
    put(private, {"secret.py": "key = 1\n"})
    folder = repository(tmp_path / "shop")
    git(folder, "config", "core.worktree", str(private))
    before = sorted(private.rglob("*"))

    checkout = open_checkout(str(folder), home=tmp_path / "home")
    use_everything(folder, tmp_path / "home")

    assert checkout.tree.paths() == ("shop.py",)
    assert checkout.top == folder
    assert sorted(private.rglob("*")) == before


def test_work_tree_nowhere(tmp_path: Path) -> None:
    """A `core.worktree` that does not exist stops nothing."""
    folder = repository(tmp_path / "shop")
    git(folder, "config", "core.worktree", "/nowhere/at/all")

    checkout = open_checkout(str(folder), home=tmp_path / "home")
    head = checkout.commit_change([FileChange("new.py", None, b"x = 1\n")], "Add")
    LocalForge(checkout.repository).publish(proposal(checkout, "add", head))

    assert (folder / ".git/refs/heads/honebot/add").read_text().strip() == head


def test_replaced_objects(tmp_path: Path) -> None:
    """What a commit holds is read, not what `refs/replace` would put there."""
    folder = repository(tmp_path / "shop", {"shop.py": "price = 1\n"})
    blob = git(folder, "rev-parse", "HEAD:shop.py")
    other = git(folder, "hash-object", "-w", "--stdin", stdin=b"price = 0\n")
    git(folder, "replace", blob, other)
    assert git(folder, "cat-file", "-p", blob) == "price = 0"

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    assert checkout.tree.read("shop.py") == b"price = 1\n"


def test_symbolic_branch(tmp_path: Path) -> None:
    """A branch of ours that points to another branch does not move that one."""
    folder = repository(tmp_path / "shop")
    start = git(folder, "rev-parse", "main")
    git(folder, "symbolic-ref", "refs/heads/honebot/add", "refs/heads/main")
    git(folder, "symbolic-ref", "refs/honebot/pulls/1", "refs/heads/main")

    use_everything(folder, tmp_path / "home")

    assert git(folder, "rev-parse", "main") == start


def test_endless_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree that unfolds into more than can be is refused, not listed."""
    monkeypatch.setattr("bot.services.git.snapshot._BOUNDS", Bounds(60.0, 1 << 20))
    folder = repository(tmp_path / "shop")
    item = git(folder, "hash-object", "-w", "--stdin", stdin=b"x")
    kind = "100644 blob"
    for _ in range(8):
        rows = "".join(f"{kind} {item}\tfile-with-a-long-name-{n}\n" for n in range(12))
        item = git(folder, "mktree", stdin=rows.encode())
        kind = "040000 tree"
    head = git(folder, "commit-tree", item, "-m", "Bomb")
    git(folder, "update-ref", "refs/heads/main", head)

    checkout = open_checkout(str(folder), home=tmp_path / "home")

    with pytest.raises(BotError, match="too many files"):
        checkout.tree.paths()


def _raw_tree(folder: Path, *rows: tuple[str, str, str]) -> str:
    """Write a tree that git itself would not make, and return its id."""
    content = b"".join(
        f"{mode} {name}\0".encode() + bytes.fromhex(identity)
        for mode, name, identity in rows
    )
    return git(
        folder,
        "hash-object",
        "-t",
        "tree",
        "-w",
        "--stdin",
        "--literally",
        stdin=content,
    )


def test_names_that_lead_out(tmp_path: Path) -> None:
    """Trees with `..`, `.git` or a link and a folder of one name write no harm."""
    folder = repository(tmp_path / "shop")
    outside = tmp_path / "outside"
    outside.mkdir()
    file = git(folder, "hash-object", "-w", "--stdin", stdin=b"evil\n")
    link = git(folder, "hash-object", "-w", "--stdin", stdin=str(outside).encode())
    inner = _raw_tree(folder, ("100644", "planted", file), ("120000", "more", link))
    top = _raw_tree(
        folder,
        ("40000", "..", inner),
        ("40000", ".GIT", inner),
        ("40000", ".git", inner),
        ("40000", ".g\u200cit", inner),
        ("40000", "git~1", inner),
        ("120000", "both", link),
        ("40000", "both", inner),
        ("100644", "fine", file),
    )
    head = git(folder, "commit-tree", top, "-m", "Names")
    git(folder, "update-ref", "refs/heads/main", head)
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    checkout.write(tmp_path / "written")

    written = sorted(
        path.relative_to(tmp_path / "written").as_posix()
        for path in (tmp_path / "written").rglob("*")
    )
    assert written == ["both", "both/planted", "fine"]
    assert checkout.tree.paths() == ("both/planted", "fine")
    assert list(outside.iterdir()) == []
    assert len(checkout.left_out) == 12


def test_object_that_is_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object that never comes is waited for so long and no longer."""
    monkeypatch.setattr("bot.services.git.objects._SECONDS", 0.5)
    folder = repository(tmp_path / "shop")
    checkout = open_checkout(str(folder), home=tmp_path / "home")
    tree = checkout.tree
    blob = tree.identity("shop.py")
    path = folder / ".git/objects" / blob[:2] / blob[2:]
    path.unlink()
    os.mkfifo(path)

    with pytest.raises(BotError, match=r"did not come within 0\.5 s"):
        tree.read("shop.py")
