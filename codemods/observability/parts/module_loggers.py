"""The logger of a module: the one that it has, or one to be added."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, ImportNeeded
from codemods.editing import module_heads
from codemods.reading import loggers
from codemods.reading.loggers import Receiver

if TYPE_CHECKING:
    from codemods.base import TextEdit
    from codemods.reading.module import Module

LOGGING = ImportNeeded("logging")
NEW = "logger"
USUAL = ("logger", "log", "_logger", "_log", "LOGGER", "LOG")


@dataclass(frozen=True, slots=True)
class ModuleLogger:
    """By which name code at one place reaches the module's logger.

    `edits` and `imports` are what has to be done first, where there is none.
    """

    name: str
    edits: tuple[TextEdit, ...] = ()
    imports: tuple[ImportNeeded, ...] = ()


def at(module: Module, node: ast.stmt | ast.expr) -> ModuleLogger:
    """Return the module's logger, as seen from a node.

    Raises `EditRefusedError` where the name means something else there, where
    the logger is not there yet when the code runs, or where none can be added.
    """
    found = module.once(existing)
    if found is None:
        return _new(module)
    statement, name = found
    if module.names.scope_of_name(name, node) is not module.root:
        raise EditRefusedError(f"`{name}` is something else here")
    if statement.lineno >= node.lineno:
        raise EditRefusedError(f"`{name}` is defined further down")
    return ModuleLogger(name)


def existing(module: Module) -> tuple[ast.stmt, str] | None:
    """Return the statement that makes the module's logger, and its name.

    It stands in the module's body and is the only one to bind the name. Of
    several the one with the most usual name is taken.
    """
    found: dict[str, ast.stmt] = {}
    for statement in module.root.body:
        match statement:
            case ast.Assign(targets=[ast.Name() as target], value=value):
                pass
            case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
                pass
            case _:
                continue
        if (
            isinstance(value, ast.Call)
            and len(module.names.in_scope(target.id, module.root)) == 1
            and loggers.likeness(module, value) is Receiver.LOGGER
        ):
            found[target.id] = statement
    for name in (*USUAL, *found):
        if name in found:
            return found[name], name
    return None


def _new(module: Module) -> ModuleLogger:
    other = next((name for name in USUAL if _is_taken(module, name)), "")
    if other:
        raise EditRefusedError(f"`{other}` may be no logger of `logging`")
    if not module_heads.is_free(module, NEW):
        raise EditRefusedError(f"the file has another `{NEW}`")
    spelling = module.imported(LOGGING)
    for node in module.root.body:
        if (
            isinstance(node, ast.Import)
            and any((alias.asname or alias.name) == spelling for alias in node.names)
            and not module_heads.is_above(module, node)
        ):
            raise EditRefusedError("`logging` is imported further down")
    edit = module_heads.added(module, f"{NEW} = {spelling}.getLogger(__name__)")
    return ModuleLogger(NEW, (edit,), (LOGGING,))


def _is_taken(module: Module, name: str) -> bool:
    """Whether the file gives a name to something that is not `logging` itself."""
    return any(
        binding.target != LOGGING.module for binding in module.names.everywhere(name)
    )
