"""How the target's tests are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import Facts, Policy
from bot.services.trees import MemoryTree
from bot.verification.suites import Suite, find_suite, from_command

if TYPE_CHECKING:
    from collections.abc import Mapping

TOX = """\
[tox]
envlist = py
[testenv]
setenv =
    PYTHONPATH = {toxinidir}
    SHOP_ENV=test
commands =
    python -c "print()"
    pytest -v --capture=sys -m "not slow" --cov {envsitepackagesdir} {posargs:tests}
"""
NOX = """\
import nox

@nox.session
def lint(session):
    session.run("ruff", "check")
    session.log("x")

@nox.session
def tests(session):
    session.run("pytest", "--ignore", "tests/slow", "tests/unit", *session.posargs)
"""


@pytest.mark.parametrize(
    ("files", "tests", "framework", "expected"),
    [
        pytest.param({}, (), "", None, id="none"),
        pytest.param(
            {},
            ("tests/a/test_a.py", "tests/test_b.py", "src/shop/tests/test_c.py"),
            "pytest",
            Suite("pytest", paths=("src/shop/tests", "tests")),
            id="folders",
        ),
        pytest.param(
            {},
            ("test_a.py", "tests/test_b.py"),
            "pytest",
            Suite("pytest", paths=(".",)),
            id="root",
        ),
        pytest.param(
            {},
            ("a/test_a.py", "a/b/test_b.py"),
            "pytest",
            Suite("pytest", paths=("a",)),
            id="folder-within",
        ),
        pytest.param(
            {"pytest.ini": "[pytest]\ntestpaths = tests\n", "tox.ini": TOX},
            ("tests/test_a.py",),
            "pytest",
            Suite("pytest"),
            id="testpaths",
        ),
        pytest.param(
            {"tox.ini": TOX, "tests/test_a.py": ""},
            ("tests/test_a.py",),
            "pytest",
            Suite(
                "pytest",
                ("--capture=sys", "-m", "not slow"),
                ("tests",),
                {"SHOP_ENV": "test"},
            ),
            id="tox",
        ),
        pytest.param(
            {"tox.ini": "[testenv]\ncommands = pytest {posargs} -k {env:X} '\n"},
            ("tests/test_a.py",),
            "pytest",
            Suite("pytest", paths=("tests",)),
            id="tox-with-nothing-to-keep",
        ),
        pytest.param(
            {"tox.ini": "[testenv]\ncommands = pytest -k {env:X} --durations 3\n"},
            ("tests/test_a.py",),
            "pytest",
            Suite("pytest", paths=("tests",)),
            id="tox-with-substitutions",
        ),
        pytest.param(
            {"tox.ini": "nonsense"},
            ("tests/test_a.py",),
            "pytest",
            Suite("pytest", paths=("tests",)),
            id="broken-tox",
        ),
        pytest.param(
            {"noxfile.py": NOX, "tests/unit/test_a.py": ""},
            ("tests/unit/test_a.py",),
            "pytest",
            Suite("pytest", ("--ignore", "tests/slow"), ("tests/unit",)),
            id="nox",
        ),
        pytest.param(
            {"noxfile.py": "def"},
            ("tests/test_a.py",),
            "pytest",
            Suite("pytest", paths=("tests",)),
            id="broken-nox",
        ),
        pytest.param(
            {"tests/__init__.py": ""},
            ("tests/test_a.py",),
            "unittest",
            Suite("unittest", ("-s", "tests", "-t", ".")),
            id="unittest-package",
        ),
        pytest.param(
            {},
            ("tests/test_a.py",),
            "unittest",
            Suite("unittest", ("-s", "tests")),
            id="unittest-folder",
        ),
        pytest.param(
            {},
            ("a_test.py",),
            "unittest",
            Suite("unittest", ("-s", ".", "-p", "*test*.py")),
            id="unittest-pattern",
        ),
    ],
)
def test_find_suite(
    files: Mapping[str, str],
    tests: tuple[str, ...],
    framework: str,
    expected: Suite | None,
) -> None:
    """Configuration first, then tox and nox, then where the tests lie."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    facts = Facts(test_files=tests, test_framework=framework)

    assert find_suite(tree, facts, Policy()) == expected


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("pytest", Suite("pytest"), id="pytest"),
        pytest.param(
            "A=1 uv run python -m pytest -x tests",
            Suite("pytest", ("-x", "tests"), variables={"A": "1"}),
            id="wrapped",
        ),
        pytest.param("python -m unittest", Suite("unittest"), id="unittest"),
        pytest.param(
            "python3 -m unittest discover -s t",
            Suite("unittest", ("-s", "t")),
            id="discover",
        ),
        pytest.param("make test", Suite("command", ("make test",)), id="other"),
        pytest.param(
            "pytest && true", Suite("command", ("pytest && true",)), id="shell"
        ),
        pytest.param("pytest 'x", Suite("command", ("pytest 'x",)), id="broken"),
    ],
)
def test_from_command(command: str, expected: Suite) -> None:
    """A command of the owners is taken apart where it can be."""
    assert from_command(command) == expected


def test_the_policy_decides() -> None:
    """The owners' command replaces what would be found, and needs no test file."""
    policy = Policy(test_command="make test")

    assert find_suite(MemoryTree({}), Facts(), policy) == Suite(
        "command", ("make test",)
    )


@pytest.mark.parametrize(
    ("suite", "text"),
    [
        pytest.param(
            Suite("pytest", ("-m", "not slow"), ("t",)),
            "pytest -m 'not slow' t",
            id="pytest",
        ),
        pytest.param(
            Suite("unittest", ("-s", "t")),
            "python -m unittest discover -s t",
            id="unittest",
        ),
        pytest.param(Suite("command", ("make x",)), "make x", id="command"),
    ],
)
def test_text(suite: Suite, text: str) -> None:
    """The text is what a person would type."""
    assert suite.text == text
