"""Files of tests and what runs them are found."""

from __future__ import annotations

import pytest

from tests.support.assessment import facts_of

BARE = "def test_a():\n    assert True\n"
OPTIONS = "[tool.pytest.ini_options]\n"
CASE = "import unittest\nclass A(unittest.TestCase):\n    def test_a(self): ...\n"


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        pytest.param("tests/test_a.py", BARE, True, id="pytest"),
        pytest.param("a_test.py", "async def test_a(): ...\n", True, id="suffix"),
        pytest.param("testthings.py", CASE, True, id="unittest"),
        pytest.param("app/tests.py", "class A(TestCase): ...\n", True, id="django"),
        pytest.param("tests/test_b.py", "class TestB: ...\n", True, id="class"),
        pytest.param("testlines.py", "print('no test')\n", False, id="name only"),
        pytest.param("tests/helpers.py", BARE, False, id="content only"),
        pytest.param("check_a.py", BARE, False, id="other name"),
    ],
)
def test_found(path: str, source: str, *, found: bool) -> None:
    """Name and content must both say so."""
    assert facts_of({path: source}).test_files == ((path,) if found else ())


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {"pyproject.toml": f"{OPTIONS}python_files = ['check_*.py']\n"},
            id="pyproject",
        ),
        pytest.param(
            {"pyproject.toml": f"{OPTIONS}python_files = 'x.py check_*.py'\n"},
            id="pyproject, text",
        ),
        pytest.param(
            {"pytest.ini": "[pytest]\npython_files = check_*.py\n"}, id="pytest.ini"
        ),
        pytest.param(
            {"tox.ini": "[pytest]\npython_files = check_*.py\n"}, id="tox.ini"
        ),
        pytest.param(
            {"setup.cfg": "[tool:pytest]\npython_files =\n  check_*.py\n"},
            id="setup.cfg",
        ),
    ],
)
def test_patterns_of_pytest(files: dict[str, str]) -> None:
    """Patterns that pytest is told count too."""
    facts = facts_of({**files, "check_a.py": BARE, "test_a.py": BARE})

    assert facts.test_files == ("check_a.py", "test_a.py")


@pytest.mark.parametrize(
    ("files", "framework"),
    [
        pytest.param({"a.py": ""}, "", id="none"),
        pytest.param({"test_a.py": "import pytest\n" + BARE}, "pytest", id="imported"),
        pytest.param({"test_a.py": BARE}, "pytest", id="bare functions"),
        pytest.param({"test_a.py": CASE}, "unittest", id="unittest"),
        pytest.param(
            {"test_a.py": CASE, "requirements.txt": "pytest\n"},
            "pytest",
            id="asked for",
        ),
        pytest.param(
            {"test_a.py": CASE, "pytest.ini": "[pytest]\n"}, "pytest", id="configured"
        ),
        pytest.param(
            {"test_a.py": "from unittest import mock\n" + BARE},
            "pytest",
            id="only mock",
        ),
        pytest.param(
            {"test_a.py": "from unittest.mock import Mock\n" + BARE},
            "pytest",
            id="only mock, from",
        ),
    ],
)
def test_framework(files: dict[str, str], framework: str) -> None:
    """Pytest where anything speaks of it, else unittest where it is imported."""
    assert facts_of(files).test_framework == framework
