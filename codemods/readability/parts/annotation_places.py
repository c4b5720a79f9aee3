"""Whether an annotation is evaluated, and what may stand beside `|` in it."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module

READERS = ("get_origin", "get_args", "get_type_hints")
"""What reads type hints while a program runs, by its name in `typing`."""

LATE = frozenset({"dacite", "dataclasses_json", "marshmallow_dataclass", "typer"})
"""Packages that read type hints, and learnt `|` after releases that are in use."""

UNIONS = frozenset({"typing.Optional", "typing.Union"})

# fmt: off
LOWER_CASE_CLASSES = frozenset({
    "array.array", "collections.defaultdict", "collections.deque",
    "concurrent.futures.thread", "ctypes.c_char_p", "ctypes.c_int", "ctypes.c_void_p",
    "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta",
    "datetime.timezone", "datetime.tzinfo", "numpy.dtype", "numpy.generic",
    "numpy.ndarray", "numpy.number", "os.stat_result", "socket.socket",
    "torch.device", "torch.dtype",
})
FUNCTIONS_LIKE_CLASSES = frozenset({
    "numpy.matrix", "threading.Lock", "threading.RLock",
})
# fmt: on


def is_lazy(module: Module) -> bool:
    """Whether the file's annotations are kept as text (PEP 563)."""
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in module.root.body
    )


def in_annotation(module: Module, node: ast.AST) -> bool:
    """Whether a node stands in the annotation of a name, parameter or function."""
    below = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.AnnAssign, ast.arg)) and parent.annotation is below:
            return True
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return parent.returns is below
        below = parent
    return False


def parts_of(module: Module, union: ast.expr) -> list[ast.expr]:
    """Return the types that `|` would stand between, those of unions inside too."""
    match union:
        case ast.Subscript(value=value, slice=inside) if (
            module.name_of(value) in UNIONS
        ):
            parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            return [part for item in parts for part in parts_of(module, item)]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return [*parts_of(module, left), *parts_of(module, right)]
    return [union]


def not_a_type(module: Module, operand: ast.expr) -> str:
    """Return a type as it is written where it may not have `|`, else "".

    `Optional` takes whatever can be called; `|` only what says that it can be
    joined: a class, a generic, None beside a class.
    """
    match operand:
        case ast.Constant(value=None):
            return ""
        case ast.Subscript(value=value):
            return not_a_type(module, value)
        case ast.Name() | ast.Attribute():
            return "" if _is_type(module, operand) else ast.unparse(operand)
    return ast.unparse(operand)


def _is_type(module: Module, node: ast.Name | ast.Attribute) -> bool:
    name = module.name_of(node)
    if any(_may_be_none(module, part) for part in _parts(node)) or _is_member(node):
        return False
    last = node.attr if isinstance(node, ast.Attribute) else node.id
    if name is not None and name.startswith("builtins."):
        return isinstance(getattr(builtins, last, None), type)
    if name in FUNCTIONS_LIKE_CLASSES or (name or "").startswith("multiprocessing."):
        return False
    if name in LOWER_CASE_CLASSES:
        return True
    if isinstance(node, ast.Name):
        bound = module.bindings_of(node)
        if bound and all(isinstance(item.node, ast.ClassDef) for item in bound):
            return True
    return last.lstrip("_")[:1].isupper()


def _is_member(node: ast.expr) -> bool:
    """Whether an expression is written like a constant of a class: `Colour.RED`."""
    if not isinstance(node, ast.Attribute) or not node.attr.isupper():
        return False
    home = str(getattr(node.value, "attr", getattr(node.value, "id", "")))
    return home[:1].isupper() and not (len(home) > 1 and home.isupper())


def _parts(node: ast.expr) -> list[ast.Name]:
    while isinstance(node, ast.Attribute):
        node = node.value
    return [node] if isinstance(node, ast.Name) else []


def _may_be_none(module: Module, name: ast.Name) -> bool:
    """Whether a name is given None somewhere: a library that may be missing."""
    return any(
        isinstance(item.value, ast.Constant) or item.kind is Kind.PARAMETER
        for item in module.bindings_of(name)
    )
