"""What format-code says of large and odd projects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions.catalogue import ACTIONS
from bot.actions.formatting.layout.formatters import choose
from bot.actions.formatting.layout.samples import LINES, sample
from bot.actions.formatting.layout.work import settings_groups
from bot.change.make import make
from bot.model import Status
from codemods.model import LeftAlone
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

CLEAN = "x = 1\n" * 400
UGLY = "x=1;y = ' ' \n" * 400


def test_a_large_project_is_judged_by_the_files_least_like_the_layout() -> None:
    """Where not all files are tried, the ugly ones are, and it says so."""
    files = {f"clean{number}.py": CLEAN for number in range(20)}
    target = target_of(
        {**files, "zz_ugly.py": UGLY, "pyproject.toml": "[tool.black]\n"}
    )

    assessed = ACTIONS["format-code"].assess(target)

    assert assessed.status is Status.PROPOSED
    assert "1 of the 6 files tried, those least like it, differ" in assessed.reason
    assert [finding.path for finding in assessed.findings] == ["pyproject.toml"]


def test_a_large_clean_project_is_satisfied_as_far_as_it_was_seen() -> None:
    """Nothing is claimed of files that were not tried."""
    files = {f"clean{number}.py": CLEAN for number in range(20)}

    assessed = ACTIONS["format-code"].assess(
        target_of({**files, "pyproject.toml": "[tool.black]\n"})
    )

    assert assessed.status is Status.SATISFIED
    assert "no more were looked at" in assessed.reason


def test_a_sample_is_no_larger_than_its_limit() -> None:
    """The quick look stays quick."""
    target = target_of({f"a{number}.py": CLEAN for number in range(20)})
    choice, _ = choose(target)

    found = sample(target, settings_groups(target, choice))

    assert len(found.tried) * 400 <= LINES
    assert not found.complete


def test_a_sample_of_some_files_does_not_limit_the_change() -> None:
    """All files are laid out, though the assessment names the settings only."""
    target = target_of({"a.py": "x=1\n", "b.py": "y=1\n", "pyproject.toml": ""})

    change = ACTIONS["format-code"].change(
        replace(target, only=("pyproject.toml",)), LocalTools()
    )

    assert {file.path for file in change.files} >= {"a.py", "b.py"}


def test_only_the_files_asked_for_are_laid_out() -> None:
    """Files that are named limit the change."""
    target = target_of({"a.py": "x=1\n", "b.py": "y=1\n"})

    change = ACTIONS["format-code"].change(
        replace(target, only=("b.py",)), LocalTools()
    )

    assert [file.path for file in change.files] == ["b.py"]


def test_a_lone_file_gets_no_configuration() -> None:
    """A file without a project around it is laid out, and nothing else written."""
    change = ACTIONS["format-code"].change(target_of({"a.py": "x=1\n"}), LocalTools())

    assert [file.path for file in change.files] == ["a.py"]
    assert change.proof == "syntax-tree"
    assert "black --line-length=88 ." in change.commands


def test_blame_is_told_once_there_is_a_commit() -> None:
    """The commit's id is not known before; where the file is, less is said."""
    files = {"a.py": "x=1\n", ".git-blame-ignore-revs": "", "pyproject.toml": ""}

    change = ACTIONS["format-code"].change(target_of(files), LocalTools())

    notes = " ".join(change.notes)
    assert ">> .git-blame-ignore-revs`. The id" in notes


@pytest.mark.parametrize(
    ("setup", "files"),
    [
        pytest.param("import setuptools\nimport numpy\n", ["a.py"], id="needs-numpy"),
        pytest.param("import setuptools, a\n", ["a.py", "pyproject.toml"], id="own"),
        pytest.param("def f(:\n", ["a.py"], id="broken"),
    ],
)
def test_no_pyproject_is_made_where_it_would_break_the_build(
    setup: str, files: list[str]
) -> None:
    """Pip builds in isolation once there is a pyproject.toml."""
    target = target_of(
        {
            "a.py": "x=1\n",
            "setup.py": setup,
            "setup.cfg": "[flake8]\nmax-line-length=99\n",
        }
    )
    target = replace(target, facts=replace(target.facts, python_files=("a.py",)))

    change = ACTIONS["format-code"].change(target, LocalTools())

    assert [file.path for file in change.files] == files


def test_a_new_hook_keeps_away_from_what_is_left_alone() -> None:
    """Generated and broken files are excluded from the hook, folders as a whole."""
    target = target_of(
        {"a.py": "x=1\n", ".gitignore": "", "bad.py": "def f(:\n", "it's/x.py": "x=1\n"}
    )
    kept = tuple(LeftAlone(path, 0, "generated") for path in ("it's/x.py", "gone.py"))
    facts = replace(target.facts, python_files=("a.py", "bad.py"), left_alone=kept)

    change = ACTIONS["format-code"].change(replace(target, facts=facts), LocalTools())

    hook = (change.files[-1].after or b"").decode().partition("      - id: black\n")[2]
    assert hook == (
        "        exclude: |\n          (?x)^(\n            bad\\.py$\n"
        "            |gone\\.py$\n            |it's/\n          )\n"
    )


def test_no_gate_where_none_is_wanted() -> None:
    """The parameter `gate` leaves the hook out."""
    target = target_of({"a.py": "x=1\n", ".gitignore": ""}, {"gate": "none"})

    change = ACTIONS["format-code"].change(target, LocalTools())

    assert [file.path for file in change.files] == ["a.py"]


def test_ruff_s_line_length_is_written_where_it_is_inferred() -> None:
    """A linter without a limit gets the one that spares changes."""
    long = "call(" + ", ".join(f"argument_{number}" for number in range(9)) + ")\n"
    target = target_of({"a.py": long * 9 + "x=1\n", "ruff.toml": "[lint]\n"})

    change = ACTIONS["format-code"].change(target, LocalTools())

    after = {file.path: file.after for file in change.files}
    assert after["ruff.toml"] == b"line-length = 120\n[lint]\n"
    assert after["a.py"] == (long * 9 + "x = 1\n").encode()


def test_a_name_that_was_defined_twice_before_does_not_stop_the_layout() -> None:
    """Ruff names the line of the first definition, and lines move."""
    twice = "class A: pass\ndef f( ): return 1\ndef f( ): return 2\n"
    target = target_of({"a.py": twice})

    change = make(ACTIONS["format-code"], target, LocalTools())

    assert [file.path for file in change.files] == ["a.py"]
    assert change.left_alone == ()


def test_settings_that_keep_black_quiet_or_idle_do_not_count() -> None:
    """What Black is told beside the layout is not for the bot's own run."""
    settings = "[tool.black]\nquiet = true\nfast = true\ncheck = true\nline_length=20\n"
    target = target_of({"a.py": "call(argument, 'bbb')\n", "pyproject.toml": settings})

    change = ACTIONS["format-code"].change(target, LocalTools())

    assert change.files[0].after == b'call(\n    argument, "bbb"\n)\n'


def test_settings_outside_of_the_target_are_not_read() -> None:
    """Ruff's settings may not extend a file of this machine."""
    target = target_of({"a.py": "x=1\n", "ruff.toml": "extend = '/etc/passwd'\n"})

    assessed = ACTIONS["format-code"].assess(target)

    assert assessed.status is Status.PROPOSED
    with pytest.raises(Exception, match="outside of here"):
        ACTIONS["format-code"].change(target, LocalTools())
