"""The names that a module binds itself: which, always or not, exported, kept."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading import nodes, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(rb"#.*(?:noqa|pylint:\s*disable)")
_CLASS_MAKERS = frozenset(
    {"Enum", "NamedTuple", "NewType", "ParamSpec", "TypeVar", "TypeVarTuple"}
    | {"TypedDict", "make_dataclass", "namedtuple", "new_class", "type"}
)
"""Functions that make a class or the like, which is written in another way."""


def bound(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements bind, those of blocks within them too."""
    waiting: list[ast.AST] = [*body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def always(body: list[ast.stmt]) -> frozenset[str]:
    """Return the names that a module has whenever it could be imported."""
    plain = (*nodes.DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    found = set(bound([node for node in body if isinstance(node, plain)]))
    for statement in body:
        for node in (
            [] if isinstance(statement, nodes.DEFINITIONS) else ast.walk(statement)
        ):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del):
                found.discard(node.id)
            elif isinstance(node, ast.AnnAssign) and node.value is None:
                found.discard(getattr(node.target, "id", ""))
    return frozenset(found)


def exports(root: ast.Module) -> frozenset[str] | None:
    """Return the names that `__all__` is given anywhere, None without one."""
    found: set[str] = set()
    there = False
    for node in ast.walk(root):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=value)
                | ast.AugAssign(target=ast.Name(id="__all__"), value=value)
                | ast.AnnAssign(
                    target=ast.Name(id="__all__"), value=ast.expr() as value
                )
            ):
                there = True
                found |= {
                    each.value
                    for each in ast.walk(value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return frozenset(found) if there else None


def kept(root: ast.Module, raw: bytes) -> frozenset[str]:
    """Return the names in mixedCase that a module must keep, as far as it tells.

    They have a decorator, which may register them; hang on a condition; are
    bound in several statements; are marked for a linter; stand in a comment;
    or are variables that hold a class.
    """
    mixed = {name for name in bound(root.body) if spelling.is_mixed(name)}
    if not mixed:
        return frozenset()
    lines = raw.splitlines()
    plain: set[str] = set()
    for statement in root.body:
        for name in _plain(statement):
            if name in plain or _MARK.search(lines[statement.lineno - 1]):
                mixed.discard(name)
            plain.add(name)
    spoken = {name for name in mixed & plain if _in_comment(name, raw)}
    names = {name for name in bound(root.body) if spelling.is_mixed(name)}
    return frozenset(names - (mixed & plain - spoken))


def _plain(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module's body plainly defines."""
    match statement:
        case (
            ast.FunctionDef(decorator_list=[])
            | ast.AsyncFunctionDef(decorator_list=[])
            | ast.ClassDef(decorator_list=[])
        ):
            yield statement.name
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            if not _makes_class(value):
                yield name
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            yield name


def _makes_class(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _CLASS_MAKERS
    return False


def _in_comment(name: str, raw: bytes) -> bool:
    return re.search(rb"#[^\n]*\b" + name.encode() + rb"\b", raw) is not None
