"""Where code of a coroutine may give way to others, and how that is written."""

from __future__ import annotations

import ast
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from codemods.lazy import cst
from codemods.reading import lookups
from codemods.reading.names import COMPREHENSIONS

if TYPE_CHECKING:
    from codemods.reading.module import Module

OTHER_LOOPS = frozenset({"anyio", "curio", "gevent", "trio", "twisted"})
"""Libraries that run coroutines in another way than asyncio."""

_LOCK = re.compile(r"lock|mutex|sem(?:aphore)?\b|cond(?:ition)?\b", re.IGNORECASE)
_THREADED = re.compile(
    r"(?<!a)sync(?!h)|block|concurrent|executor|thread|worker", re.IGNORECASE
)


def around(module: Module, node: ast.AST) -> ast.AsyncFunctionDef | None:
    """Return the coroutine that runs a node itself, None where there is none.

    What a function in it holds runs elsewhere.
    """
    function = module.enclosing_function(node)
    inner = module.enclosing_class(node)
    if not isinstance(function, ast.AsyncFunctionDef):
        return None
    if inner is not None and function in module.tree.ancestors(inner):
        return None
    return function


def reason_to_stay(module: Module, node: ast.AST) -> str:
    """Return why nothing may be awaited at a node of a coroutine, or ""."""
    other = module.once(_other_loop)
    if other:
        return f"the file is about `{other}`, which may run it without asyncio"
    function = around(module, node)
    below = node
    inside = takewhile(lambda item: item is not function, module.tree.ancestors(node))
    for parent in inside:
        if isinstance(parent, COMPREHENSIONS):
            return "it stands in a comprehension"
        if isinstance(parent, ast.With) and _is_locked(parent):
            return "a lock is held there, which blocks threads"
        if isinstance(parent, ast.Try) and below in parent.body:
            reason = _handled(parent)
            if reason:
                return reason
        below = parent
    if function is None:
        return ""
    return _acquired(module, function, node) or _in_a_thread(function)


def awaited(module: Module, node: ast.expr, call: cst.Call) -> cst.Await:
    """Return `await call`, with parentheses where the code around needs them.

    `node` is the tree's expression that the new one replaces.
    """
    parent = module.parent(node)
    needed = (
        isinstance(parent, (ast.Attribute, ast.Await, ast.Subscript))
        and parent.value is node
    ) or (isinstance(parent, ast.Call) and parent.func is node)
    start, end = module.source.span(module.anchor(node))
    data = module.source.data
    if data[start - 1 : start] == b"(" and data[end : end + 1] == b")":
        needed = False
    bare = call.with_changes(lpar=(), rpar=())
    lpar, rpar = list(call.lpar), list(call.rpar)
    if needed and not lpar:
        lpar, rpar = [cst.LeftParen()], [cst.RightParen()]
    return cst.Await(bare, lpar=lpar, rpar=rpar)


def _in_a_thread(function: ast.AsyncFunctionDef) -> str:
    """Return that a decorator may run a coroutine in a thread of its own, or ""."""
    for decorator in function.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        text = ast.unparse(called)
        if _THREADED.search(text.rpartition(".")[2]):
            return f"`@{text}` may run it in a thread of its own"
    return ""


def _other_loop(module: Module) -> str:
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in OTHER_LOOPS:
            return root
    return ""


def _is_locked(statement: ast.With) -> bool:
    return any(_LOCK.search(ast.unparse(item.context_expr)) for item in statement.items)


def _acquired(module: Module, function: ast.AsyncFunctionDef, node: ast.AST) -> str:
    """Return that a lock of threads is taken by hand before a node, or ""."""
    for call in lookups.calls(module, "acquire"):
        if (
            module.enclosing_function(call) is function
            and not isinstance(module.parent(call), (ast.Await, ast.withitem))
            and _LOCK.search(ast.unparse(call.func))
            and call.lineno <= getattr(node, "lineno", 0)
        ):
            return "a lock is held there, which blocks threads"
    return ""


def _handled(statement: ast.Try) -> str:
    """Return how a `try` would treat an `await` in another way, or "".

    On Ctrl-C `asyncio.run` cancels the task, and raises `KeyboardInterrupt`
    outside of it.
    """
    if _swallows(statement):
        return "the block around it would drop a cancellation"
    if any(
        handler.type is not None and "KeyboardInterrupt" in ast.unparse(handler.type)
        for handler in statement.handlers
    ):
        return "Ctrl-C ends an `await` with a cancellation, which is not caught here"
    return ""


def _swallows(statement: ast.Try) -> bool:
    """Whether a `try` catches what cancels a task, and goes on."""
    for handler in statement.handlers:
        kinds = "" if handler.type is None else ast.unparse(handler.type)
        if handler.type is None or "BaseException" in kinds:
            raises = any(
                isinstance(node, ast.Raise)
                for child in handler.body
                for node in ast.walk(child)
            )
            return not raises
        if "CancelledError" in kinds:
            return False
    return False
