"""`logger.warn` becomes `logger.warning`."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import loggers
from codemods.reading.loggers import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

OLD = "warn"
NEW = "warning"
FUNCTION = "logging.warn"
WARNING = ImportNeeded("logging", NEW)

FRAMES_COUNT_ALIKE = (3, 11)
"""From here on, `stacklevel` does not count the frames of `logging` itself."""

_EXPECTS = re.compile(
    r"(?:assert)?_?(?:deprecat|warn)\w*|catch_warnings|check_warnings", re.IGNORECASE
)
_NAMES_IT = re.compile(r"(?:.*\.)?warn\Z", re.DOTALL)


class LoggingWarn(Codemod):
    """Call `warning` where loggers are still asked to `warn`.

    `warn` is an old name of `warning` that has been deprecated since
    Python 3.3: each call makes a `DeprecationWarning`, and stops a program
    that treats warnings as errors. It was already taken out of a preview of
    Python 3.13.

    Before:

        import logging

        logger = logging.getLogger(__name__)


        def load(path: str) -> None:
            logger.warn("%s is empty", path)

    After:

        import logging

        logger = logging.getLogger(__name__)


        def load(path: str) -> None:
            logger.warning("%s is empty", path)

    Fix safety: the line that is written stays the same; only the
    `DeprecationWarning` goes. A test in another file that replaces the method
    `warn` must replace `warning` instead.

    Left alone: objects that are not surely loggers of `logging`, as those of
    other libraries, which may have a `warn` alone; files that replace `warn`,
    or name it in a string, and blocks that expect the deprecation; a
    `stacklevel` below Python 3.11, which counts the step from `warn` to
    `warning`; `warnings.warn`.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.python.org/3/library/logging.html#logging.Logger.warning",
        "https://docs.astral.sh/ruff/rules/logging-warn/",
    )
    rules = frozenset({"G010", "W4902", "W1505", "deprecated-method"})
    sieve = re.compile(rb"\bwarn\b")

    def visit_Attribute(self, node: ast.Attribute, module: Module) -> Iterator[Site]:
        """Look at what is called `warn`, whether it is called at once or not."""
        if node.attr != OLD or not isinstance(node.ctx, ast.Load):
            return
        if module.name_of(node) != FUNCTION:
            kind = loggers.likeness(module, node.value)
            if kind is Receiver.OTHER:
                return
            if kind is Receiver.PERHAPS:
                text = ast.unparse(node.value)
                reason = f"`{text}` may be no logger of `logging`"
                yield Site(node, Outcome.UNSURE, reason)
                return
        yield _site(module, node, Edit(node, _with_attribute))

    def visit_Name(self, node: ast.Name, module: Module) -> Iterator[Site]:
        """Look at uses of `from logging import warn`."""
        if not isinstance(node.ctx, ast.Load) or module.name_of(node) != FUNCTION:
            return
        spelling = module.imported(WARNING, node)
        change = partial(_with_name, spelling=spelling)
        yield _site(module, node, Edit(node, change), (WARNING,))


def _with_attribute(attribute: cst.Attribute) -> cst.Attribute:
    return attribute.with_changes(attr=cst.Name(NEW))


def _with_name(name: cst.Name, spelling: str) -> cst.BaseExpression:
    new = cst.parse_expression(spelling)
    return new.with_changes(lpar=name.lpar, rpar=name.rpar)


def _site(
    module: Module,
    node: ast.Attribute | ast.Name,
    edit: Edit,
    imports: tuple[ImportNeeded, ...] = (),
) -> Site:
    """Return what becomes of one use of a proven `warn`."""
    call = module.parent(node)
    replacer = module.once(loggers.replaced)
    if replacer:
        return Site(node, Outcome.UNSURE, f"the file calls `{replacer}`")
    reason = module.once(_replaced) or _expected(module, node)
    if not reason and isinstance(call, ast.Call) and call.func is node:
        reason = _counted(module, call)
    if reason:
        return Site(node, Outcome.REFUSED, reason)
    place = call if isinstance(call, ast.Call) and call.func is node else node
    return Site(node, Outcome.APPLIED, module.line_of(place), (edit,), imports)


def _counted(module: Module, call: ast.Call) -> str:
    """Return why the frames that a call counts would be others, or ""."""
    if module.project.minimum_python >= FRAMES_COUNT_ALIKE:
        return ""
    if any(keyword.arg in {None, "stacklevel"} for keyword in call.keywords):
        return "below Python 3.11, `stacklevel` counts the step to `warning`"
    return ""


def _replaced(module: Module) -> str:
    """Return how the file itself replaces `warn`, "" for not at all."""
    if OLD in module.stores:
        return "the file replaces the method `warn` of an object"
    for node in module.tree.all(ast.Constant):
        if isinstance(node.value, str) and _NAMES_IT.match(node.value):
            return "the file names `warn` in a string"
    return ""


def _expected(module: Module, node: ast.AST) -> str:
    """Return that the code around a place expects the deprecation, or ""."""
    for parent in module.tree.ancestors(node):
        if not isinstance(parent, (ast.With, ast.AsyncWith)):
            continue
        for item in parent.items:
            call = item.context_expr
            name = call.func if isinstance(call, ast.Call) else call
            last = getattr(name, "attr", getattr(name, "id", ""))
            if _EXPECTS.fullmatch(last):
                return "the block around it expects the deprecation"
    return ""
