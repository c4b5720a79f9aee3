"""Diagnostics that library code prints go to its logger."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, EditRefusedError, Site
from codemods.editing.arguments import dotted
from codemods.editing.syntax import code_of, literal
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.observability.parts import log_messages, module_loggers, printed
from codemods.observability.parts.log_edits import of_fstring
from codemods.reading import programs, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import TextEdit
    from codemods.observability.parts.log_messages import Message
    from codemods.reading.module import Module


class PrintToLogging(Codemod):
    """Log the diagnostics that library code prints.

    What a library prints mixes with what the program is to give, and nobody
    can turn it off, send it elsewhere, or see when and where it happened. A
    logger has a level and a name, and leaves all that to the application.

    Before:

        import json


        def load(path: str) -> dict:
            try:
                with open(path) as file:
                    return json.load(file)
            except ValueError as error:
                print(f"Warning: cannot read {path}: {error}")
                return {}

    After:

        import json
        import logging

        logger = logging.getLogger(__name__)


        def load(path: str) -> dict:
            try:
                with open(path) as file:
                    return json.load(file)
            except ValueError as error:
                logger.warning("Warning: cannot read %s: %s", path, error)
                return {}

    Fix safety: the text no longer goes to standard output. Without any
    set-up of logging, warnings and errors go to standard error, and debug
    lines nowhere. A test that reads the captured output sees less.

    Left alone: everything but messages about trouble (errors, warnings,
    debugging): what else is printed may be what the code is for. Programs,
    examples and tests; files that talk to a user; functions whose name or
    layout says that they write for people; what a flag such as `verbose` asks
    for; doctests; `file=`, `end=`, `sep=` and `flush=`.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/howto/logging.html#when-to-use-logging",
        "https://docs.astral.sh/ruff/rules/print/",
    )
    rules = frozenset({"T201", "bad-builtin"})
    sieve = re.compile(rb"\bprint\b")

    def visit_Expr(self, node: ast.Expr, module: Module) -> Iterator[Site]:
        """Look at statements that print a message about trouble."""
        call = node.value
        if not isinstance(call, ast.Call) or module.name_of(call.func) != printed.PRINT:
            return
        if call.keywords or roles.is_test(module):
            return
        if programs.signs_around(module, node):
            return
        level = printed.level_of(module, call)
        if not level:
            return
        reason = printed.reason_to_stay(module, call)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        logger = module_loggers.at(module, node)
        change = partial(
            _logged, method=f"{logger.name}.{level}", message=_message(module, call)
        )
        edits: tuple[Edit | TextEdit, ...] = (*logger.edits, Edit(call, change))
        text = module.line_of(call)
        yield Site(node, Outcome.APPLIED, text, edits, logger.imports)


def _message(module: Module, call: ast.Call) -> Message | None:
    """Return an f-string as a template and arguments, None where it stays one.

    Raises `EditRefusedError` for what is no text, or would be another line.
    """
    first = call.args[0]
    if isinstance(first, ast.JoinedStr):
        if len(call.args) > 1:
            raise EditRefusedError("an f-string with more arguments behind it")
        try:
            message = log_messages.of_fstring(module, first)
        except EditRefusedError:
            return None
        return message if log_messages.fields(message) else None
    return None


def _logged(call: cst.Call, method: str, message: Message | None) -> cst.Call:
    """Return the call of a logger's method that writes the same line.

    Raises `EditRefusedError` where the text cannot be written as a template.
    """
    first, *others = call.args
    if message is not None:
        fields = log_messages.fields(message)
        text, values = of_fstring(first.value, fields)
        if literal(code_of(text)) != log_messages.template(message):
            raise EditRefusedError("the text cannot be written as a template")
        args = _with_values(first, text, values)
    elif others:
        args = [first.with_changes(value=_template(first.value, len(others))), *others]
    else:
        args = [first]
    return call.with_changes(func=dotted(method), args=args)


def _with_values(
    first: cst.Arg, text: cst.BaseExpression, values: list[cst.BaseExpression]
) -> list[cst.Arg]:
    between = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    inner = [cst.Arg(value, comma=between) for value in [text, *values[:-1]]]
    return [*inner, first.with_changes(value=values[-1])]


def _template(text: cst.BaseExpression, count: int) -> cst.BaseExpression:
    """Return a literal with a place for each argument behind it."""
    if not isinstance(text, cst.SimpleString):
        raise EditRefusedError("the text is made of several parts")
    inner = text.raw_value.replace("%", "%%") + " %s" * count
    return text.with_changes(value=f"{text.prefix}{text.quote}{inner}{text.quote}")
