"""Statements that no run can reach are taken out."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site, TextEdit
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, branches, walks
from codemods.reading import nodes, roles
from codemods.reading.nodes import block_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

LINES = 10
"""How many lines are taken out at most: more are parked, not forgotten."""

_GUARDS = (ast.Raise, ast.Assert, ast.Return, ast.Expr, ast.Pass)


class UnreachableCode(Codemod):
    """Take out statements that are never reached.

    What stands behind a `return`, `raise`, `continue` or `break` in the same
    block, or in `if False:`, never runs. Who reads it does not know that at
    once, and keeps it working for nothing.

    Before:

        def price(line):
            return line.amount * line.price
            print("priced", line)

    After:

        def price(line):
            return line.amount * line.price

    Fix safety: Python itself leaves such statements out. A `yield` or an
    assignment among them still changes what the function is; those stay.

    Left alone: tests, which may show just that; a `yield`, which makes the
    function a generator; assignments that make a name local, `global`; code
    with comments in it, or behind a line with one, such as a TODO; more than
    ten lines, and functions or files that are switched off by a `return` or
    `raise` at their start, which a person has done on purpose; a `return` or
    `raise` behind an endless loop or a full `if`, which tells readers and type
    checkers that nothing comes here.
    """

    safety = Safety.TESTED
    references = (
        "https://cwe.mitre.org/data/definitions/561.html",
        "https://pylint.readthedocs.io/en/stable/user_guide/messages/warning/unreachable.html",
    )
    rules = frozenset({"W0101", "unreachable", "PLW0101"})
    sieve = re.compile(
        rb"\b(?:return|raise|continue|break)\b|\bif[ \t(]+(?:False|0)\b"
        rb"|\bwhile[ \t(]+(?:True|1)\b"
    )

    def visit_Return(self, node: ast.Return, module: Module) -> Iterator[Site]:
        """Look at what stands behind a `return`."""
        yield from _behind(node, module)

    def visit_Raise(self, node: ast.Raise, module: Module) -> Iterator[Site]:
        """Look at what stands behind a `raise`."""
        yield from _behind(node, module)

    def visit_Continue(self, node: ast.Continue, module: Module) -> Iterator[Site]:
        """Look at what stands behind a `continue`."""
        yield from _behind(node, module)

    def visit_Break(self, node: ast.Break, module: Module) -> Iterator[Site]:
        """Look at what stands behind a `break`."""
        yield from _behind(node, module)

    def visit_While(self, node: ast.While, module: Module) -> Iterator[Site]:
        """Look at what stands behind an endless loop."""
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        if endless and not _breaks(node):
            yield from _behind(node, module)

    def visit_If(self, node: ast.If, module: Module) -> Iterator[Site]:
        """Look at `if False`, and at what stands behind an `if` that leaves."""
        if branches.is_elif(module, node):
            return
        if branches.leaves([node]):
            yield from _behind(node, module)
        elif isinstance(node.test, ast.Constant) and _is_false(node.test):
            yield from _never(node, module)


def _behind(node: ast.stmt, module: Module) -> Iterator[Site]:
    """Yield what is to be said of the statements behind one that leaves."""
    if roles.is_test(module):
        return
    block = block_of(module, node)
    rest = block[block.index(node) + 1 :]
    if not rest or any(
        isinstance(item, blocks.ENDS) for item in block[: -len(rest) - 1]
    ):
        return
    compound = not isinstance(node, blocks.ENDS)
    if compound and len(rest) == 1 and isinstance(rest[0], _GUARDS):
        return
    if len(rest) == 1 and _is_yield(rest[0]):
        return
    reason = _switched_off(node, rest, block, module)
    if reason:
        yield Site(rest[0], Outcome.UNSURE, reason)
        return
    reason = _reason(rest, module) or _layout(node, rest, module)
    if reason:
        yield Site(rest[0], Outcome.REFUSED, reason)
        return
    edits = []
    start = module.source.line_end(blocks.last_line(node))
    for item in rest:
        end = module.source.line_end(blocks.last_line(item))
        edits.append(TextEdit(item, start, end, b"", produced=0))
        start = end
    yield Site(rest[0], Outcome.APPLIED, module.line_of(rest[0]), tuple(edits))


def _never(node: ast.If, module: Module) -> Iterator[Site]:
    """Yield what is to be said of a block that never runs."""
    if node.orelse or roles.is_test(module):
        return
    if any(
        isinstance(item, (ast.Import, ast.ImportFrom)) for item in walks.own([node])
    ):
        reason = "an import that never runs may be meant for a tool"
        yield Site(node, Outcome.UNSURE, reason)
        return
    if _lines([node]) > LINES:
        yield Site(node, Outcome.UNSURE, "so much code is switched off on purpose")
        return
    reason = _reason([node], module)
    if not reason and (
        blocks.comment_above(module, node) or blocks.comment_behind(module, node)
    ):
        reason = "a comment stands beside it"
    if reason:
        yield Site(node, Outcome.REFUSED, reason)
        return
    edit = Edit(node, _removed)
    yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _is_false(test: ast.Constant) -> bool:
    return isinstance(test.value, int) and not test.value


def _removed(node: object) -> object:
    del node
    return cst.RemovalSentinel.REMOVE


def _breaks(loop: ast.While) -> bool:
    """Whether a `break` may leave a loop; those of inner loops count too."""
    return any(isinstance(item, ast.Break) for item in walks.own(loop.body))


def _is_yield(node: ast.stmt) -> bool:
    """Whether a statement is the `yield` that makes an empty generator."""
    yields = (ast.Yield, ast.YieldFrom)
    return isinstance(node, ast.Expr) and isinstance(node.value, yields)


def _lines(nodes: Sequence[ast.stmt]) -> int:
    return blocks.last_line(nodes[-1]) - blocks.first_line(nodes[0]) + 1


# ------------------------------------------------------------------ reasons


def _switched_off(
    node: ast.stmt, rest: list[ast.stmt], block: list[ast.stmt], module: Module
) -> str:
    """Return how somebody has parked the code on purpose, "" if not so."""
    if module.enclosing_function(node) is None:
        return "the rest of the file is switched off"
    before = block[: block.index(node)]
    documented = all(
        isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)
        for item in before
    )
    if isinstance(module.parent(node), nodes.NAMED_FUNCTIONS) and documented:
        if isinstance(node, ast.Raise):
            return "the function only raises: the rest may be a draft"
        if isinstance(node, ast.Return) and node.value is None:
            return "the function is switched off"
    if isinstance(node, ast.Raise) and node.exc is not None:
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if module.name_of(raised) == "builtins.NotImplementedError":
            return "it is not implemented yet: the rest may be a draft"
    if _lines(rest) > LINES:
        return "so much code is switched off on purpose"
    return ""


def _reason(rest: Sequence[ast.stmt], module: Module) -> str:
    """Return what dead statements still do to their function, "" for nothing."""
    inside = list(walks.own(rest))
    if any(isinstance(item, (ast.Global, ast.Nonlocal)) for item in inside):
        return "`global` and `nonlocal` hold for the whole function"
    if any(isinstance(item, (ast.Yield, ast.YieldFrom)) for item in inside):
        return "a `yield` makes the function a generator"
    function = module.enclosing_function(rest[0])
    name = _made_local(rest, module) if function is not None else ""
    if name:
        return f"the code makes `{name}` a local name"
    start = module.source.span(rest[0])[0]
    if b"#" in module.source.data[start : module.source.span(rest[-1])[1]]:
        return "a comment in it would be lost"
    return ""


def _made_local(rest: Sequence[ast.stmt], module: Module) -> str:
    """Return a name that only dead code binds, and other code uses, or ""."""
    dead = {item for statement in rest for item in ast.walk(statement)}
    bound = module.once(_bound_names)
    scope = next(module.names.scopes(rest[0]))
    for name in {bound[item] for item in dead if item in bound}:
        if _is_nonlocal(module, name):
            return name
        bindings = module.names.in_scope(name, scope)
        if not bindings or any(binding.node not in dead for binding in bindings):
            continue
        uses = (item for item in module.tree.all(ast.Name) if item.id == name)
        for use in uses:
            if use not in dead and module.names.scope_of_name(name, use) is scope:
                return name
    return ""


def _is_nonlocal(module: Module, name: str) -> bool:
    """Whether an inner function needs the binding of a name to write to it."""
    return any(name in node.names for node in module.tree.all(ast.Nonlocal))


def _bound_names(module: Module) -> dict[ast.AST, str]:
    return {
        node: name for name, nodes in module.names.binders.items() for node in nodes
    }


def _layout(node: ast.stmt, rest: list[ast.stmt], module: Module) -> str:
    """Return what in the layout keeps statements from being taken out, or ""."""
    if not all(blocks.alone(module, item) for item in (node, *rest)):
        return "it shares its line with another statement"
    last = module.source.line_end(blocks.last_line(rest[-1]))
    start = module.source.line_end(blocks.last_line(node))
    if b"#" in module.source.data[start:last]:
        return "a comment in it would be lost"
    if blocks.comment_behind(module, node):
        return "a comment stands at the line before it"
    depth = len(blocks.indent(module, rest[-1].lineno))
    for number in range(blocks.last_line(rest[-1]) + 1, len(module.source.starts) + 1):
        text = blocks.line(module, number).strip()
        if text and not text.startswith(b"#"):
            break
        if text and len(blocks.indent(module, number)) >= depth:
            return "a comment follows it"
    return ""
