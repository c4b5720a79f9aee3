"""Which objects are surely loggers of the standard library."""

from __future__ import annotations

import ast
import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from codemods.reading import nodes
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

METHODS = frozenset(
    [
        "critical",
        "debug",
        "error",
        "exception",
        "fatal",
        "info",
        "log",
        "warn",
        "warning",
    ]
)
FUNCTIONS = frozenset(f"logging.{name}" for name in METHODS)
MAKERS = frozenset(
    {
        "logging.getLogger",
        "logging.Logger",
        "logging.LoggerAdapter",
        "multiprocessing.get_logger",
        "multiprocessing.log_to_stderr",
    }
)
"""What gives a logger that formats its message with `%`, when it is written."""

REPLACERS = frozenset({"logging.setLoggerClass", "logging.setLogRecordFactory"})
"""What may give every logger another way to format its message."""

DEPTH = 5
"""How many names are followed one after another."""

_LIKE_A_LOGGER = re.compile(r"_*(?:[a-z]+_)?log(?:ger|ging)?", re.IGNORECASE)


class Receiver(Enum):
    """What the object of a call is, as far as the file tells."""

    LOGGER = auto()
    PERHAPS = auto()
    OTHER = auto()


def receiver(module: Module, call: ast.Call, makers: Collection[str] = ()) -> Receiver:
    """Return whether a call writes to a logger of the standard library.

    It does where every value that the file gives the object comes from
    `logging`, or from one of `makers` (dotted names of functions). What is
    only named like a logger may be one; what comes from another library is
    none.
    """
    if module.name_of(call.func) in FUNCTIONS:
        return Receiver.LOGGER
    if not isinstance(call.func, ast.Attribute):
        return Receiver.OTHER
    return likeness(module, call.func.value, makers)


def likeness(
    module: Module, target: ast.expr, makers: Collection[str] = ()
) -> Receiver:
    """Return whether an expression is a logger of the standard library.

    `makers` are functions of the project that return one, by dotted name.
    """
    if _is_logger(module, target, frozenset(makers)):
        return Receiver.LOGGER
    last = target.attr if isinstance(target, ast.Attribute) else ""
    name = target.id if isinstance(target, ast.Name) else last
    if not _LIKE_A_LOGGER.fullmatch(name) or _is_foreign(module, target):
        return Receiver.OTHER
    return Receiver.PERHAPS


def replaced(module: Module) -> str:
    """Return the function by which the file changes all loggers, "" for none."""
    if b"setLog" not in module.source.data:
        return ""
    names = {module.name_of(node.func) for node in module.tree.all(ast.Call)}
    return next((name for name in sorted(REPLACERS) if name in names), "")


def _is_logger(
    module: Module, node: ast.expr, makers: frozenset[str], depth: int = DEPTH
) -> bool:
    if depth == 0:
        return False
    if isinstance(node, ast.Call):
        name = module.name_of(node.func)
        if name is not None:
            return name in MAKERS or name.removeprefix(".") in makers
        return (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "getChild"
            and _is_logger(module, node.func.value, makers, depth - 1)
        )
    if module.name_of(node) == "logging.root":
        return True
    bindings = [
        item for item in module.bindings_of(node) if not nodes.is_none(item.value)
    ]
    return bool(bindings) and all(
        binding.kind is Kind.ASSIGNMENT
        and binding.value is not None
        and _is_logger(module, binding.value, makers, depth - 1)
        for binding in bindings
    )


def _is_foreign(module: Module, node: ast.expr) -> bool:
    """Whether an object surely comes from a library other than `logging`."""
    name = module.name_of(node)
    if name is not None:
        return _is_library(name)
    return any(_made_elsewhere(module, item) for item in module.bindings_of(node))


def _made_elsewhere(module: Module, binding: Binding) -> bool:
    value = binding.value
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        name = module.name_of(value.func)
        if name is not None:
            return _is_library(name)
        value = value.func.value
    name = module.name_of(value.func) if isinstance(value, ast.Call) else None
    return name is not None and _is_library(name)


def _is_library(name: str) -> bool:
    """Whether a name is not the project's own, nor one of `logging`."""
    return not name.startswith((".", "logging.", "multiprocessing."))
