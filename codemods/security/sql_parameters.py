"""Values reach a database beside its statement, not in it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Edit, Site
from codemods.editing.arguments import inserted
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import kinds, lookups, nodes, roles
from codemods.security.parts import guards, origins
from codemods.security.parts.origins import HARMLESS, OUTSIDE, Origin
from codemods.security.parts.sql_drivers import PERCENT, marker_of
from codemods.security.parts.sql_edits import Markers
from codemods.security.parts.sql_texts import (
    ANY_STATEMENT,
    STATEMENT,
    Place,
    built,
    places,
)
from codemods.security.parts.trails import trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.security.parts.sql_texts import Built

METHODS = frozenset({"execute", "executemany", "executescript"})
TEXTS = frozenset({"sqlalchemy.sql.text", "sqlalchemy.text"})

_CLEANING = re.compile(r"quote|escape|ident|literal|adapt|sanit|clean|valid|safe")
"""How a function is named that makes a text harmless."""


class SqlParameters(Codemod):
    """Give values to the database beside the statement.

    A value that is written into a statement can end its quotes and say what
    else the database shall do: read other people's rows, or delete them. As a
    parameter it stays a value, whatever is in it.

    Before:

        import sqlite3

        def find(base: sqlite3.Connection, name: str):
            return base.execute(f"SELECT * FROM users WHERE name = '{name}'")

    After:

        import sqlite3

        def find(base: sqlite3.Connection, name: str):
            return base.execute("SELECT * FROM users WHERE name = ?", (name,))

    Fix safety: the statement is the same for all values without a quote in
    them. A value that is not surely text is given as `str(value)`, as it was
    before.

    Left alone: connections whose driver the file does not tell; names of
    tables and columns, lists, `LIKE` patterns and pieces of a statement, which
    cannot be parameters; values without quotes around them, unless they are
    numbers or constants; statements that have parameters already; text with
    comments or backslashes; tests. Where such a value comes from outside, the
    place is named, with the way that it takes.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/89.html",
        "https://peps.python.org/pep-0249/#paramstyle",
        "https://docs.python.org/3/library/sqlite3.html#sqlite3-placeholders",
    )
    rules = frozenset({"B608", "S608"})
    sieve = re.compile(rb"execute")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that give a statement to a database."""
        found = _statement(node, module)
        if found is None or roles.is_test(module):
            return
        risky = [
            value for value in found.made.values if not _is_harmless(module, value)
        ]
        if not risky:
            return
        reason = _reason_to_stay(node, found, module)
        if not reason:
            edits, message = _edits(node, found, module), module.line_of(found.text)
            yield Site(node, Outcome.APPLIED, message, edits)
            return
        serious = _serious(module, risky)
        if serious:
            wanted = origins.origins_of(module, serious[0]) - HARMLESS
            way = trail(module, serious[0], wanted)
            yield Site(node, Outcome.UNSURE, f"{reason}: {way}")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement that a call gives to a database.

    `text` is the expression that puts it together; `name` says that it has
    been given a name before the call. `method` is what it is given to.
    """

    made: Built
    text: ast.expr
    name: ast.Name | None
    method: str
    receiver: ast.expr


def _statement(node: ast.Call, module: Module) -> _Statement | None:
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in METHODS:
        return None
    method = node.func.attr
    text = node.args[0] if node.args else None
    if isinstance(text, ast.Call) and module.name_of(text.func) in TEXTS:
        method, text = "text", text.args[0] if text.args else None
    name = text if isinstance(text, ast.Name) else None
    if name is not None:
        text = module.value_of(name)
    made = built(text) if text is not None else None
    if made is None or not made.values or not ANY_STATEMENT.match(made.text):
        return None
    assert text is not None  # noqa: S101  # it was put together
    return _Statement(made, text, name, method, node.func.value)


def _is_harmless(module: Module, value: ast.expr) -> bool:
    """Whether nobody outside chooses what a value says, or somebody checks it."""
    if origins.is_harmless(module, value):
        return True
    if kinds.kind_of(module, value) in kinds.NUMERIC:
        return True
    if isinstance(value, ast.Call):
        match value.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                if _CLEANING.search(name.lower()):
                    return True
    return guards.is_checked(module, value)


def _serious(module: Module, risky: list[ast.expr]) -> list[ast.expr]:
    """Return the values of which the file tells that they come from elsewhere."""
    told = {Origin.PARAMETER, *OUTSIDE}
    return [value for value in risky if origins.origins_of(module, value) & told]


# -------------------------------------------------------------- what speaks against


def _reason_to_stay(node: ast.Call, found: _Statement, module: Module) -> str:
    """Return why a statement stays as it is, "" where it may be changed."""
    made = found.made
    if found.method != "execute":
        return "a value is written into a statement"
    if len(node.args) != 1 or node.keywords:
        return "the statement has parameters already"
    marker = marker_of(module, found.receiver)
    if not marker:
        return "the file does not tell which database driver this is"
    if not STATEMENT.match(made.text) or not made.plain:
        return "the statement is not one that surely takes parameters"
    if "{" in made.text or "}" in made.text or (marker[0] in made.text):
        return f"the statement itself has signs such as `{marker[0]}`"
    reason = _reason_in_values(found, module, keeps=marker != PERCENT)
    return reason or _reason_in_way(node, found, module)


def _reason_in_values(found: _Statement, module: Module, *, keeps: bool) -> str:
    where = places(found.made)
    if len(where) != len(found.made.values):
        return "the statement has comments, backslashes or other quotes"
    for value, place in zip(found.made.values, where, strict=True):
        if place is Place.IN_TEXT:
            return "a value is only a part of a text"
        if place is Place.OPEN and not (
            keeps and found.made.form == "f" and _is_constant(module, value)
        ):
            return "a value without quotes may be any piece of a statement"
        if any(isinstance(item, _NO_VALUES) for item in ast.walk(value)):
            return "a value gives a name, or waits"
    return ""


def _is_constant(module: Module, value: ast.expr) -> bool:
    """Whether a value is a number, or a constant text without a marker."""
    if kinds.kind_of(module, value) in kinds.NUMERIC:
        return True
    known = module.value_of(value)
    text = known.value if isinstance(known, ast.Constant) else None
    return isinstance(text, str) and not set(text) & set("?%{}'\"\\")


_NO_VALUES = (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await, ast.Lambda)


def _reason_in_way(node: ast.Call, found: _Statement, module: Module) -> str:
    """Return what stands between a named statement and its call, "" for nothing."""
    if found.name is None:
        return ""
    given = module.statement_of(found.text)
    taken = module.statement_of(node)
    block = _block(module, given, taken)
    if not block or len(getattr(given, "targets", [given])) != 1:
        return "the statement is not put together just before its call"
    scope = module.names.scope_of_name(found.name.id, found.name) or module.root
    if len(lookups.names_in(module, found.name.id, scope)) != BOTH:
        return "the statement is used more than once"
    return ""


def _block(
    module: Module, given: ast.stmt | None, taken: ast.stmt | None
) -> list[ast.stmt]:
    """Return the block in which one statement comes next after another."""
    if not isinstance(given, (ast.Assign, ast.AnnAssign)):
        return []
    if taken is None or isinstance(taken, ast.While):
        return []
    block = nodes.block_of(module, given)
    if taken not in block:
        return []
    between = block[block.index(given) + 1 : block.index(taken)]
    return block if all(map(_is_cursor, between)) else []


BOTH = 2
"""Where a name stands that is given a value, and read, once each."""


def _is_cursor(statement: ast.stmt) -> bool:
    """Whether a statement does no more than to make a cursor."""
    match statement:
        case ast.Assign(value=ast.Call(func=ast.Attribute(attr="cursor"), args=[])):
            return True
    return False


# ------------------------------------------------------------------ what it becomes


def _edits(node: ast.Call, found: _Statement, module: Module) -> tuple[Edit, ...]:
    where = places(found.made)
    kept = [number for number, place in enumerate(where) if place is Place.OPEN]
    marks = Markers(found.made.form, marker_of(module, found.receiver), kept)
    values = [
        _code(module, value, found.made.form)
        for value, place in zip(found.made.values, where, strict=True)
        if place is Place.QUOTED
    ]
    comma = "," if len(values) == 1 else ""
    code = f"({', '.join(values)}{comma})"
    if found.name is None:
        return (Edit(node, lambda call: _with_values(call, code, marks)),)
    return (
        Edit(found.text, marks),
        Edit(node, lambda call: _with_values(call, code, None)),
    )


def _code(module: Module, value: ast.expr, form: str) -> str:
    """Return the code of a value as text: in a sum, it must be one already."""
    code = module.text_of(value)
    if form == "+" or kinds.kind_of(module, value) is kinds.Kind.TEXT:
        return code
    return f"str({code})"


def _with_values(call: Any, code: str, marks: Markers | None) -> cst.Call:
    if marks is not None:
        first = call.args[0]
        call = call.with_changes(args=[first.with_changes(value=marks(first.value))])
    new = cst.Arg(parse_expression(code))
    behind = call.args[0].whitespace_after_arg
    if isinstance(call.args[0].comma, cst.Comma):
        behind = call.args[0].comma.whitespace_after
    between: Any = cst.SimpleWhitespace(" ")
    if isinstance(behind, cst.ParenthesizedWhitespace) and isinstance(
        call.whitespace_before_args, cst.ParenthesizedWhitespace
    ):
        between = call.whitespace_before_args
    return inserted(call, 0, [new], between)
