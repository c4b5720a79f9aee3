"""`eval` of data becomes `ast.literal_eval`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments, syntax
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, guards, origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.lazy import cst
    from codemods.reading.module import Module

EVAL = "builtins.eval"
AST = ImportNeeded("ast")

ENVIRONMENT = frozenset({"os.environ.get", "os.getenv"})
ANYTHING = frozenset({"builtins.BaseException", "builtins.Exception"})


class EvalLiteral(Codemod):
    """Read literals with `ast.literal_eval` instead of `eval`.

    `eval` runs any code that its text holds: whoever can set the variable or
    the option can do what the program can. `ast.literal_eval` reads text,
    numbers, lists, dicts and the like, and refuses all else.

    Before:

        import os

        hosts = eval(os.environ.get("HOSTS", "['localhost']"))

    After:

        import ast
        import os

        hosts = ast.literal_eval(os.environ.get("HOSTS", "['localhost']"))

    Fix safety: text that is more than a literal, such as `2 * 1024` or
    `range(3)`, raises `ValueError`.

    Left alone: what has no literal as its default, which alone shows that a
    literal is meant. Where text from outside is run, the place is listed; a
    text written in the code, or checked before, is no danger. Tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/ast.html#ast.literal_eval",
        "https://cwe.mitre.org/data/definitions/95.html",
    )
    rules = frozenset({"B307", "PGH001", "S307", "eval-used"})
    sieve = re.compile(rb"\beval\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `eval`, and at options of a program that are read by it."""
        if module.name_of(node.func) == EVAL:
            yield from _call(node, module)
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "add_argument":
            kind = given.keyword(node, "type")
            if kind is not None and module.name_of(kind) == EVAL:
                yield from _option(node, kind, module)


# -------------------------------------------------------------------- the call


def _call(node: ast.Call, module: Module) -> Iterator[Site]:
    if not node.args or roles.is_test(module):
        return
    text = node.args[0]
    if isinstance(text, ast.Starred):
        return
    if len(node.args) == 1 and not node.keywords and _has_literal_default(text, module):
        if _is_caught(node, module):
            reason = "`ast.literal_eval` would raise what is not caught here"
            yield Site(node, Outcome.REFUSED, reason)
            return
        name = f"{module.imported(AST, node)}.literal_eval"

        def change(call: cst.Call) -> cst.Call:
            return call.with_changes(func=arguments.dotted(name))

        edit = Edit(node, change)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (AST,))
        return
    found = origins.origins_of(module, text)
    if not found <= origins.HARMLESS and not guards.is_checked(module, text):
        reason = f"`eval` runs text from {origins.told(found)}"
        yield Site(node, Outcome.UNSURE, reason)


def _has_literal_default(text: ast.expr, module: Module) -> bool:
    """Whether a text is a variable's of the environment, or else a literal."""
    if isinstance(text, ast.Name):
        value = module.value_of(text)
        text = text if value is None else value
    if not isinstance(text, ast.Call) or given.has_stars(text):
        return False
    default = given.argument(text, "default", 1)
    if module.name_of(text.func) not in ENVIRONMENT:
        return False
    return isinstance(default, ast.Constant) and _is_literal(default.value)


def _is_literal(text: object) -> bool:
    """Whether a text is a literal of Python, and not just any word."""
    if not isinstance(text, str) or not text.strip():
        return False
    return text.strip() == "None" or syntax.literal(text) is not None


def _is_caught(node: ast.Call, module: Module) -> bool:
    """Whether some errors of `eval` are caught, and not all that may come now."""
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return False
        if isinstance(parent, ast.Try) and child in parent.body:
            types = [handler.type for handler in parent.handlers]
            if any(kind is None or module.name_of(kind) in ANYTHING for kind in types):
                return False
            if types:
                return True
        child = parent
    return False


# ------------------------------------------------------------------ the option


def _option(node: ast.Call, kind: ast.expr, module: Module) -> Iterator[Site]:
    if roles.is_test(module):
        return
    default = given.keyword(node, "default")
    several = given.keyword(node, "nargs") is not None  # each is read by itself
    if given.has_stars(node) or several or not _is_data(default):
        reason = "`eval` runs what the command line says"
        yield Site(node, Outcome.UNSURE, reason)
        return
    name = f"{module.imported(AST, node)}.literal_eval"
    edit = Edit(kind, lambda _: arguments.dotted(name))
    yield Site(kind, Outcome.APPLIED, module.line_of(node), (edit,), (AST,))


def _is_data(default: ast.expr | None) -> bool:
    """Whether a default shows that a list, a dict, or a truth is meant.

    A number does not: people may well compute one.
    """
    match default:
        case ast.List() | ast.Tuple() | ast.Dict() | ast.Set():
            return syntax.literal(ast.unparse(default)) is not None
        case ast.Constant(value=bool()):
            return True
        case ast.Constant(value=str() as text):
            return _is_literal(text) and text.strip()[:1] in set("([{TF")
    return False
