"""Classes of tests in unittest's style: what they are, and who else has a say."""

from __future__ import annotations

import ast
import unittest
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from codemods.reading import lookups
from codemods.reading.names import Binding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

PLAIN = frozenset({"unittest.TestCase", "unittest.case.TestCase"})
ASYNC = frozenset(
    {
        "unittest.IsolatedAsyncioTestCase",
        "unittest.async_case.IsolatedAsyncioTestCase",
    }
)
DJANGO = frozenset(
    f"django.test{inner}.{name}"
    for inner in ("", ".testcases")
    for name in ("SimpleTestCase", "TestCase", "TransactionTestCase")
)
ALIASES = frozenset(
    {
        "assertAlmostEquals", "assertDictContainsSubset", "assertEquals",
        "assertItemsEqual", "assertNotAlmostEquals", "assertNotEquals",
        "assertNotRegexpMatches",
        "assertRaisesRegexp", "assertRegexpMatches", "assert_", "failIf",
        "failIfAlmostEqual", "failIfEqual", "failUnless", "failUnlessAlmostEqual",
        "failUnlessEqual", "failUnlessRaises",
    }
)  # fmt: skip
"""Older names, gone from Python 3.12 at the latest."""

INTERFACE = ALIASES.union(name for name in dir(unittest.TestCase) if name[:2] != "__")
"""What a `TestCase` provides, some of it for those who override it."""

TUNED = frozenset(
    {"addTypeEqualityFunc", "failureException", "longMessage", "_formatMessage"}
)
"""By these a class changes what its assertions do, or how they speak."""


@dataclass(frozen=True, slots=True)
class Case:
    """A class that surely is a `TestCase`.

    `bases` are the dotted names of the library's classes at the root, and
    `doubt` says why its assertions may not be the library's own ("": they are).
    """

    node: ast.ClassDef
    bases: frozenset[str]
    doubt: str = ""


def case_of(module: Module, node: ast.ClassDef) -> Case | None:
    """Return what is known of a class, None if it is no `TestCase` for sure."""
    return _cases(module).get(node)


@lru_cache(maxsize=lookups.FILES)
def _cases(module: Module) -> dict[ast.ClassDef, Case]:
    """Return the classes of a file that are a `TestCase`."""
    found = {}
    for node in module.tree.all(ast.ClassDef):
        roots: set[str] = set()
        doubts: list[str] = []
        family = list(_ancestry(module, node, roots, doubts, 0))
        if not roots & (PLAIN | ASYNC | DJANGO):
            continue
        doubts += [doubt for member in family if (doubt := _own_say(member))]
        found[node] = Case(node, frozenset(roots), doubts[0] if doubts else "")
    return found


def _ancestry(
    module: Module, node: ast.ClassDef, roots: set[str], doubts: list[str], depth: int
) -> Iterator[ast.ClassDef]:
    """Yield a class and its bases in the file; note the roots, and the doubts."""
    yield node
    if depth > len(module.tree.all(ast.ClassDef)):
        return
    for base in node.bases:
        name = module.name_of(base)
        local = _local_class(module, base)
        if local is not None:
            yield from _ancestry(module, local, roots, doubts, depth + 1)
        elif name in PLAIN | ASYNC | DJANGO:
            roots.add(name or "")
        elif name != "builtins.object":
            text = module.line_of(base)
            doubts.append(f"its base `{text}` may change what assertions do")


def _local_class(module: Module, base: ast.expr) -> ast.ClassDef | None:
    match module.bindings_of(base) if isinstance(base, ast.Name) else ():
        case (Binding(kind=Kind.DEFINITION, node=ast.ClassDef() as found),):
            return found
    return None


def _own_say(node: ast.ClassDef) -> str:
    """Return why a class's assertions are its own, "" if they are not."""
    for item in ast.walk(node):
        match item:
            case ast.FunctionDef(name=name) if (
                _is_assertion(name) and item in node.body
            ):
                return f"`{node.name}` has an `{name}` of its own"
            case ast.Attribute(attr=name) if name in TUNED:
                return f"`{node.name}` uses `{name}`"
            case ast.Name(id=name, ctx=ast.Store()) if name in TUNED:
                return f"`{node.name}` sets `{name}`"
    return ""


def _is_assertion(name: str) -> bool:
    return name in INTERFACE and (name in ALIASES or name.startswith("assert"))


def of_self(module: Module, node: ast.ClassDef, name: str) -> list[ast.Attribute]:
    """Return where the methods of a class look a name up on `self` or `cls`."""
    return [
        attribute
        for attribute in lookups.attributes(module, name)
        if isinstance(attribute.ctx, ast.Load)
        and module.class_of_self(attribute.value) is node
    ]


def foreign_runner(module: Module, case: Case) -> str:
    """Return why pytest may not be what runs a class, "" if it is."""
    if case.bases & DJANGO and "pytest-django" not in module.project.dependencies:
        return "Django's own runner may be what runs it: there is no pytest-django"
    return ""
