"""Which built-in container an expression gives, and what can be hashed.

No types are checked here. Annotations are believed; a type is known only if
it is the same on every way to it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import annotation_kinds, kinds
from codemods.reading.kinds import Kind
from codemods.reading.names import Kind as Bound

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

LIST = "builtins.list"
DICT = "builtins.dict"
SET = "builtins.set"
TUPLE = "builtins.tuple"
TEXT = "builtins.str"

DICTS = frozenset(
    {DICT, "collections.Counter", "collections.OrderedDict", "collections.defaultdict"}
)
SEQUENCES = frozenset({LIST, TUPLE, TEXT})
"""What gives in a loop what it has at 0, 1, 2 and so on."""

REPEATABLE = (
    DICTS
    | SEQUENCES
    | {SET, "builtins.frozenset", "builtins.range", "collections.deque"}
)
"""What gives the same again when it is looped over again."""

CONSTRUCTORS = REPEATABLE - {TEXT} | {"builtins.bytes", "builtins.bytearray"}

_TYPES = {
    **{name: name for name in CONSTRUCTORS | {TEXT}},
    "typing.Counter": "collections.Counter",
    "typing.DefaultDict": "collections.defaultdict",
    "typing.Deque": "collections.deque",
    "typing.Dict": DICT,
    "typing.FrozenSet": "builtins.frozenset",
    "typing.List": LIST,
    "typing.OrderedDict": "collections.OrderedDict",
    "typing.Set": SET,
    "typing.Tuple": TUPLE,
}

_DISPLAYS: dict[type[ast.expr], str] = {
    ast.Dict: DICT,
    ast.DictComp: DICT,
    ast.JoinedStr: TEXT,
    ast.List: LIST,
    ast.ListComp: LIST,
    ast.Set: SET,
    ast.SetComp: SET,
    ast.Tuple: TUPLE,
}

_RESULTS = {
    "builtins.dir": LIST,
    "builtins.sorted": LIST,
    "os.listdir": LIST,
}

DEPTH = 6
"""How many names are followed one after another."""

_SAME = {
    ast.Add: frozenset({LIST, TUPLE, TEXT}),
    ast.BitOr: frozenset({DICT, SET, "collections.Counter"}),
    ast.BitAnd: frozenset({SET}),
    ast.Sub: frozenset({SET}),
}
"""What an augmented assignment leaves of its type."""

_LISTS_OF_TEXT = frozenset({"split", "rsplit", "splitlines"})


def type_of(module: Module, node: ast.expr, depth: int = 0) -> str:
    """Return the dotted name of a built-in type, "" where it is not known."""
    match node:
        case ast.Constant(value=str()):
            return TEXT
        case ast.Call():
            return _made(module, node, depth)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _joined(module, [left, right], depth, SEQUENCES)
        case ast.IfExp(body=body, orelse=other):
            return _joined(module, [body, other], depth, CONSTRUCTORS | {TEXT})
        case ast.Name() | ast.Attribute():
            return _named(module, node, depth)
    return _DISPLAYS.get(type(node), "")


def _made(module: Module, node: ast.Call, depth: int) -> str:
    name = module.name_of(node.func) or ""
    if name in CONSTRUCTORS:
        return name
    if name in _RESULTS:
        return _RESULTS[name]
    if isinstance(node.func, ast.Attribute):
        receiver = node.func.value
        if node.func.attr in _LISTS_OF_TEXT:
            known = kinds.kind_of(module, receiver) is Kind.TEXT
            return LIST if known else ""
        if node.func.attr == "copy" and not node.args:
            return type_of(module, receiver, depth + 1)
    return TEXT if kinds.kind_of(module, node) is Kind.TEXT else ""


def _joined(
    module: Module, parts: list[ast.expr], depth: int, allowed: frozenset[str]
) -> str:
    found = {type_of(module, part, depth + 1) for part in parts}
    return found.pop() if len(found) == 1 and found <= allowed else ""


def _named(module: Module, node: ast.Name | ast.Attribute, depth: int) -> str:
    bindings = module.bindings_of(node)
    if depth > DEPTH or not bindings or len(bindings) > kinds.MANY:
        return ""
    found: set[str] = set()
    added: list[ast.operator] = []
    for binding in bindings:
        parent = module.tree.parents[binding.node]
        if isinstance(parent, ast.AugAssign):
            added.append(parent.op)
        else:
            found.add(_bound(module, binding, parent, depth))
    if len(found) != 1:
        return ""
    (only,) = found
    kept = all(only in _SAME.get(type(operator), ()) for operator in added)
    return only if kept else ""


def _bound(module: Module, binding: Binding, parent: ast.AST, depth: int) -> str:
    node = binding.node
    if binding.kind is Bound.ASSIGNMENT and binding.value is not None:
        return type_of(module, binding.value, depth + 1)
    if isinstance(parent, ast.AnnAssign):
        return declared(module, parent.annotation)
    if isinstance(node, ast.arg) and isinstance(parent, ast.arguments):
        if node is parent.vararg:
            return TUPLE
        if node is parent.kwarg:
            return DICT
        if node.annotation is not None and not _may_be_none(node, parent):
            return declared(module, node.annotation)
    return ""


def _may_be_none(node: ast.arg, around: ast.arguments) -> bool:
    positional = [*around.posonlyargs, *around.args]
    pairs = [
        *zip(reversed(positional), reversed(around.defaults), strict=False),
        *zip(around.kwonlyargs, around.kw_defaults, strict=True),
    ]
    return any(
        arg is node and isinstance(default, ast.Constant) and default.value is None
        for arg, default in pairs
    )


def declared(module: Module, annotation: ast.expr) -> str:
    """Return the built-in type that an annotation names, "" for another."""
    node = annotation_kinds.unquoted(module, annotation)
    if isinstance(node, ast.Subscript):
        node = node.value
    return _TYPES.get(module.name_of(node) or "", "")


# ---------------------------------------------------------------- hashability

_HASHABLE_TYPES = frozenset(
    f"builtins.{name}" for name in ("bool", "bytes", "complex", "float", "int", "str")
) | {
    "datetime.date",
    "datetime.datetime",
    "datetime.timedelta",
    "decimal.Decimal",
    "pathlib.Path",
    "pathlib.PurePath",
    "typing.LiteralString",
    "uuid.UUID",
}
_UNIONS = frozenset({"typing.Optional", "typing.Union"})
_LITERALS = frozenset({"typing.Literal", "typing_extensions.Literal"})
_HASHABLE_NAMES = frozenset(
    {"os.name", "os.sep", "sys.byteorder", "sys.platform", "sys.version_info"}
)
_HASHABLE_CALLS = frozenset(
    {"os.environ.get", "os.getenv", "builtins.id", "builtins.hash"}
    | {f"platform.{name}" for name in ("architecture", "processor", "release")}
    | {f"os.path.{name}" for name in ("basename", "dirname", "join", "abspath")}
)
_HASHABLE_METHODS = frozenset(
    {"as_posix", "capitalize", "casefold", "hexdigest", "isoformat", "lower"}
    | {"lstrip", "rstrip", "strip", "strftime", "title", "upper"}
)
"""Methods whose name alone says that they give text or bytes."""

_PATHS = frozenset({"pathlib.Path", "pathlib.PurePath"})
_PATH_TEXTS = frozenset({"name", "stem", "suffix"})

_LISTS = frozenset({"typing.List", "typing.Sequence", "typing.Set", "typing.Iterable",
                    "collections.abc.Iterable", "collections.abc.Sequence",
                    LIST, SET, "typing.FrozenSet", "builtins.frozenset"})  # fmt: skip


def is_hashable(module: Module, node: ast.expr, depth: int = 0) -> bool:
    """Return whether the value of an expression surely has a hash.

    Only types whose equality goes with their hash count.
    """
    if kinds.kind_of(module, node) in kinds.IMMUTABLE:
        return True
    match node:
        case ast.Constant():
            return True
        case ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            return all(is_hashable(module, item, depth + 1) for item in parts)
        case ast.Call(func=function):
            return _gives_hashable(module, function)
        case ast.Name() | ast.Attribute():
            return _hashable_name(module, node, depth)
    return False


def _gives_hashable(module: Module, function: ast.expr) -> bool:
    if module.name_of(function) in _HASHABLE_CALLS:
        return True
    return isinstance(function, ast.Attribute) and function.attr in _HASHABLE_METHODS


def _hashable_name(module: Module, node: ast.Name | ast.Attribute, depth: int) -> bool:
    if module.name_of(node) in _HASHABLE_NAMES:
        return True
    if isinstance(node, ast.Attribute) and node.attr in _PATH_TEXTS:
        return _is_path(module, node.value)
    bindings = module.bindings_of(node)
    if depth > DEPTH or not bindings or len(bindings) > kinds.MANY:
        return False
    return all(_hashable_binding(module, binding, depth) for binding in bindings)


def _hashable_binding(module: Module, binding: Binding, depth: int) -> bool:
    node = binding.node
    parent = module.tree.parents[node]
    if isinstance(parent, ast.AnnAssign):
        return hashable_annotation(module, parent.annotation)
    if isinstance(node, ast.arg) and isinstance(parent, ast.arguments):
        plain = node not in {parent.vararg, parent.kwarg}
        return (
            plain
            and node.annotation is not None
            and hashable_annotation(module, node.annotation)
        )
    if binding.kind is Bound.ASSIGNMENT and binding.value is not None:
        return is_hashable(module, binding.value, depth + 1)
    if isinstance(parent, ast.For | ast.comprehension) and parent.target is node:
        return _hashable_items(module, parent.iter)
    return False


def _hashable_items(module: Module, values: ast.expr) -> bool:
    """Return whether a loop over a value gives what has a hash."""
    if isinstance(values, ast.Call) and isinstance(values.func, ast.Attribute):
        of_text = values.func.attr in _LISTS_OF_TEXT
        return of_text and kinds.kind_of(module, values.func.value) is Kind.TEXT
    if type_of(module, values) in DICTS | {SET, "builtins.frozenset", TEXT}:
        return True
    annotation = kinds.annotation_of(module, values)
    if annotation is None:
        return False
    node = annotation_kinds.unquoted(module, annotation)
    return (
        isinstance(node, ast.Subscript)
        and module.name_of(node.value) in _LISTS
        and hashable_annotation(module, node.slice)
    )


def hashable_annotation(module: Module, annotation: ast.expr) -> bool:
    """Return whether all values of an annotated type have a hash."""
    node = annotation_kinds.unquoted(module, annotation)
    match node:
        case ast.Constant(value=None):
            return True
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            both = (left, right)
            return all(hashable_annotation(module, part) for part in both)
        case ast.Subscript(value=value, slice=inner):
            name = module.name_of(value)
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            if name in _LITERALS:
                return all(isinstance(part, ast.Constant) for part in parts)
            return name in _UNIONS and all(
                hashable_annotation(module, part) for part in parts
            )
    return module.name_of(node) in _HASHABLE_TYPES


def _is_path(module: Module, node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return module.name_of(node.func) in _PATHS
    annotation = kinds.annotation_of(module, node)
    if annotation is not None:
        return module.name_of(annotation_kinds.unquoted(module, annotation)) in _PATHS
    value = module.value_of(node)
    return isinstance(value, ast.Call) and module.name_of(value.func) in _PATHS
