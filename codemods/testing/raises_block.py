"""Assertions that stand unreached in a `pytest.raises` block move behind it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from codemods.base import Codemod, Edit, EditRefusedError, Site
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import pragmas
from codemods.testing.parts import testcases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codemods.reading.module import Module

METHODS = frozenset({"assertRaises", "assertRaisesRegex"})

BROAD = frozenset(
    {"builtins.AssertionError", "builtins.BaseException", "builtins.Exception"}
)
"""Exceptions that a failed assertion is one of."""

OF_EXPRESSIONS = frozenset(
    f"builtins.{name}"
    for name in ("AttributeError", "NameError", "TypeError", "UnboundLocalError")
)
"""Exceptions that may come of looking at names and comparing them."""

OF_CAUGHT = frozenset(
    {"errisinstance", "exception", "exconly", "getrepr", "group_contains", "match"}
    | {"tb", "traceback", "type", "typename", "value"}
)
"""What may be asked of a caught exception, behind the block only."""

QUIET_CALLS = frozenset(
    f"builtins.{name}" for name in ("isinstance", "len", "repr", "str", "type")
)

_QUIET = (
    ast.Attribute, ast.BoolOp, ast.Compare, ast.Constant, ast.Dict, ast.FormattedValue,
    ast.JoinedStr, ast.List, ast.Name, ast.Set, ast.Tuple, ast.UnaryOp,
)  # fmt: skip


class _KeptError(ValueError):
    """The place stays; says why in plain words."""


class RaisesBlock(Codemod):
    """Move unreached assertions out of the block that raises.

    A block under `pytest.raises` ends with the line that raises. What stands
    below it in the block never runs: an assertion there checks nothing.

    Before:

        import pytest


        def test_empty():
            with pytest.raises(ValueError) as caught:
                pay([])
                assert caught.value.code == 3

    After:

        import pytest


        def test_empty():
            with pytest.raises(ValueError) as caught:
                pay([])
            assert caught.value.code == 3

    Fix safety: the assertion runs from now on, for the first time; where what
    it says is not true, the test fails, and shows it.

    Left alone: assertions that may be what raises, since they call something
    or fail with the expected exception themselves; assertions about what the
    raising line was to give, which is never there; blocks under several
    managers. They are named, for somebody to say what was meant.
    """

    safety = Safety.REVIEW
    rules = frozenset({"PT012"})
    references = (
        "https://docs.pytest.org/en/stable/how-to/assert.html#assertions-about-expected-exceptions",
        "https://docs.astral.sh/ruff/rules/pytest-raises-with-multiple-statements/",
    )
    sieve = re.compile(rb"raises|assertRaises")

    def visit_With(self, node: ast.With, module: Module) -> Iterator[Site]:
        """Look at blocks that expect an exception."""
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and _expects(module, call):
                yield from _block(module, node, item, call, self.rules)
                return


def _expects(module: Module, call: ast.Call) -> bool:
    if module.name_of(call.func) == "pytest.raises":
        return bool(call.args)
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in METHODS:
        return False
    home = module.class_of_self(call.func.value)
    return bool(call.args and home and testcases.case_of(module, home))


def _block(
    module: Module,
    node: ast.With,
    item: ast.withitem,
    call: ast.Call,
    rules: frozenset[str],
) -> Iterator[Site]:
    caught = item.optional_vars.id if isinstance(item.optional_vars, ast.Name) else ""
    start = _first_unreached(module, node.body, caught)
    if start is None:
        return
    moved = node.body[start]
    try:
        _check(module, node, call, caught, start)
    except _KeptError as error:
        yield Site(moved, Outcome.UNSURE, str(error))
        return
    if pragmas.kept_by_owner(module, moved, rules):
        return
    edit = Edit(node, _split(start))
    yield Site(moved, Outcome.APPLIED, module.line_of(moved), (edit,))


def _first_unreached(
    module: Module, body: Sequence[ast.stmt], caught: str
) -> int | None:
    """Return which statement is the first that is never reached, None for none.

    It is one that looks at what is caught, or an assertion with nothing but
    assertions below it.
    """
    first = len(body)
    while first > 1 and _is_assertion(module, body[first - 1]):
        first -= 1
    looking = (
        place
        for place, statement in enumerate(body)
        if place and caught and _looks(statement, caught)
    )
    found = min(next(looking, first), first)
    return found if found < len(body) and not _is_assertion(module, body[0]) else None


def _is_assertion(module: Module, node: ast.stmt) -> bool:
    match node:
        case ast.Assert(test=ast.Constant()):
            return False  # it says that nobody gets there
        case ast.Assert():
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=of, attr=name))):
            if name.startswith("assert_"):
                return True
            home = module.class_of_self(of)
            return name.startswith("assert") and (
                home is not None and testcases.case_of(module, home) is not None
            )
    return False


def _looks(node: ast.AST, caught: str) -> bool:
    """Whether a statement needs what is caught, which is there later only."""
    return any(
        isinstance(inner, ast.Attribute)
        and inner.attr in OF_CAUGHT
        and isinstance(inner.value, ast.Name)
        and inner.value.id == caught
        for inner in ast.walk(node)
    )


def _reads(node: ast.AST, names: set[str]) -> bool:
    return any(
        isinstance(inner, ast.Name)
        and isinstance(inner.ctx, ast.Load)
        and inner.id in names
        for inner in ast.walk(node)
    )


def _check(
    module: Module, node: ast.With, call: ast.Call, caught: str, start: int
) -> None:
    """Raise `_KeptError` where a statement may be reached, or may not move."""
    if len(node.items) > 1:
        raise _KeptError("the block has other managers, which it may need")
    kinds = _kinds(module, call.args[0])
    if not kinds or kinds & BROAD:
        raise _KeptError("the assertion itself may be what raises in the block")
    moved = node.body[start:]
    bound = {
        inner.id
        for statement in node.body[:start]
        for inner in ast.walk(statement)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }
    for statement in moved:
        if _reads(statement, bound):
            raise _KeptError(
                "it is never reached, and looks at what is only there if nothing raises"
            )
    if caught and _looks(moved[0], caught):
        unittests = module.name_of(call.func) != "pytest.raises"
        if not (unittests and "builtins.AttributeError" in kinds):
            return
    if kinds & OF_EXPRESSIONS:
        raise _KeptError("the assertion itself may be what raises in the block")
    for statement in moved:
        if not _is_quiet(module, statement):
            raise _KeptError("what the assertion calls may be what raises in the block")


def _kinds(module: Module, node: ast.expr) -> set[str]:
    """Return the names of the expected exceptions, none where one is not known."""
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    names = {module.name_of(inner) for inner in nodes}
    local = [
        isinstance(inner, ast.Name)
        and any(isinstance(b.node, ast.ClassDef) for b in module.bindings_of(inner))
        for inner in nodes
    ]
    if all(local):
        return {"?"}
    return set() if None in names else {name for name in names if name}


def _is_quiet(module: Module, statement: ast.stmt) -> bool:
    """Whether an assertion raises nothing but that it does not hold."""
    asserted: list[ast.expr] = []
    match statement:
        case ast.Assert(test=test, msg=message):
            asserted = [test, *([message] if message else [])]
        case ast.Expr(value=ast.Call(func=function, args=args, keywords=keywords)):
            asserted = [function, *args, *(keyword.value for keyword in keywords)]
    for part in asserted:
        for inner in ast.walk(part):
            if isinstance(inner, ast.Call):
                if module.name_of(inner.func) not in QUIET_CALLS:
                    return False
            elif isinstance(inner, ast.expr) and not isinstance(inner, _QUIET):
                return False
    return bool(asserted)


def _split(start: int) -> Callable[[Any], object]:
    def change(block: Any) -> object:
        body = block.body
        if not isinstance(body, cst.IndentedBlock) or len(body.body) <= start:
            raise EditRefusedError("the block shares its line with its manager")
        if any(
            isinstance(line, cst.SimpleStatementLine) and len(line.body) > 1
            for line in body.body
        ):
            raise EditRefusedError("the statement shares its line with another")
        above = body.with_changes(body=body.body[:start])
        moved = body.body[start:]
        return cst.FlattenSentinel([block.with_changes(body=above), *moved])

    return change
