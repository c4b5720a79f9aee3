"""Copies of a test that differ in literals become one test with a table."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, EditRefusedError, Site, TextEdit
from codemods.editing.imports import ImportRefusedError
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import signatures
from codemods.testing.parts import layout, parametrize, pytest_files, table_text
from codemods.testing.parts.parametrize import PYTEST, NoTableError, Slot
from codemods.testing.parts.table_text import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

FEWEST = 3
"""How many copies make a table worth it."""


EMPTY = frozenset(
    {
        "a",
        "all",
        "an",
        "and",
        "are",
        "can",
        "case",
        "cases",
        "does",
        "for",
        "get",
        "has",
    }
    | {"in", "is", "it", "no", "not", "of", "on", "one", "or", "same", "the", "to"}
    | {"two", "when", "with", "without"}
)
"""Words that alone are no name for a test."""


class ParametrizeTests(Codemod):
    """Say once what several tests do, with a table of what they differ in.

    Copies of a test hide what each of them is about, and a change must be made
    in all of them. In a table the cases stand below each other, each with its
    name, and the next one is one line.

    Before:

        def test_parse_integer():
            assert parse("1") == 1


        def test_parse_float():
            assert parse("1.5") == 1.5


        def test_parse_nothing():
            assert parse("") == 0

    After:

        import pytest


        @pytest.mark.parametrize(
            ("text", "expected"),
            [
                pytest.param("1", 1, id="integer"),
                pytest.param("1.5", 1.5, id="float"),
                pytest.param("", 0, id="nothing"),
            ],
        )
        def test_parse(text, expected):
            assert parse(text) == expected

    Fix safety: as many tests run as before, in the same order, with the same
    code and the same values. Their names change, `test_parse_integer` becomes
    `test_parse[integer]`: who selects a test by name, on a command line that
    nobody has written down, must use the new one.

    Left alone: fewer than three copies; copies with words, comments or
    decorators of their own, that differ in more than short literals, or in
    more than four of them; tests whose names share no word, or are mentioned
    elsewhere; methods of a `TestCase`, to which pytest gives no parameters.
    """

    safety = Safety.REVIEW
    rules = frozenset({"R0801", "duplicate-code"})
    program = True
    references = (
        "https://docs.pytest.org/en/stable/how-to/parametrize.html",
        "https://docs.pytest.org/en/stable/example/parametrize.html#different-options-for-test-ids",
    )
    sieve = re.compile(rb"\bdef test")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the tests of a file."""
        if not pytest_files.is_collected(module):
            return
        if not pytest_files.uses_pytest(module):
            return
        yield from _in_body(module, node.body)
        for statement in node.body:
            if isinstance(statement, ast.ClassDef) and (
                pytest_files.is_plain_test_class(module, statement)
            ):
                yield from _in_body(module, statement.body)


@dataclass(frozen=True, slots=True)
class _Group:
    """Copies of one test, the literals they differ in, and the new names."""

    copies: list[Definition]
    slots: list[Slot]


def _in_body(module: Module, body: Sequence[ast.stmt]) -> Iterator[Site]:
    place = 0
    given: set[str] = set()
    while place < len(body):
        group = _group(module, body[place:])
        if group is None:
            place += 1
            continue
        try:
            yield _site(module, group, given)
        except (EditRefusedError, ImportRefusedError, NoTableError) as error:
            yield Site(group.copies[0], Outcome.REFUSED, str(error))
        place += len(group.copies)


def _group(module: Module, body: Sequence[ast.stmt]) -> _Group | None:
    """Return the copies that a body starts with, None for too few."""
    copies: list[Definition] = []
    found: list[Slot] = []
    for statement in body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            break
        if not statement.name.startswith("test_"):
            break
        if copies:
            slots = _alike(module, [*copies, statement])
            if slots is None or not _shared([*copies, statement]):
                break
            found = slots
        copies.append(statement)
    return _Group(copies, found) if len(copies) >= FEWEST and found else None


def _alike(module: Module, copies: Sequence[Definition]) -> list[Slot] | None:
    """Return what tests differ in, None where it is more than literals."""
    first = copies[0]
    for other in copies[1:]:
        if type(other) is not type(first) or len(other.body) != len(first.body):
            return None
        if ast.dump(other.args) != ast.dump(first.args):
            return None
        if _dumped(other.returns) != _dumped(first.returns):
            return None
        if [ast.dump(node) for node in other.decorator_list] != [
            ast.dump(node) for node in first.decorator_list
        ]:
            return None
    bodies = [ast.Module(body=copy.body, type_ignores=[]) for copy in copies]
    return parametrize.slots(module, bodies)


def _dumped(node: ast.expr | None) -> str:
    return ast.dump(node) if node else ""


def _words(name: str) -> list[str]:
    return name.removeprefix("test_").split("_")


def _shared(copies: Sequence[Definition]) -> bool:
    """Whether the names of tests start, or end, with the same word."""
    words = [_words(copy.name) for copy in copies]
    return any(len({item[place] for item in words}) == 1 for place in (0, -1))


def _site(module: Module, group: _Group, given: set[str]) -> Site:
    """Return what becomes of some copies; their new name is added to `given`.

    Raises `NoTableError`, `EditRefusedError` or `ImportRefusedError` where
    they have to stay.
    """
    first, *others = group.copies
    _check(module, group)
    name, ids = names(module, group.copies)
    if name in given:
        raise NoTableError(f"there is a `{name}` already")
    given.add(name)
    taken = parametrize.taken_names(module, first)
    table_text.check_plain(first)
    columns = parametrize.named(module, group.slots, taken)
    rows = [
        [module.text_of(slot.values[place]) for slot in group.slots]
        for place in range(len(group.copies))
    ]
    if not ids and not _speaks(group):
        raise NoTableError("their names tell nothing apart but numbers")
    edits = [
        *_signature_edits(module, first, name, group.slots, columns),
        *_body_edits(module, first, group.slots),
    ]
    start, at = table_text.indent_of_def(module, first)
    indent = module.source.data[start:at].decode()
    table = Table(columns, rows, ids)
    text = table_text.decorator(module, first, table, indent)
    newline = module.source.newline()
    lines = f"{text}\n{indent}".replace("\n", newline)
    edits.append(TextEdit(first, at, at, lines.encode()))
    removals = [Edit(other, _removed) for other in others]
    title = f"{', '.join(copy.name for copy in group.copies)}: {name}"
    return Site(first, Outcome.APPLIED, title, (*edits, *removals), (PYTEST,))


def _removed(node: object) -> object:
    del node
    return cst.RemovalSentinel.REMOVE


def _check(module: Module, group: _Group) -> None:
    """Raise `NoTableError` where a copy has something of its own, or a reader."""
    for copy in group.copies:
        for name in signatures.decorators(module, copy):
            if not name.startswith("pytest.mark.") or "parametrize" in name:
                raise NoTableError("they have decorators that may read the test")
        if parametrize.mentions(module, copy.name):
            raise NoTableError(f"`{copy.name}` is mentioned elsewhere")
        if len(module.names.binders.get(copy.name, ())) > 1:
            raise NoTableError(f"there is another `{copy.name}`")
    gaps = zip(group.copies, group.copies[1:], strict=False)
    for above, below in gaps:
        end = module.source.span(above)[1]
        start, _ = table_text.indent_of_def(module, below)
        if b"#" in module.source.data[end:start]:
            raise NoTableError("a comment stands between them")


def _speaks(group: _Group) -> bool:
    """Whether pytest can name the rows by their values."""
    return any(
        parametrize.names_themselves(slot.values)
        and len({ast.dump(value) for value in slot.values}) == len(slot.values)
        for slot in group.slots
    )


def names(module: Module, copies: Sequence[Definition]) -> tuple[str, list[str]]:
    """Return the name for all copies, and what is left of each name.

    Nothing is left where it is only numbers: the values say more. Raises
    `NoTableError` where the names share too little.
    """
    words = [_words(copy.name) for copy in copies]
    shortest = min(map(len, words))
    head = 0
    while head < shortest and len({tuple(item[: head + 1]) for item in words}) == 1:
        head += 1
    tail = 0
    while (
        tail < shortest - head
        and len({tuple(item[len(item) - tail - 1 :]) for item in words}) == 1
    ):
        tail += 1
    rest = [item[head : len(item) - tail] for item in words]
    kept = [*words[0][:head], *words[0][len(words[0]) - tail :]]
    if not set(kept) - EMPTY:
        raise NoTableError("their names share no word that says what is tested")
    ids = ["_".join(item) for item in rest]
    if not all(ids) or len(set(ids)) < len(ids):
        raise NoTableError("one of their names is the others' beginning")
    name = "_".join(["test", *kept])
    if name in module.names.binders:
        raise NoTableError(f"there is a `{name}` already")
    return name, [] if all(item.isdigit() for item in ids) else ids


def _signature_edits(
    module: Module,
    function: Definition,
    name: str,
    slots: Sequence[Slot],
    columns: Sequence[str],
) -> Iterator[TextEdit]:
    start, end = table_text.name_span(module, function)
    yield TextEdit(function, start, end, name.encode())
    typed = parametrize.is_typed(function)
    texts = [
        f"{column}: {parametrize.annotation(slot)}" if typed else column
        for slot, column in zip(slots, columns, strict=True)
    ]
    at, apart = table_text.signature_end(module, function)
    yield TextEdit(function, at, at, f"{apart}{', '.join(texts)}".encode())


def _body_edits(
    module: Module, function: Definition, slots: Sequence[Slot]
) -> Iterator[TextEdit]:
    for slot in slots:
        if slot.assigned:
            yield _without_line(module, function, slot.assigned)
            continue
        for nodes in slot.places:
            if module.anchor(nodes[0]) is not nodes[0]:
                raise EditRefusedError("a literal stands inside an f-string")
            start, end = module.source.span(nodes[0])
            yield TextEdit(function, start, end, slot.name.encode())


def _without_line(
    module: Module, function: Definition, statement: ast.Assign
) -> TextEdit:
    """Return the edit that takes out what the parameter says now."""
    if not layout.is_alone(module, statement) or len(signatures.body(function)) == 1:
        raise EditRefusedError("a literal shares its line with something else")
    source = module.source
    start = source.starts[statement.lineno - 1]
    end = source.line_end(statement.end_lineno or statement.lineno)
    return TextEdit(function, start, end, b"")
