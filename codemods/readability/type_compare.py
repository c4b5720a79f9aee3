"""`type(x) == Y` becomes `type(x) is Y`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import identity
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

CLASSES = frozenset(
    f"builtins.{name}"
    for name in (
        *("bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset"),
        *("int", "list", "memoryview", "object", "range", "set", "slice", "str"),
        *("tuple", "type"),
    )
) | frozenset(
    {
        "collections.Counter",
        "collections.OrderedDict",
        "collections.defaultdict",
        "collections.deque",
        "datetime.date",
        "datetime.datetime",
        "datetime.time",
        "datetime.timedelta",
        "decimal.Decimal",
        "fractions.Fraction",
        "numpy.ndarray",
        "pandas.DataFrame",
        "pandas.Series",
        "uuid.UUID",
    }
)
"""Classes that are equal to nothing but themselves."""

TYPES_MODULE = "types."


class TypeCompare(Codemod):
    """Compare types by identity.

    A class is one object, so `is` says what is meant: just this class, and no
    subclass. `==` leaves the reader to wonder whether `isinstance` was meant.

    Before:

        def flat(value):
            if type(value) == list:
                return [part for item in value for part in flat(item)]
            return [value]

    After:

        def flat(value):
            if type(value) is list:
                return [part for item in value for part in flat(item)]
            return [value]

    Fix safety: the answer is the same, but for a class whose metaclass says
    itself what the class is equal to.

    Left alone: `isinstance` is not written, as it is true for subclasses too;
    comparisons with what is not surely a plain class; the names of types.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.python.org/3/library/functions.html#type",
        "https://docs.astral.sh/ruff/rules/type-comparison/",
    )
    rules = frozenset({"C0123", "E721", "unidiomatic-typecheck"})
    sieve = (re.compile(rb"[!=]="), re.compile(rb"\btype\s*\(|__class__"))

    def visit_Compare(self, node: ast.Compare, module: Module) -> Iterator[Site]:
        """Look at comparisons of two, one of which is the type of a value."""
        if len(node.ops) != 1 or not isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            return
        sides = (node.left, node.comparators[0])
        types = [_is_type(module, side) for side in sides]
        if not any(types):
            return
        others = [side for side, known in zip(sides, types, strict=True) if not known]
        reason = _doubt(module, others[0]) if others else ""
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        yield Site(
            node, Outcome.APPLIED, module.line_of(node), (identity.edit(module, node),)
        )


def _is_type(module: Module, node: ast.expr) -> bool:
    """Whether an expression is `type(x)`."""
    return (
        isinstance(node, ast.Call)
        and len(node.args) == 1
        and not node.keywords
        and not isinstance(node.args[0], ast.Starred)
        and module.name_of(node.func) == "builtins.type"
    )


def _doubt(module: Module, node: ast.expr) -> str:
    """Return why an expression may be no plain class, "" if it surely is one."""
    name = module.name_of(node) or ""
    if name in CLASSES or (name.startswith(TYPES_MODULE) and name.endswith("Type")):
        return ""
    bindings = module.bindings_of(node) if isinstance(node, ast.Name) else ()
    plain = bool(bindings) and all(
        binding.kind is Kind.DEFINITION
        and isinstance(binding.node, ast.ClassDef)
        and not binding.node.keywords
        and not binding.node.decorator_list
        for binding in bindings
    )
    return "" if plain else f"`{module.line_of(node)}` may be no plain class"
