"""What a class asks of unittest, and how pytest says each of it."""

from __future__ import annotations

import ast
import unittest
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.editing import fragments
from codemods.editing.imports import ImportRefusedError
from codemods.testing.parts import assert_lines, raises_edits, testcases
from codemods.testing.parts import assertion_methods as methods
from codemods.testing.parts.assertion_methods import NoPlainFormError
from codemods.testing.parts.raises_edits import KeptError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.base import ImportNeeded
    from codemods.editing.fragments import Splice
    from codemods.reading.module import Module

STEPS = {
    "setUp": "setup_method",
    "tearDown": "teardown_method",
    "setUpClass": "setup_class",
    "tearDownClass": "teardown_class",
}
"""Steps around tests, and how pytest calls them."""

KNOWN = frozenset(vars(unittest.TestCase)) | testcases.INTERFACE


class NotPlainError(ValueError):
    """A class has to stay a `TestCase`; says why in plain words."""


def is_case(module: Module, node: ast.ClassDef) -> bool:
    """Return whether a class derives from `unittest.TestCase`, and nothing else."""
    return len(node.bases) == 1 and module.name_of(node.bases[0]) in testcases.PLAIN


def edits(
    module: Module, node: ast.ClassDef, needed: set[ImportNeeded]
) -> tuple[TextEdit, ...]:
    """Return the edits of all that a class asks; `needed` gets what they import.

    An assertion may look at an exception that was caught. It is then read as
    it stands afterwards, and both become one edit: no half of a class is ever
    written. Raises `NotPlainError`, `KeptError`, `EditRefusedError` or
    `ImportRefusedError` where one of them has to stay.
    """
    expecting = _raises(module, node)
    if expecting:
        needed.add(raises_edits.PYTEST)
    asked = list(_asked(module, node))
    places = [_place(module, attribute) for attribute in asked]
    spans = [module.source.span(place) for place in places]
    texts = [_plain(module, attribute, needed) for attribute in asked]
    apart = [edit for edit in expecting if not _is_inside(edit, spans)]
    if len(apart) < len(expecting):
        later = module.once(_with_values)
        twin = later.root.body[module.root.body.index(node)]
        assert isinstance(twin, ast.ClassDef)  # noqa: S101  # no statement is added
        asked = list(_asked(later, twin))
        texts = [_plain(later, attribute, needed) for attribute in asked]
    edits_of_places = (
        TextEdit(place, start, end, text)
        for place, (start, end), text in zip(places, spans, texts, strict=True)
    )
    return (*apart, *edits_of_places)


def _reached(module: Module, node: ast.ClassDef) -> Iterator[ast.Attribute]:
    """Yield each use of unittest's interface in a class; nothing else may be left.

    Raises `NotPlainError` where the instance goes where its uses are not seen.
    """
    own = {
        item.name
        for item in node.body
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for name in ast.walk(node):
        if not isinstance(name, ast.Name):
            continue
        if name.id in {"super", "__class__"}:
            raise NotPlainError("it calls what it inherits")
        if module.class_of_self(name) is not node or isinstance(name.ctx, ast.Store):
            continue
        around = module.parent(name)
        if not isinstance(around, ast.Attribute):
            raise NotPlainError("the instance is given to something else")
        if around.attr in own and around.attr not in STEPS:
            continue
        if around.attr in KNOWN and isinstance(around.ctx, ast.Load):
            yield around
        elif around.attr in KNOWN or around.attr.startswith("__"):
            raise NotPlainError(f"it sets or reads `{around.attr}`")


def _call(module: Module, attribute: ast.Attribute) -> ast.Call:
    call = module.parent(attribute)
    if not isinstance(call, ast.Call) or call.func is not attribute:
        raise NotPlainError(f"`{attribute.attr}` is handed on as a value")
    return call


def _raises(module: Module, node: ast.ClassDef) -> tuple[TextEdit, ...]:
    """Return the edits that let the blocks of a class expect with pytest."""
    found: list[TextEdit] = []
    done: set[ast.Call] = set()
    for attribute in _reached(module, node):
        if attribute.attr in raises_edits.METHODS:
            found += _raising(module, attribute, done)
    found.sort(key=lambda edit: edit.start)
    for before, after in pairwise(found):
        if after.start < before.end:
            raise EditRefusedError("a block looks at what another one caught")
    return tuple(found)


def _raising(
    module: Module, attribute: ast.Attribute, done: set[ast.Call]
) -> tuple[TextEdit, ...]:
    """Return the edits of one block, once for a group that shares a name."""
    call = _call(module, attribute)
    around = module.parent(call)
    if call in done:
        return ()
    if isinstance(around, ast.withitem):
        group = raises_edits.group_of(module, around)
        done.update(group.calls)
        return raises_edits.block_edits(module, group)
    if isinstance(around, ast.Expr):
        return (raises_edits.called_edit(module, around, call),)
    raise NotPlainError(f"`{attribute.attr}` is used in an unusual way")


def _asked(module: Module, node: ast.ClassDef) -> Iterator[ast.Attribute]:
    """Yield what a class asks of unittest but to expect exceptions."""
    for attribute in _reached(module, node):
        if attribute.attr not in raises_edits.METHODS:
            yield attribute


def _place(module: Module, attribute: ast.Attribute) -> ast.expr | ast.stmt:
    """Return what is written anew where something is asked of unittest."""
    around = module.parent(_call(module, attribute))
    if not isinstance(around, ast.Expr):
        raise NotPlainError(f"`{attribute.attr}` is no statement of its own")
    return attribute if attribute.attr in _SAID else around


def _is_inside(edit: TextEdit, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= edit.start and edit.end <= end for start, end in spans)


def _with_values(module: Module) -> Module:
    """Return a file that asks what was caught for its `value`, as pytest has it."""
    found: list[Splice] = []
    for node in module.root.body:
        if isinstance(node, ast.ClassDef) and is_case(module, node):
            with suppress(
                EditRefusedError, ImportRefusedError, KeptError, NotPlainError
            ):
                found += [
                    fragments.splice(module, edit)
                    for edit in _raises(module, node)
                    if isinstance(edit.node, ast.Attribute)
                ]
    return module.changed(fragments.Shift(found).apply(module.source.data))


def _plain(
    module: Module, attribute: ast.Attribute, needed: set[ImportNeeded]
) -> bytes:
    """Return the text that says one thing without unittest."""
    call = _call(module, attribute)
    place = _place(module, attribute)
    if not isinstance(place, ast.stmt):
        needed.add(raises_edits.PYTEST)
        return _said(module, attribute, call)
    try:
        found = methods.plain(module, call)
    except NoPlainFormError as error:
        raise NotPlainError(str(error)) from error
    needed.update(found.imports)
    return assert_lines.edit(module, place, found.assertion).new


_SAID = {"fail": "fail", "skipTest": "skip"}
"""What ends a test, and how pytest calls it."""


def _said(module: Module, attribute: ast.Attribute, call: ast.Call) -> bytes:
    """Return the name that fails, or skips, with pytest.

    Both raise other exceptions then, so nothing around may catch them.
    """
    raises_edits.check_caught(module, call)
    if call.keywords or len(call.args) > 1:
        raise NotPlainError(f"`{attribute.attr}` is called in an unusual way")
    pytest = module.imported(raises_edits.PYTEST, call)
    return f"{pytest}.{_SAID[attribute.attr]}".encode()
