"""From unittest's ways to expect an exception to `pytest.raises`."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import EditRefusedError, ImportNeeded, TextEdit
from codemods.lazy import cst
from codemods.reading import lookups
from codemods.reading.names import Kind
from codemods.testing.parts import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

PYTEST = ImportNeeded("pytest")

PLAIN = frozenset({"assertRaises", "failUnlessRaises"})
WITH_PATTERN = frozenset({"assertRaisesRegex", "assertRaisesRegexp"})
METHODS = PLAIN | WITH_PATTERN

SIMPLE = (
    ast.Constant, ast.Name, ast.Attribute, ast.List, ast.Tuple, ast.Dict, ast.Set,
    ast.UnaryOp, ast.Lambda,
)  # fmt: skip
"""Arguments that raise nothing while they are worked out."""

_CATCHING = frozenset({"raises", "assertRaises", "assertRaisesRegex", "assertWarns"})


class KeptError(ValueError):
    """A place stays as it is; says why in plain words."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that expect an exception, and share the name they give it."""

    calls: tuple[ast.Call, ...]
    loads: tuple[ast.Attribute, ...] = ()


def group_of(module: Module, item: ast.withitem) -> Group:
    """Return a block with all others that bind the same name in its scope.

    Raises `KeptError` where one of them has to stay, or where something else
    happens with the name.
    """
    call = item.context_expr
    if not isinstance(call, ast.Call):
        raise KeptError("it is no call")
    if item.optional_vars is None:
        return Group((call,))
    if not isinstance(item.optional_vars, ast.Name):
        raise KeptError("what is caught is stored elsewhere than in a name")
    name = item.optional_vars
    bindings = module.names.bindings(name.id, name)
    calls = tuple(_call_in(module, binding) for binding in bindings)
    scope = module.names.scope_of_name(name.id, name)
    loads = []
    for node in lookups.names_in(module, name.id, scope or module.root):
        if isinstance(node.ctx, ast.Load):
            around = module.parent(node)
            if not isinstance(around, ast.Attribute) or around.attr != "exception":
                raise KeptError(f"`{name.id}` is used for more than its exception")
            loads.append(around)
    return Group(calls, tuple(loads))


def _call_in(module: Module, binding: Binding) -> ast.Call:
    call = binding.value
    method = _method(call) if isinstance(call, ast.Call) else ""
    if binding.kind is not Kind.WITH or method not in METHODS:
        raise KeptError("the name that it gives means something else as well")
    assert isinstance(call, ast.Call)  # noqa: S101  # so says the method
    if module.class_of_self(call.func.value) is None:  # type: ignore[attr-defined]  # an attribute
        raise KeptError("the name that it gives means something else as well")
    return call


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def block_edits(module: Module, group: Group) -> tuple[TextEdit, ...]:
    """Return the edits that let the blocks of a group expect with pytest.

    Raises `KeptError` where the arguments do not allow it, and
    `ImportRefusedError` where pytest cannot be imported.
    """
    edits: list[TextEdit] = []
    for call in group.calls:
        check_caught(module, call)
        edits += _call_edits(module, call)
    for load in group.loads:
        if module.anchor(load) is not load:
            raise KeptError("the exception is looked at inside an f-string")
        _, end = module.source.span(load)
        edits.append(TextEdit(load, end - len("exception"), end, b"value"))
    return tuple(edits)


def _call_edits(module: Module, call: ast.Call) -> Iterator[TextEdit]:
    method = _method(call)
    wanted = 2 if method in WITH_PATTERN else 1
    starred = any(isinstance(arg, ast.Starred) for arg in call.args)
    if starred or call.keywords or len(call.args) != wanted:
        raise KeptError("it is called with more than pytest could be told")
    start, end = module.source.span(call.func)
    written = f"{module.imported(PYTEST, call)}.raises".encode()
    yield TextEdit(call, start, end, written)
    if wanted == len(call.args) and method in WITH_PATTERN:
        _check_pattern(call.args[1])
        place, _ = module.source.span(call.args[1])
        if _is_bracketed(module, call.args[1], place):
            raise KeptError("its pattern is laid out in an unusual way")
        yield TextEdit(call, place, place, b"match=")


def _check_pattern(pattern: ast.expr) -> None:
    if isinstance(pattern, ast.Constant) and not pattern.value:
        raise KeptError("an empty pattern matches everything")


def _is_bracketed(module: Module, node: ast.expr, start: int) -> bool:
    """Whether brackets that are no part of an expression stand around it."""
    del node
    return module.source.data[:start].rstrip().endswith(b"(")


def check_caught(module: Module, node: ast.AST) -> None:
    """Raise `KeptError` where something around a node may catch its failure.

    pytest's own failure is no `AssertionError`.
    """
    below = node
    for around in module.tree.ancestors(node):
        if isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return
        if isinstance(around, ast.Try) and around.handlers and below in around.body:
            raise KeptError("a `try` around it may catch its failure")
        if isinstance(around, ast.With) and below in around.body:
            for item in around.items:
                call = item.context_expr
                if isinstance(call, ast.Call) and _name(call.func) in _CATCHING:
                    raise KeptError("a block around it may catch its failure")
        below = around


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def called_edit(module: Module, statement: ast.Expr, call: ast.Call) -> TextEdit:
    """Return the edit for `self.assertRaises(Error, function, *arguments)`.

    Raises `KeptError` where the call in the new block would do more than the
    function does, and `EditRefusedError` where it cannot be written.
    """
    check_caught(module, statement)
    wanted = 2 if _method(call) in WITH_PATTERN else 1
    heads, rest = call.args[:wanted], call.args[wanted:]
    starred = any(isinstance(arg, ast.Starred) for arg in (*heads, *rest[:1]))
    if len(heads) < wanted or not rest or starred:
        raise KeptError("it is called with arguments that are not known")
    function, arguments = rest[0], rest[1:]
    for node in (*arguments, *(keyword.value for keyword in call.keywords)):
        if not _is_simple(node):
            raise KeptError("its arguments would be worked out inside the block")
    if not layout.is_alone(module, statement):
        raise EditRefusedError("the statement shares its line with another")
    indent = layout.indent_of(module, statement.lineno)
    inner = indent + module.indent
    caught = ", match=".join(layout.text_at(module, node, indent) for node in heads)
    if wanted > 1:
        _check_pattern(heads[1])
    body = _body(module, function, arguments, call.keywords, inner)
    raises = f"{module.imported(PYTEST, call)}.raises"
    text = f"with {raises}({caught}):\n{inner}{body}"
    _check_parses(text)
    start, end = module.source.span(statement)
    newline = module.source.newline()
    text = newline.join(text.split("\n")) if newline != "\n" else text
    return TextEdit(statement, start, end, text.encode())


def _is_simple(node: ast.expr) -> bool:
    if isinstance(node, ast.Starred):
        node = node.value
    return all(
        isinstance(inner, SIMPLE) or not isinstance(inner, ast.expr)
        for inner in (ast.walk(node) if not isinstance(node, ast.Lambda) else ())
    )


def _body(
    module: Module,
    function: ast.expr,
    arguments: Sequence[ast.expr],
    keywords: Sequence[ast.keyword],
    indent: str,
) -> str:
    """Return what is done inside of the block."""
    if isinstance(function, ast.Lambda):
        if arguments or keywords or any(ast.iter_child_nodes(function.args)):
            raise KeptError("it calls a lambda with parameters")
        text = layout.joined(layout.text_at(module, function.body, indent))
        return f"({text})" if "\n" in text and not _parses(text) else text
    if not isinstance(function, ast.Name | ast.Attribute):
        raise KeptError("what it calls would be worked out inside the block")
    texts = [_argument(module, node, indent) for node in arguments]
    for keyword in keywords:
        value = layout.joined(layout.text_at(module, keyword.value, indent))
        texts.append(f"{keyword.arg}={value}" if keyword.arg else f"**{value}")
    head = layout.text_at(module, function, indent)
    line = f"{head}({', '.join(texts)})"
    if len(indent + line) <= module.line_limit or not texts:
        return line
    deeper = f"\n{indent}{module.indent}"
    return f"{head}({deeper}{f',{deeper}'.join(texts)},\n{indent})"


def _argument(module: Module, node: ast.expr, indent: str) -> str:
    star = "*" if isinstance(node, ast.Starred) else ""
    value = node.value if isinstance(node, ast.Starred) else node
    return star + layout.joined(layout.text_at(module, value, indent))


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError:
        return False
    return True


def _check_parses(text: str) -> None:
    if not _parses(text):
        raise EditRefusedError("it cannot be written as a block")


def names_replaced(node: Any, name: str, new: str) -> Any:
    """Return a LibCST node in which a name that is read is another expression."""
    return node.visit(_make_replacer(name, new))


def _make_replacer(name: str, new: str) -> Any:
    class Replacer(cst.CSTTransformer):
        """Replaces a name, but not an attribute or a keyword of that name."""

        def leave_Name(  # noqa: N802  # LibCST's name
            self, original_node: Any, updated_node: Any
        ) -> Any:
            del updated_node
            if original_node.value == name:
                return cst.parse_expression(new)
            return original_node

        def leave_Attribute(  # noqa: N802  # LibCST's name
            self, original_node: Any, updated_node: Any
        ) -> Any:
            return updated_node.with_changes(attr=original_node.attr)

        def leave_Arg(  # noqa: N802  # LibCST's name
            self, original_node: Any, updated_node: Any
        ) -> Any:
            return updated_node.with_changes(keyword=original_node.keyword)

    return Replacer()
