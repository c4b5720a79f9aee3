"""Errors that are caught and logged are logged with their traceback."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.observability.parts import handlers
from codemods.reading import loggers, programs, roles
from codemods.reading.loggers import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

FUNCTION = "logging.error"

FRAMES_COUNT_ALIKE = (3, 11)
"""From here on, `stacklevel` does not count the frames of `logging` itself."""

TRACEBACKS = ("traceback.format_", "traceback.print_", "traceback.TracebackException")
REPORTERS = frozenset({"captureException", "capture_exception", "notify_exception"})

_AGAIN = re.compile(r"attempt|retr(?:y|ies|ied)|tries|backoff", re.IGNORECASE)


class LoggingException(Codemod):
    """Log unexpected errors with their traceback.

    `logger.error("failed: %s", e)` says what the error says of itself, which
    for a `KeyError` is one word. Where it came from is lost, and the handler
    was the last to know. `logger.exception` writes the same line at the same
    level, and the traceback below it.

    Before:

        import logging

        logger = logging.getLogger(__name__)


        def refresh(cache):
            try:
                cache.load()
            except Exception as error:
                logger.error("cannot refresh: %s", error)

    After:

        import logging

        logger = logging.getLogger(__name__)


        def refresh(cache):
            try:
                cache.load()
            except Exception as error:
                logger.exception("cannot refresh: %s", error)

    Fix safety: level and message stay; the record has `exc_info`, so that the
    output gets longer, and shows lines of source. A test that replaces
    `logger.error` must replace `logger.exception`. For an error that happens
    all the time the traceback may be too much.

    Left alone: blocks that catch kinds of errors by name, which somebody
    expected; that raise again, end the program, or write the traceback in
    another way; calls with `exc_info`; attempts that are made again;
    programs that talk to a user; objects that are not surely loggers of
    `logging`; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/logging.html#logging.Logger.exception",
        "https://docs.astral.sh/ruff/rules/error-instead-of-exception/",
    )
    params: ClassVar[Mapping[str, str]] = {
        "loggers": "functions of the project that return a logger of `logging`, "
        "by dotted name, with commas between"
    }
    rules = frozenset({"TRY400"})
    sieve = re.compile(rb"\berror\b")

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the names of functions that make loggers."""
        super().__init__(params)
        names = self.given.get("loggers", "").split(",")
        self.makers = frozenset(name.strip() for name in names if name.strip())

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `error` in `except` blocks."""
        kind = _kind(module, node, self.makers)
        if kind is Receiver.OTHER:
            return
        handler = handlers.around(module, node)
        if handler is None or roles.is_test(module) or _says_itself(node):
            return
        reason = _reason(module, node, handler)
        if kind is Receiver.PERHAPS and not reason:
            text = ast.unparse(node.func).rpartition(".")[0]
            reason = f"`{text}` may be no logger of `logging`"
            yield Site(node, Outcome.UNSURE, reason)
            return
        if reason:
            if kind is Receiver.LOGGER:
                yield Site(node, Outcome.REFUSED, reason)
            return
        change = partial(arguments.renamed, name="exception")
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _kind(
    module: Module, node: ast.Call, makers: frozenset[str] = frozenset()
) -> Receiver:
    """Return whether a call is one of `error` of a logger."""
    if isinstance(node.func, ast.Attribute) and node.func.attr == "error":
        return loggers.receiver(module, node, makers)
    return Receiver.OTHER


def _says_itself(node: ast.Call) -> bool:
    """Whether a call says what is to be known of the error."""
    return any(keyword.arg in {None, "exc_info"} for keyword in node.keywords)


def _reason(module: Module, node: ast.Call, handler: ast.ExceptHandler) -> str:
    """Return what speaks against a traceback here, "" for nothing."""
    replacer = module.once(loggers.replaced)
    if replacer:
        return f"the file calls `{replacer}`"
    if not handlers.catches_all(module, handler):
        return f"it is about `{handlers.caught(handler)}`, which somebody expected"
    return (
        handlers.leaves(module, handler)
        or _written(module, handler)
        or _several(module, node, handler)
        or _repeated(module, node)
        or _for_a_user(module, node)
        or _counted(module, node)
    )


def _written(module: Module, handler: ast.ExceptHandler) -> str:
    """Return that a block writes the traceback already, or ""."""
    for node in handlers.own(handler):
        if isinstance(node, ast.keyword) and node.arg == "exc_info":
            return "the block writes the traceback already"
        if isinstance(node, ast.Attribute) and node.attr in {
            "__traceback__",
            "format_exc",
            "print_exc",
        }:
            return "the block writes the traceback already"
        if not isinstance(node, ast.Call):
            continue
        last = getattr(node.func, "attr", getattr(node.func, "id", ""))
        name = module.name_of(node.func) or ""
        if last in REPORTERS or name.startswith(TRACEBACKS) or name == "sys.exc_info":
            return "the block writes the traceback already"
        if last == "exception" and loggers.receiver(module, node) is not Receiver.OTHER:
            return "the block writes the traceback already"
    return ""


def _several(module: Module, node: ast.Call, handler: ast.ExceptHandler) -> str:
    """Return that another call of the block is to write the traceback, or ""."""
    calls = [
        call
        for call in handlers.own(handler)
        if isinstance(call, ast.Call) and _kind(module, call) is not Receiver.OTHER
    ]
    if len(calls) <= 1:
        return ""
    first = calls[0]
    if module.parent(module.parent(first) or first) is handler:
        return "" if node is first else "the first call writes the traceback"
    return "the block has several such calls"


def _repeated(module: Module, node: ast.Call) -> str:
    """Return that what failed may be tried again, or ""."""
    message = " ".join(ast.unparse(arg) for arg in node.args)
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            break
        if isinstance(parent, (ast.For, ast.AsyncFor)):
            message += f" {ast.unparse(parent.target)} {ast.unparse(parent.iter)}"
        elif isinstance(parent, ast.While):
            message += f" {ast.unparse(parent.test)}"
    return "it may be tried again" if _AGAIN.search(message) else ""


def _for_a_user(module: Module, call: ast.Call) -> str:
    sign = programs.signs_around(module, call)
    return f"a program for a user: {sign}" if sign else ""


def _counted(module: Module, call: ast.Call) -> str:
    if module.project.minimum_python < FRAMES_COUNT_ALIKE and any(
        keyword.arg == "stacklevel" for keyword in call.keywords
    ):
        return "below Python 3.11, `stacklevel` counts the step inside `logging`"
    return ""
