"""Take a `TestCase` apart as a whole, so that nothing of unittest stays in it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.editing import fragments
from codemods.reading import lookups
from codemods.testing.parts import (
    parametrize,
    pytest_files,
    raises_edits,
    testcases,
    unittest_calls,
)
from codemods.testing.parts.unittest_calls import KNOWN, STEPS, NotPlainError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import ImportNeeded
    from codemods.reading.module import Module

SETTINGS = frozenset({"maxDiff", "longMessage"})
"""What only unittest reads."""

NOSE = frozenset({"setup", "teardown", *STEPS.values()})


def edits(
    module: Module, node: ast.ClassDef
) -> tuple[tuple[TextEdit, ...], tuple[ImportNeeded, ...]]:
    """Return all edits of a class, and what they import.

    Raises `NotPlainError`, `KeptError`, `EditRefusedError` or
    `ImportRefusedError` where one thing in the class has to stay.
    """
    _check_class(module, node)
    _check_file(module, node)
    found: list[TextEdit] = [*_name(module, node), _header(module, node)]
    needed: set[ImportNeeded] = set()
    for statement in node.body:
        _check_member(module, statement)
        if isinstance(statement, ast.FunctionDef):
            found += _of_method(module, statement, needed)
    found += unittest_calls.edits(module, node, needed)
    for edit in found:
        if fragments.may_hold_comment(module.source.data[edit.start : edit.end]):
            raise EditRefusedError("a comment may stand in the way")
    return tuple(found), tuple(sorted(needed))


def _check_class(module: Module, node: ast.ClassDef) -> None:
    if node.decorator_list or node.keywords:
        raise NotPlainError("it has a decorator or a metaclass")
    if not pytest_files.is_collected(module):
        raise NotPlainError("pytest does not look for tests in a file of this name")
    names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
    if not any(name.startswith("test") for name in names):
        raise NotPlainError("it has no tests of its own: others may build on it")
    if names & {"__init__", "__new__", "runTest", "run", "id", *NOSE}:
        raise NotPlainError("it has methods by which pytest would take it otherwise")
    case = testcases.case_of(module, node)
    if case is None or case.doubt:
        raise NotPlainError(case.doubt if case else "it is not known for what it is")


def _check_file(module: Module, node: ast.ClassDef) -> None:
    """Raise `NotPlainError` where somebody else counts on a `TestCase`."""
    if lookups.names(module, node.name) or parametrize.mentions(module, node.name):
        raise NotPlainError("it is used elsewhere")
    if len(module.names.binders.get(node.name, ())) > 1:
        raise NotPlainError("there is another class of this name")
    program = module.project.program
    if program is not None:
        dotted = f"{module.name}.{node.name}"
        if program.subclasses(dotted) or program.uses_of(module.name, node.name):
            raise NotPlainError("another file uses it")
    for name in ("load_tests", "setUpModule", "tearDownModule"):
        if name in module.names.binders:
            raise NotPlainError(f"the file has a `{name}`")
    for call in lookups.calls(module, "main"):
        if module.name_of(call.func) == "unittest.main":
            raise NotPlainError("the file runs its tests with `unittest.main()`")
    if ">>>" in (ast.get_docstring(node) or ""):
        raise NotPlainError("its docstring has a doctest")


def new_name(name: str) -> str:
    """Return a name by which pytest finds a class: "CartTests" becomes "TestCart"."""
    if name.startswith("Test"):
        return name
    stem = name
    for ending in ("TestCases", "TestCase", "Tests", "Test"):
        stem = stem.removesuffix(ending)
    return f"Test{stem}"


def _name(module: Module, node: ast.ClassDef) -> Iterator[TextEdit]:
    new = new_name(node.name)
    if new == node.name:
        return
    if new in module.names.binders or new == "Test" or node.name.startswith("_"):
        raise NotPlainError(
            'pytest finds plain classes by names that start with "Test"'
        )
    start = module.source.data.index(node.name.encode(), module.source.span(node)[0])
    yield TextEdit(node, start, start + len(node.name), new.encode())


def _header(module: Module, node: ast.ClassDef) -> TextEdit:
    """Return the edit that takes the base out of the brackets, and them away."""
    source = module.source
    base_start, base_end = source.span(node.bases[0])
    start = source.data.rindex(b"(", 0, base_start)
    end = source.data.index(b")", base_end) + 1
    inside = source.data[start + 1 : end - 1].strip().rstrip(b",").strip()
    if inside != source.data[base_start:base_end]:
        raise EditRefusedError("its head is laid out in an unusual way")
    return TextEdit(node, start, end, b"")


def _of_method(
    module: Module, function: ast.FunctionDef, needed: set[ImportNeeded]
) -> Iterator[TextEdit]:
    """Yield the edits of a method's name and decorators."""
    data = module.source.data
    if function.name in STEPS:
        start = data.index(function.name.encode(), module.source.span(function)[0])
        new = STEPS[function.name].encode()
        end = start + len(function.name)
        yield TextEdit(function, start, end, new, own=True)
    for decorator in function.decorator_list:
        mark = _MARKS.get(_called(module, decorator))
        if mark and isinstance(decorator, ast.Call):
            needed.add(raises_edits.PYTEST)
            pytest = module.imported(raises_edits.PYTEST, function)
            start, end = module.source.span(decorator.func)
            reason = module.source.span(decorator.args[-1])[0]
            yield TextEdit(decorator, start, end, f"{pytest}.mark.{mark}".encode())
            yield TextEdit(decorator, reason, reason, b"reason=")


_MARKS = {"unittest.skip": "skip", "unittest.skipIf": "skipif"}


def _called(module: Module, decorator: ast.expr) -> str:
    """Return the name of a decorator, with as many arguments as is usual."""
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = module.name_of(function) or ""
    if name in _MARKS:
        usual = {"unittest.skip": 1, "unittest.skipIf": 2}[name]
        texts = isinstance(decorator, ast.Call) and decorator.args[usual - 1 : usual]
        if not texts or len(decorator.args) != usual or decorator.keywords:  # type: ignore[attr-defined]  # a call
            return ""
        return name if isinstance(texts[0], ast.Constant) else ""
    return name


def _check_member(module: Module, node: ast.stmt) -> None:
    """Raise `NotPlainError` where something in the body means unittest's."""
    if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("test"):
        raise NotPlainError("a coroutine is no test for `TestCase`, and never ran")
    for name in _assigned(node):
        if name in KNOWN | {"__test__"}:
            raise NotPlainError(f"it sets `{name}`")
    if not isinstance(node, ast.FunctionDef):
        return
    if node.name in STEPS:
        _check_step(module, node)
    elif node.name in KNOWN:
        raise NotPlainError(f"it overrides `{node.name}`")
    elif node.name.startswith("test"):
        _check_test(node)
    for decorator in node.decorator_list:
        if not _is_harmless(_called(module, decorator)):
            shown = module.line_of(decorator)
            raise NotPlainError(f"`@{shown}` may want a `TestCase`")


def _assigned(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Assign(targets=targets):
            yield from (item.id for item in targets if isinstance(item, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _check_test(node: ast.FunctionDef) -> None:
    required = len(node.args.args) - len(node.args.defaults)
    if required > 1 and not node.decorator_list:
        raise NotPlainError(f"`{node.name}` takes arguments")
    if any(isinstance(inner, ast.Yield) for inner in ast.walk(node)):
        raise NotPlainError(f"`{node.name}` is a generator")


def _check_step(module: Module, node: ast.FunctionDef) -> None:
    of_class = node.name.endswith("Class")
    names = {module.name_of(item) for item in node.decorator_list}
    if names != ({"builtins.classmethod"} if of_class else set()):
        raise NotPlainError(f"`{node.name}` has another decorator than expected")
    if len(node.args.args) != 1 or node.args.kwonlyargs or node.args.vararg:
        raise NotPlainError(f"`{node.name}` takes arguments")


def _is_harmless(name: str) -> bool:
    known = {
        "builtins.classmethod",
        "builtins.property",
        "builtins.staticmethod",
        "contextlib.contextmanager",
    }
    return (
        name in known
        or name.startswith(("unittest.mock.patch", "mock.patch", "pytest.mark."))
        or name in {"freezegun.freeze_time", "responses.activate", *_MARKS}
    ) and name != "pytest.mark.parametrize"
