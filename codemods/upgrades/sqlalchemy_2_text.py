"""SQL as plain text has to be told as such."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards
from codemods.upgrades.parts.sqlalchemy_sessions import (
    SIEVE,
    is_connection,
    is_engine,
    is_session,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_METHODS = frozenset({"execute", "scalar", "scalars"})
_READS = re.compile(r"\s*(?:SELECT|SHOW|EXPLAIN|DESCRIBE|WITH)\b", re.IGNORECASE)
_MARKS = re.compile(r"[:%\\?]")
"""What `text` or a driver reads in its own way."""

_TEXT = ImportNeeded("sqlalchemy", "text")


class Sqlalchemy2Text(UpgradeCodemod):
    """Say of SQL that is plain text that it is.

    SQLAlchemy 2 executes no plain string: it raises
    `ObjectNotExecutableError`, so that text is never taken for SQL by mistake.

    Before:

        from sqlalchemy import create_engine

        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            connection.execute("SELECT 1")

    After:

        from sqlalchemy import create_engine, text

        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    Fix safety: SQLAlchemy 1.4 executes both alike. The text is one that `text`
    reads as it stands.

    Left alone: text with marks of parameters (`:name`, `%s`, `?`), which `text`
    reads in another way, or that is put together; what writes on a connection,
    since SQLAlchemy 2 no longer commits by itself: `connection.commit()` has to
    follow; `execute` of an engine, which is gone. The places are listed.
    """

    safety = Safety.SAFE
    step = Step("sqlalchemy", "2")
    references = ("https://docs.sqlalchemy.org/en/20/changelog/migration_20.html",)
    sieve = (SIEVE, re.compile(rb"execute|scalar"))

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what is executed on sessions and connections."""
        match node:
            case ast.Call(
                func=ast.Attribute(value=owner, attr=method)
            ) if method in _METHODS and not guards.is_guarded(module, node):
                yield from self._executed(node, owner, module)

    def _executed(
        self, node: ast.Call, owner: ast.expr, module: Module
    ) -> Iterator[Site]:
        if is_engine(module, owner):
            reason = "engines execute nothing in SQLAlchemy 2: open a connection"
            yield Site(node, Outcome.REFUSED, reason)
            return
        match node.args:
            case [ast.Constant(value=str(text)) as first, *others]:
                session = is_session(module, owner)
                if not session and not is_connection(module, owner):
                    return
                reason = _reason(text, more=bool(others or node.keywords))
                lasts = session or _READS.match(text) or _in_transaction(module, owner)
                if not reason and not lasts:
                    reason = "what it writes is committed no more by itself"
                if reason:
                    yield Site(node, Outcome.REFUSED, reason)
                    return
                code = f"{module.imported(_TEXT, node)}({module.text_of(first)})"
                change = partial(arguments.with_value, index=0, code=code)
                edit = Edit(node, change)
                said = module.line_of(node)
                yield Site(node, Outcome.APPLIED, said, (edit,), (_TEXT,))
            case [ast.JoinedStr() | ast.BinOp(left=ast.Constant(value=str())), *_]:
                if is_session(module, owner) or is_connection(module, owner):
                    reason = "the SQL is put together here: `text` and parameters"
                    yield Site(node, Outcome.REFUSED, reason)


def _reason(text: str, *, more: bool) -> str:
    if more or _MARKS.search(text):
        return "`text` writes parameters as `:name`, given in a dictionary"
    return ""


def _in_transaction(module: Module, owner: ast.expr) -> bool:
    """Whether a connection comes from a `begin` that commits at its end."""
    bindings = module.bindings_of(owner)
    return bool(bindings) and all(
        isinstance(item.value, ast.Call)
        and isinstance(item.value.func, ast.Attribute)
        and item.value.func.attr == "begin"
        for item in bindings
    )
