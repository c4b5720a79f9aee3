"""Bad input ends in a sentence that names it and the way out; nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.cli import run
from tests.support.command_line import Ended, git, honebot, repository

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "import yaml\n\n\ndef read(stream):\n    return yaml.load(stream, yaml.Loader)\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home for caches."""
    return tmp_path / "home"


def refused(ended: Ended, *words: str, code: int = 2) -> None:
    """Check exit code and words, and that nobody is shown a stack trace."""
    assert ended.code == code, ended
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err


def named_in_plan(ended: Ended, path: str, line: int, word: str) -> None:
    """Check that the plan went through and names the file that was left alone."""
    assert ended.code == 0, ended
    problems = json.loads(ended.out)["facts"]["problems"]
    found = [problem for problem in problems if problem["path"] == path]
    assert found, problems
    assert found[0]["line"] == line
    assert word in found[0]["reason"]


def test_a_folder_that_is_no_repository(tmp_path: Path, home: Path) -> None:
    """A plain folder is named, and the command that makes it a repository."""
    folder = tmp_path / "plain"
    folder.mkdir()

    ended = honebot("plan", str(folder), home=home)

    refused(ended, str(folder), "git init")


def test_a_folder_that_is_not_there(tmp_path: Path, home: Path) -> None:
    """A missing folder is named."""
    ended = honebot("plan", str(tmp_path / "nowhere"), home=home)

    refused(ended, str(tmp_path / "nowhere"))


def test_a_machine_without_git(tmp_path: Path, home: Path) -> None:
    """Where git is missing, the message says so and how to get it."""
    target = repository(tmp_path / "target", {"a.py": GOOD})

    ended = honebot("plan", str(target), home=home, environment={"PATH": str(tmp_path)})

    refused(ended, "git", "install")


def test_an_empty_repository(tmp_path: Path, home: Path) -> None:
    """A repository without a commit is told to make one."""
    folder = tmp_path / "empty"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")

    ended = honebot("plan", str(folder), home=home)

    refused(ended, str(folder), "commit")


def test_a_detached_head_is_planned(tmp_path: Path, home: Path) -> None:
    """A detached head can be looked at: the plan is of that commit."""
    target = repository(tmp_path / "target", {"a.py": GOOD})
    git(target, "checkout", "-q", "--detach")

    ended = honebot("plan", str(target), "--json", home=home)

    assert ended.code == 0
    assert json.loads(ended.out)["commit"] == git(target, "rev-parse", "HEAD").strip()


def test_an_unborn_branch(tmp_path: Path, home: Path) -> None:
    """A branch without a commit is named."""
    target = repository(tmp_path / "target", {"a.py": GOOD})
    git(target, "checkout", "-q", "--orphan", "fresh")

    ended = honebot("plan", str(target), home=home)

    refused(ended, "fresh", "commit")


def test_a_branch_that_is_not_there(tmp_path: Path, home: Path) -> None:
    """A wrong --ref is named."""
    target = repository(tmp_path / "target", {"a.py": GOOD})

    ended = honebot("plan", str(target), "--ref", "mian", home=home)

    refused(ended, "mian")


def test_a_root_that_is_not_there(tmp_path: Path, home: Path) -> None:
    """A wrong --root is named."""
    target = repository(tmp_path / "target", {"a.py": GOOD})

    ended = honebot("plan", str(target), "--root", "packages/x", home=home)

    refused(ended, "packages/x")


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        pytest.param(b"x = 1\ny = 'caf\xe9'\n", 2, "utf-8", id="not UTF-8"),
        pytest.param(b"x = 1\ndef f(:\n", 2, "syntax", id="syntax error"),
        pytest.param(b"import os\nprint 'x'\n", 2, "Python 2", id="Python 2"),
        pytest.param(b"x = 1\n\0\n", 2, "null", id="null byte"),
    ],
)
def test_a_source_that_is_no_python_is_left_alone(
    content: bytes, line: int, word: str, tmp_path: Path, home: Path
) -> None:
    """An odd file is named with its line, and the other files are planned."""
    target = repository(tmp_path / "target", {"odd.py": content, "good.py": GOOD})

    ended = honebot("assess", str(target), "--json", home=home)

    named_in_plan(ended, "odd.py", line, word)
    actions = json.loads(ended.out)["actions"]
    rewrite = next(a for a in actions if a["slug"] == "yaml-safe-load")
    assert [found["path"] for found in rewrite["findings"]] == ["good.py"]


def test_a_broken_pyproject_is_named(tmp_path: Path, home: Path) -> None:
    """A pyproject.toml that is no TOML is named with its line."""
    files = {"pyproject.toml": "[project]\nname = shop\n", "good.py": GOOD}
    target = repository(tmp_path / "target", files)

    ended = honebot("plan", str(target), home=home)

    assert "pyproject.toml" in ended.err + ended.out
    assert "Traceback" not in ended.err
    assert ended.code in {0, 2}


def test_an_unknown_key_of_the_policy(tmp_path: Path, home: Path) -> None:
    """An unknown key is named with file, line and the nearest key."""
    files = {"pyproject.toml": "[tool.honebot]\ndisabel = []\n", "good.py": GOOD}
    target = repository(tmp_path / "target", files)

    ended = honebot("plan", str(target), home=home)

    refused(ended, "pyproject.toml", "2", "disabel", "disable")


def test_an_unknown_action(tmp_path: Path, home: Path) -> None:
    """An unknown action is named, and the nearest one."""
    target = repository(tmp_path / "target", {"good.py": GOOD})

    ended = honebot("run", str(target), "--only", "yaml-save-load", home=home)

    refused(ended, "yaml-save-load", "yaml-safe-load")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"\0\1\2\xff", "text", id="binary"),
        pytest.param(b"just a sentence\n", "bullet", id="no bullet"),
        pytest.param(None, "plan.md", id="missing"),
    ],
)
def test_a_wrong_plan_file(
    content: bytes | None, word: str, tmp_path: Path, home: Path
) -> None:
    """A plan file that is none is named, with what one looks like."""
    target = repository(tmp_path / "target", {"good.py": GOOD})
    plan = tmp_path / "plan.md"
    if content is not None:
        plan.write_bytes(content)

    ended = honebot("plan", str(target), "--plan", str(plan), home=home)

    refused(ended, "plan.md", word)


def test_a_url_that_does_not_answer(home: Path) -> None:
    """Where the network is down, the message names the address."""
    ended = honebot("plan", "https://127.0.0.1:9/shop.git", home=home)

    refused(ended, "127.0.0.1:9", code=ended.code)
    assert ended.code in {1, 2}


def test_a_parameter_that_the_action_does_not_have(tmp_path: Path, home: Path) -> None:
    """A wrong --param is named, and the ones there are."""
    (tmp_path / "good.py").write_text(GOOD)

    ended = honebot(
        "apply", "request-timeout", str(tmp_path), "--param", "sec=3", home=home
    )

    refused(ended, "'sec'", "seconds")


def test_apply_leaves_an_odd_file_alone_and_says_so(tmp_path: Path, home: Path) -> None:
    """`apply` changes the good file, names the odd one, and ends with 1."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.py").write_text(GOOD)
    (folder / "odd.py").write_bytes(b"def f(:\n")

    ended = honebot(
        "apply", "yaml-safe-load", str(folder), "--write", "--json", home=home
    )

    assert ended.code == 1
    document = json.loads(ended.out)
    assert document["changed"] == ["good.py"]
    assert [left["path"] for left in document["left_alone"]] == ["odd.py"]
    assert (folder / "odd.py").read_bytes() == b"def f(:\n"
    assert "yaml.safe_load(stream)" in (folder / "good.py").read_text()


def test_a_full_disk(tmp_path: Path, home: Path) -> None:
    """Where caches find no room, the message says so and the target is whole."""
    if subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("this machine gives no mount namespaces")
    target = repository(
        tmp_path / "target", {f"m{n}.py": GOOD * 400 for n in range(40)}
    )
    home.mkdir()
    mount = f'mount -t tmpfs -o size=64k none "{home}" && exec "$@"'

    ended = honebot(
        "plan",
        str(target),
        home=home,
        prefix=("unshare", "-rm", "sh", "-c", mount, "-"),
    )

    assert "Traceback" not in ended.err
    assert ended.code in {0, 1}
    git(target, "fsck", "--strict")
    assert git(target, "status", "--porcelain") == ""


def test_files_of_the_target_are_never_touched(tmp_path: Path, home: Path) -> None:
    """A plan leaves work tree, index, branch and refs as they were."""
    target = repository(tmp_path / "target", {"good.py": GOOD})
    (target / "good.py").write_text(GOOD + "# not committed\n")
    before = shutil.copytree(target, tmp_path / "copy", symlinks=True)

    ended = honebot("plan", str(target), home=home)

    assert ended.code == 0
    compared = subprocess.run(
        ["diff", "-r", str(before), str(target)], capture_output=True, check=False
    )
    assert compared.stdout == b""


def test_an_unreadable_file_is_named_and_the_rest_goes_on(
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file that the system does not give is named, and the exit code says so."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.py").write_text(GOOD)
    (folder / "secret.py").write_text(GOOD)
    access = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: "secret" not in str(path) and access(path, mode),
    )
    words = ("apply", "yaml-safe-load", str(folder), "--write", "--json")

    code = run([*words, "--home", str(home)])

    document = json.loads(capsys.readouterr().out)
    assert code == 1
    assert document["changed"] == ["good.py"]
    assert document["left_alone"] == [
        {
            "path": "secret.py",
            "line": 0,
            "reason": "cannot be read: Permission denied",
            "outcome": "unreadable",
        }
    ]
    assert (folder / "secret.py").read_text() == GOOD
