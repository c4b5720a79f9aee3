"""Modules made from a few lines of source, and codemods made for one test."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, Site
from codemods.model import Outcome, Project, Safety
from codemods.reading import module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codemods.reading.module import Module


def module_of(
    text: str | bytes, path: str = "shop/cart.py", project: Project | None = None
) -> Module:
    """Return the module that a source is."""
    raw = text if isinstance(text, bytes) else text.encode()
    return module.load(path, raw, project or Project())


def expression(of: Module, text: str, number: int = -1) -> ast.expr:
    """Return an expression by its text; the last of them in the file, or `number`."""
    found = [
        node
        for node in ast.walk(of.root)
        if isinstance(node, ast.expr) and ast.unparse(node) == text
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return found[number]


class Every(Codemod):
    """Changes every call of a plain name, for a test.

    `name` is what is called, `change` what is made of the call.
    """

    safety: ClassVar[Safety] = Safety.SAFE

    def __init__(self, name: str, change: Callable[[object], object]) -> None:
        super().__init__()
        self.name = name
        self.change = change

    @property
    def slug(self) -> str:
        """A name for the results."""
        return "every"

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Change calls by the name that the test gives."""
        if isinstance(node.func, ast.Name) and node.func.id == self.name:
            edit = Edit(node, self.change)
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


class EveryStatement(Codemod):
    """Changes every statement that starts with a text, for a test."""

    safety: ClassVar[Safety] = Safety.SAFE

    def __init__(self, start: str, change: Callable[[object], object]) -> None:
        super().__init__()
        self.start = start
        self.change = change

    @property
    def slug(self) -> str:
        """A name for the results."""
        return "every-statement"

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Change statements by how they start."""
        for statement in ast.walk(node):
            if isinstance(statement, ast.stmt):
                text = module.text_of(statement)
                if text.startswith(self.start):
                    edit = Edit(statement, self.change)
                    yield Site(statement, Outcome.APPLIED, text, (edit,))
