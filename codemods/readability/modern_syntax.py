"""Code in the form that today's Python has for it; found by Ruff.

Each rule was read on the standard library and on published packages before it
was taken. In are those whose result is the same object, or the same exception,
by the language's own definition:

- UP003 `type("")`, UP018 `str("a")`: the value is written down
- UP004, UP039, UP050 `class A(object)`, `class A()`, `metaclass=type`
- UP008 `super(A, self)`
- UP010 `from __future__` imports that are always on
- UP011, UP033 `lru_cache()`, `lru_cache(maxsize=None)`
- UP012 `"a".encode()` where the text is written down, UP025 `u"a"`
- UP024 `IOError`, UP041 `asyncio.TimeoutError`: names of one object
- B013 `except (A,)`, B033 a value twice in a set
- C413 `list(sorted(x))`
- E703 a semicolon at the end, E713, E714 `not a in b`, `not a is b`
- F541 an f-string without fields, W605 an escape that is none
- PIE790 `pass` below other statements than a docstring, PLR1711 `return` at the end

Out are, though their fixes are called safe: UP009 (takes a comment away),
UP015, UP017, UP021, PIE808 (a matter of taste, or a test may compare the call's
arguments), UP020 (tests patch `io.open` in the module that calls it), PIE800,
PIE804 (lay calls out badly), UP026 (another package),
PLR0402 (another way of import), UP034 (parentheses may help to read), PLR1730,
FURB136 (differ for NaN), FURB110 (evaluates once instead of twice), FURB129,
FURB188, SIM118, SIM910 (for some types only), FURB157, FURB167, RUF022, SIM300,
RET505 (a matter of taste).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, ClassVar

from codemods.checks import BLOCKS
from codemods.delegated import RuffCodemod
from codemods.model import Safety

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module


_SAME_CLASS = frozenset(
    {"attr.attrs", "attr.define", "attr.frozen", "attr.s", "attrs.define"}
    | {"attrs.frozen", "attrs.mutable", "dataclasses.dataclass", "enum.unique"}
    | {"functools.total_ordering", "typing.final", "typing.runtime_checkable"}
)
"""Decorators after which the class's name means what `super()` means."""

_MARKS = ("pytest.mark.", "unittest.mock.patch", "unittest.skip")


class ModernSyntax(RuffCodemod):
    """Write code in the form that today's Python has for it.

    Much code still carries what older Pythons needed: `class Cart(object)`,
    `super(Cart, self)`, `IOError`, `u"..."`. The shorter form means the same,
    and readers need not wonder why it was not used. Some of the old forms warn
    already: an escape that is none, in a text that is not raw, will be an error.

    Before:

        class Cart(object):
            def __init__(self, name: str) -> None:
                super(Cart, self).__init__()
                if not name in {"a", "b"}:
                    raise IOError(f"no such cart")

    After:

        class Cart:
            def __init__(self, name: str) -> None:
                super().__init__()
                if name not in {"a", "b"}:
                    raise OSError("no such cart")

    Fix safety: each form is defined to give the same value or exception, from
    the lowest Python on that the project supports.

    Left alone: forms that only some types share (`len(x) == 0`), arguments
    that are the default anyway, since tests may compare them, `...` as a
    body, and `pass` below a docstring; places with a comment inside; `super`
    with arguments where the class's name may stand for another class later.
    """

    safety = Safety.SAFE
    references = ("https://docs.astral.sh/ruff/rules/#pyupgrade-up",)
    # fmt: off
    lint: ClassVar[tuple[str, ...]] = (
        "B013", "B033", "C413", "E703", "E713", "E714", "F541", "PIE790",
        "PLR1711", "UP003", "UP004", "UP008", "UP010", "UP011", "UP012",
        "UP018", "UP024", "UP025", "UP033", "UP039",
        "UP041", "UP050", "W605",
    )
    rules = frozenset({
        *lint, "C0325", "R0205", "R1725", "W0107", "W1309", "W1401",
        "anomalous-backslash-in-string", "f-string-without-interpolation",
        "super-with-arguments", "superfluous-parens", "unneeded-not",
        "unnecessary-pass", "useless-object-inheritance", "useless-return",
    })
    # fmt: on

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Keep an ellipsis, and what a comment would be lost with."""
        if diagnostic.rule == "PIE790":
            return "" if _is_plain_pass(module, node) else None
        if diagnostic.rule == "PLR1711":
            return "" if _is_plain_return(module, node) else None
        if diagnostic.rule == "UP008":
            return _other_class(module, node)
        if diagnostic.rule == "UP012":
            shorter = any(edit.new[:1] in {b"b", b"B"} for edit in diagnostic.edits)
            return "" if shorter else None
        if diagnostic.rule in {"UP024", "UP041"}:
            tuples = any(edit.new.startswith(b"(") for edit in diagnostic.edits)
            return None if tuples else ""
        return ""


def _other_class(module: Module, node: ast.AST) -> str:
    """Return why `super()` may mean another class than the one that is named."""
    homes = (item for item in module.tree.ancestors(node))
    home = next((item for item in homes if isinstance(item, ast.ClassDef)), None)
    if home is None:
        return "this is no method of a class"
    if len(module.names.binders.get(home.name, ())) > 1:
        return f"`{home.name}` is given more than one meaning"
    for decorator in home.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = module.name_of(called) or ""
        if name not in _SAME_CLASS and not name.startswith(_MARKS):
            return "a decorator may put another class in the place of this one"
    return ""


def _says_nothing(statement: ast.stmt) -> bool:
    """Whether it is a `pass`, a docstring or an ellipsis."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def _is_plain_return(module: Module, node: ast.AST) -> bool:
    """Whether it is a `return` alone: neither a value nor a comment with it."""
    if not isinstance(node, ast.Return) or node.value is not None:
        return False
    end = module.source.span(node)[1]
    return not module.source.data[end : module.source.line_end(node.lineno)].strip()


def _is_plain_pass(module: Module, node: ast.AST) -> bool:
    """Whether it is a `pass` that no comment explains."""
    if not isinstance(node, ast.Pass):
        return False
    parent = module.parent(node)
    block = next(
        (block for name in BLOCKS if node in (block := getattr(parent, name, ()))), ()
    )
    if block[:1] == [node] or all(map(_says_nothing, block)):
        return False
    starts = module.source.starts
    above = module.source.data[
        starts[max(0, node.lineno - 2)] : starts[node.lineno - 1]
    ]
    return not above.strip().startswith(b"#")
