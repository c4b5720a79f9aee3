"""What some pieces of code differ in, and the `parametrize` that says it once."""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codemods.base import ImportNeeded
from codemods.reading import lookups
from codemods.reading.names import BUILTINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

PYTEST = ImportNeeded("pytest")

MOST = 4
"""How many parameters a table may have that people still read."""

SHORT = 40
"""How long the text of a literal may be in a table."""

LARGE = 2
"""How many parameters may be named by their type alone."""

_NO_NAME = re.compile(r"\W+", re.ASCII)

_FIXED = (
    ast.Constant,
    ast.FormattedValue,
    ast.Global,
    ast.JoinedStr,
    ast.MatchValue,
    ast.arguments,
)
"""What must be the same in all pieces, as no parameter can stand in it."""

_TYPES: dict[type, tuple[str, str]] = {
    bool: ("flag", "bool"),
    bytes: ("data", "bytes"),
    float: ("number", "float"),
    int: ("number", "int"),
    str: ("text", "str"),
    list: ("items", ""),
    tuple: ("items", ""),
    set: ("items", ""),
    dict: ("mapping", ""),
}


class NoTableError(ValueError):
    """Pieces of code do not make a table; says why in plain words."""


@dataclass(slots=True)
class Slot:
    """One place at which the pieces differ: what stands there in each of them.

    `places` are all nodes that hold these values, by piece. `assigned` is the
    statement of the first piece that does nothing but give the value a name,
    which the parameter then has.
    """

    values: list[ast.expr]
    places: list[list[ast.expr]] = field(default_factory=list)
    name: str = ""
    assigned: ast.Assign | None = None


def slots(module: Module, pieces: Sequence[ast.AST]) -> list[Slot] | None:
    """Return the literals in which pieces of code differ, in their order.

    None where they differ in anything else. Places with the same values in
    every piece are one slot.
    """
    found: list[list[ast.expr]] = []
    if not _compared(module, list(pieces), found):
        return None
    merged: dict[tuple[str, ...], Slot] = {}
    for nodes in found:
        key = tuple(ast.dump(node) for node in nodes)
        slot = merged.setdefault(key, Slot(nodes))
        slot.places.append(nodes)
    return list(merged.values())


def _compared(
    module: Module, nodes: list[ast.AST], found: list[list[ast.expr]]
) -> bool:
    """Return whether nodes are the same but for literals, which are collected."""
    first = nodes[0]
    if len({ast.dump(node) for node in nodes}) == 1:
        return True
    alike = all(type(node) is type(first) for node in nodes)
    if not _same_keys(nodes) and all(
        isinstance(node, ast.expr) and is_literal(node) for node in nodes
    ):
        literals = [node for node in nodes if isinstance(node, ast.expr)]
        short = all(_is_short(module, node) for node in literals)
        if short or not alike:
            found.append(literals)
            return short
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    if not alike or said or isinstance(first, _FIXED):
        return False
    return all(_field(module, nodes, name, found) for name in first._fields)


def _same_keys(nodes: Sequence[ast.AST]) -> bool:
    """Whether nodes are dicts of the same keys, which name what differs."""
    keys = {
        tuple(ast.dump(key) if key else "" for key in node.keys)
        for node in nodes
        if isinstance(node, ast.Dict)
    }
    return len(keys) == 1 and all(isinstance(node, ast.Dict) for node in nodes)


def _field(
    module: Module, nodes: list[ast.AST], name: str, found: list[list[ast.expr]]
) -> bool:
    values: list[Any] = [getattr(node, name, None) for node in nodes]
    first = values[0]
    if isinstance(first, ast.AST):
        return all(isinstance(value, ast.AST) for value in values) and _compared(
            module, values, found
        )
    if not isinstance(first, list):
        return all(type(value) is type(first) and value == first for value in values)
    if any(len(value) != len(first) for value in values):
        return False
    for column in zip(*values, strict=True):
        if not isinstance(column[0], ast.AST):
            if any(item != column[0] for item in column):
                return False
        elif not _compared(module, list(column), found):
            return False
    return True


def is_literal(node: ast.expr) -> bool:
    """Return whether an expression is a literal of whatever depth."""
    match node:
        case ast.Constant(value=value):
            return value is not ...
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            return True
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return all(map(is_literal, items))
        case ast.Dict(keys=keys, values=values):
            return all(key is not None and is_literal(key) for key in keys) and all(
                map(is_literal, values)
            )
    return False


def _is_short(module: Module, node: ast.expr) -> bool:
    text = module.text_of(node)
    return len(text) <= SHORT and "\n" not in text and "\r" not in text


def named(
    module: Module, found: Sequence[Slot], taken: Iterable[str]
) -> tuple[str, ...]:
    """Give each slot the name of a parameter, and return the names.

    Raises `NoTableError` where there are too many, or no telling names.
    """
    if len(found) > MOST:
        raise NoTableError(f"they differ in {len(found)} things: too many for a table")
    known = set(taken)
    used: dict[str, int] = {}
    vague: list[str] = []
    for slot in found:
        name = _name(module, slot)
        slot.name = name or _by_type(slot.values)
        vague += [] if name else [slot.name]
        used[slot.name] = used.get(slot.name, 0) + 1
    if len(vague) > LARGE or len(set(vague)) < len(vague):
        raise NoTableError("what they differ in has no names for a table")
    count: dict[str, int] = {}
    for slot in found:
        name = slot.name
        if used[name] > 1:
            count[name] = count.get(name, 0) + 1
            slot.name = (
                f"{('first', 'second', 'third', 'fourth')[count[name] - 1]}_{name}"
            )
        if slot.name in known | BUILTINS and not slot.assigned:
            slot.name = f"given_{slot.name}"
        if (slot.name in known and not slot.assigned) or not _is_name(slot.name):
            raise NoTableError(f"the file has another `{slot.name}`")
    return tuple(slot.name for slot in found)


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def _name(module: Module, slot: Slot) -> str:
    """Return what a slot is called by what is around it, "" where nothing tells."""
    node = slot.places[0][0]
    statement = module.parent(node)
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) if len(slot.places) == 1:
            if _is_only_meaning(module, statement):
                slot.assigned = statement
                return name
    return next(filter(None, (_by_place(module, n[0]) for n in slot.places)), "")


def _is_only_meaning(module: Module, statement: ast.Assign) -> bool:
    """Whether an assignment in a test's own block is all that a name ever means."""
    target = statement.targets[0]
    return (
        isinstance(module.parent(statement), ast.FunctionDef | ast.AsyncFunctionDef)
        and len(module.bindings_of(target)) == 1
        and isinstance(module.parent(target), ast.Assign)
    )


def _by_place(module: Module, node: ast.expr) -> str:
    around = module.parent(node)
    match around:
        case ast.keyword(arg=str(name)):
            return name.lstrip("_")
        case ast.Assign(targets=[ast.Name(id=name)]):
            return f"given_{name}"
        case ast.Compare(left=left, comparators=comparators):
            if node in comparators or is_literal(left):
                return "expected"
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if value is node and isinstance(key, ast.Constant):
                    text = _NO_NAME.sub("_", str(key.value)).strip("_").lower()
                    return text if text.isidentifier() else ""
        case ast.Call(func=function, args=arguments) if node in arguments:
            return _parameter(module, function, arguments.index(node))
    return ""


def _parameter(module: Module, function: ast.expr, place: int) -> str:
    """Return the name of a parameter of a function that the file defines."""
    if not isinstance(function, ast.Name):
        return ""
    for binding in module.bindings_of(function):
        if isinstance(binding.node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [
                arg.arg
                for arg in (*binding.node.args.posonlyargs, *binding.node.args.args)
            ]
            return names[place].lstrip("_") if place < len(names) else ""
    return ""


def _by_type(values: Sequence[ast.expr]) -> str:
    names = {_type(value)[0] or "value" for value in values}
    return names.pop() if len(names) == 1 else "value"


def _type(node: ast.expr) -> tuple[str, str]:
    """Return how a value of a literal's type is called, and the type's name."""
    if not is_literal(node):
        return "", ""
    return _TYPES.get(type(ast.literal_eval(node)), ("", ""))


def annotation(slot: Slot) -> str:
    """Return the type of a slot's values, for functions whose types are written.

    Raises `NoTableError` where it is none of the plain ones.
    """
    names = {_type(value)[1] for value in slot.values}
    if names == {"int", "float"}:
        return "float"
    if len(names) == 1 and (name := names.pop()):
        return name
    raise NoTableError(f"the type of `{slot.name}` would have to be made up")


def is_typed(function: Definition) -> bool:
    """Return whether a function has its types written."""
    arguments = (*function.args.posonlyargs, *function.args.args)
    return function.returns is not None or any(arg.annotation for arg in arguments)


def taken_names(module: Module, function: Definition) -> set[str]:
    """Return the names that mean something in a function, or in all of its file."""
    inside = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    inside |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    return inside | {
        name
        for name in module.names.binders
        if module.names.in_scope(name, module.root)
    }


def names_themselves(values: Iterable[ast.expr]) -> bool:
    """Return whether pytest makes readable names of some values."""
    return all(
        isinstance(value, ast.Constant | ast.UnaryOp)
        and not (isinstance(value, ast.Constant) and value.value in {"", b""})
        for value in values
    )


def mentions(module: Module, name: str) -> bool:
    """Return whether anybody asks for a function by its name."""
    if lookups.names(module, name) or lookups.attributes(module, name):
        return True
    program = module.project.program
    return program is not None and program.is_spoken(name)


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in a piece of code."""
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))
