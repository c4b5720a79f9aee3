"""`Query.get` became `Session.get`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards
from codemods.upgrades.parts.sqlalchemy_sessions import SIEVE, is_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_GET = re.compile(rb"\s*\.\s*get\s*\((\s*)")


class Sqlalchemy2Get(UpgradeCodemod):
    """Ask the session for an object by its key.

    A query for one key was never a query: the session looks into what it holds
    first. `Query.get` is given up in SQLAlchemy 2.

    Before:

        from sqlalchemy.orm import Session


        def user_of(session: Session, key: int) -> User | None:
            return session.query(User).get(key)

    After:

        from sqlalchemy.orm import Session


        def user_of(session: Session, key: int) -> User | None:
            return session.get(User, key)

    Fix safety: since SQLAlchemy 1.4 both run the same code.

    Left alone: what is not surely a session; queries with more than a class
    (`options`, `populate_existing`), whose words `Session.get` takes as
    arguments.
    """

    safety = Safety.SAFE
    step = Step("sqlalchemy", "2")
    references = ("https://docs.sqlalchemy.org/en/20/changelog/migration_20.html",)
    sieve = (SIEVE, re.compile(rb"\.get\("))

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at `get` of a query that was just made."""
        match node:
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Call(
                        func=ast.Attribute(value=session, attr="query"),
                        args=[ast.Name() | ast.Attribute() as model],
                        keywords=[],
                    ) as query,
                    attr="get",
                ),
                args=[key],
                keywords=[],
            ) if not isinstance(key, ast.Starred) and is_session(module, session):
                if guards.is_guarded(module, node):
                    return
                if not _is_class(model):
                    yield Site(node, Outcome.UNSURE, "it may be no mapped class")
                    return
                edit = _asked(module, node, query, model)
                yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _is_class(model: ast.expr) -> bool:
    last = model.attr if isinstance(model, ast.Attribute) else ast.unparse(model)
    return last[:1].isupper()


def _asked(
    module: Module, call: ast.Call, query: ast.Call, model: ast.expr
) -> TextEdit:
    """Return the edit of all that stands between the session and the key."""
    data = module.source.data
    asked = query.func
    assert isinstance(asked, ast.Attribute)  # noqa: S101  # the caller looked
    start = module.source.span(asked.value)[1]
    behind = module.source.span(query)[1]
    key = module.source.span(call.args[0])[0]
    between = _GET.fullmatch(data, behind, key)
    if between is None or b"#" in data[start:behind]:
        raise EditRefusedError("a comment or a parenthesis stands in the way")
    room = between[1]
    after = room if b"\n" in room or b"\r" in room else b" "
    text = b".get(" + room + module.text_of(model).encode() + b"," + after
    return TextEdit(call, start, key, text)
