"""`select` and `case` take what they are about one by one."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_SELECT = frozenset(
    f"sqlalchemy{part}.select" for part in ("", ".sql", ".sql.expression")
)
_CASE = frozenset(f"sqlalchemy{part}.case" for part in ("", ".sql", ".sql.expression"))
_KEPT = {"case": frozenset({"else_", "value"}), "select": frozenset[str]()}


class Sqlalchemy2Select(UpgradeCodemod):
    """Give columns to `select`, and cases to `case`, without a list.

    SQLAlchemy 2 takes them one by one; a list raises `ArgumentError`.

    Before:

        from sqlalchemy import case, select

        query = select([users.c.id, users.c.name])
        grade = case([(users.c.age < 18, "child")], else_="adult")

    After:

        from sqlalchemy import case, select

        query = select(users.c.id, users.c.name)
        grade = case((users.c.age < 18, "child"), else_="adult")

    Fix safety: SQLAlchemy 1.4 takes both forms and makes the same statement of
    them.

    Left alone: a list that is not written where it is given, and `select` with
    more than the list (`whereclause`, `from_obj`): the places are listed.
    """

    safety = Safety.SAFE
    step = Step("sqlalchemy", "2")
    references = ("https://docs.sqlalchemy.org/en/20/changelog/migration_20.html",)
    sieve = (re.compile(rb"sqlalchemy"), re.compile(rb"select|case"))

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what is given first."""
        name = module.name_of(node.func)
        if name not in _SELECT | _CASE or guards.is_guarded(module, node):
            return
        last = str(name).rpartition(".")[2]
        given = [keyword.arg for keyword in node.keywords]
        match node.args:
            case [ast.List(elts=elements) as listed, *others]:
                if others or not _KEPT[last].issuperset(map(str, given)):
                    reason = f"`{last}` is given more than a list here"
                    yield Site(node, Outcome.REFUSED, reason)
                    return
                if not elements and last == "case":
                    return
                edit = _unpacked(module, node, listed, more=bool(given))
                yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))
            case [ast.ListComp()] if not given:
                reason = f"`{last}` takes no list: write `*` before it"
                yield Site(node, Outcome.REFUSED, reason)
            case [] if {"columns", "whereclause", "from_obj", "whens"} & set(given):
                reason = f"`{last}` has no such keywords in SQLAlchemy 2"
                yield Site(node, Outcome.REFUSED, reason)


def _unpacked(
    module: Module, call: ast.Call, listed: ast.List, *, more: bool
) -> TextEdit:
    """Return the edit that takes the brackets away, with the room that they had.

    `more` says that another argument follows. Raises `EditRefusedError` where
    a comment stands in the way.
    """
    data = module.source.data
    start, end = module.source.span(listed)
    inner = data[start + 1 : end - 1]
    line = module.source.starts[listed.lineno - 1]
    room = data[line:start]
    behind = module.source.span(listed.elts[-1])[1] if listed.elts else start + 1
    tail = data[behind : end - 1]
    if more or not room.strip():
        if b"#" in tail:
            raise EditRefusedError("a comment stands where the list ends")
        inner = inner[: len(inner) - len(tail)]
        if b"," in tail and not more:
            inner += b","
    if not room.strip():
        inner = _outdented(module, listed, inner, room).strip()
    return TextEdit(call, start, end, inner, comments_kept=True)


def _outdented(module: Module, listed: ast.List, inner: bytes, room: bytes) -> bytes:
    """Return the elements' lines with the indentation that the bracket had."""
    first = module.source.starts[listed.elts[0].lineno - 1] if listed.elts else 0
    indent = module.source.span(listed.elts[0])[0] - first if listed.elts else 0
    texts = (node for node in ast.walk(listed) if isinstance(node, ast.Constant))
    if any(node.end_lineno != node.lineno for node in texts) or indent <= len(room):
        return inner
    extra = b" " * (indent - len(room))
    return re.sub(rb"(\n|\r)" + re.escape(extra), rb"\1", inner)
