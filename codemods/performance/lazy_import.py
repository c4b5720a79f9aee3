"""Heavy imports that one function needs are made by that function."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.editing import unused_imports
from codemods.model import Outcome, Safety
from codemods.performance.parts import heavy_imports
from codemods.reading import roles
from codemods.reading.names import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.performance.parts.heavy_imports import Import
    from codemods.reading.module import Module
    from codemods.reading.names import Function

_STARTS = re.compile(r"__init__|__call__|__new__|_?(?:main|run|cli|app|create_app)")
_SHOWN = re.compile(r"(?:benchmark|demo|doc|example|notebook|sample|tutorial)s?")
_AT_THE_END = frozenset({"__del__", "__getattr__", "__getattribute__"})
_COMPILED = re.compile(
    r"jit|kernel|script|udf|\bfunction|compile|remote|task", re.IGNORECASE
)
_DYNAMIC = frozenset({"builtins.eval", "builtins.exec", "builtins.globals"})


class LazyImport(Codemod):
    """Import heavy packages where they are needed.

    What stands at the top of a module is imported by everybody who imports
    the module. A package that takes long to load, and that one function of
    many needs, delays the start of every command and every test.

    Before:

        import math

        import pandas as pd


        def total(rows):
            return math.fsum(rows)


        def table(rows):
            return pd.DataFrame(rows)

    After:

        import math


        def total(rows):
            return math.fsum(rows)


        def table(rows):
            import pandas as pd

            return pd.DataFrame(rows)

    Fix safety: the first call of the function takes the time that the start
    took before, and raises the `ImportError` if the package is not there. What
    the package does when it is imported happens later, and perhaps in another
    order; a server that forks its workers loads it once in each. Code that
    reaches the name through this module, as a test that replaces
    `module.pd`, no longer finds it. Linters with a rule against imports in
    functions (`PLC0415`) report it.

    Left alone: what is used at import time, in annotations, decorators and
    defaults, or by two functions; packages that are loaded anyway, by another
    import of the file or of the project; names that other files or strings
    speak of; coroutines, which would stop the event loop, and functions by
    which a program starts; imports with a comment or a condition; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/using/cmdline.html#cmdoption-X",
        "https://docs.python.org/3/faq/programming.html#what-are-the-best-practices-for-using-import-in-a-module",
    )
    params: ClassVar[Mapping[str, str]] = {
        "seconds": "measured import times, as in pandas=0.4,torch=2.1: then only "
        "these packages are looked at"
    }
    sieve = re.compile(rb"\bimport\b")
    program = True

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the measured times.

        Raises `ValueError` where they cannot be read.
        """
        super().__init__(params)
        self.reasons: Mapping[str, str] = heavy_imports.REASONS
        given = self.given.get("seconds", "").strip()
        if given:
            self.reasons = heavy_imports.measured(given)

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the imports of heavy packages at the top of a file."""
        if module.is_package or roles.is_test(module) or _is_shown(module):
            return
        heavy = [
            statement
            for statement in node.body
            if isinstance(statement, (ast.Import, ast.ImportFrom))
            and heavy_imports.root(module, statement) in self.reasons
        ]
        for statement in heavy:
            function = _only_user(module, statement)
            if function is None:
                continue  # it is needed in more than one place: no case at all
            root = heavy_imports.root(module, statement)
            reason = (
                _reason_in_function(function)
                or _reason_in_file(module, statement, function)
                or heavy_imports.loaded_anyway(module, statement, root)
                or heavy_imports.spoken_of(module, statement)
            )
            if reason:
                yield Site(statement, Outcome.REFUSED, reason)
                continue
            name = getattr(function, "name", "")
            text = f"{root} {self.reasons[root]}; only `{name}` needs it"
            edits = (_taken(module, statement), _put(module, statement, function))
            yield Site(statement, Outcome.APPLIED, text, edits)


def _taken(module: Module, statement: Import) -> TextEdit:
    """Return the edit that takes the lines of an import out.

    Raises `EditRefusedError` where it shares them with something else.
    """
    source = module.source
    start = source.starts[statement.lineno - 1]
    end = source.line_end(statement.end_lineno or statement.lineno)
    first, last = source.span(statement)
    if source.data[start:first].strip() or source.data[last:end].strip():
        raise EditRefusedError("the import shares its line with something else")
    gap = unused_imports.gap_closed(source.data, start, end)
    return TextEdit(statement, start, gap, b"", produced=0)


def _only_user(module: Module, statement: Import) -> Function | None:
    """Return the one function of the file that uses what is imported, or None."""
    users = set()
    for alias in statement.names:
        name = alias.asname or alias.name.partition(".")[0]
        uses = heavy_imports.uses(module, name)
        if not uses or len(module.names.everywhere(name)) != 1:
            return None
        users |= {_outermost(module, use) for use in uses}
    function = users.pop() if len(users) == 1 else None
    return function if isinstance(function, FUNCTIONS) else None


def _outermost(module: Module, node: ast.AST) -> Function | None:
    scopes = [item for item in module.names.scopes(node) if isinstance(item, FUNCTIONS)]
    return scopes[-1] if scopes else None


def _reason_in_function(function: Function) -> str:
    """Return why a function should not import anything, "" for no reason."""
    if not isinstance(function, ast.FunctionDef):
        return "a coroutine, or a lambda, should not wait for an import"
    if _STARTS.fullmatch(function.name):
        return f"`{function.name}` is where a program, or an object, starts"
    if function.name in _AT_THE_END:
        return f"`{function.name}` may run at any time"
    if any(
        _COMPILED.search(ast.unparse(decorator))
        for inner in ast.walk(function)
        if isinstance(inner, ast.FunctionDef)
        for decorator in inner.decorator_list
    ):
        return f"a decorator may translate `{function.name}`"
    return ""


def _reason_in_file(module: Module, statement: Import, function: Function) -> str:
    """Return what in a file speaks against moving an import, "" for nothing."""
    if _has_comment(module, statement):
        return "the import has a comment"
    if any(module.name_of(call.func) in _DYNAMIC for call in module.tree.all(ast.Call)):
        return "the file looks names up at run time"
    first = _first(function)
    if first.lineno == function.lineno:
        return "the function stands on one line"
    line = first.col_offset + len(ast.unparse(statement))
    if line > module.line_limit:
        return "the import does not fit on one line in the function"
    if len(module.tree.all(ast.FunctionDef)) == 1:
        return "the one function of the file needs it"
    return ""


def _has_comment(module: Module, statement: Import) -> bool:
    """Whether a comment stands on the lines of an import, or just above it."""
    data, starts = module.source.data, module.source.starts
    start = starts[statement.lineno - 1]
    end = module.source.line_end(statement.end_lineno or statement.lineno)
    above = data[starts[statement.lineno - 2] : start] if statement.lineno > 1 else b""
    return b"#" in data[start:end] or above.startswith(b"#")


def _is_shown(module: Module) -> bool:
    """Whether a file is an example, a benchmark or a part of documentation."""
    return any(_SHOWN.fullmatch(folder) for folder in module.path.split("/")[:-1])


def _put(module: Module, statement: Import, function: Function) -> TextEdit:
    """Return the edit that puts an import at the start of a function."""
    first = _first(function)
    source = module.source
    start = source.starts[first.lineno - 1]
    decorators = getattr(first, "decorator_list", [])
    line = (decorators[0].lineno if decorators else first.lineno) - 1
    while (
        source.data[source.starts[line - 1] : source.starts[line]].lstrip()[:1] == b"#"
    ):
        line -= 1
    indent = source.data[start : start + first.col_offset].decode()
    newline = source.newline()
    apart = "" if isinstance(first, (ast.Import, ast.ImportFrom)) else newline
    text = f"{indent}{ast.unparse(statement)}{newline}{apart}"
    at = source.starts[line]
    return TextEdit(first, at, at, text.encode(), produced=2)


def _first(function: Function) -> ast.stmt:
    """Return the first statement of a function behind its docstring."""
    body = function.body if isinstance(function.body, list) else []
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), second, *_]:
            return second
    return body[0]
