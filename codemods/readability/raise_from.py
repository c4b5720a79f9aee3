"""`raise X` in an except block becomes `raise X from error`."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks
from codemods.reading import lookups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

NAMES = ("error", "exc", "err", "e", "exception", "cause")
"""How a handler may call what it has caught, best first."""

_NO_ERROR = re.compile(
    r"(?:Abort|Cancel|Exit|Interrupt|Quit|Retry|Skip|Stop)(?!.*Error)", re.IGNORECASE
)
"""Exceptions that say where to go on: nobody reads a traceback of them."""

_TO_COLON = re.compile(rb"((?:(?:[\s\\]|#[^\r\n]*)*\))*)[\s\\]*:")
"""What may stand behind a type: parentheses, with comments before them."""

_CLASS_NAME = re.compile(r"_*[A-Z]\w*[a-z]\w*\Z|_*[A-Z]\Z")
_BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)


class RaiseFrom(Codemod):
    """Raise errors from the error that caused them.

    Without `from`, a traceback says that another error happened "during
    handling" of the first, as if the handler had failed. `from error` says
    that the first is the cause, and keeps it in `__cause__`, where loggers
    and error trackers look for it.

    Before:

        def port(text):
            try:
                return int(text)
            except ValueError:
                raise SettingError(f"no port: {text}")

    After:

        def port(text):
            try:
                return int(text)
            except ValueError as error:
                raise SettingError(f"no port: {text}") from error

    Fix safety: only `__cause__` of the new error changes, and with it the
    sentence between the two tracebacks.

    Left alone: what raises the caught error again, a variable, or what a
    function returns, which may be the caught error too; `StopIteration`,
    `SystemExit` and their like; handlers that use the name for something
    else; an explicit cause, `from None` among them.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement",
        "https://peps.python.org/pep-3134/",
        "https://docs.astral.sh/ruff/rules/raise-without-from-inside-except/",
    )
    rules = frozenset({"B904", "TRY200", "W0707", "raise-missing-from"})
    sieve = (re.compile(rb"\bexcept\b"), re.compile(rb"\braise\b"))

    def visit_Raise(self, node: ast.Raise, module: Module) -> Iterator[Site]:
        """Look at errors that are raised in a handler, without a cause."""
        if node.exc is None or node.cause is not None:
            return
        handler = _handler(node, module)
        if handler is None or _is_again(node.exc, handler):
            return
        if _NO_ERROR.search(_last_name(node.exc)):
            return
        if not _is_class(node.exc, module):
            reason = "what is raised may be the caught error itself"
            yield Site(node, Outcome.UNSURE, reason)
            return
        if handler.name and _is_bound_again(handler, module):
            reason = f"`{handler.name}` is used for something else here"
            yield Site(node, Outcome.REFUSED, reason)
            return
        name = handler.name or _free_name(handler, module)
        if not name:
            reason = "there is no free name for the caught error"
            yield Site(node, Outcome.REFUSED, reason)
            return
        edits = _cause(node, name, module)
        if not handler.name and handler.type is not None:
            at = _end_of_type(handler, module)
            edits.append(TextEdit(handler, at, at, f" as {name}".encode()))
        yield Site(node, Outcome.APPLIED, module.line_of(node), tuple(edits))


def _cause(node: ast.Raise, name: str, module: Module) -> list[TextEdit]:
    """Return the edits that add a cause, the call laid out anew if too long."""
    _, end = module.source.span(node)
    cause = f" from {name}".encode()
    text = blocks.line(module, node.lineno).rstrip(b"\r\n")
    call = node.exc
    wide = len((text + cause).decode())
    if (
        isinstance(call, ast.Call)
        and len(text.decode()) <= module.line_limit < wide
        and node.end_lineno == node.lineno
        and not blocks.comment_behind(module, node)
    ):
        start = module.source.span(call.func)[1] + 1
        inner = module.source.data[start : end - 1]
        margin = blocks.indent(module, node.lineno)
        deeper = margin + module.indent.encode()
        fits = len((deeper + inner).decode()) <= module.line_limit
        plain = module.source.data[start - 1 : start] == b"("
        if fits and plain and not inner.rstrip().endswith(b","):
            newline = module.source.newline().encode()
            return [
                TextEdit(node, start, start, newline + deeper),
                TextEdit(node, end - 1, end, newline + margin + b")" + cause),
            ]
    return [TextEdit(node, end, end, cause)]


def _end_of_type(handler: ast.ExceptHandler, module: Module) -> int:
    """Return the offset of the colon of a handler, blanks before it left out."""
    data = module.source.data
    _, end = module.source.span(handler.type)  # type: ignore[arg-type]  # it has a type
    match = _TO_COLON.match(data, end)
    return match.end(1) if match else end


# ------------------------------------------------------------------- raises


def _handler(node: ast.Raise, module: Module) -> ast.ExceptHandler | None:
    """Return the handler whose error is at hand where something is raised.

    None where another `try` stands between: it may catch what is raised.
    """
    for parent in module.tree.ancestors(node):
        if isinstance(parent, ast.ExceptHandler):
            return parent if parent.type is not None else None
        if not isinstance(parent, (*_BLOCKS, ast.Match, ast.match_case)):
            return None
    return None


def _is_again(raised: ast.expr, handler: ast.ExceptHandler) -> bool:
    """Whether the caught error itself is raised, or made from its own type."""
    root: ast.expr = raised
    while isinstance(root, (ast.Attribute, ast.Call)):
        root = root.func if isinstance(root, ast.Call) else root.value
    return isinstance(root, ast.Name) and root.id == handler.name


def _is_class(raised: ast.expr, module: Module) -> bool:
    """Whether a class is raised, or an object of a class just made."""
    function = raised.func if isinstance(raised, ast.Call) else raised
    if not isinstance(function, (ast.Name, ast.Attribute)):
        return False
    if _is_definition(function, module):
        return True
    return _CLASS_NAME.match(_last_name(raised)) is not None


def _is_definition(function: ast.expr, module: Module) -> bool:
    return isinstance(function, ast.Name) and any(
        isinstance(binding.node, ast.ClassDef)
        for binding in module.bindings_of(function)
    )


def _last_name(raised: ast.expr) -> str:
    match raised:
        case ast.Call(func=function):
            return _last_name(function)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


# -------------------------------------------------------------------- names


def _is_bound_again(handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether a handler gives another meaning to its name, or deletes it."""
    name = handler.name or ""
    return any(
        _is_in(node, handler, module) for node in module.names.binders.get(name, ())
    ) or any(name in node.names for node in _declarations(module))


def _free_name(handler: ast.ExceptHandler, module: Module) -> str:
    """Return a name that a handler can give to its error, "" if there is none.

    It is the one that the file uses most; nothing in the scope may mean
    anything else by it, as the end of the handler deletes it.
    """
    scope = next(module.names.scopes(handler))
    if isinstance(scope, ast.ClassDef) or lookups.calls(module, "locals"):
        return ""
    used = module.once(_usual_names)
    choices = sorted(NAMES, key=lambda name: -used[name])
    return next((name for name in choices if _is_free(name, handler, module)), "")


def _usual_names(module: Module) -> Counter[str]:
    handlers = module.tree.all(ast.ExceptHandler)
    return Counter(handler.name for handler in handlers if handler.name)


def _is_free(name: str, handler: ast.ExceptHandler, module: Module) -> bool:
    """Whether all that the scope calls `name` are errors of other handlers."""
    scope = next(module.names.scopes(handler))
    around = [handler, *module.tree.ancestors(handler)]
    if any(_is_for(name, node) for node in around):
        return False
    for node in module.names.binders.get(name, ()):
        if _is_in(node, scope, module) and not _is_for(name, node):
            return False
    if any(name in node.names for node in _declarations(module)):
        return False
    return all(
        any(_is_for(name, parent) for parent in module.tree.ancestors(use))
        for use in lookups.names(module, name)
        if _is_in(use, scope, module)
    ) and not any(_is_in(use, handler, module) for use in lookups.names(module, name))


def _is_for(name: str, node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and node.name == name


def _is_in(node: ast.AST, outer: ast.AST, module: Module) -> bool:
    return any(parent is outer for parent in module.tree.ancestors(node))


def _declarations(module: Module) -> list[ast.Global | ast.Nonlocal]:
    return [*module.tree.all(ast.Global), *module.tree.all(ast.Nonlocal)]
