"""One pass over a syntax tree: nodes by type, and the parent of each."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = TypeVar("Node", bound=ast.AST)

_NO_NODES = frozenset(
    {"arg", "attr", "ctx", "id", "is_async", "kind", "level", "module", "n", "s"}
    | {"simple", "type_comment", "type_ignores"}
)
"""Fields that never hold a node worth a visit."""

_fields: dict[type[ast.AST], tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a file by their type, in no promised order, and parents."""

    root: ast.Module
    by_type: dict[type[ast.AST], list[ast.AST]]
    parents: dict[ast.AST, ast.AST]

    def all(self, kind: type[Node]) -> list[Node]:
        """Return all nodes of exactly this type."""
        return cast("list[Node]", self.by_type.get(kind, []))

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the parent, its parent, and so on up to the module."""
        parent = self.parents.get(node)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def graft(self, node: ast.AST, place: ast.AST) -> None:
        """Give a node from elsewhere the parent of a node of this tree.

        Names in it are looked up as from there; it is not among `by_type`.
        """
        self.parents[node] = self.parents[place]
        for parent in ast.walk(node):
            for child in ast.iter_child_nodes(parent):
                self.parents[child] = parent


def index(root: ast.Module) -> Tree:
    """Return the tree with its nodes sorted into types and joined to parents."""
    by_type: dict[type[ast.AST], list[ast.AST]] = {}
    parents: dict[ast.AST, ast.AST] = {}
    waiting: list[ast.AST] = [root]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        same = by_type.get(kind)
        if same is None:
            by_type[kind] = [node]
        else:
            same.append(node)
        names = _fields.get(kind)
        for name in _fields_of(kind) if names is None else names:
            value = getattr(node, name, None)
            if type(value) is list:
                for child in value:
                    if isinstance(child, ast.AST):
                        parents[child] = node
                        waiting.append(child)
            elif isinstance(value, ast.AST):
                parents[value] = node
                waiting.append(value)
    return Tree(root, by_type, parents)


def _fields_of(kind: type[ast.AST]) -> tuple[str, ...]:
    names = tuple(name for name in kind._fields if name not in _NO_NODES)
    _fields[kind] = names
    return names
