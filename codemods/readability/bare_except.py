"""`except:` becomes `except Exception:`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import walks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

BEYOND = frozenset(
    f"builtins.{name}"
    for name in (
        "BaseException",
        "BaseExceptionGroup",
        "GeneratorExit",
        "KeyboardInterrupt",
        "SystemExit",
    )
) | {"asyncio.CancelledError", "asyncio.exceptions.CancelledError"}
"""What `except:` catches and `except Exception:` does not."""

ENDING = frozenset(
    {
        "builtins.exit",
        "builtins.quit",
        "os._exit",
        "os.abort",
        "os.execv",
        "os.execve",
        "os.execvp",
        "sys.exit",
        "unittest.main",
    }
)
"""Calls that end the program, or this process of it."""

TEST_OUTCOMES = frozenset(
    f"pytest.{name}" for name in ("exit", "fail", "importorskip", "raises", "skip")
) | {"pytest.xfail", "pytest.warns"}
"""Calls of pytest that raise what is no `Exception`."""

WAITING = frozenset({"builtins.input", "getpass.getpass", "time.sleep"})
WAITING_METHODS = frozenset(
    {"cmdloop", "mainloop", "run_forever", "serve_forever", "start_consuming"}
)
"""Calls that people end with Ctrl-C."""

RUNNING = frozenset(
    {
        "builtins.__import__",
        "builtins.eval",
        "builtins.exec",
        "importlib.import_module",
        "runpy.run_module",
        "runpy.run_path",
    }
)
RUNNING_METHODS = frozenset({"exec_module", "load_module"})
"""Calls that run code which may itself end the program."""

PARSING_METHODS = frozenset({"parse_args", "parse_known_args"})
"""Methods of an argument parser: it ends the program when it is not content."""


class BareExcept(Codemod):
    """Catch `Exception` instead of everything.

    `except:` also catches what is no error: the Ctrl-C of a user, the
    `SystemExit` that ends the program, the cancellation of a task. It then
    goes on where it should stop. `except Exception:` catches all errors and
    lets these pass.

    Before:

        def read(path):
            try:
                return path.read_text()
            except:
                return ""

    After:

        def read(path):
            try:
                return path.read_text()
            except Exception:
                return ""

    Fix safety: Ctrl-C, `sys.exit()` and the cancellation of an asyncio task
    now pass the handler, which is the point. So does an exception of a class
    that derives from `BaseException` alone.

    Left alone: handlers that raise again, that hand `sys.exc_info()` on, or
    that come after one for `Exception`: they mean everything. Where the block
    may end the program, waits for the user, or yields, a person must say what
    was meant.
    """

    safety = Safety.REVIEW
    references = (
        "https://peps.python.org/pep-0008/#programming-recommendations",
        "https://docs.python.org/3/library/exceptions.html#BaseException",
        "https://cwe.mitre.org/data/definitions/396.html",
    )
    rules = frozenset({"B001", "E722", "W0702", "bare-except"})
    sieve = re.compile(rb"\bexcept[\s\\]*:")

    def visit_ExceptHandler(
        self, node: ast.ExceptHandler, module: Module
    ) -> Iterator[Site]:
        """Look at handlers that name no exception."""
        statement = module.parent(node)
        if node.type is not None or not isinstance(statement, ast.Try):
            return
        reason = _meant(node, statement, module)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        reason = _doubt(statement, module)
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        start = module.source.span(node)[0] + len("except")
        edit = TextEdit(node, start, start, b" Exception")
        message = f"`except:` for `{module.line_of(statement.body[0])}`"
        yield Site(node, Outcome.APPLIED, message, (edit,))


def _meant(handler: ast.ExceptHandler, statement: ast.Try, module: Module) -> str:
    """Return why a handler is meant for everything, "" if nothing says so."""
    if module.names.bindings("Exception", handler):
        return "the file has an `Exception` of its own"
    for node in walks.own(handler.body):
        if isinstance(node, ast.Raise) and node.exc is None:
            return "it cleans up after whatever happens, and raises it again"
        reason = _handed_on(node, module) if isinstance(node, ast.Call) else ""
        if reason:
            return reason
    earlier = [name for other in statement.handlers for name in _caught(other, module)]
    if {"builtins.Exception", "builtins.BaseException"} & set(earlier):
        return "`Exception` is caught above: this is for what is none"
    return ""


def _handed_on(call: ast.Call, module: Module) -> str:
    """Return how a call treats whatever has happened alike, "" if it does not."""
    name = module.name_of(call.func)
    if name == "sys.exc_info":
        return "it hands on whatever has happened, with `sys.exc_info()`"
    if name in {"os._exit", "os.abort"}:
        return "it ends the process, whatever has happened"
    if isinstance(call.func, ast.Attribute) and call.func.attr == "set_exception":
        return "it hands on whatever has happened"
    return ""


def _caught(handler: ast.ExceptHandler, module: Module) -> list[str | None]:
    """Return the names of what a handler catches."""
    if handler.type is None:
        return []
    tuples = isinstance(handler.type, ast.Tuple)
    types = handler.type.elts if tuples else [handler.type]  # type: ignore[attr-defined]  # a tuple
    return [module.name_of(item) for item in types]


def _doubt(statement: ast.Try, module: Module) -> str:
    """Return what in the block may be meant to end up in the handler, or ""."""
    if module.once(_own_kinds):
        return "the file has exceptions that are no `Exception`"
    earlier = {name for other in statement.handlers for name in _caught(other, module)}
    for node in walks.own(statement.body):
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return "the block yields: the handler may be for a generator that is closed"
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if module.name_of(raised) in BEYOND - earlier:
                return f"the block raises `{module.line_of(raised)}`"
        if isinstance(node, ast.Call):
            reason = _ends(node, module)
            if reason and not {"builtins.SystemExit", "builtins.KeyboardInterrupt"} & (
                earlier
            ):
                return reason
    return ""


def _ends(call: ast.Call, module: Module) -> str:
    """Return how a call may raise what is no `Exception`, "" if it does not."""
    name = module.name_of(call.func)
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    text = module.line_of(call.func)
    if name in ENDING or method in PARSING_METHODS:
        return f"the block may end the program with `{text}`"
    if name in TEST_OUTCOMES:
        return f"`{text}` raises what is no `Exception`"
    if name in RUNNING or method in RUNNING_METHODS:
        return f"`{text}` runs code that may end the program"
    if name in WAITING or method in WAITING_METHODS:
        return f"`{text}` waits, and Ctrl-C may be meant to end up here"
    return ""


def _own_kinds(module: Module) -> bool:
    """Whether the file defines exceptions that are no `Exception`."""
    return any(
        module.name_of(base) in BEYOND
        for home in module.tree.all(ast.ClassDef)
        for base in home.bases
    )
