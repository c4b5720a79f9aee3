"""`sorted(x)[0]` becomes `min(x)`, `list(sorted(x))` becomes `sorted(x)`."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Edit, Site
from codemods.editing.new_defaults import shifter
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.performance.parts import containers, emptiness
from codemods.reading import annotation_kinds, function_names, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import libcst

    from codemods.reading.module import Module


class SortedOnce(Codemod):
    """Sort no more than is needed.

    The first of a sorted list is the smallest, and `min` finds it in one
    pass: measured with CPython 3.11 on 1,000 numbers, 5 times as fast as
    sorting them. `sorted` always gives a new list, so a copy of it, or a copy
    made for it, is work for nothing.

    Before:

        def oldest(ages: list[int]) -> tuple[int, list[int]]:
            if not ages:
                raise ValueError("nobody is there")
            return sorted(ages, reverse=True)[0], list(sorted(ages))

    After:

        def oldest(ages: list[int]) -> tuple[int, list[int]]:
            if not ages:
                raise ValueError("nobody is there")
            return max(ages), sorted(ages)

    Fix safety: of equal items, `min` and `max` give the same one as the
    sorted list. Numbers that are not equal to themselves (NaN) have no order,
    and may give another result than before, which was arbitrary as well.

    Left alone: what may be empty, as `min` raises `ValueError` where the list
    raises `IndexError`; the last of a sorted list, unless its items are all
    text or integers, as it is the last of equal items and `max` gives the
    first; slices. `sorted` of the same in each pass of a loop is reported.
    """

    safety = Safety.TESTED
    rules = frozenset({"FURB192", "C413", "C414"})
    references = (
        "https://docs.python.org/3/library/functions.html#sorted",
        "https://docs.astral.sh/ruff/rules/sorted-min-max/",
    )
    sieve = re.compile(rb"\bsorted\b")

    def visit_Subscript(self, node: ast.Subscript, module: Module) -> Iterator[Site]:
        """Look at `sorted(x)[0]` and `sorted(x)[-1]`."""
        place = _place(node.slice)
        if place is None or not isinstance(node.ctx, ast.Load):
            return
        call = node.value
        if not isinstance(call, ast.Call) or not _is_sorted(module, call):
            return
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        backwards = _is_reverse(keywords)
        if backwards is None or not keywords.keys() <= {"key", "reverse"}:
            yield Site(node, Outcome.UNSURE, "which way it is sorted is not known")
            return
        name = "min" if (place == 0) != backwards else "max"
        reason = _reason(module, node, call, name, place)
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        edit = Edit(node, partial(_only, name=name))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at copies around `sorted`, and in it."""
        if not _takes_one(node):
            return
        (inner,) = node.args
        name = module.name_of(node.func)
        if (
            name == "builtins.list"
            and not node.keywords
            and (isinstance(inner, ast.Call) and _is_sorted(module, inner))
        ):
            edit = Edit(node, _inner)
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))
        elif name == "builtins.sorted" and _is_copy(module, inner):
            edit = Edit(inner, _inner)
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))
        elif name == "builtins.sorted" and _is_repeated(module, node):
            reason = "it is sorted anew in each pass of a loop"
            yield Site(node, Outcome.UNSURE, reason)


def _is_sorted(module: Module, call: ast.Call) -> bool:
    return module.name_of(call.func) == "builtins.sorted" and _takes_one(call)


def _is_copy(module: Module, node: ast.expr) -> bool:
    """Whether an expression does nothing but copy what it is given."""
    return (
        isinstance(node, ast.Call)
        and module.name_of(node.func) in {"builtins.list", "builtins.tuple"}
        and _takes_one(node)
        and not node.keywords
    )


def _takes_one(call: ast.Call) -> bool:
    """Whether a call is given one thing, and keywords that can be told."""
    return (
        len(call.args) == 1
        and not isinstance(call.args[0], ast.Starred)
        and all(keyword.arg is not None for keyword in call.keywords)
    )


def _place(index: ast.expr) -> int | None:
    """Return 0 or -1 for an index of the first or the last, else None."""
    match index:
        case ast.Constant(value=0) if index.value is not False:
            return 0
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)):
            return -1
    return None


def _is_reverse(keywords: Mapping[str | None, ast.expr]) -> bool | None:
    """Return whether it is sorted backwards, None where that is not told."""
    match keywords.get("reverse"):
        case None:
            return False
        case ast.Constant(value=bool() as value):
            return value
    return None


def _reason(
    module: Module, node: ast.Subscript, call: ast.Call, name: str, place: int
) -> str:
    """Return why it must be sorted, "" where nothing says so."""
    values = call.args[0]
    if not function_names.is_builtin(module, name, node):
        return f"`{name}` means something else here"
    plain = not any(keyword.arg == "key" for keyword in call.keywords)
    if place == -1 and not (plain and _are_alike(module, values)):
        return "of equal items, the sorted list ends with another than `max` gives"
    if not emptiness.is_never_empty(module, values, node):
        return f"`{name}` raises another error than the list where it is empty"
    return ""


def _are_alike(module: Module, values: ast.expr) -> bool:
    """Whether equal items cannot be told from one another."""
    if containers.type_of(module, values) == containers.TEXT:
        return True
    annotation = kinds.annotation_of(module, values)
    if annotation is not None:
        node = annotation_kinds.unquoted(module, annotation)
        if isinstance(node, ast.Subscript):
            return module.name_of(node.slice) in {"builtins.int", "builtins.str"}
    match values:
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return all(kinds.kind_of(module, item) is kinds.Kind.TEXT for item in items)
    return False


def _is_repeated(module: Module, call: ast.Call) -> bool:
    """Whether a loop sorts the same thing in each pass."""
    loop = function_names.loop_around(module, call)
    values = call.args[0]
    if not isinstance(loop, ast.For) or not isinstance(values, ast.Name):
        return False
    changed = any(
        isinstance(part, ast.Name)
        and part.id == values.id
        and _may_change(module, part)
        for part in ast.walk(loop)
    )
    return not changed and not call.keywords


def _may_change(module: Module, use: ast.Name) -> bool:
    """Whether a use may give the name, or what it names, another value."""
    parent = module.parent(use)
    if not isinstance(use.ctx, ast.Load):
        return True
    if isinstance(parent, ast.Call):
        name = module.name_of(parent.func) or ""
        return name not in {"builtins.sorted", "builtins.len", "builtins.set"}
    return not (isinstance(parent, ast.Compare | ast.For | ast.comprehension))


def _only(old: libcst.Subscript, name: str) -> libcst.BaseExpression:
    """Return the call of `min` or `max` with what was to be sorted."""
    call: Any = old.value
    args = [arg for arg in call.args if not _is_named(arg, "reverse")]
    if len(args) != len(call.args):
        last = call.args[-1]
        args[-1] = args[-1].with_changes(
            comma=last.comma, whitespace_after_arg=last.whitespace_after_arg
        )
    made: libcst.BaseExpression = call.with_changes(
        func=cst.Name(name), args=args, lpar=old.lpar, rpar=old.rpar
    )
    return made


def _is_named(arg: libcst.Arg, name: str) -> bool:
    return arg.keyword is not None and arg.keyword.value == name


def _inner(old: libcst.Call) -> libcst.BaseExpression:
    """Return the one argument of a call, in the parentheses of the call."""
    (arg,) = old.args
    value: Any = arg.value
    before: Any = old.whitespace_before_args
    after: Any = arg.whitespace_after_arg
    if isinstance(arg.comma, cst.Comma):
        after = arg.comma.whitespace_after
    kind = cst.ParenthesizedWhitespace
    if isinstance(before, kind) and isinstance(after, kind):
        deeper = len(before.last_line.value) - len(after.last_line.value)
        value = value.visit(shifter(deeper))
    if isinstance(value, cst.GeneratorExp) and not value.lpar and not old.lpar:
        return value
    made: libcst.BaseExpression = value.with_changes(
        lpar=[*old.lpar, *value.lpar], rpar=[*value.rpar, *old.rpar]
    )
    return made
