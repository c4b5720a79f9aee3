"""`k in d.keys()` becomes `k in d`; loops over a dict take what they use."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.performance.parts import containers, dict_loops, effects

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst

    from codemods.reading.module import Module


class DictLookup(Codemod):
    """Ask a dict once, and for what is needed.

    `key in d.keys()` makes a view to ask it what the dict itself answers:
    measured with CPython 3.11, 73 ns in place of 30. `d[key]` in a loop over
    `d` looks up what `d.items()` has in its hand, and `d[key] if key in d
    else 0` looks twice.

    Before:

        def report(sizes: dict[str, int], name: str) -> int:
            for key in sizes:
                print(key, sizes[key])
            if name in sizes.keys():
                print(name)
            return sizes[name] if name in sizes else 0

    After:

        def report(sizes: dict[str, int], name: str) -> int:
            for key, value in sizes.items():
                print(key, value)
            if name in sizes:
                print(name)
            return sizes.get(name, 0)

    Fix safety: only what is surely a dict is changed, as far as assignments
    and annotations tell. A loop is changed where it does nothing with the
    dict but read the present item; a function that it calls, and that
    replaces this very item behind its back, would not be seen.

    Left alone: objects that may be no dict, such as rows of a database or
    data frames; loops in which the dict is changed, passed on, or held by an
    attribute; defaults that are worked out by a call.
    """

    safety = Safety.TESTED
    rules = frozenset(
        {"SIM118", "SIM401", "PERF102", "PLC0206", "C0206", "C0201"}
        | {"consider-using-dict-items", "consider-iterating-dictionary"}
    )
    references = (
        "https://docs.python.org/3/library/stdtypes.html#dict",
        "https://docs.astral.sh/ruff/rules/in-dict-keys/",
    )
    sieve = re.compile(rb"\bin\b")

    def visit_Compare(self, node: ast.Compare, module: Module) -> Iterator[Site]:
        """Look at `in d.keys()` and `in list(d)`."""
        if len(node.ops) != 1 or not isinstance(node.ops[0], ast.In | ast.NotIn):
            return
        (right,) = node.comparators
        inner = right
        listed = isinstance(right, ast.Call) and _is_listed(module, right)
        if listed and isinstance(right, ast.Call):
            inner = right.args[0]
        keys = _keys_of(inner)
        if not listed and keys is None:
            return
        owner = keys or inner
        if containers.type_of(module, owner) not in containers.DICTS:
            if keys is not None:
                reason = f"`{module.line_of(owner)}` may be no dict"
                yield Site(node, Outcome.UNSURE, reason)
            return
        if listed and not containers.is_hashable(module, node.left):
            reason = f"`{module.line_of(node.left)}` may be of a type without a hash"
            yield Site(node, Outcome.UNSURE, reason)
            return
        calls = int(listed) + int(keys is not None)
        edit = Edit(right, partial(_owner, calls=calls))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))

    def visit_IfExp(self, node: ast.IfExp, module: Module) -> Iterator[Site]:
        """Look at `d[k] if k in d else default`."""
        found = _guarded(module, node.test, node.body, node.orelse)
        if found is not None:
            edit = Edit(node, lambda old: _as_old(old, found))
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))

    def visit_If(self, node: ast.If, module: Module) -> Iterator[Site]:
        """Look at `if k in d: x = d[k]`, `else: x = default`."""
        match node:
            case ast.If(
                body=[ast.Assign(targets=[target], value=value)],
                orelse=[ast.Assign(targets=[other], value=default)],
            ) if effects.is_plain(target) and ast.dump(target) == ast.dump(other):
                found = _guarded(module, node.test, value, default)
            case _:
                return
        if found is None or module.text_of(node).startswith("elif"):
            return
        code = f"{module.text_of(target)} = {found}"
        if node.col_offset + len(code) > module.line_limit:
            return
        edit = Edit(node, lambda old: _statement(old, code))
        yield Site(node, Outcome.APPLIED, f"if {module.line_of(node.test)}", (edit,))

    def visit_For(self, node: ast.For, module: Module) -> Iterator[Site]:
        """Look at loops over a dict."""
        yield from dict_loops.sites(module, node)

    def visit_comprehension(
        self, node: ast.comprehension, module: Module
    ) -> Iterator[Site]:
        """Look at comprehensions over a dict."""
        yield from dict_loops.sites(module, node)


def _keys_of(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Call(
            func=ast.Attribute(value=owner, attr="keys"), args=[], keywords=[]
        ):
            return owner
    return None


def _is_listed(module: Module, call: ast.Call) -> bool:
    """Whether a call makes a list, set or tuple of one thing."""
    names = {"builtins.list", "builtins.set", "builtins.tuple"}
    return (
        module.name_of(call.func) in names
        and len(call.args) == 1
        and not call.keywords
        and not isinstance(call.args[0], ast.Starred)
    )


def _owner(old: libcst.Call, calls: int) -> libcst.BaseExpression:
    """Return what is asked for its keys, in the parentheses of the whole.

    It stands inside of `calls` calls.
    """
    node: Any = old
    for _ in range(calls):
        is_keys = isinstance(node.func, cst.Attribute) and not node.args
        node = node.func.value if is_keys else node.args[0].value
    made: libcst.BaseExpression = node.with_changes(
        lpar=[*old.lpar, *node.lpar], rpar=[*node.rpar, *old.rpar]
    )
    return made


def _guarded(
    module: Module, test: ast.expr, value: ast.expr, default: ast.expr
) -> str | None:
    """Return the call of `get` for a guarded look into a dict, or None."""
    match (test, value):
        case (
            ast.Compare(left=key, ops=[ast.In()], comparators=[owner]),
            ast.Subscript(value=looked, slice=index),
        ):
            pass
        case _:
            return None
    same = ast.dump(owner) == ast.dump(looked) and ast.dump(key) == ast.dump(index)
    if not same or not effects.is_plain(owner) or not effects.is_plain(key):
        return None
    if not _is_cheap(default):
        return None
    if containers.type_of(module, owner) not in containers.DICTS:
        return None
    texts = [module.text_of(key)]
    if not (isinstance(default, ast.Constant) and default.value is None):
        texts.append(module.text_of(default))
    return f"{module.text_of(owner)}.get({', '.join(texts)})"


def _is_cheap(default: ast.expr) -> bool:
    """Whether a default may be made although it is not needed."""
    match default:
        case ast.Constant() | ast.List(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.Tuple(elts=[]):
            return True
    return False


def _as_old(old: libcst.BaseExpression, code: str) -> libcst.BaseExpression:
    return parse_expression(code).with_changes(lpar=old.lpar, rpar=old.rpar)


def _statement(old: libcst.If, code: str) -> libcst.SimpleStatementLine:
    statement = cst.parse_statement(code)
    if not isinstance(statement, cst.SimpleStatementLine):
        raise TypeError("an assignment became something else")
    return statement.with_changes(leading_lines=old.leading_lines)
