"""What `setup.py` says, read from its syntax tree; it is never run."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """A string of the script, or one line of it, and where the string stands.

    `row` counts the string's own lines from 0.
    """

    value: str
    node: ast.Constant
    row: int = 0

    @property
    def line(self) -> int:
        """The line that the string begins on."""
        return self.node.lineno


@dataclass(frozen=True, slots=True)
class SetupScript:
    """The keywords of the script's `setup()` call, as far as they are literal.

    `lists` maps a keyword to its strings, `tables` a keyword to its mapping of
    name to strings. `computed` names keywords with a part that only a run
    would tell, with their values; `unread` maps a keyword to those parts.
    """

    lists: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, tuple[Text, ...]]] = field(default_factory=dict)
    computed: Mapping[str, ast.expr] = field(default_factory=dict)
    unread: Mapping[str, tuple[ast.expr, ...]] = field(default_factory=dict)

    def one(self, keyword: str) -> str:
        """Return the keyword's only string, "" where there is not exactly one."""
        found = self.lists.get(keyword, ())
        return found[0].value if len(found) == 1 else ""


_TABLES = frozenset({"entry_points", "extras_require", "package_dir"})
_READ = _TABLES | {
    "classifiers",
    "install_requires",
    "name",
    "packages",
    "py_modules",
    "python_requires",
    "setup_requires",
    "tests_require",
}


_MOST_BRANCHES = 32
_MOST_LOOKS = 5_000
_DEEPEST = 30
_MUTATORS = frozenset({"append", "extend", "insert", "pop", "remove", "update"})


def read_setup_script(tree: ast.Module | None) -> SetupScript:
    """Return what the script gives to `setup()`; empty where it has no call."""
    if tree is None:
        return SetupScript()
    call = next((node for node in ast.walk(tree) if _is_setup(node)), None)
    if not isinstance(call, ast.Call):
        return SetupScript()
    reader = Literals(tree)
    lists: dict[str, tuple[Text, ...]] = {}
    tables: dict[str, Mapping[str, tuple[Text, ...]]] = {}
    computed: dict[str, ast.expr] = {}
    unread: dict[str, tuple[ast.expr, ...]] = {}
    for keyword, value in reader.keywords(call):
        if keyword not in _READ:
            continue
        reader.begin()
        if keyword in _TABLES:
            tables[keyword] = reader.table(value)
        else:
            lists[keyword] = reader.strings(value)
        if not reader.complete:
            computed[keyword] = value
        unread[keyword] = tuple(reader.unread)
    return SetupScript(lists, tables, computed, unread)


def _is_setup(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    return (isinstance(function, ast.Name) and function.id == "setup") or (
        isinstance(function, ast.Attribute)
        and function.attr == "setup"
        and isinstance(function.value, ast.Name)
        and function.value.id in {"setuptools", "distutils", "core"}
    )


def _assignments(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return each name's values, where plain assignments are all that bind it."""
    found: dict[str, list[ast.expr]] = {}
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound[node.id] = bound.get(node.id, 0) + 1
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(node.value)
    return {
        name: values for name, values in found.items() if bound[name] == len(values)
    }


def _mutated(tree: ast.Module) -> frozenset[str]:
    """Return the names whose value the script changes in place."""
    found: set[str] = set()
    for node in ast.walk(tree):
        held: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            held = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = node.func.value if node.func.attr in _MUTATORS else None
        if isinstance(held, ast.Name):
            found.add(held.id)
    return frozenset(found)


class Literals:
    """Reads literals of a module, through the names that are bound to them.

    `complete` turns false at the first that is none; `unread` holds those.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.names = _assignments(tree)
        self.mutated = _mutated(tree)
        self.complete = True
        self.unread: list[ast.expr] = []
        self._depth = 0
        self._looked = 0

    def begin(self) -> None:
        """Begin anew: nothing is unread."""
        self.complete = True
        self.unread = []

    def keywords(self, call: ast.Call) -> list[tuple[str, ast.expr]]:
        """Return the keywords of a call, those of a literal `**table` too."""
        found: list[tuple[str, ast.expr]] = []
        for keyword in call.keywords:
            if keyword.arg:
                found.append((keyword.arg, keyword.value))
                continue
            for value in self._values(keyword.value):
                if isinstance(value, ast.Dict):
                    found += [
                        (key.value, item)
                        for key, item in zip(value.keys, value.values, strict=True)
                        if isinstance(key, ast.Constant) and isinstance(key.value, str)
                    ]
        return found

    def strings(self, node: ast.expr) -> tuple[Text, ...]:
        """Return the strings of a literal list, tuple, set, sum or string."""
        self._looked += 1
        if self._depth > _DEEPEST or self._looked > _MOST_LOOKS:
            self.complete = False  # a name may be bound to itself
            return ()
        self._depth += 1
        found = tuple(text for one in self._values(node) for text in self._of(one))
        self._depth -= 1
        return found

    def _of(self, node: ast.expr) -> tuple[Text, ...]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            lines = [line.strip() for line in node.value.splitlines()]
            return tuple(
                Text(line, node, row) for row, line in enumerate(lines) if line
            )
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            return tuple(text for item in node.elts for text in self.strings(item))
        if isinstance(node, ast.Starred):
            return self.strings(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = (node.left, node.right)
            if not any(self._is_text(side) for side in sides):
                return self.strings(node.left) + self.strings(node.right)
        if not (isinstance(node, ast.Constant) and node.value is None):
            self.complete = False
            self.unread.append(node)
        return ()

    def _is_text(self, node: ast.expr) -> bool:
        """Return whether a side of a sum is a text, so that the sum is one, too."""
        return any(
            isinstance(value, ast.JoinedStr)
            or (isinstance(value, ast.Constant) and isinstance(value.value, str))
            for value in self._values(node)
        )

    def table(self, node: ast.expr) -> dict[str, tuple[Text, ...]]:
        """Return a literal mapping of strings to strings; `""` holds a string."""
        found: dict[str, tuple[Text, ...]] = {}
        for value in self._values(node):
            if not isinstance(value, ast.Dict):
                found[""] = found.get("", ()) + self._of(value)
                continue
            for key, item in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    known = found.get(key.value, ())
                    fresh = [one for one in self.strings(item) if one not in known]
                    found[key.value] = (*known, *fresh)
                else:
                    self.complete = False
        return found

    def _values(self, node: ast.expr) -> list[ast.expr]:
        """Return what an expression may be; names are followed a few steps.

        A name that is bound in several branches has all their values.
        """
        values = [node]
        for _ in range(8):
            names = [value for value in values if isinstance(value, ast.Name)]
            if not any(value.id in self.names for value in names):
                break
            if any(value.id in self.mutated for value in names):
                self.complete = False
            values = [
                found
                for value in values
                for found in (
                    self.names.get(value.id, [value])
                    if isinstance(value, ast.Name)
                    else [value]
                )
            ]
        return values[:_MOST_BRANCHES]
