"""What kind of value an annotation promises."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import kinds
from codemods.reading.names import Kind as Bound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codemods.reading.kinds import Kind
    from codemods.reading.module import Module

TEXT = frozenset({"builtins.str", "typing.LiteralString"})
INTEGER = frozenset({"builtins.bool", "builtins.int"})
NUMBER = frozenset({"builtins.float"})
PLAIN = frozenset(
    {
        "builtins.bytes",
        "builtins.complex",
        "builtins.dict",
        "builtins.frozenset",
        "builtins.list",
        "builtins.set",
        "builtins.tuple",
        "builtins.type",
        "collections.Counter",
        "collections.OrderedDict",
        "collections.abc.Callable",
        "collections.defaultdict",
        "collections.deque",
        "datetime.date",
        "datetime.datetime",
        "datetime.time",
        "datetime.timedelta",
        "decimal.Decimal",
        "fractions.Fraction",
        "pathlib.Path",
        "pathlib.PurePath",
        "types.ModuleType",
        "types.TracebackType",
        "typing.Callable",
        "typing.DefaultDict",
        "typing.Dict",
        "typing.FrozenSet",
        "typing.List",
        "typing.Set",
        "typing.Tuple",
        "typing.Type",
        "uuid.UUID",
    }
)
"""Types, and containers, that leave an empty format to `str`."""

UNION = frozenset({"typing.Optional", "typing.Union"})
WRAPPERS = frozenset(
    f"typing.{name}" for name in ("Annotated", "ClassVar", "Final", "Required")
)
ANYTHING = frozenset({"builtins.object", "typing.Any"})
SEQUENCES = frozenset(
    f"{home}.{name}"
    for home in ("builtins", "typing", "collections.abc")
    for name in (
        "AbstractSet",
        "Collection",
        "FrozenSet",
        "Iterable",
        "Iterator",
        "List",
        "Sequence",
        "Set",
        "frozenset",
        "list",
        "set",
    )
)
"""One parameter says what the elements are."""

MAPPINGS = frozenset(
    {"builtins.dict", "collections.abc.Mapping", "typing.Dict", "typing.Mapping"}
)
ENUMS = frozenset(
    f"enum.{name}" for name in ("Enum", "Flag", "IntEnum", "IntFlag", "StrEnum")
)


def kind_of(module: Module, annotation: ast.expr) -> Kind:
    """Return what is known of a value with this annotation."""
    node = unquoted(module, annotation)
    match node:
        case ast.Constant(value=None):
            return kinds.Kind.PLAIN
        case ast.BinOp(op=ast.BitOr()):
            parts = (node.left, node.right)
            return _joined(kind_of(module, part) for part in parts)
        case ast.Subscript():
            return _subscripted(module, node)
        case ast.Name() | ast.Attribute():
            return _named(module, node)
    return kinds.Kind.UNKNOWN


def _joined(found: Iterable[Kind]) -> Kind:
    return kinds.join(found) or kinds.Kind.UNKNOWN


def item_kind(module: Module, annotation: ast.expr) -> Kind:
    """Return what is known of `x[i]`, where `x` has this annotation."""
    node = unquoted(module, annotation)
    match node:
        case ast.Subscript(slice=ast.Tuple(elts=[_, value])) if (
            module.name_of(node.value) in MAPPINGS
        ):
            return kind_of(module, value)
    return element_kind(module, node)


def element_kind(module: Module, annotation: ast.expr) -> Kind:
    """Return what is known of what a loop over such a value gives."""
    node = unquoted(module, annotation)
    if isinstance(node, ast.Subscript):
        name = module.name_of(node.value)
        if name in SEQUENCES:
            return kind_of(module, node.slice)
        if name in MAPPINGS and isinstance(node.slice, ast.Tuple):
            return kind_of(module, node.slice.elts[0])
    return kinds.Kind.UNKNOWN


def is_enum(module: Module, node: ast.expr) -> bool:
    """Whether an expression is an enum class that the file defines."""
    return any(
        isinstance(binding.node, ast.ClassDef)
        and class_kind(module, binding.node) is kinds.Kind.ENUM
        for binding in module.bindings_of(node)
    )


def unquoted(module: Module, annotation: ast.expr) -> ast.expr:
    """Return the type in a string, with the string's own place in the tree.

    What is no string, or no type, comes back as it is.
    """
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            node = ast.parse(annotation.value.strip(), mode="eval").body
        except SyntaxError:
            return annotation
        module.tree.graft(node, annotation)
        return node
    return annotation


def _subscripted(module: Module, node: ast.Subscript) -> Kind:
    name = module.name_of(node.value) or ""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name in UNION:
        found = [kind_of(module, part) for part in parts]
        return _joined([*found, kinds.Kind.PLAIN] if name.endswith("l") else found)
    if name.replace("typing_extensions", "typing") in WRAPPERS:
        return kind_of(module, parts[0])
    if name.endswith(".Literal"):
        return _joined(kinds.kind_of(module, part) for part in parts)
    return _named(module, node.value)


def _named(module: Module, node: ast.expr) -> Kind:
    name = module.name_of(node)
    if name in TEXT:
        return kinds.Kind.TEXT
    if name in INTEGER:
        return kinds.Kind.INTEGER
    if name in NUMBER:
        return kinds.Kind.NUMBER
    if name in PLAIN or _is_exception(name):
        return kinds.Kind.PLAIN
    if name in ANYTHING:
        return kinds.Kind.UNKNOWN
    return _defined(module, node)


def _is_exception(name: str | None) -> bool:
    root, _, last = (name or "").rpartition(".")
    return root == "builtins" and last.endswith(("Error", "Exception"))


def _defined(module: Module, node: ast.expr) -> Kind:
    """Return the kind of a class that the file defines, or brings from elsewhere."""
    for binding in module.bindings_of(node):
        if isinstance(binding.node, ast.ClassDef):
            return class_kind(module, binding.node)
        if binding.kind is Bound.IMPORT:
            return kinds.Kind.FOREIGN
    return kinds.Kind.UNKNOWN


def class_kind(module: Module, home: ast.ClassDef) -> Kind:
    """Return the kind of an instance of a class that the file defines."""
    for statement in home.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__format__":
            return kinds.Kind.OWN_FORMAT
    names = {module.name_of(base) for base in home.bases}
    mixed = len(home.bases) > 1 or bool(names & {"enum.IntEnum", "enum.IntFlag"})
    if names & ENUMS and mixed:
        return kinds.Kind.ENUM
    return kinds.Kind.UNKNOWN if home.bases else kinds.Kind.PLAIN
