"""Background tasks are kept from being collected before they are done."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.editing import module_heads
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

FUNCTIONS = frozenset({"asyncio.create_task", "asyncio.ensure_future"})
LOOPS = frozenset(
    {
        "asyncio.get_event_loop",
        "asyncio.get_running_loop",
        "asyncio.new_event_loop",
    }
)
NAME = "_background_tasks"
TASK = "task"

_REST = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?=\r\n|\r|\n|\Z)")

SUBSCRIPTED_SINCE = (3, 9)
"""The first Python with `set[asyncio.Task[object]]` at run time."""


class DanglingTask(Codemod):
    """Keep a reference to background tasks until they are done.

    The event loop holds its tasks by weak references only. A task that nobody
    else holds may be collected as garbage in the middle of its work, and then
    it just never ends.

    Before:

        import asyncio


        async def start(job):
            asyncio.create_task(job.run())

    After:

        import asyncio

        _background_tasks: set[asyncio.Task[object]] = set()


        async def start(job):
            task = asyncio.create_task(job.run())
            _background_tasks.add(task)
            task.add_done_callback(_background_tasks.discard)

    Fix safety: a task that was collected before its end now ends. Errors in
    it are reported as before, when the task goes.

    Left alone: tasks that something is done with, those of a `TaskGroup` or
    another object that may hold them; tasks made where the name `task` is in
    use; files that look all tasks up; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task",
        "https://docs.astral.sh/ruff/rules/asyncio-dangling-task/",
    )
    rules = frozenset({"RUF006"})
    sieve = re.compile(rb"create_task|ensure_future")

    def visit_Expr(self, node: ast.Expr, module: Module) -> Iterator[Site]:
        """Look at statements that start a task and drop it."""
        call = node.value
        if not isinstance(call, ast.Call) or not _starts_task(module, call):
            return
        if roles.is_test(module):
            return
        reason = _reason(module, node)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        name, edits = _store(module, node)
        edits += _kept(module, node, name)
        yield Site(node, Outcome.APPLIED, module.line_of(node), edits)


def _starts_task(module: Module, call: ast.Call) -> bool:
    """Whether a call surely makes a task of asyncio that only the loop holds."""
    if module.name_of(call.func) in FUNCTIONS:
        return True
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "create_task":
        return False
    loop: ast.expr | None = call.func.value
    if not isinstance(loop, ast.Call):
        loop = module.value_of(call.func.value)
    return isinstance(loop, ast.Call) and module.name_of(loop.func) in LOOPS


def _reason(module: Module, node: ast.Expr) -> str:
    """Return what speaks against holding a task, "" for nothing."""
    function = module.enclosing_function(node)
    if function is None:
        return "it runs when the file is imported"
    if any(lookups.attributes(module, "all_tasks")) or any(
        lookups.names(module, "all_tasks")
    ):
        return "the file looks up all tasks"
    if _has_another(module, function):
        return f"the function has another `{TASK}`"
    return ""


def _has_another(module: Module, function: ast.AST) -> bool:
    """Whether a function uses the name for anything but a task that is held."""
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and node.arg == TASK:
            return True
        if isinstance(node, (ast.Global, ast.Nonlocal)) and TASK in node.names:
            return True
        if isinstance(node, ast.Name) and node.id == TASK and not _holds(module, node):
            return True
    return False


def _holds(module: Module, name: ast.Name) -> bool:
    """Whether a name stands where this codemod writes it."""
    match module.parent(name):
        case ast.Assign(targets=[_], value=ast.Call() as call):
            return _starts_task(module, call)
        case ast.Call(func=ast.Attribute(attr="add"), args=[_], keywords=[]):
            return True
        case ast.Attribute(attr="add_done_callback"):
            return True
    return False


def _store(module: Module, node: ast.Expr) -> tuple[str, tuple[TextEdit, ...]]:
    """Return the set that holds the tasks of a file, and what adds it.

    Raises `EditRefusedError` where there is no place or name for it.
    """
    found = module.once(_existing)
    if found is not None:
        statement, name = found
        if (
            module.names.scope_of_name(name, node) is not module.root
            or statement.lineno > node.lineno
        ):
            raise EditRefusedError(f"`{name}` is something else here")
        return name, ()
    if not module_heads.is_free(module, NAME):
        raise EditRefusedError(f"the file has another `{NAME}`")
    return NAME, (module_heads.added(module, f"{NAME}{_annotation(module)} = set()"),)


def _annotation(module: Module) -> str:
    """Return the type of the set as an annotation, where it can be written."""
    binder = next(
        (
            node
            for node in module.root.body
            if isinstance(node, ast.Import)
            and any(alias.name == "asyncio" for alias in node.names)
        ),
        None,
    )
    evaluated = module.project.minimum_python >= SUBSCRIPTED_SINCE or any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in module.root.body
    )
    if not evaluated:
        return ""
    if binder is None or not module_heads.is_above(module, binder):
        return ": set[object]"
    alias = next(alias for alias in binder.names if alias.name == "asyncio")
    return f": set[{alias.asname or alias.name}.Task[object]]"


def _existing(module: Module) -> tuple[ast.stmt, str] | None:
    """Return a set of the module from which tasks discard themselves."""
    for statement in module.root.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call() as value):
                pass
            case _:
                continue
        if module.name_of(value.func) != "builtins.set" or value.args:
            continue
        for attribute in lookups.attributes(module, "discard"):
            call = module.parent(attribute)
            if (
                isinstance(attribute.value, ast.Name)
                and attribute.value.id == name
                and isinstance(call, ast.Call)
                and getattr(call.func, "attr", "") == "add_done_callback"
                and len(module.names.in_scope(name, module.root)) == 1
            ):
                return statement, name
    return None


def _kept(module: Module, node: ast.Expr, store: str) -> tuple[TextEdit, ...]:
    """Return the edits that name a task and hold it, on lines of their own.

    Raises `EditRefusedError` where the statement shares its line.
    """
    source = module.source
    start, end = source.span(node)
    indent = source.data[source.starts[node.lineno - 1] : start]
    rest = _REST.match(source.data, end)
    if indent.strip() or rest is None:
        raise EditRefusedError("the statement shares its line with another")
    lines = [f"{store}.add({TASK})", f"{TASK}.add_done_callback({store}.discard)"]
    below = "".join(f"{source.newline()}{indent.decode()}{line}" for line in lines)
    at = rest.end()
    return (
        TextEdit(node, start, start, f"{TASK} = ".encode(), produced=3),
        TextEdit(node, at, at, below.encode(), produced=3),
    )
