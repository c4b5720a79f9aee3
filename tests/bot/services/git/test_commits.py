"""Changes as commits: one on the base, the same each time, and nothing moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import FileChange
from bot.services.git import open_checkout
from bot.services.git.commits import commit_date
from bot.services.git.errors import CommitError
from bot.services.git.repository import Identity
from tests.support.repositories import commit, git, repository, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.git.checkout import GitCheckout

FILES = {"lib/a.py": "a = 1\n", "lib/b.py": "b = 1\n", "run.sh": "#!/bin/sh\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with three files, one of them executable."""
    made = repository(tmp_path / "shop", FILES)
    (made / "run.sh").chmod(0o755)
    commit(made, {}, "Executable")
    return made


@pytest.fixture
def checkout(folder: Path, tmp_path: Path) -> GitCheckout:
    """Return the checkout of that repository."""
    return open_checkout(str(folder), home=tmp_path / "home")


def changed(path: str, after: bytes | None, mode: int = 0o100644) -> FileChange:
    """Return a change of one of the files above, or of a new one."""
    before = FILES.get(path)
    return FileChange(path, None if before is None else before.encode(), after, mode)


def test_commit(folder: Path, checkout: GitCheckout) -> None:
    """The commit has the base as its one parent, and exactly the change."""
    before = state_of(folder)

    made = checkout.commit_change(
        [
            changed("lib/a.py", b"a = 2\n"),
            changed("lib/b.py", None),
            changed("new/c.py", b"c = 1\r\n"),
        ],
        "Change things\n\nWhy.\n",
    )

    assert (
        git(folder, "rev-list", "--parents", "-1", made) == f"{made} {checkout.commit}"
    )
    assert git(folder, "diff", "--name-status", checkout.commit, made).split("\n") == [
        "M\tlib/a.py",
        "D\tlib/b.py",
        "A\tnew/c.py",
    ]
    assert git(folder, "cat-file", "-p", f"{made}:new/c.py") == "c = 1\r"
    assert git(folder, "log", "-1", "--format=%B", made) == "Change things\n\nWhy."
    assert state_of(folder) == before


def test_identity_and_date(folder: Path, checkout: GitCheckout) -> None:
    """Honebot makes the commit, at the time of its base."""
    made = checkout.commit_change([changed("lib/a.py", b"a = 2\n")], "Change")

    said = git(
        folder, "log", "-1", "--format=%an|%ae|%cn|%ce|%ad|%cd", "--date=raw", made
    )
    who = "Honebot|honebot@honebot.invalid"
    assert said == f"{who}|{who}|1700000000 +0100|1700000000 +0100"


def test_other_identity(folder: Path, tmp_path: Path) -> None:
    """Somebody else can be the one who makes commits."""
    somebody = Identity("Hone [bot]", "1+hone@users.example.invalid")
    checkout = open_checkout(str(folder), home=tmp_path / "home", identity=somebody)

    made = checkout.commit_change([changed("lib/a.py", b"a = 2\n")], "Change")

    said = git(folder, "log", "-1", "--format=%an <%ae> %cn", made)
    assert said == "Hone [bot] <1+hone@users.example.invalid> Hone [bot]"


def test_same_again(folder: Path, checkout: GitCheckout, tmp_path: Path) -> None:
    """The same base, files and message give the same commit, anywhere."""
    files = [changed("lib/a.py", b"a = 2\n"), changed("new.py", b"n = 1\n")]
    elsewhere = open_checkout(str(folder), home=tmp_path / "other")

    one = checkout.commit_change(files, "Change")
    other = elsewhere.commit_change(files[::-1], "Change\n")

    assert one == other
    assert one != checkout.commit_change(files, "Another message")


@pytest.mark.parametrize(
    ("change", "mode"),
    [
        pytest.param(changed("run.sh", b"#!/bin/sh\n:\n"), "100755", id="kept"),
        pytest.param(changed("run.sh", b"#!/bin/sh\n"), "100644", id="taken-away"),
        pytest.param(changed("lib/a.py", b"a = 2\n", 0o100755), "100755", id="given"),
        pytest.param(changed("new.sh", b"\n", 0o100755), "100755", id="new"),
    ],
)
def test_modes(
    folder: Path, checkout: GitCheckout, change: FileChange, mode: str
) -> None:
    """A file stays executable when its content changes."""
    made = checkout.commit_change([change], "Change")

    assert git(folder, "ls-tree", made, change.path).split()[0] == mode


def test_many_files(tmp_path: Path) -> None:
    """Hundreds of files are one commit, and the repository stays sound."""
    files = {f"m{number}.py": f"x = {number}\n" for number in range(400)}
    folder = repository(tmp_path / "shop", files)
    checkout = open_checkout(str(folder), home=tmp_path / "home")
    changes = [
        FileChange(path, source, source + b"y = 1\n")
        for path, source in checkout.tree.read_many(checkout.tree.paths())
    ]

    made = checkout.commit_change(changes, "Change")

    numbers = git(folder, "diff", "--shortstat", checkout.commit, made)
    assert numbers == " 400 files changed, 400 insertions(+)"
    assert git(folder, "fsck", "--strict", "--no-dangling") == ""


def test_below_the_root(folder: Path, tmp_path: Path) -> None:
    """Paths are relative to the root."""
    checkout = open_checkout(str(folder / "lib"), home=tmp_path / "home")

    made = checkout.commit_change(
        [FileChange("a.py", b"a = 1\n", b"a = 2\n")], "Change"
    )

    assert git(folder, "cat-file", "-p", f"{made}:lib/a.py") == "a = 2"


def test_file_becomes_folder(folder: Path, checkout: GitCheckout) -> None:
    """A file may give way to a folder of its name in one change."""
    made = checkout.commit_change(
        [changed("lib/a.py", None), changed("lib/a.py/b.py", b"b = 1\n")], "Change"
    )

    assert git(folder, "ls-tree", "-r", "--name-only", made).split("\n") == [
        "lib/a.py/b.py",
        "lib/b.py",
        "run.sh",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(changed("../x", b""), "no path within", id="outside"),
        pytest.param(changed(".git/config", b""), "no path within", id="git"),
        pytest.param(changed("/etc/passwd", b""), "no path within", id="absolute"),
        pytest.param(changed("link.py", b""), "a symbolic link", id="link"),
        pytest.param(
            changed("link.py/x.py", b""), "below a file or link", id="through"
        ),
        pytest.param(changed("lib/a.py/x.py", b""), "below a file or link", id="below"),
        pytest.param(
            FileChange("lib/a.py", b"a = 0\n", b"a = 2\n"), "from the base", id="stale"
        ),
        pytest.param(FileChange("lib/a.py", None, b""), "from the base", id="not-new"),
        pytest.param(FileChange("no.py", b"", None), "from the base", id="not-there"),
        pytest.param(changed("lib/a.py", b"a = 1\n"), "as it is", id="nothing"),
        pytest.param(changed("n.py", b"", 0o120000), "mode 120000", id="mode"),
    ],
)
def test_does_not_fit(
    folder: Path, tmp_path: Path, change: FileChange, message: str
) -> None:
    """A change that does not fit its base is refused."""
    (folder / "link.py").symlink_to("lib/a.py")
    commit(folder, {}, "Link")
    checkout = open_checkout(str(folder), home=tmp_path / "home")

    with pytest.raises(CommitError, match=message):
        checkout.commit_change([change], "Change")


def test_base_that_moved_on(folder: Path, checkout: GitCheckout) -> None:
    """The base stays the commit that was opened, whatever its branch does."""
    commit(folder, {"lib/a.py": "a = 3\n"}, "Go on")

    made = checkout.commit_change([changed("lib/a.py", b"a = 2\n")], "Change")

    assert git(folder, "rev-parse", f"{made}^") == checkout.commit


@pytest.mark.parametrize(
    ("commit", "date"),
    [
        pytest.param(b"committer A <a@x> 17 +0130\n\nx", "17 +0130", id="plain"),
        pytest.param(b"committer A <a> <b> 17 -0800\n\nx", "17 -0800", id="odd-name"),
        pytest.param(b"committer A <a@x> never\n\nx", "0 +0000", id="no-date"),
        pytest.param(b"tree 1\n\ncommitter A <a> 17 +0000", "0 +0000", id="message"),
    ],
)
def test_commit_date(commit: bytes, date: str) -> None:
    """The date comes from the header, and a broken one is the epoch."""
    assert commit_date(commit) == date


NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]),
    min_size=1,
    max_size=20,
).filter(lambda name: name not in {".", ".."} and "git" not in name.lower())


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=NAMES, content=st.binary(max_size=200), message=st.text(max_size=100))
def test_any_name_and_content(
    checkout: GitCheckout, name: str, content: bytes, message: str
) -> None:
    """Whatever the name, the bytes and the message: what comes back is the same."""
    path = f"new/{name}"

    made = checkout.commit_change([FileChange(path, None, content)], f"Add {message}")

    tree = replace(checkout, commit=made).tree
    assert tree.read(path) == content
