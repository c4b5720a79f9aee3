"""`def __len__(self):` becomes `def __len__(self) -> int:`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import (
    annotation_readers,
    families,
    headers,
    results,
)
from codemods.reading import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

FIXED = {
    **dict.fromkeys(("__format__", "__repr__", "__str__"), "str"),
    **dict.fromkeys(
        ("__hash__", "__index__", "__int__", "__len__", "__length_hint__"), "int"
    ),
    "__bool__": "bool",
    "__bytes__": "bytes",
    "__complex__": "complex",
    "__float__": "float",
    "__sizeof__": "int",
}
"""Special methods that Python lets return nothing else, and what that is."""

NOTHING = frozenset(
    {"__del__", "__delattr__", "__delete__", "__delitem__", "__init__"}
    | {"__init_subclass__", "__post_init__", "__set__", "__set_name__", "__setattr__"}
    | {"__setitem__", "__setstate__"}
)
"""Special methods whose result nobody gets."""

MAYBE_NOTHING = frozenset({"__aexit__", "__exit__"})
"""Special methods whose result counts; without one they return None."""


class AnnotateDunders(Codemod):
    """Say what special methods return, which Python fixes.

    `__len__` returns an int and `__init__` nothing, whatever a class does. A
    type checker leaves methods without annotations unchecked; with them it
    also looks into constructors.

    Before:

        class Cart:
            def __init__(self, items):
                self.items = items

            def __len__(self):
                return len(self.items)

    After:

        class Cart:
            def __init__(self, items) -> None:
                self.items = items

            def __len__(self) -> int:
                return len(self.items)

    Fix safety: only annotations change. A type checker looks into the methods
    from now on, and may find more there.

    Left alone: methods that return something that Python would reject, may end
    without a result, are overloaded, or belong to a metaclass or protocol;
    `__exit__` where that of a relative returns something; what a decorator or
    framework reads; and operators such as `__eq__`, which may return anything.
    """

    safety = Safety.SAFE
    proof = "annotations"
    program = True
    rules = frozenset({"ANN204"})
    references = (
        "https://docs.python.org/3/reference/datamodel.html#special-method-names",
        "https://docs.astral.sh/ruff/rules/missing-return-type-special-method/",
    )
    sieve = re.compile(rb"\bdef\s+__\w+__\s*\(")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at special methods."""
        yield from _sites(module, node)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at `__aexit__`."""
        if node.name == "__aexit__":
            yield from _sites(module, node)


def _sites(module: Module, method: Definition) -> Iterator[Site]:
    returned = _returned(module, method)
    home = module.parent(method)
    if (
        not returned
        or method.returns is not None
        or not isinstance(home, ast.ClassDef)
        or headers.has_type_comment(module, method)
        or _is_metaclass(module, home)
    ):
        return
    shown = f"{home.name}.{method.name}"
    reason = _reason(module, method, returned)
    if reason:
        yield Site(method, Outcome.UNSURE, f"`{shown}`: {reason}")
        return
    try:
        edit = headers.returning(module, method, returned)
    except EditRefusedError as error:
        yield Site(method, Outcome.REFUSED, f"`{shown}`: {error}")
        return
    yield Site(method, Outcome.APPLIED, f"{shown}(...) -> {returned}", (edit,))


def _returned(module: Module, method: Definition) -> str:
    if method.name in NOTHING:
        return "None"
    if method.name in MAYBE_NOTHING:
        ends = results.falls_through(module, method.body)
        values = any(node.value for node in results.returns(module, method))
        return "None" if ends and not values and not signatures.is_stub(method) else ""
    return FIXED.get(method.name, "")


def _reason(module: Module, method: Definition, returned: str) -> str:
    kept = annotation_readers.why_kept(module, method, frameworks=False)
    if kept:
        return kept
    comment = signatures.silenced(module, method.lineno, method.body[0].lineno)
    reasons = (
        (bool(comment), f"the line says `{comment}`"),
        (signatures.defined_again(module, method), "it is defined more than once"),
        (results.is_generator(module, method), "it is a generator"),
        (signatures.in_protocol(module, method), "a protocol says what others must do"),
        (
            returned != "None" and results.falls_through(module, method.body),
            "it may end without a result",
        ),
    )
    for holds, reason in reasons:
        if holds:
            return reason
    if method.name in MAYBE_NOTHING:
        other = families.different_below(module, method, returned)
        if other:
            return other
    for node in results.returns(module, method):
        if _contradicts(module, node.value, returned):
            return f"line {node.lineno} returns something else"
    return ""


def _contradicts(module: Module, value: ast.expr | None, returned: str) -> bool:
    """Whether what is returned is surely, or for None maybe, of another type."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return returned != "None"
    if returned == "None":
        return True
    if module.name_of(value) == "builtins.NotImplemented":
        return True
    found = results.type_of(module, value)
    if (found, returned) == ("bool", "int"):
        return False
    return found not in {"", returned}


def _is_metaclass(module: Module, home: ast.ClassDef) -> bool:
    for base in home.bases:
        name = module.name_of(base) or ""
        last = name.rpartition(".")[2] or getattr(base, "id", getattr(base, "attr", ""))
        if name == "builtins.type" or last.endswith(("Meta", "MetaClass", "Type")):
            return True
    return False
