"""The tables in tests that are loops, or asserts of one shape."""

from __future__ import annotations

import ast
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.reading import signatures
from codemods.reading.names import Kind
from codemods.testing.parts import layout, parametrize, table_text
from codemods.testing.parts.parametrize import NoTableError, Slot
from codemods.testing.parts.table_text import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

FEWEST_ROUNDS = 2

_ENDING = (ast.Break, ast.Continue, ast.Return, ast.Yield, ast.YieldFrom)
_KEEPING = (
    ast.AugAssign, ast.Delete, ast.Global, ast.Nonlocal, ast.NamedExpr, ast.Import,
    ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
)  # fmt: skip
_SERIAL = frozenset({"next", "pop", "popleft", "read", "readline", "recv", "send"})
"""What gives another answer each time that it is asked."""

_ROUND = (ast.Assert, ast.Assign, ast.With)


@dataclass(frozen=True, slots=True)
class Tabled:
    """The edits that make a table, and how many rows it has."""

    edits: tuple[TextEdit, ...]
    rounds: int


def of_loop(module: Module, function: Definition, loop: ast.For) -> Tabled | None:
    """Return the table of a test that is one loop; None where it is no case.

    Raises `NoTableError`, `EditRefusedError` or `ImportRefusedError` where a
    person would see a table, but it cannot be made.
    """
    rows = _rows(loop.iter)
    checks = (ast.Assert, ast.With)
    if (
        rows is None
        or _is_decorated(module, function)
        or not any(isinstance(node, checks) for node in ast.walk(loop))
    ):
        return None
    names = _targets(loop.target)
    if not names or len(rows) < FEWEST_ROUNDS:
        return None
    _check_function(module, function)
    _check_rounds(module, function, loop, names)
    columns = _columns(module, function, rows, len(names))
    _check_readable(columns)
    taken = _defined(module)
    if taken.intersection(names):
        raise NoTableError("the loop's names have another meaning in the file")
    slots = [
        Slot(column, name=name) for column, name in zip(columns, names, strict=True)
    ]
    texts = [
        [module.text_of(column[i]) for column in columns] for i in range(len(rows))
    ]
    if any("\n" in text for row in texts for text in row):
        raise NoTableError("its values run over several lines")
    edits = [
        *_head(module, function, Table(names, texts), slots),
        *_unwrapped(module, function, loop),
    ]
    return Tabled(tuple(edits), len(rows))


def _rows(node: ast.expr) -> list[ast.expr] | None:
    """Return the rows of a literal that is looped over, None for another thing."""
    match node:
        case ast.List(elts=rows) | ast.Tuple(elts=rows):
            return None if any(isinstance(r, ast.Starred) for r in rows) else rows
    return None


def _targets(node: ast.expr) -> list[str]:
    match node:
        case ast.Name(id=name):
            return [name]
        case ast.Tuple(elts=targets):
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            whole = len(names) == len(targets) == len(set(names))
            return names if whole else []
    return []


def _is_decorated(module: Module, function: Definition) -> bool:
    """Whether a test has decorators that may read it, or a table already."""
    return any(
        not name.startswith("pytest.mark.") or "parametrize" in name
        for name in signatures.decorators(module, function)
    )


def _check_function(module: Module, function: Definition) -> None:
    table_text.check_plain(function)
    if parametrize.mentions(module, function.name):
        raise NoTableError(f"`{function.name}` is mentioned elsewhere")


def _check_rounds(
    module: Module, function: Definition, loop: ast.For, names: Sequence[str]
) -> None:
    """Raise `NoTableError` where one round may leave something to the next."""
    if loop.orelse:
        raise NoTableError("the loop has an `else`")
    bound = set(_stored(loop)) - set(names)
    for statement in loop.body:
        if not isinstance(statement, _ROUND):
            raise NoTableError("a round does more than to assert")
        for node in ast.walk(statement):
            if isinstance(node, _ENDING):
                raise NoTableError("a round may end the loop, or itself")
            elsewhere = isinstance(node, ast.Attribute | ast.Subscript) and (
                isinstance(node.ctx, ast.Store)
            )
            if isinstance(node, _KEEPING) or elsewhere:
                raise NoTableError("a round may leave something to the next")
        value = statement.value if isinstance(statement, ast.Assign) else statement
        if bound.intersection(_loaded(value)) and not isinstance(statement, ast.With):
            raise NoTableError("a round may read what the one before has left")
        bound -= set(_stored(statement))
    if set(names) & set(_stored(*loop.body)):
        raise NoTableError("a round gives its value another meaning")
    _check_fixtures(module, function, loop)


def _stored(*nodes: ast.AST) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                yield inner.id


def _loaded(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            yield inner.id


def _check_fixtures(module: Module, function: Definition, node: ast.AST) -> None:
    """Raise `NoTableError` where a fixture, or the instance, is used."""
    names = {arg.arg for arg in function.args.args}
    is_method = isinstance(module.parent(function), ast.ClassDef)
    own = function.args.args[0].arg if is_method and function.args.args else ""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in names:
            around = module.parent(inner)
            called = isinstance(around, ast.Attribute) and isinstance(
                module.parent(around), ast.Call
            )
            if inner.id != own or not called:
                raise NoTableError(f"`{inner.id}` may keep something between rounds")


def _columns(
    module: Module, function: Definition, rows: Sequence[ast.expr], width: int
) -> list[list[ast.expr]]:
    """Return the values by parameter."""
    table: list[list[ast.expr]] = []
    for row in rows:
        if width == 1:
            table.append([row])
            continue
        match row:
            case ast.Tuple(elts=items) | ast.List(elts=items) if len(items) == width:
                table.append(items)
            case _:
                raise NoTableError("a row has another number of values")
    for items in table:
        for item in items:
            if not _is_constant(module, function, item):
                raise NoTableError(
                    f"`{module.line_of(item)}` is worked out when the test runs"
                )
    return [list(column) for column in zip(*table, strict=True)]


def _is_constant(module: Module, function: Definition, node: ast.expr) -> bool:
    """Whether a value is the same when the file is loaded as when a test runs."""
    if parametrize.is_literal(node):
        return True
    match node:
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return all(_is_constant(module, function, item) for item in items)
        case ast.Attribute(value=value):
            return _is_constant(module, function, value)
        case ast.Name():
            bindings = module.bindings_of(node)
            if not bindings:
                return (module.name_of(node) or "").startswith("builtins.")
            kinds = {Kind.IMPORT, Kind.DEFINITION}
            return len(bindings) == 1 and (
                bindings[0].kind in kinds
                and module.names.scope_of_name(node.id, node) is module.root
                and bindings[0].node.lineno < function.lineno  # type: ignore[attr-defined]  # an import or definition
            )
    return False


def _check_readable(columns: Sequence[Sequence[ast.expr]]) -> None:
    """Raise `NoTableError` where pytest would only number the rows."""
    if not any(
        parametrize.names_themselves(column)
        or all(isinstance(value, ast.Name | ast.Attribute) for value in column)
        for column in columns
    ):
        raise NoTableError("the rows would have no readable names")


def _defined(module: Module) -> set[str]:
    return {
        name
        for name in module.names.binders
        if module.names.in_scope(name, module.root)
    }


def _head(
    module: Module, function: Definition, table: Table, slots: Sequence[Slot]
) -> Iterator[TextEdit]:
    """Yield the edits of decorator and signature."""
    start, at = table_text.indent_of_def(module, function)
    indent = module.source.data[start:at].decode()
    text = table_text.decorator(module, function, table, indent)
    lines = f"{text}\n{indent}".replace("\n", module.source.newline())
    yield TextEdit(function, at, at, lines.encode())
    typed = parametrize.is_typed(function)
    names = [
        f"{slot.name}: {parametrize.annotation(slot)}" if typed else slot.name
        for slot in slots
    ]
    end, apart = table_text.signature_end(module, function)
    yield TextEdit(function, end, end, f"{apart}{', '.join(names)}".encode())


def _unwrapped(
    module: Module, function: Definition, loop: ast.For
) -> Iterator[TextEdit]:
    """Yield the edits that take the head of a loop off, and its body out."""
    source, data = module.source, module.source.data
    first = loop.body[0]
    colon = data.index(b":", source.span(loop.iter)[1])
    head_end = source.starts[bisect_right(source.starts, colon)]
    if data[colon + 1 : head_end].strip() or not layout.is_alone(module, first):
        raise EditRefusedError("the loop has more than its head on its line")
    if any(_is_long_text(node) for node in ast.walk(loop)):
        raise EditRefusedError("a text runs over several lines")
    yield TextEdit(function, source.starts[loop.lineno - 1], head_end, b"")
    old = layout.indent_of(module, first.lineno).encode()
    new = layout.indent_of(module, loop.lineno).encode()
    line = bisect_right(source.starts, head_end)
    while line <= (loop.end_lineno or loop.lineno):
        start = source.starts[line - 1]
        content = data[start : source.line_end(line)]
        if content.strip():
            if not content.startswith(old) or not old.startswith(new):
                raise EditRefusedError("the loop is laid out in an unusual way")
            yield TextEdit(function, start, start + len(old) - len(new), b"")
        line += 1


def _is_long_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant | ast.JoinedStr)
        and node.lineno != node.end_lineno
    )


def of_asserts(
    module: Module, function: Definition, body: Sequence[ast.stmt]
) -> Tabled | None:
    """Return the table of a test that is nothing but asserts of one shape.

    None where they have not one shape. Raises as `of_loop` does.
    """
    if not all(isinstance(statement, ast.Assert) for statement in body):
        return None
    if _is_decorated(module, function):
        return None
    slots = parametrize.slots(module, body)
    if not slots:
        return None
    _check_function(module, function)
    _check_asked(module, slots, len(body))
    for statement in body:
        _check_fixtures(module, function, statement)
        _check_serial(module, statement)
    names = parametrize.named(module, slots, parametrize.taken_names(module, function))
    _check_readable([slot.values for slot in slots])
    rows = [
        [module.text_of(slot.values[i]) for slot in slots] for i in range(len(body))
    ]
    source = module.source
    first, last = body[0], body[-1]
    end = source.span(first)[1]
    behind = source.data[end : source.span(last)[1]]
    if b"#" in behind or not all(layout.is_alone(module, item) for item in body):
        raise EditRefusedError("a comment stands between the asserts")
    edits = [*_head(module, function, Table(names, rows), slots)]
    for slot in slots:
        for nodes in slot.places:
            if module.anchor(nodes[0]) is not nodes[0]:
                raise EditRefusedError("a literal stands inside an f-string")
            start, stop = source.span(nodes[0])
            edits.append(TextEdit(function, start, stop, slot.name.encode()))
    edits.append(TextEdit(function, end, source.span(last)[1], b""))
    return Tabled(tuple(edits), len(body))


def _check_asked(module: Module, slots: Sequence[Slot], rows: int) -> None:
    """Raise `NoTableError` where the asserts do not differ in what they ask."""
    asked = [
        slot
        for slot in slots
        if any(
            isinstance(around, ast.Call)
            for around in module.tree.ancestors(slot.places[0][0])
        )
    ]
    questions = {
        tuple(ast.dump(slot.values[row]) for slot in asked) for row in range(rows)
    }
    if len(questions) < rows:
        raise NoTableError("the asserts ask for the same thing several times")


def _check_serial(module: Module, statement: ast.stmt) -> None:
    """Raise `NoTableError` where the order of the asserts may matter."""
    calls = list(parametrize.calls_in(statement))
    if not calls:
        raise NoTableError("the asserts call nothing")
    for call in calls:
        root: ast.expr = call.func
        last = root.attr if isinstance(root, ast.Attribute) else ""
        while isinstance(root, ast.Attribute):
            root = root.value
        name = last or (root.id if isinstance(root, ast.Name) else "")
        if name in _SERIAL:
            raise NoTableError(f"`{name}` may answer differently each time")
        if isinstance(root, ast.Name):
            kinds = {binding.kind for binding in module.bindings_of(root)}
            if kinds & {Kind.ASSIGNMENT, Kind.WITH, Kind.OTHER}:
                raise NoTableError(f"`{root.id}` may keep something between asserts")
