"""Where it makes no difference whether a time knows its zone.

A naive time and an aware one of the same moment in UTC have the same year and
the same text without a zone; two aware times differ by as much as two naive
ones. But a naive time and an aware one cannot be compared, and what leaves
the function may go anywhere. So calls and local variables that meet are taken
together: all of them may become aware, or none.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from codemods.reading import lookups
from codemods.reading.names import FUNCTIONS, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codemods.reading.module import Module
    from codemods.reading.names import Scope

Variable: TypeAlias = "tuple[Scope, str]"
Key: TypeAlias = "ast.Call | Variable"

SAME_FIELDS = frozenset(
    {"year", "month", "day", "hour", "minute", "second", "microsecond"}
)
SAME_METHODS = frozenset(
    {
        "ctime",
        "date",
        "isocalendar",
        "isoweekday",
        "time",
        "toordinal",
        "utctimetuple",
        "weekday",
    }
)
"""Methods that answer a naive time and an aware one of the same kind alike."""

_FORMAT = re.compile(r"(?:[^%]|%[-_0^#]?[aAbBCdDefFgGhHIjklmMnpPrRStTuUVwWyY%])*\Z")
"""Formats without a zone, and without what a locale may add a zone to."""

_REFLECTIVE = frozenset({"locals", "vars", "eval", "exec"})


def indifferent(module: Module, calls: Collection[ast.Call]) -> frozenset[ast.Call]:
    """Return those of the calls whose results may as well be aware.

    Each call gives a naive time in UTC. Those that are returned must be
    changed together.
    """
    flow = _Flow(module, calls)
    return frozenset(call for call in calls if flow.is_indifferent(call))


class _Flow:
    """Follows what calls give through one file."""

    def __init__(self, module: Module, calls: Collection[ast.Call]) -> None:
        self._module = module
        self._calls = frozenset(calls)
        self._met: dict[Key, set[Key]] = defaultdict(set)
        self._bound: set[Key] = set()
        self._seen: set[Key] = set()
        self._reflective = any(lookups.names(module, name) for name in _REFLECTIVE)
        for call in calls:
            self._follow(call, call)

    def is_indifferent(self, call: ast.Call) -> bool:
        """Return whether nothing that the call meets wants a naive time."""
        reached: set[Key] = set()
        waiting: list[Key] = [call]
        while waiting:
            key = waiting.pop()
            if key in self._bound:
                return False
            if key not in reached:
                reached.add(key)
                waiting += self._met[key]
        return True

    def _follow(self, key: Key, node: ast.expr) -> None:
        """Take in what becomes of an expression that has the value of `key`."""
        parent = self._module.parent(node)
        match parent:
            case ast.Attribute(attr=name):
                self._attribute(key, parent, name)
            case ast.FormattedValue(value=value, conversion=-1) if value is node:
                if not _has_plain_format(parent.format_spec):
                    self._bound.add(key)
            case ast.BinOp():
                self._operation(key, node, parent)
            case ast.Compare():
                self._comparison(key, parent)
            case ast.Assign(targets=[ast.Name() as target]):
                self._assignment(key, target)
            case ast.AnnAssign(target=ast.Name() as target, value=value) if (
                value is node
            ):
                self._assignment(key, target)
            case ast.Expr():
                pass
            case _:
                self._bound.add(key)

    def _attribute(self, key: Key, attribute: ast.Attribute, name: str) -> None:
        call = self._module.parent(attribute)
        if not (isinstance(call, ast.Call) and call.func is attribute):
            if name not in SAME_FIELDS or not isinstance(attribute.ctx, ast.Load):
                self._bound.add(key)
        elif name == "replace":
            if any(keyword.arg is None for keyword in call.keywords):
                self._bound.add(key)
            elif not sets_zone(call):
                self._follow(key, call)
        elif name == "strftime":
            if not (len(call.args) == 1 and _is_plain_format(call.args[0])):
                self._bound.add(key)
        elif name not in SAME_METHODS:
            self._bound.add(key)

    def _operation(self, key: Key, node: ast.expr, parent: ast.BinOp) -> None:
        other = parent.right if parent.left is node else parent.left
        moves = isinstance(parent.op, ast.Add) or (
            isinstance(parent.op, ast.Sub) and parent.left is node
        )
        if moves and self._is_duration(other):
            self._follow(key, parent)
        elif isinstance(parent.op, ast.Sub):
            self._meet(key, other)
        else:
            self._bound.add(key)

    def _comparison(self, key: Key, parent: ast.Compare) -> None:
        plain = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
        if not all(isinstance(op, plain) for op in parent.ops):
            self._bound.add(key)
            return
        for operand in (parent.left, *parent.comparators):
            self._meet(key, operand)

    def _meet(self, key: Key, other: ast.expr) -> None:
        found = self._key_of(other)
        if found is None:
            self._bound.add(key)
            return
        self._met[key].add(found)
        self._met[found].add(key)

    def _key_of(self, node: ast.expr) -> Key | None:
        """Return the call or variable that an expression has its value from."""
        match node:
            case ast.Call() if node in self._calls:
                return node
            case ast.Call(func=ast.Attribute(attr="replace", value=value)):
                return None if sets_zone(node) else self._key_of(value)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                if self._is_duration(right):
                    return self._key_of(left)
                if isinstance(node.op, ast.Add) and self._is_duration(left):
                    return self._key_of(right)
            case ast.Name():
                return self._variable(node)
        return None

    def _variable(self, name: ast.Name) -> Variable | None:
        """Return the local variable that a name is, and follow all its uses.

        It is None unless the variable only ever holds such times.
        """
        scope = self._module.names.scope_of_name(name.id, name)
        if not isinstance(scope, FUNCTIONS) or self._reflective:
            return None
        key = (scope, name.id)
        if key in self._seen:
            return key
        self._seen.add(key)
        for binding in self._module.names.in_scope(name.id, scope):
            if binding.kind is not Kind.ASSIGNMENT or binding.value is None:
                self._bound.add(key)
            else:
                self._meet(key, binding.value)
        uses = list(self._uses(key))
        if not uses:
            self._bound.add(key)
        for use in uses:
            if self._module.enclosing_function(use) is not scope:
                self._bound.add(key)
            else:
                self._follow(key, use)
        return key

    def _uses(self, key: Variable) -> Iterator[ast.Name]:
        scope, name = key
        for node in lookups.names_in(self._module, name, scope):
            if not isinstance(node.ctx, ast.Store):
                yield node

    def _assignment(self, key: Key, target: ast.Name) -> None:
        variable = self._variable(target)
        if variable is None:
            self._bound.add(key)
            return
        self._met[key].add(variable)
        self._met[variable].add(key)

    def _is_duration(self, node: ast.expr) -> bool:
        """Whether an expression is surely a `timedelta`."""
        match node:
            case ast.Call(func=func):
                return self._module.name_of(func) == "datetime.timedelta"
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self._is_duration(left) or self._is_duration(right)
            case ast.Name():
                value = self._module.value_of(node)
                return value is not None and self._is_duration(value)
        return False


def sets_zone(call: ast.Call) -> bool:
    """Return whether a call of `replace` gives a time another zone, or none."""
    return len(call.args) > 7 or any(  # noqa: PLR2004  # the zone is the eighth
        keyword.arg in {"tzinfo", None} for keyword in call.keywords
    )


def _is_plain_format(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(_FORMAT.match(node.value))
    )


def _has_plain_format(spec: ast.expr | None) -> bool:
    """Whether the format of an f-string's field is known, and without a zone."""
    match spec:
        case ast.JoinedStr(values=[ast.Constant() as text]):
            return _is_plain_format(text)
    return False
