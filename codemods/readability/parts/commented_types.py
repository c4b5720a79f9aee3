"""Types in comments (PEP 484), and how they are written as annotations."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError
from codemods.readability.parts import unbound_names
from codemods.reading.names import BUILTINS, FUNCTIONS, Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

COMMENT = re.compile(r"#\s*type:\s*(?!\s|ignore\b)(?P<type>[^#]+?)\s*(?P<rest>#.*)?$")
"""A comment that says a type, and what else it says."""

_TYPING = ("typing.", "typing_extensions.")
_PLAIN = frozenset(
    {"BaseException", "Exception", "bool", "bytearray", "bytes", "complex", "dict"}
    | {"float", "frozenset", "int", "list", "object", "set", "str", "tuple", "type"}
)
_SUBSCRIPTED_SINCE = (3, 9)
_PIPED_SINCE = (3, 10)


def parsed(text: str) -> ast.expr:
    """Return the type in a text; raise `EditRefusedError` where it is none."""
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise EditRefusedError(f"`{text[:60]}` is no type") from error


def signature(text: str) -> tuple[list[ast.expr] | None, ast.expr]:
    """Return the types of a function's comment: parameters, None for `...`, and result.

    Raises `EditRefusedError` where it says something else.
    """
    try:
        found = ast.parse(text, mode="func_type")
    except (SyntaxError, ValueError) as error:
        raise EditRefusedError(f"`{text[:60]}` is no signature") from error
    match found.argtypes:
        case [ast.Constant(value=value)] if value is ...:
            return None, found.returns
    return found.argtypes, found.returns


def admits_none(node: ast.expr) -> bool:
    """Return whether a type says that None is one of its values."""
    text = ast.unparse(node)
    return re.search(r"\b(?:None|Optional|Any|object)\b", text) is not None


def written(module: Module, node: ast.expr, at: ast.stmt, *, lazy: bool) -> str:
    """Return a type as it stands in an annotation at a statement.

    It is quoted where evaluating it might fail; with `lazy` nothing evaluates
    it. Raises `EditRefusedError` where the file does not know a name of it.
    """
    for name in ast.walk(node):
        if isinstance(name, ast.Name) and not _is_known(module, name.id, at):
            raise EditRefusedError(f"the file does not know `{name.id}`")
    text = ast.unparse(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return f'"{node.value}"' if '"' not in node.value else text
    if lazy or _is_sure(module, node, at):
        return text
    if '"' in text:
        raise EditRefusedError("the type holds quotes")
    return f'"{text}"'


def _is_known(module: Module, name: str, at: ast.stmt) -> bool:
    return bool(module.names.bindings(name, at)) or (
        name in BUILTINS and name in unbound_names.KNOWN
    )


def _is_sure(module: Module, node: ast.expr, at: ast.stmt) -> bool:
    """Whether evaluating a type at a statement surely works."""
    lowest = module.project.minimum_python
    match node:
        case ast.Constant():
            return True
        case ast.Name() | ast.Attribute():
            return _is_sure_name(module, node, at)
        case ast.Subscript(value=head, slice=inside):
            name = _dotted(module, head, at)
            generic = name.startswith(_TYPING) or (
                name in {"list", "dict", "set", "frozenset", "tuple", "type"}
                and lowest >= _SUBSCRIPTED_SINCE
            )
            return generic and _is_sure(module, inside, at)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return all(_is_sure(module, item, at) for item in items)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            plain = isinstance(left, ast.Name) and isinstance(
                right, (ast.Name, ast.Constant)
            )
            both = _is_sure(module, left, at) and _is_sure(module, right, at)
            return plain and both and lowest >= _PIPED_SINCE
    return False


def _dotted(module: Module, node: ast.expr, at: ast.stmt) -> str:
    """Return what a name means at a statement, "" where that is not sure."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    bindings = module.names.bindings(node.id, at)
    if not bindings:
        return "" if attributes else node.id
    if len(bindings) != 1 or not _is_early(module, bindings[0], at):
        return ""
    base = bindings[0].target if bindings[0].kind is Kind.IMPORT else "."
    return ".".join((base, *reversed(attributes)))


def _is_sure_name(module: Module, node: ast.expr, at: ast.stmt) -> bool:
    name = _dotted(module, node, at)
    return name in _PLAIN or name.startswith(_TYPING) or name == "."


def _is_early(module: Module, binding: Binding, at: ast.stmt) -> bool:
    """Whether a binding of the module's body has surely run before a statement."""
    place = binding.node
    if binding.kind is Kind.IMPORT:
        place = module.tree.parents[place]
    elif not isinstance(place, ast.ClassDef):
        return False
    inside = any(place is around for around in module.tree.ancestors(at))
    top = module.parent(place) is module.root
    return top and not inside and getattr(place, "lineno", 0) < at.lineno


def is_evaluated(module: Module, node: ast.stmt) -> bool:
    """Return whether Python evaluates the annotation of a variable there.

    It does in a module and a class, and not in a function.
    """
    return not isinstance(next(module.names.scopes(node)), FUNCTIONS)
