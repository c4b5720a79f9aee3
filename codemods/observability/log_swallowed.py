"""Errors that are caught and dropped leave a line for whoever looks for them."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing.imports import ImportRefusedError
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.observability.parts import handlers, module_loggers
from codemods.reading import programs, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import TextEdit
    from codemods.reading.module import Module

MESSAGE = "Exception ignored"

AT_THE_END = frozenset({"__del__", "__exit__", "__aexit__"})
"""Methods that may run when the interpreter shuts down, or an error is on its way."""

LOGS_ITSELF = frozenset(
    {
        "logging.Filter",
        "logging.Formatter",
        "logging.Handler",
        "logging.Logger",
        "logging.StreamHandler",
        "logging.handlers.QueueHandler",
        "logging.handlers.SocketHandler",
    }
)
"""Classes that a log line goes through: one from there may never end."""

HOT = frozenset({"__eq__", "__getattr__", "__getattribute__", "__hash__", "__repr__"})


class LogSwallowed(Codemod):
    """Log errors that are caught and dropped.

    `except Exception: pass` drops every error, also the ones that nobody has
    thought of: a name misspelt, a full disk. When something does not work,
    there is nothing to see. A line at the level `DEBUG` costs nothing until
    somebody looks for it.

    Before:

        import logging

        logger = logging.getLogger(__name__)


        def close(connection):
            try:
                connection.close()
            except Exception:
                pass

    After:

        import logging

        logger = logging.getLogger(__name__)


        def close(connection):
            try:
                connection.close()
            except Exception:
                logger.debug("Exception ignored", exc_info=True)

    Fix safety: the error is dropped as before. Where `DEBUG` is turned on,
    there are more lines, and tests that count all of them see more. A file
    that imports `logging` and has no logger gets one of its own name.

    Left alone: blocks that name the kind of error, which somebody expected;
    blocks with a comment, which says why; `__del__`, `__exit__` and the parts
    of `logging` itself; methods that run all the time, as `__getattr__`;
    files that log nothing, or by another library; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.astral.sh/ruff/rules/try-except-pass/",
        "https://cwe.mitre.org/data/definitions/390.html",
    )
    rules = frozenset({"B110", "BLE001", "E722", "S110", "SIM105", "W0702", "W0718"})
    sieve = re.compile(rb"\bexcept\b")

    def visit_ExceptHandler(
        self, node: ast.ExceptHandler, module: Module
    ) -> Iterator[Site]:
        """Look at `except` blocks that do nothing."""
        if not _is_empty(node) or not handlers.catches_all(module, node):
            return
        if roles.is_test(module):
            return
        reason = _reason(module, node)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        statement = node.body[0]
        logger = module_loggers.at(module, statement)
        edits: tuple[Edit | TextEdit, ...] = (
            *logger.edits,
            Edit(statement, partial(_logged, name=logger.name)),
        )
        text = f"except {handlers.caught(node)}".rstrip()
        yield Site(node, Outcome.APPLIED, f"{text}: pass", edits, logger.imports)


def _is_empty(handler: ast.ExceptHandler) -> bool:
    match handler.body:
        case [ast.Pass()]:
            return True
        case [ast.Expr(value=ast.Constant(value=value))]:
            return value is Ellipsis
    return False


def _logged(statement: cst.SimpleStatementLine, name: str) -> cst.SimpleStatementLine:
    call = cst.parse_expression(f'{name}.debug("{MESSAGE}", exc_info=True)')
    return statement.with_changes(body=[cst.Expr(call)])


def _reason(module: Module, handler: ast.ExceptHandler) -> str:
    """Return what speaks against a line, "" for nothing."""
    if _has_comment(module, handler):
        return "a comment says why the error is dropped"
    method = module.enclosing_function(handler)
    if method is None:
        return "it runs when the file is imported, before logging is set up"
    name = getattr(method, "name", "")
    if name in AT_THE_END:
        return f"`{name}` may run while everything is being taken down"
    if name in HOT:
        return f"`{name}` may run all the time"
    home = module.enclosing_class(handler)
    if home and any(module.name_of(base) in LOGS_ITSELF for base in home.bases):
        return "the class is a part of logging itself"
    return _without_logger(module)


def _without_logger(module: Module) -> str:
    """Return why a file without a logger should not get one, "" for nothing."""
    if module.once(module_loggers.existing):
        return ""
    sign = programs.signs(module)
    if sign:
        return f"a program without a logger: {sign}"
    try:
        module.imported(module_loggers.LOGGING)
    except ImportRefusedError as error:
        return str(error)
    if module.missing_imports([module_loggers.LOGGING]):
        return "the file does not log anything"
    return ""


def _has_comment(module: Module, handler: ast.ExceptHandler) -> bool:
    """Whether a comment stands on the lines of a block, or just below it."""
    source = module.source
    start = source.starts[handler.lineno - 1]
    last = handler.end_lineno or handler.lineno
    above = handler.lineno - 2
    if above >= 0 and source.data[source.starts[above] : start].lstrip()[:1] == b"#":
        return True
    return b"#" in source.data[start : source.line_end(last)]
