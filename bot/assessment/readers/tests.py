"""Which files hold tests, and what runs them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import as_strings, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assessment.readers.documents import Documents
    from bot.model import Requirement, Tool

# pytest's and unittest's own patterns, and Django's file of tests.
_PATTERNS = ("test_*.py", "*_test.py", "test*.py", "tests.py")
_TEST = re.compile(
    rb"^[ \t]*(?:async[ \t]+)?def[ \t]+test|^class[ \t]+\w*Test\w*|\(.*\bTestCase\b",
    re.MULTILINE,
)
_PYTEST = re.compile(rb"^[ \t]*(?:import|from)[ \t]+_?pytest\b", re.MULTILINE)
_UNITTEST = re.compile(
    rb"^[ \t]*(?:import|from)[ \t]+(?:unittest|django\.test)\b"
    rb"(?!\.mock|[ \t]+import[ \t]+mock\b)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class TestFile:
    """One file of tests, and the frameworks that it imports."""

    __test__ = False

    path: str
    pytest: bool
    unittest: bool


def name_patterns(documents: Documents) -> tuple[str, ...]:
    """Return the name patterns of test files, with those that pytest is told."""
    options = table(documents.toml("pyproject.toml"), "tool", "pytest", "ini_options")
    given = [*as_strings(options.get("python_files"))]
    for path, section in (
        ("pytest.ini", "pytest"),
        ("tox.ini", "pytest"),
        ("setup.cfg", "tool:pytest"),
    ):
        if path in documents.tree:
            value = documents.ini(path).get(section, "python_files", fallback="")
            given += (value or "").split()
    words = [word for text in given for word in text.split()]
    return tuple(dict.fromkeys([*_PATTERNS, *words]))


def read_test_file(
    path: str, source: bytes, patterns: Sequence[str]
) -> TestFile | None:
    """Return the file's facts where its name and content say that it tests."""
    name = path.rpartition("/")[2]
    if not any(fnmatchcase(name, pattern) for pattern in patterns):
        return None
    if not _TEST.search(source):
        return None
    return TestFile(path, bool(_PYTEST.search(source)), bool(_UNITTEST.search(source)))


def framework_of(
    found: Sequence[TestFile], needs: Sequence[Requirement], tools: Sequence[Tool]
) -> str:
    """Return pytest, unittest, or "" where there are no tests.

    pytest where it is configured, asked for or imported, or where there are
    bare test functions, which nothing else runs.
    """
    if not found:
        return ""
    asked = any(need.name == "pytest" for need in needs)
    configured = any(tool.name == "pytest" for tool in tools)
    if asked or configured or any(file.pytest for file in found):
        return "pytest"
    return "unittest" if any(file.unittest for file in found) else "pytest"
