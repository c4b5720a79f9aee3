"""What a file is for, as far as its path and its text tell."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module

_FOLDERS = frozenset({"test", "tests", "testing", "unittests"})
_FILE = re.compile(r"(?:test_.*|.*_tests?|tests?|conftest)\.py\Z")
_CASES = frozenset(
    {
        "django.test.SimpleTestCase",
        "django.test.TestCase",
        "django.test.TransactionTestCase",
        "unittest.IsolatedAsyncioTestCase",
        "unittest.TestCase",
    }
)


def is_test(module: Module) -> bool:
    """Whether a file holds tests, or what only tests use.

    It lies in a folder of tests, is named as one, has a class derived from
    `unittest.TestCase`, or imports pytest beside functions `test_...`.
    """
    return module.once(_is_test)


def is_test_path(path: str) -> bool:
    """Whether a file lies in a folder of tests, or is named as one."""
    *folders, name = path.split("/")
    return not _FOLDERS.isdisjoint(folders) or _FILE.match(name) is not None


def _is_test(module: Module) -> bool:
    return is_test_path(module.path) or _has_cases(module) or _has_functions(module)


def _has_cases(module: Module) -> bool:
    return any(
        module.name_of(base) in _CASES
        for node in module.tree.all(ast.ClassDef)
        for base in node.bases
    )


def _has_functions(module: Module) -> bool:
    imported = any(
        module.names.target(alias).partition(".")[0] == "pytest"
        for alias in module.tree.all(ast.alias)
    )
    return imported and any(
        node.name.startswith("test_") for node in module.tree.all(ast.FunctionDef)
    )
