"""Names that a file reads and does not bind."""

from __future__ import annotations

import ast
import builtins
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

KNOWN = frozenset(dir(builtins)) | {
    "__annotations__", "__builtins__", "__class__", "__doc__", "__file__",
    "__loader__", "__module__", "__name__", "__package__", "__path__",
    "__qualname__", "__spec__", "WindowsError",
}  # fmt: skip
"""Names that a module has without binding them."""

_WORD = re.compile(r"[^\W\d]\w*")
_DOCTEST = re.compile(r"^\s*(?:>>>|\.\.\.)\s(.*)$", re.MULTILINE)
_TYPE_COMMENT = re.compile(r"#\s*type:\s*(.*)")
_TYPE_ARGUMENTS = frozenset({"ForwardRef", "NewType", "TypeVar", "cast"})


def needed(module: Module) -> frozenset[str]:
    """Return the names that a file reads from the module's scope and never binds.

    Those in annotations that are strings, in type comments and in `__all__`
    count too.
    """
    return module.once(_needed)


def is_script(module: Module) -> bool:
    """Return whether a file is run, and not imported: `if __name__ == "__main__"`."""
    return any(
        isinstance(statement, ast.If)
        and isinstance(statement.test, ast.Compare)
        and isinstance(statement.test.left, ast.Name)
        and statement.test.left.id == "__name__"
        for statement in module.root.body
    )


def _needed(module: Module) -> frozenset[str]:
    found = {
        name.id
        for name in module.tree.all(ast.Name)
        if isinstance(name.ctx, ast.Load)
        and module.names.scope_of_name(name.id, name) is None
    }
    for text in _texts(module):
        for word in _WORD.findall(text):
            if word not in module.names.binders and word not in KNOWN:
                found.add(word)
    return frozenset(found)


def _texts(module: Module) -> Iterator[str]:
    """Yield the texts in which names of the module stand as code."""
    for constant in module.tree.all(ast.Constant):
        if isinstance(constant.value, str) and _is_code(module, constant):
            yield constant.value
    for comment in _TYPE_COMMENT.findall(module.source.data.decode()):
        if not comment.startswith("ignore"):
            yield comment


def _is_code(module: Module, constant: ast.Constant) -> bool:
    """Whether a string is an annotation, or an item of `__all__`."""
    child: ast.AST = constant
    for parent in module.tree.ancestors(constant):
        match parent:
            case ast.arg(annotation=node) | ast.AnnAssign(annotation=node):
                return node is child
            case ast.FunctionDef(returns=node) | ast.AsyncFunctionDef(returns=node):
                return node is child
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                return True
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return name in _TYPE_ARGUMENTS and child is not parent.func
            case ast.stmt():
                return False
        child = parent
    return False


def in_doctests(module: Module) -> frozenset[str]:
    """Return the words of the examples in the file's docstrings."""
    found: set[str] = set()
    for constant in module.tree.all(ast.Constant):
        if isinstance(constant.value, str) and ">>>" in constant.value:
            for line in _DOCTEST.findall(constant.value):
                found.update(_WORD.findall(line))
    return frozenset(found)
