"""Log calls on the root logger go through the module's own logger."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing.arguments import dotted
from codemods.model import Outcome, Safety
from codemods.observability.parts import module_loggers
from codemods.reading import loggers, programs, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.base import TextEdit
    from codemods.lazy import cst
    from codemods.reading.module import Module

FRAMES_COUNT_ALIKE = (3, 11)
"""From here on, `stacklevel` does not count the frames of `logging` itself."""

SETS_UP = frozenset(
    {
        "logging.basicConfig",
        "logging.captureWarnings",
        "logging.config.dictConfig",
        "logging.config.fileConfig",
        "logging.disable",
        "logging.setLoggerClass",
    }
)
ROOT_METHODS = frozenset({"addFilter", "addHandler", "handlers", "setLevel"})


class ModuleLogger(Codemod):
    """Give each module a logger of its own name.

    `logging.info(...)` writes to the root logger: nobody can tell from which
    module a line comes, or turn one module off. And where logging is not set
    up yet, such a call sets it up for the whole process, which is for the
    application to do, not for a module of a library.

    Before:

        import logging


        def load(path: str) -> None:
            logging.info("loading %s", path)

    After:

        import logging

        logger = logging.getLogger(__name__)


        def load(path: str) -> None:
            logger.info("loading %s", path)

    Fix safety: records bear the module's name instead of `root`, and pass the
    same handlers of the root logger. Where nobody sets logging up, the call no
    longer does: warnings and errors are still written to standard error, bare,
    and what is below is not. Tests that replace `logging.info`, ask for
    records by the name `root`, or for its level, need the new name.

    Left alone: programs (their own affair, and `__name__` says nothing there),
    tests, files that set logging up or change the root logger; loggers asked
    for by `getLogger()`, which somebody meant; a `stacklevel` below
    Python 3.11; files whose `logger` is something else.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/howto/logging.html#advanced-logging-tutorial",
        "https://docs.astral.sh/ruff/rules/root-logger-call/",
    )
    rules = frozenset({"LOG015"})
    sieve = re.compile(rb"\blogging\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of the functions of `logging` that write to the root."""
        name = module.name_of(node.func)
        if name not in loggers.FUNCTIONS or _is_no_library(module):
            return
        reason = module.once(_sets_up) or _counted(module, node)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        existing = module.once(module_loggers.existing)
        if existing and not _has_name(existing[0]):
            reason = f"`{existing[1]}` is the root logger as well"
            yield Site(node, Outcome.REFUSED, reason)
            return
        logger = module_loggers.at(module, node)
        method = f"{logger.name}.{name.rpartition('.')[2]}"
        edit = Edit(node.func, partial(_with_method, method=method))
        edits: tuple[Edit | TextEdit, ...] = (*logger.edits, edit)
        yield Site(node, Outcome.APPLIED, module.line_of(node), edits, logger.imports)


def _with_method(function: cst.BaseExpression, method: str) -> cst.BaseExpression:
    return dotted(method).with_changes(lpar=function.lpar, rpar=function.rpar)


def _is_no_library(module: Module) -> bool:
    return bool(programs.signs(module)) or roles.is_test(module)


def _counted(module: Module, call: ast.Call) -> str:
    """Return why the frames that a call counts would be others, or ""."""
    if module.project.minimum_python >= FRAMES_COUNT_ALIKE:
        return ""
    if any(keyword.arg in {None, "stacklevel"} for keyword in call.keywords):
        return "below Python 3.11, `stacklevel` counts the steps inside `logging`"
    return ""


def _sets_up(module: Module) -> str:
    """Return how a file sets logging up, "" where it does not."""
    for call in module.tree.all(ast.Call):
        name = module.name_of(call.func)
        if name in SETS_UP:
            return f"the file calls `{name}`"
    for attribute in module.tree.all(ast.Attribute):
        if attribute.attr in ROOT_METHODS and _is_root(module, attribute.value):
            return f"the file uses `{attribute.attr}` of the root logger"
    return ""


def _is_root(module: Module, node: ast.expr) -> bool:
    value = module.value_of(node) if isinstance(node, ast.Name) else node
    if isinstance(value, ast.Call):
        named = value.args or value.keywords
        return not named and module.name_of(value.func) == "logging.getLogger"
    return module.name_of(node) == "logging.root"


def _has_name(statement: ast.stmt) -> bool:
    """Whether a statement makes a logger by name: `getLogger()` is the root."""
    value = getattr(statement, "value", None)
    return isinstance(value, ast.Call) and bool(value.args or value.keywords)
