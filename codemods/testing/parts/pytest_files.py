"""Which files hold tests, and which of them pytest surely runs."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

_FOLDERS = frozenset({"test", "tests", "testing", "unittests"})
_COLLECTED = re.compile(r"test_.*|.*_test|tests")
_HELPERS = frozenset({"conftest"})


def is_test_file(module: Module) -> bool:
    """Return whether a file stands among tests: by its name, or a folder's."""
    *folders, _ = module.path.split("/")
    return (
        is_collected(module)
        or _stem(module) in _HELPERS
        or _FOLDERS.intersection(folders) != frozenset()
    )


def is_collected(module: Module) -> bool:
    """Return whether pytest looks for tests in a file, going by its name.

    In such a file, and no other, pytest shows the values of an assertion that
    fails. `tests.py` is what Django's own runner, and pytest-django, look for.
    """
    return bool(_COLLECTED.fullmatch(_stem(module)))


def uses_pytest(module: Module) -> bool:
    """Return whether the project declares pytest, or the file imports it."""
    declared = module.project.dependencies
    if any(name == "pytest" or name.startswith("pytest-") for name in declared):
        return True
    return module.once(_imports_pytest)


def tests(module: Module) -> Iterator[Definition]:
    """Yield the functions of a file that pytest runs as tests.

    They stand in the module, or in a class named `Test...` that has no base
    class and no `__init__`. Methods of a `TestCase` are not among them.
    """
    yield from _named_test(module.root.body)
    for node in module.root.body:
        if isinstance(node, ast.ClassDef) and is_plain_test_class(module, node):
            yield from _named_test(node.body)


def is_plain_test_class(module: Module, node: ast.ClassDef) -> bool:
    """Return whether pytest collects a class that is no `TestCase`."""
    bases = [base for base in node.bases if module.name_of(base) != "builtins.object"]
    return (
        node.name.startswith("Test")
        and not bases
        and not node.keywords
        and not any(
            isinstance(item, ast.FunctionDef) and item.name == "__init__"
            for item in node.body
        )
    )


def _named_test(body: list[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (
            node.name.startswith("test")
        ):
            yield node


def _stem(module: Module) -> str:
    return module.path.rpartition("/")[2].rpartition(".")[0]


def _imports_pytest(module: Module) -> bool:
    return any(
        module.names.target(alias).partition(".")[0] == "pytest"
        for alias in module.tree.all(ast.alias)
    )
