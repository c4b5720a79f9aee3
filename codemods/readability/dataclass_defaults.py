"""`items: list = []` in a dataclass becomes `field(default_factory=list)`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing.syntax import code_of, parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

FIELD = ImportNeeded("dataclasses", "field")
FIELD_NAME = "dataclasses.field"
DATACLASS = "dataclasses.dataclass"

EMPTY = {ast.List: "list", ast.Dict: "dict"}
CALLS = {f"builtins.{name}": name for name in ("dict", "list", "set")}
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)

_NO_FIELD = re.compile(r"\b(?:ClassVar|InitVar|KW_ONLY)\b")
_EXPECTS = re.compile(r"(?:raises|assertRaises\w*|suppress)\Z")


class DataclassDefaults(Codemod):
    """Give dataclass fields a default of their own.

    A list, dict or set as the default of a field would be shared by all
    objects. So `dataclass` refuses it: the class cannot even be defined, and
    its module cannot be imported. `default_factory` makes a new one for each.

    Before:

        from dataclasses import dataclass


        @dataclass
        class Cart:
            lines: list = []

    After:

        from dataclasses import dataclass, field


        @dataclass
        class Cart:
            lines: list = field(default_factory=list)

    Fix safety: where this code runs today it raises `ValueError`.

    Left alone: class variables and `InitVar`, which may have such a default;
    classes with other decorators below `dataclass`; defaults made from names
    of the class body, which a factory does not see; tests that want the error.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.python.org/3/library/dataclasses.html#mutable-default-values",
        "https://docs.astral.sh/ruff/rules/mutable-dataclass-default/",
    )
    rules = frozenset({"RUF008"})
    sieve = re.compile(rb"\bdataclass")

    def visit_ClassDef(self, node: ast.ClassDef, module: Module) -> Iterator[Site]:
        """Look at the fields of a dataclass."""
        names = [module.name_of(_function(item)) for item in node.decorator_list]
        if DATACLASS not in names or _is_expected(node, module):
            return
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign):
                innermost = names[-1] == DATACLASS
                yield from _sites(statement, module, is_innermost=innermost)


def _sites(
    statement: ast.AnnAssign, module: Module, *, is_innermost: bool
) -> Iterator[Site]:
    value = statement.value
    if value is None or _NO_FIELD.search(ast.unparse(statement.annotation)):
        return
    default = _default(value, module)
    if default is None or not _is_mutable(default, module):
        return
    if not is_innermost:
        reason = "another decorator sees the class before `dataclass` does"
        yield Site(statement, Outcome.UNSURE, reason)
        return
    name = _name_of_class(default, module)
    if name:
        reason = f"the default needs `{name}` of the class body"
        yield Site(statement, Outcome.REFUSED, reason)
        return
    factory = _factory(default, module)
    spelling = module.imported(FIELD, value) if default is value else ""
    change = _Replaced(spelling, factory)
    imports = (FIELD,) if spelling else ()
    yield Site(
        statement,
        Outcome.APPLIED,
        module.line_of(statement),
        (Edit(value, change),),
        imports,
    )


class _Replaced:
    """Puts a factory in the place of a default.

    `field` is how the function is written that the default becomes a call of,
    "" where it is one already.
    """

    def __init__(self, field: str, factory: str) -> None:
        self._field = field
        self._factory = factory

    def __call__(self, old: Any) -> cst.BaseExpression:
        factory = self._factory
        if self._field:
            made = factory or f"lambda: {code_of(old)}"
            return parse_expression(f"{self._field}(default_factory={made})")
        args = []
        for arg in old.args:
            if arg.keyword is not None and arg.keyword.value == "default":
                made = factory or f"lambda: {code_of(arg.value)}"
                args.append(
                    arg.with_changes(
                        keyword=cst.Name("default_factory"),
                        value=parse_expression(made),
                    )
                )
            else:
                args.append(arg)
        return old.with_changes(args=args)  # type: ignore[no-any-return]  # a call


def _function(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _is_expected(node: ast.ClassDef, module: Module) -> bool:
    """Whether a class stands where an error is waited for."""
    for parent in module.tree.ancestors(node):
        if isinstance(parent, ast.Try):
            return True
        for item in (
            getattr(parent, "items", ()) if isinstance(parent, ast.With) else ()
        ):
            function = _function(item.context_expr)
            if _EXPECTS.search(ast.unparse(function)):
                return True
    return False


def _default(value: ast.expr, module: Module) -> ast.expr | None:
    """Return the default of a field, which may stand in a call of `field`."""
    if not isinstance(value, ast.Call) or module.name_of(value.func) != FIELD_NAME:
        return value
    given = {keyword.arg: keyword.value for keyword in value.keywords}
    return given.get("default")


def _is_mutable(default: ast.expr, module: Module) -> bool:
    if isinstance(default, DISPLAYS):
        return True
    return isinstance(default, ast.Call) and module.name_of(default.func) in CALLS


def _factory(default: ast.expr, module: Module) -> str:
    """Return the name of a class that makes the default, "" if it takes more."""
    match default:
        case ast.List(elts=[]):
            return "list"
        case ast.Dict(keys=[]):
            return "dict"
        case ast.Call(func=function, args=[], keywords=[]):
            return CALLS[module.name_of(function) or ""]
    return ""


def _name_of_class(default: ast.expr, module: Module) -> str:
    """Return a name in a default that only the class body knows, or ""."""
    for node in ast.walk(default):
        if isinstance(node, ast.Name):
            scope = module.names.scope_of_name(node.id, node)
            if isinstance(scope, ast.ClassDef):
                return node.id
        if isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield)):
            return ast.unparse(node)
    return ""
