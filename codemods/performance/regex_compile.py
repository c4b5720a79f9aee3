"""Patterns that are looked up anew in each pass of a loop are reported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import function_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

FUNCTIONS = frozenset(
    f"{module}.{name}"
    for module in ("re", "regex")
    for name in ("compile", "findall", "finditer", "fullmatch", "match", "search")
) | {
    f"{module}.{name}"
    for module in ("re", "regex")
    for name in ("split", "sub", "subn")
}


class RegexCompile(Codemod):
    r"""Compile a pattern once, not in each pass of a loop.

    `re.search` and its like look their pattern up among those that were
    compiled before, on every call; they keep a few hundred, and compile what
    has fallen out again. A pattern that never changes can be compiled above
    the loop, or as a constant of the module, where it also gets a name.

    Found:

        import re


        def numbers(lines):
            for line in lines:
                if re.search(r"^\d+$", line):
                    yield int(line)

    Left alone: patterns that are put together at run time, calls outside of
    loops, and loops outside of functions. Nothing is changed, since a pattern
    wants a name that says what it is for.
    """

    safety = Safety.REVIEW
    report = True
    references = ("https://docs.python.org/3/library/re.html#re.compile",)
    sieve = re.compile(rb"\b(?:re|regex)\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls with a literal pattern in loops."""
        if module.name_of(node.func) not in FUNCTIONS or not node.args:
            return
        pattern = node.args[0]
        if not isinstance(pattern, ast.Constant):
            return
        loop = function_names.loop_around(module, node)
        if loop is None or module.enclosing_function(node) is None:
            return
        text = module.line_of(pattern)
        reason = f"{text} is looked up in each pass of the loop in line {loop.lineno}"
        yield Site(node, Outcome.UNSURE, reason)
