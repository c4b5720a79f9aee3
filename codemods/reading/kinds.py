"""What kind of value an expression gives, as far as one file tells.

No types are checked here. Annotations are believed; a kind is known only if
it is the same on every way to it. All else is `Kind.UNKNOWN`.
"""

from __future__ import annotations

import ast
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, ClassVar

from codemods.reading import annotation_kinds, known_calls
from codemods.reading.names import Kind as Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

DEPTH = 8
"""How many names, attributes and operators are followed one after another."""

MANY = 12
"""A name that is bound more often than this is not looked into."""


class Kind(Enum):
    """What is known of a value.

    `TEXT`, `INTEGER` and `NUMBER` are of the builtin types (a bool counts as
    an integer; a number is an int or a float). `PLAIN` is anything else for
    which `format(x, "")` is surely `str(x)`. `ENUM` has a builtin type mixed
    in, `OWN_FORMAT` has a `__format__`; a value of a `FOREIGN` class, which
    another file defines, may be either.
    """

    TEXT = auto()
    INTEGER = auto()
    NUMBER = auto()
    PLAIN = auto()
    ENUM = auto()
    FOREIGN = auto()
    OWN_FORMAT = auto()
    UNKNOWN = auto()


NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER})
IMMUTABLE = frozenset({Kind.TEXT, Kind.INTEGER, Kind.NUMBER})
FORMATS_PLAINLY = frozenset({Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.PLAIN})

_INTEGER_OPERATORS = (
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.FloorDiv,
    ast.Mod,
    ast.BitAnd,
    ast.BitOr,
    ast.BitXor,
    ast.LShift,
    ast.RShift,
)
_NUMBER_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)


_DISPLAYS = (
    ast.Dict,
    ast.DictComp,
    ast.JoinedStr,
    ast.Lambda,
    ast.List,
    ast.ListComp,
    ast.Set,
    ast.SetComp,
    ast.Tuple,
)


def kind_of(module: Module, node: ast.expr) -> Kind:
    """Return what is known of the value of an expression."""
    return _Finder(module).kind(node) or Kind.UNKNOWN


def join(kinds: Iterable[Kind | None]) -> Kind | None:
    """Return the kind of a value that is of one of these kinds.

    None is that of a name which is only looked at again while it is being
    worked out: it adds nothing.
    """
    found = {kind for kind in kinds if kind is not None}
    if len(found) <= 1:
        return next(iter(found), None)
    for kind in (Kind.OWN_FORMAT, Kind.ENUM, Kind.FOREIGN, Kind.UNKNOWN):
        if kind in found:
            return kind
    return Kind.NUMBER if found <= NUMERIC else Kind.PLAIN


def annotation_of(module: Module, node: ast.expr) -> ast.expr | None:
    """Return the annotation of a parameter, or of an attribute of `self`.

    An attribute's stands in the body of its class, or where it is assigned.
    """
    for binding in module.bindings_of(node):
        annotation = getattr(binding.node, "annotation", None)
        parent = module.tree.parents[binding.node]
        if isinstance(parent, ast.AnnAssign):
            annotation = parent.annotation
        if isinstance(annotation, ast.expr):
            return annotation
    if isinstance(node, ast.Attribute):
        home = module.class_of_self(node.value)
        for statement in home.body if home else ():
            match statement:
                case ast.AnnAssign(target=ast.Name(id=name)) if name == node.attr:
                    return statement.annotation
    return None


class _Finder:
    """Works out one kind; `visiting` are the bindings that it is busy with."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._visiting: set[ast.AST] = set()

    def kind(self, node: ast.expr | None) -> Kind | None:
        look = self.looks.get(type(node))
        return look(self, node) if look else Kind.UNKNOWN

    def _named(self, node: ast.NamedExpr) -> Kind | None:
        return self.kind(node.value)

    def _operation(self, node: ast.BinOp) -> Kind:
        return _result(self.kind(node.left), node.op, self.kind(node.right))

    def _either(self, node: ast.BoolOp) -> Kind | None:
        return join(map(self.kind, node.values))

    def _choice(self, node: ast.IfExp) -> Kind | None:
        return join((self.kind(node.body), self.kind(node.orelse)))

    def _signed(self, node: ast.UnaryOp) -> Kind | None:
        if isinstance(node.op, ast.Not):
            return Kind.INTEGER
        kind = self.kind(node.operand)
        numeric = kind is None or kind in NUMERIC
        return kind if numeric and not isinstance(node.op, ast.Invert) else Kind.UNKNOWN

    def _comparison(self, node: ast.Compare) -> Kind:
        """Comparisons of arrays give arrays, those by identity always a bool."""
        surely = (ast.Is, ast.IsNot, ast.In, ast.NotIn)
        if all(isinstance(operator, surely) for operator in node.ops):
            return Kind.INTEGER
        parts = {self.kind(part) for part in (node.left, *node.comparators)}
        return Kind.INTEGER if parts <= {*IMMUTABLE, None} else Kind.UNKNOWN

    def _call(self, node: ast.Call) -> Kind | None:
        name = self._module.name_of(node.func) or ""
        if name in _OF_NUMBERS:
            return self._of_numbers(node, name)
        for kind, functions in _FUNCTIONS.items():
            if name in functions:
                return kind
        if isinstance(node.func, ast.Attribute):
            return self._method(node.func)
        return Kind.UNKNOWN

    def _of_numbers(self, node: ast.Call, name: str) -> Kind | None:
        """Return the kind of what gives back a number that it has been given."""
        one = name in {"builtins.abs", "builtins.round"}
        values = node.args[:1] if one else node.args
        if node.keywords or (not one and len(values) == 1):
            return Kind.UNKNOWN
        kind = join(map(self.kind, values))
        if kind not in NUMERIC:
            return Kind.UNKNOWN
        whole = name == "builtins.round" and len(node.args) == 1
        return Kind.INTEGER if whole else kind

    def _method(self, function: ast.Attribute) -> Kind:
        name = function.attr
        if name in known_calls.NUMBER_METHODS:
            return Kind.NUMBER
        of_text = name in known_calls.TEXT_METHODS
        if of_text and self.kind(function.value) is Kind.TEXT:
            return Kind.TEXT
        return Kind.PLAIN if name in known_calls.PLAIN_METHODS else Kind.UNKNOWN

    def _item(self, node: ast.Subscript) -> Kind | None:
        if self._module.name_of(node.value) in {"sys.argv", "os.environ"}:
            return Kind.TEXT
        kind = self.kind(node.value)
        sliced = isinstance(node.slice, ast.Slice)
        if kind is Kind.TEXT or (kind is Kind.PLAIN and sliced):
            return kind
        annotation = annotation_of(self._module, node.value)
        if annotation is None:
            return Kind.UNKNOWN
        return annotation_kinds.item_kind(self._module, annotation)

    def _attribute(self, node: ast.Attribute) -> Kind | None:
        if node.attr in known_calls.TEXT_NAMES:
            return Kind.TEXT
        if node.attr == "__class__":
            return Kind.PLAIN
        if annotation_kinds.is_enum(self._module, node.value):
            return Kind.ENUM
        declared = annotation_of(self._module, node)
        if declared is not None:
            return annotation_kinds.kind_of(self._module, declared)
        return self._name(node)

    def _name(self, node: ast.Name | ast.Attribute) -> Kind | None:
        if isinstance(node, ast.Name) and node.id in known_calls.TEXT_NAMES:
            return Kind.TEXT
        bindings = self._module.bindings_of(node)
        if not 0 < len(bindings) <= MANY or len(self._visiting) > DEPTH:
            return Kind.UNKNOWN
        return join(map(self._bound, bindings))

    def _bound(self, binding: Binding) -> Kind | None:
        if binding.node in self._visiting:
            return None
        self._visiting.add(binding.node)
        kind = self._bound_anew(binding)
        self._visiting.discard(binding.node)
        return kind

    def _bound_anew(self, binding: Binding) -> Kind | None:
        node = binding.node
        parent = self._module.tree.parents[node]
        if isinstance(node, ast.arg):
            return self._parameter(node, parent)
        if isinstance(node, ast.ExceptHandler):
            return Kind.PLAIN
        if isinstance(parent, ast.AnnAssign):
            return annotation_kinds.kind_of(self._module, parent.annotation)
        if binding.kind is Bound.ASSIGNMENT:
            return self.kind(binding.value)
        if isinstance(parent, ast.AugAssign):
            return _result(None, parent.op, self.kind(parent.value))
        return self._loop(node, parent)

    def _parameter(self, node: ast.arg, parent: ast.AST) -> Kind | None:
        if isinstance(parent, ast.arguments) and node in {parent.vararg, parent.kwarg}:
            return Kind.PLAIN
        if node.annotation is None:
            return self._self(node, parent)
        return annotation_kinds.kind_of(self._module, node.annotation)

    def _self(self, node: ast.arg, parent: ast.AST) -> Kind:
        """Return the kind of what a method calls its first parameter."""
        method = self._module.tree.parents[parent]
        home = self._module.tree.parents[method]
        positional = [*getattr(parent, "posonlyargs", []), *getattr(parent, "args", [])]
        if not isinstance(home, ast.ClassDef) or positional[0] is not node:
            return Kind.UNKNOWN
        decorated = bool(getattr(method, "decorator_list", ()))
        return (
            Kind.UNKNOWN
            if decorated
            else annotation_kinds.class_kind(self._module, home)
        )

    def _loop(self, node: ast.AST, parent: ast.AST) -> Kind | None:
        """Return the kind of a loop's variable: of `range`, `enumerate`, a list."""
        place = -1
        if isinstance(parent, ast.Tuple) and isinstance(node, ast.expr):
            place = parent.elts.index(node)
            parent = self._module.tree.parents[parent]
        if not isinstance(parent, (ast.For, ast.comprehension)):
            return Kind.UNKNOWN
        values = parent.iter
        if place >= 0:
            if not self._is_call(values, "builtins.enumerate"):
                return Kind.UNKNOWN
            if place == 0:
                return Kind.INTEGER
            values = values.args[0]  # type: ignore[attr-defined]  # a call, as was just seen
        return self._element(values)

    def _element(self, values: ast.expr) -> Kind | None:
        if self._is_call(values, "builtins.range"):
            return Kind.INTEGER
        if isinstance(values, (ast.List, ast.Tuple, ast.Set)):
            return join(map(self.kind, values.elts))
        annotation = annotation_of(self._module, values)
        if annotation is None:
            return Kind.UNKNOWN
        return annotation_kinds.element_kind(self._module, annotation)

    def _is_call(self, node: ast.expr, name: str) -> bool:
        if not isinstance(node, ast.Call) or not node.args:
            return False
        return self._module.name_of(node.func) == name

    def _constant(self, node: ast.Constant) -> Kind:
        return _constant(node.value)

    def _display(self, node: ast.expr) -> Kind:
        return Kind.TEXT if isinstance(node, ast.JoinedStr) else Kind.PLAIN

    looks: ClassVar[Mapping[type, Callable[[_Finder, Any], Kind | None]]] = {
        ast.Attribute: _attribute,
        ast.BinOp: _operation,
        ast.BoolOp: _either,
        ast.Call: _call,
        ast.Compare: _comparison,
        ast.Constant: _constant,
        ast.IfExp: _choice,
        ast.Name: _name,
        ast.NamedExpr: _named,
        ast.Subscript: _item,
        ast.UnaryOp: _signed,
        **dict.fromkeys(_DISPLAYS, _display),
    }


def _constant(value: object) -> Kind:
    match value:
        case str():
            return Kind.TEXT
        case int():
            return Kind.INTEGER
        case float():
            return Kind.NUMBER
    return Kind.PLAIN


def _result(left: Kind | None, operator: ast.operator, right: Kind | None) -> Kind:
    """Return the kind that an operator gives; what adds nothing is as the other."""
    left, right = left or right, right or left
    if left is Kind.TEXT:
        if isinstance(operator, ast.Mod):
            return Kind.TEXT
        same = right is Kind.TEXT and isinstance(operator, ast.Add)
        repeated = right is Kind.INTEGER and isinstance(operator, ast.Mult)
        return Kind.TEXT if same or repeated else Kind.UNKNOWN
    if left is right is Kind.INTEGER and isinstance(operator, _INTEGER_OPERATORS):
        return Kind.INTEGER
    numbers = left in NUMERIC and right in NUMERIC
    if numbers and isinstance(operator, _NUMBER_OPERATORS):
        return Kind.NUMBER
    return Kind.UNKNOWN


_OF_NUMBERS = frozenset(f"builtins.{name}" for name in ("abs", "max", "min", "round"))
_FUNCTIONS = {
    Kind.TEXT: known_calls.TEXT_FUNCTIONS,
    Kind.INTEGER: known_calls.INTEGER_FUNCTIONS,
    Kind.NUMBER: known_calls.NUMBER_FUNCTIONS,
    Kind.PLAIN: known_calls.PLAIN_FUNCTIONS,
}
