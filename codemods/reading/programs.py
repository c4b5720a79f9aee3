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


def signs(module: Module) -> str:
    """Return what tells that a file is run as a program, "" for nothing.

    That is its path, a `#!` line, or a test of `__name__` for `__main__`.
    """
    return module.once(_signs)


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
    *folders, name = module.path.split("/")
    if any(_FOLDERS.fullmatch(folder) for folder in folders) or _FILE.fullmatch(name):
        return "its path is that of a program"
    if module.source.data.startswith(b"#!"):
        return "it starts with `#!`"
    if b"__main__" in module.source.data and any(
        is_main_guard(node) for node in module.tree.all(ast.If)
    ):
        return 'it asks whether `__name__` is `"__main__"`'
    return ""
