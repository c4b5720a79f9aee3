"""Where a value comes from, as far as one file tells: a light form of taint.

Names are followed to everything that they are given in their scope, and
operators, f-strings, displays and methods of text to what they are made of.
A function of the project's own is not followed: what it gives is `UNKNOWN`.
"""

from __future__ import annotations

import ast
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from codemods.reading import lookups
from codemods.reading.names import Kind
from codemods.security.parts import known_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

DEPTH = 12
"""How many names are followed one after another."""

MANY = 12
"""A name that is bound more often than this is not looked into."""


class Origin(StrEnum):
    """Where a value, or a part of it, comes from; as it is said to people."""

    LITERAL = "the code itself"
    NUMBER = "a number"
    MACHINE = "the machine"
    PARAMETER = "a parameter"
    REQUEST = "a request"
    ENVIRONMENT = "the environment"
    ARGUMENTS = "the command line"
    INPUT = "the standard input"
    FILE = "a file"
    NETWORK = "the network"
    UNKNOWN = "code that this file does not show"


HARMLESS = frozenset({Origin.LITERAL, Origin.NUMBER, Origin.MACHINE})
"""What nobody outside chooses the text of. `MACHINE` are its clock, names of
temporary files, its platform and the like."""

OUTSIDE = frozenset(
    {
        Origin.ARGUMENTS,
        Origin.ENVIRONMENT,
        Origin.FILE,
        Origin.INPUT,
        Origin.NETWORK,
        Origin.REQUEST,
    }
)
"""What surely comes from outside of the program."""


def origins_of(module: Module, node: ast.expr) -> frozenset[Origin]:
    """Return where the parts of an expression's value come from; never empty."""
    return _Finder(module).of(node) or frozenset({Origin.LITERAL})


def is_harmless(module: Module, node: ast.expr) -> bool:
    """Whether nobody outside of the program has a say in a value's text."""
    return origins_of(module, node) <= HARMLESS


def is_literal(module: Module, node: ast.expr) -> bool:
    """Whether a value is made only of what is written in the code."""
    return origins_of(module, node) == {Origin.LITERAL}


def told(found: Collection[Origin]) -> str:
    """Return in words where a value comes from: "a parameter and a file".

    What is harmless is not named beside what is not, nor what is unknown
    beside what is known.
    """
    serious = [item for item in Origin if item in found and item not in HARMLESS]
    known = [item for item in serious if item is not Origin.UNKNOWN]
    chosen = known or serious or [item for item in Origin if item in found]
    *others, last = [item.value for item in chosen or (Origin.UNKNOWN,)]
    return f"{', '.join(others)} and {last}" if others else last


class _Finder:
    """Works out the origins of one value; `visiting` are the names it is at."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._visiting: set[ast.AST] = set()

    def of(self, node: ast.expr | None) -> frozenset[Origin]:
        if node is None:
            return frozenset()
        look = self.looks.get(type(node))
        return look(self, node) if look else _just(Origin.UNKNOWN)

    def all(self, nodes: Iterable[ast.expr | None]) -> frozenset[Origin]:
        return frozenset[Origin]().union(*map(self.of, nodes))

    def _constant(self, node: ast.expr) -> frozenset[Origin]:
        del node
        return _just(Origin.LITERAL)

    def _truth(self, node: ast.expr) -> frozenset[Origin]:
        del node
        return _just(Origin.NUMBER)

    def _value(self, node: Any) -> frozenset[Origin]:
        return self.of(node.value)

    def _values(self, node: Any) -> frozenset[Origin]:
        return self.all(node.values)

    def _elements(self, node: Any) -> frozenset[Origin]:
        return self.all(node.elts) or _just(Origin.LITERAL)

    def _dictionary(self, node: ast.Dict) -> frozenset[Origin]:
        return self.all([*node.keys, *node.values]) or _just(Origin.LITERAL)

    def _formatted(self, node: ast.FormattedValue) -> frozenset[Origin]:
        return self.all((node.value, node.format_spec))

    def _operation(self, node: ast.BinOp) -> frozenset[Origin]:
        return self.all((node.left, node.right))

    def _signed(self, node: ast.UnaryOp) -> frozenset[Origin]:
        return self.of(node.operand)

    def _choice(self, node: ast.IfExp) -> frozenset[Origin]:
        return self.all((node.body, node.orelse))

    def _comprehension(self, node: Any) -> frozenset[Origin]:
        return self.of(node.elt)

    def _item(self, node: ast.Subscript) -> frozenset[Origin]:
        return self.of(node.value)

    def _attribute(self, node: ast.Attribute) -> frozenset[Origin]:
        name = self._module.name_of(node)
        known = _source(name or "")
        if known:
            return _just(Origin(known))
        if self._is_request(node.value) and node.attr in known_sources.REQUEST_PARTS:
            return _just(Origin.REQUEST)
        if name is not None:
            return self._imported(name)
        bindings = self._module.bindings_of(node)
        if bindings:
            return self._bound(bindings)
        found = self.of(node.value) - {Origin.LITERAL, Origin.NUMBER}
        return found or _just(Origin.UNKNOWN)

    def _is_request(self, node: ast.expr) -> bool:
        """Whether an object is the request that a web framework gives."""
        if self._module.name_of(node) in known_sources.REQUESTS:
            return True
        match node:
            case ast.Name(id="request"):
                return True
            case ast.Attribute(value=ast.Name(id="self"), attr="request"):
                return True
        return False

    def _call(self, node: ast.Call) -> frozenset[Origin]:
        name = self._module.name_of(node.func) or ""
        if name in known_sources.ARGUMENT_FUNCTIONS:
            return self.all(node.args)
        known = known_sources.FUNCTIONS.get(name) or _source(name)
        if known:
            return _just(Origin(known)) | self.all(node.args[1:])
        if name.startswith(_OF_REQUESTS):
            return _just(Origin.REQUEST)
        if name:
            return self._imported(name) | (self.all(node.args) - {Origin.LITERAL})
        if isinstance(node.func, ast.Attribute):
            return self._method(node, node.func)
        return _just(Origin.UNKNOWN)

    def _imported(self, name: str) -> frozenset[Origin]:
        root = name.partition(".")[0]
        machine = root in known_sources.MACHINE_MODULES
        return _just(Origin.MACHINE if machine else Origin.UNKNOWN)

    def _method(self, node: ast.Call, function: ast.Attribute) -> frozenset[Origin]:
        """Return what a method gives: text of its object and arguments, or a file."""
        if function.attr in known_sources.READING_METHODS:
            found = self.of(function.value) & OUTSIDE
            return found or _just(Origin.FILE)
        if function.attr in known_sources.PARSING_METHODS:
            return _just(Origin.ARGUMENTS)
        if self._is_request(function.value):
            return _just(Origin.REQUEST)
        if function.attr in known_sources.COMBINING_METHODS:
            values = [keyword.value for keyword in node.keywords]
            return self.all([function.value, *node.args, *values])
        found = self.of(function.value) & OUTSIDE
        return found or _just(Origin.UNKNOWN)

    def _name(self, node: ast.Name) -> frozenset[Origin]:
        name = self._module.name_of(node)
        known = known_sources.ATTRIBUTES.get(name or "")
        if known:
            return _just(Origin(known))
        if name is not None:
            return self._imported(name)
        if node.id in known_sources.MODULE_NAMES:
            return _just(Origin.MACHINE)
        return self._bound(self._module.bindings_of(node))

    def _bound(self, bindings: tuple[Binding, ...]) -> frozenset[Origin]:
        if not 0 < len(bindings) <= MANY or len(self._visiting) > DEPTH:
            return _just(Origin.UNKNOWN)
        return frozenset[Origin]().union(*map(self._binding, bindings))

    def _binding(self, binding: Binding) -> frozenset[Origin]:
        if binding.node in self._visiting:
            return frozenset()
        self._visiting.add(binding.node)
        found = self._binding_anew(binding)
        self._visiting.discard(binding.node)
        return found

    def _binding_anew(self, binding: Binding) -> frozenset[Origin]:
        if binding.kind is Kind.PARAMETER:
            return _just(Origin.PARAMETER)
        if binding.value is None:
            return self._unpacked(binding.node)
        found = self.of(binding.value)
        if isinstance(binding.value, _CHANGING) and self._is_changed(binding.node):
            found |= {Origin.UNKNOWN}
        return found

    def _unpacked(self, node: ast.AST) -> frozenset[Origin]:
        """Return the origins of what a loop, `+=` or unpacking gives a name."""
        parent = self._module.tree.parents[node]
        while isinstance(parent, (ast.Tuple, ast.List, ast.Starred)):
            parent = self._module.tree.parents[parent]
        match parent:
            case ast.For(iter=value) | ast.AsyncFor(iter=value):
                return self.of(value)
            case ast.comprehension(iter=value):
                return self.of(value)
            case ast.AugAssign(value=value) | ast.Assign(value=value):
                return self.of(value)
            case ast.withitem(context_expr=value):
                return self.of(value)
        return _just(Origin.UNKNOWN)

    def _is_changed(self, node: ast.AST) -> bool:
        """Whether the file changes in place what a name holds, or lends it out."""
        if not isinstance(node, ast.Name):
            return True
        return any(
            _may_change(self._module.tree.parents[use], use)
            for use in lookups.names(self._module, node.id)
            if isinstance(use.ctx, ast.Load)
        )

    looks: ClassVar[Mapping[type, Callable[[_Finder, Any], frozenset[Origin]]]] = {
        ast.Attribute: _attribute,
        ast.Await: _value,
        ast.BinOp: _operation,
        ast.BoolOp: _values,
        ast.Call: _call,
        ast.Compare: _truth,
        ast.Constant: _constant,
        ast.Dict: _dictionary,
        ast.FormattedValue: _formatted,
        ast.GeneratorExp: _comprehension,
        ast.IfExp: _choice,
        ast.JoinedStr: _values,
        ast.List: _elements,
        ast.ListComp: _comprehension,
        ast.Name: _name,
        ast.NamedExpr: _value,
        ast.Set: _elements,
        ast.SetComp: _comprehension,
        ast.Starred: _value,
        ast.Subscript: _item,
        ast.Tuple: _elements,
        ast.UnaryOp: _signed,
    }


_OF_REQUESTS = tuple(f"{name}." for name in sorted(known_sources.REQUESTS))
"""How the names of methods begin that give what a request holds."""

_CHANGING = (ast.Dict, ast.List, ast.ListComp, ast.Set, ast.SetComp)
"""Displays whose value can be changed in place."""


def _source(name: str) -> str:
    """Return the origin of what hangs on a known object, "" for others."""
    while name:
        known = known_sources.ATTRIBUTES.get(name)
        if known:
            return known
        name = name.rpartition(".")[0]
    return ""


def _may_change(parent: ast.AST, use: ast.Name) -> bool:
    """Whether one use of a name may put something else into its list or dict."""
    match parent:
        case ast.Attribute(attr=name):
            return name in known_sources.CHANGING_METHODS
        case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()):
            return value is use
    return False


def _just(origin: Origin) -> frozenset[Origin]:
    return frozenset({origin})
