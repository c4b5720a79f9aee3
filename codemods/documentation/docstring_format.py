"""How docstrings stand in a file, by what most of them do; found by Ruff.

In are D201, D202 (no empty line around a function's docstring), D204, D211
(one below a class's, none above), D209 (closing quotes of several lines on a
line of their own), D210 (no space inside the quotes) and D300 (three double
quotes). Out are those that change the words (D403, D405 and the like, D400),
the text as a whole (D205, D207, D208), or choose one of two styles (D212, D213).
"""

from __future__ import annotations

import ast
import re
from inspect import cleandoc
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety
from codemods.reading import nodes

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

ENOUGH = 3
"""How many docstrings must be as they should for each that is not."""

_INSIDE = frozenset({"D209", "D210", "D300"})
_OF_CLASSES = frozenset({"D204", "D211"})
_OF_FUNCTIONS = frozenset({"D201", "D202"})
_DOCUMENTED = (*nodes.NAMED_FUNCTIONS, ast.ClassDef, ast.Module)


class DocstringFormat(RuffCodemod):
    """Lay out the few docstrings that are unlike the others of their file.

    Where nearly all docstrings of a file look alike, the odd one catches the
    eye for no reason, and the linter that the others were written for reports
    it.

    Before:

        def one():
            \"""Return one.\"""
            return 1


        def two():
            \"""Return two.\"""
            return 2


        def three():
            \"""Return three.\"""
            return 3


        def four():

            ''' Return four. '''
            return 4

    After:

        def one():
            \"""Return one.\"""
            return 1


        def two():
            \"""Return two.\"""
            return 2


        def three():
            \"""Return three.\"""
            return 3


        def four():
            \"""Return four.\"""
            return 4

    Fix safety: the text that `inspect.getdoc` gives stays the same; only empty
    lines, quotes and spaces at the ends change.

    Left alone: files without a style of their own, where no more than a part
    of the docstrings are so; raw docstrings and those with a backslash or a
    doctest; the words themselves.
    """

    safety = Safety.SAFE
    references = ("https://peps.python.org/pep-0257/",)
    # fmt: off
    lint: ClassVar[tuple[str, ...]] = (
        "D201", "D202", "D204", "D209", "D210", "D211", "D300",
    )
    # fmt: on
    rules = frozenset(lint)
    sieve = re.compile(rb"'''|\"\"\"")

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Take a docstring that most others of the file are unlike."""
        if not _is_odd(module, diagnostic.rule):
            return None
        if diagnostic.rule not in _INSIDE:
            return None if _before_comment(module, diagnostic) else ""
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return None
        written = module.text_of(node)
        if "\\" in written or written[:1] not in {"'", '"'}:
            return "it is a raw docstring, or has a backslash"
        if ">>>" in written:
            return "it has a doctest"
        return "" if _same_text(module, diagnostic, node) else "its text would change"


def _before_comment(module: Module, diagnostic: Diagnostic) -> bool:
    """Whether the empty line stands before a comment, which it may set apart."""
    end = max(edit.end for edit in diagnostic.edits)
    return module.source.data[end:].lstrip().startswith(b"#")


def _same_text(module: Module, diagnostic: Diagnostic, node: ast.Constant) -> bool:
    """Whether people are given the same text afterwards."""
    start, end = module.source.span(node)
    data = module.source.data[start:end]
    for edit in reversed(diagnostic.edits):
        if not start <= edit.start <= edit.end <= end:
            return False
        data = data[: edit.start - start] + edit.new + data[edit.end - start :]
    try:
        new = ast.literal_eval(data.decode().strip())
    except (SyntaxError, ValueError):
        return False
    return cleandoc(new).strip() == cleandoc(str(node.value)).strip()


def _is_odd(module: Module, rule: str) -> bool:
    """Whether most docstrings of the file that a rule is about keep to it."""
    faults = sum(item.rule == rule for item in module.diagnostics or ())
    total = module.once(_documented).count
    kinds = {"class"} if rule in _OF_CLASSES else {"function", "class", "module"}
    if rule in _OF_FUNCTIONS:
        kinds = {"function"}
    if rule == "D209":
        kinds = {"several lines"}
    return sum(map(total, kinds)) - faults >= ENOUGH * faults


def _documented(module: Module) -> list[str]:
    """Return a word or two for each docstring of the file."""
    found: list[str] = []
    for node in (item for kind in _DOCUMENTED for item in module.tree.all(kind)):
        match getattr(node, "body", [])[:1]:
            case [ast.Expr(value=ast.Constant(value=str(text)))]:
                found.append(_word(node))
                if "\n" in text:
                    found.append("several lines")
    return found


def _word(node: ast.AST) -> str:
    if isinstance(node, nodes.NAMED_FUNCTIONS):
        return "function"
    return "class" if isinstance(node, ast.ClassDef) else "module"
