"""Whether a file is a program, whose output and logging are its own affair."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.module import Module

_FOLDERS = re.compile(
    r"\.?(?:benchmarks?|bin|ci|cli|demos?|dev|docs?(?:_src)?|examples?|notebooks?|samples?"
    r"|scripts?|tools?|tutorials?)"
)
_FILE = re.compile(
    r"(?:__main__|cli|conf|fabfile|main|manage|noxfile|setup|tasks|(?:.*_)?cli"
    r"|(?:benchmark|demo|example|run)_.*|.*_(?:benchmark|demo|example|main|script))\.py"
)

_GUARDED = 'it asks whether `__name__` is `"__main__"`'


def signs(module: Module) -> str:
    """Return what tells that a file is run as a program, "" for nothing.

    That is its path, a `#!` line, or a test of `__name__` for `__main__`.
    """
    return module.once(_signs)


def signs_around(module: Module, node: ast.AST) -> str:
    """Return what tells that a node is part of a program, "" for nothing.

    A module of a package that ends in a trial of itself, below its test of
    `__name__`, is a program only in what that trial mentions.
    """
    sign = signs(module)
    if sign != _GUARDED or module.name.rpartition(".")[0] not in module.project.modules:
        return sign
    function = module.enclosing_function(node)
    if function is None or module.once(_mentioned).intersection(
        getattr(parent, "name", "")
        for parent in module.tree.ancestors(node)
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef))
    ):
        return sign
    return ""


def is_program_path(path: str) -> bool:
    """Whether a file lies where programs and examples lie, or is named as one."""
    *folders, name = path.split("/")
    return _FILE.fullmatch(name) is not None or any(
        _FOLDERS.fullmatch(folder) for folder in folders
    )


def is_main_guard(node: ast.AST) -> bool:
    """Whether a statement is `if __name__ == "__main__":`."""
    match node:
        case ast.If(test=ast.Compare(left=left, comparators=[right])):
            sides = [left, right]
            return any(
                isinstance(side, ast.Name) and side.id == "__name__" for side in sides
            ) and any(
                isinstance(side, ast.Constant) and side.value == "__main__"
                for side in sides
            )
    return False


def _signs(module: Module) -> str:
    if is_program_path(module.path):
        return "its path is that of a program"
    if module.source.data.startswith(b"#!"):
        return "it starts with `#!`"
    if b"__main__" in module.source.data and any(
        is_main_guard(node) for node in module.tree.all(ast.If)
    ):
        return _GUARDED
    return ""


def _mentioned(module: Module) -> frozenset[str]:
    """Return the names that the tests of `__name__` mention, and what those do."""
    waiting: list[ast.AST] = [
        node for node in module.tree.all(ast.If) if is_main_guard(node)
    ]
    homes: tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, ...] = (
        *module.tree.all(ast.FunctionDef),
        *module.tree.all(ast.AsyncFunctionDef),
        *module.tree.all(ast.ClassDef),
    )
    bodies: dict[str, list[ast.AST]] = {}
    for home in homes:
        bodies.setdefault(home.name, []).append(home)
    found: set[str] = set()
    while waiting:
        for word in _words(waiting.pop()) - found:
            found.add(word)
            waiting += bodies.get(word, ())
    return frozenset(found)


def _words(node: ast.AST) -> set[str]:
    """Return the names in a node; of a class, what making an object runs."""
    if isinstance(node, ast.ClassDef):
        special = {
            item.name
            for item in node.body
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
            and item.name.startswith("__")
        }
        bases = {word for base in node.bases for word in _words(base)}
        return special | bases
    words = set()
    for part in ast.walk(node):
        match part:
            case (
                ast.Name(id=word)
                | ast.Attribute(attr=word)
                | ast.Constant(value=str() as word)
            ):
                words.add(word)
    return words
