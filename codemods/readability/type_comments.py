"""`x = []  # type: List[int]` becomes `x: List[int] = []`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import (
    annotation_readers,
    comment_tokens,
    commented_types,
    headers,
)
from codemods.readability.parts.commented_types import COMMENT
from codemods.reading import optionals, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.readability.parts.comment_tokens import Comment
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition


class TypeComments(Codemod):
    """Write types as annotations instead of comments.

    Types stood in comments while programs had to run on Python 2. Annotations
    are read by people, editors, type checkers and `help()`; support for the
    comments goes.

    Before:

        from typing import List


        def total(prices, tax=0.2):
            # type: (List[float], float) -> float
            found = []  # type: List[float]
            found.extend(prices)
            return sum(found) * (1 + tax)

    After:

        from typing import List


        def total(prices: List[float], tax: float = 0.2) -> float:
            found: List[float] = []
            found.extend(prices)
            return sum(found) * (1 + tax)

    Fix safety: a type that Python might not be able to evaluate is quoted.
    What reads annotations at run time, in another file, finds some now.

    Left alone: variables of classes, which a decorator or base may take for
    fields; several variables in one statement, loops and contexts, which have
    no place for an annotation; names that the file does not know; functions
    whose annotations something reads; parameters that are None by default
    though their type does not say so; and lines that would be too long.
    """

    safety = Safety.REVIEW
    takes = re.compile(r"#\s*type:")
    references = (
        "https://peps.python.org/pep-0484/#type-comments",
        "https://peps.python.org/pep-0526/",
    )
    sieve = re.compile(rb"#\s*type:\s*(?!\s|ignore)")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the comments of the file."""
        del node
        comments = [
            comment
            for comment in comment_tokens.of(module)
            if COMMENT.match(comment.text)
        ]
        if not comments:
            return
        taken: set[Comment] = set()
        functions: list[Definition] = [*module.tree.all(ast.FunctionDef)]
        functions += module.tree.all(ast.AsyncFunctionDef)
        for function in functions:
            own = _of_function(module, function, comments)
            if own:
                taken.update(own)
                yield _site(module, function, own)
        by_line = {item.line: item for item in comments if item not in taken}
        for assignment in module.tree.all(ast.Assign):
            comment = by_line.get(assignment.end_lineno or 0)
            if comment and comment.start >= module.source.span(assignment)[1]:
                yield _site(module, assignment, [comment])


def _site(
    module: Module, node: Definition | ast.Assign, comments: list[Comment]
) -> Site:
    try:
        if isinstance(node, ast.Assign):
            text, edits = _variable(module, node, comments[0])
        else:
            text, edits = _function(module, node, comments)
        headers.check_length(module, *(edit for edit in edits if edit.new))
    except EditRefusedError as error:
        return Site(node, Outcome.UNSURE, str(error))
    return Site(node, Outcome.APPLIED, text, edits)


def _of_function(
    module: Module, function: Definition, comments: list[Comment]
) -> list[Comment]:
    """Return the comments between a function's name and its first statement."""
    start = module.source.span(function)[0]
    first = function.body[0]
    decorators = getattr(first, "decorator_list", [])
    end = module.source.span(decorators[0] if decorators else first)[0]
    return [comment for comment in comments if start < comment.start < end]


# ---------------------------------------------------------------- variables


def _variable(
    module: Module, node: ast.Assign, comment: Comment
) -> tuple[str, tuple[TextEdit, ...]]:
    match node.targets:
        case [ast.Name() | ast.Attribute() as target]:
            pass
        case _:
            raise EditRefusedError("several variables have no annotation together")
    scope = next(module.names.scopes(node))
    if isinstance(scope, ast.ClassDef):
        raise EditRefusedError("the variable of a class may become a field")
    if isinstance(target, ast.Name):
        _check_declared(module, target, scope)
    said = COMMENT.match(comment.text)
    text = said["type"] if said else ""
    lazy = optionals.is_lazy(module) or not commented_types.is_evaluated(module, node)
    kind = commented_types.written(
        module, commented_types.parsed(text), node, lazy=lazy
    )
    start, end = module.source.span(target)
    behind = module.source.span(node.value)[0]
    between = module.source.data[end:behind]
    if between.rstrip(b"( \t\r\n\\").strip() != b"=" or start != _start(module, node):
        raise EditRefusedError("the assignment is not a plain one")
    width = len(between) - len(between.lstrip()) + 1
    space = b" " if module.source.data[end + width : end + width + 1].strip() else b""
    new = f": {kind} =".encode() + space
    edits = (TextEdit(node, end, end + width, new), _without(module, node, comment))
    name = module.line_of(target)
    return f"{name}: {kind}", edits


def _start(module: Module, node: ast.stmt) -> int:
    return module.source.span(node)[0]


def _check_declared(module: Module, target: ast.Name, scope: ast.AST) -> None:
    declarations: list[ast.Global | ast.Nonlocal] = [*module.tree.all(ast.Global)]
    declarations += module.tree.all(ast.Nonlocal)
    for statement in declarations:
        if (
            target.id in statement.names
            and next(module.names.scopes(statement)) is scope
        ):
            raise EditRefusedError(f"`{target.id}` is of another scope")


def _without(
    module: Module, node: ast.stmt, comment: Comment, *, header: bool = False
) -> TextEdit:
    """Return the edit that takes a comment out, but for what else it says."""
    data = module.source.data
    said = COMMENT.match(comment.text)
    rest = (said["rest"] or "") if said else ""
    if rest:
        at = comment.end - len(rest.encode())
        return TextEdit(node, comment.start, at, b"", header=header, comments_kept=True)
    first = module.source.starts[comment.line - 1]
    if comment.alone:
        end = module.source.line_end(comment.line)
        return TextEdit(node, first, end, b"", header=header, comments_kept=True)
    start = first + len(data[first : comment.start].rstrip(b" \t"))
    return TextEdit(node, start, comment.end, b"", header=header, comments_kept=True)


# ---------------------------------------------------------------- functions


def _function(
    module: Module, function: Definition, comments: list[Comment]
) -> tuple[str, tuple[TextEdit, ...]]:
    arguments = _arguments(function)
    if function.returns or any(arg.annotation for arg, _ in arguments):
        raise EditRefusedError("the function has annotations and comments")
    reason = annotation_readers.why_kept(module, function)
    if reason:
        raise EditRefusedError(reason)
    types, returns = _types(module, function, comments)
    lazy = optionals.is_lazy(module)
    edits = []
    for arg, default in arguments:
        node = types.get(arg)
        if node is None:
            continue
        none = isinstance(default, ast.Constant) and default.value is None
        if none and not commented_types.admits_none(node):
            raise EditRefusedError(f"`{arg.arg}` is None by default, not so its type")
        text = commented_types.written(module, node, function, lazy=lazy)
        edits.append(_annotated(module, function, arg, default, text))
    result = commented_types.written(module, returns, function, lazy=lazy)
    at = headers.parameters_end(module, function)
    edits.append(TextEdit(function, at, at, f" -> {result}".encode(), header=True))
    edits += [_without(module, function, item, header=True) for item in comments]
    return f"def {function.name}(...) -> {result}", tuple(edits)


def _annotated(
    module: Module,
    function: Definition,
    arg: ast.arg,
    default: ast.expr | None,
    text: str,
) -> TextEdit:
    end = module.source.span(arg)[1]
    if default is None:
        return TextEdit(function, end, end, f": {text}".encode(), header=True)
    start = module.source.span(default)[0]
    if module.source.data[end:start].strip() != b"=":
        raise EditRefusedError("something stands between a parameter and its default")
    return TextEdit(function, end, start, f": {text} = ".encode(), header=True)


def _arguments(function: Definition) -> list[tuple[ast.arg, ast.expr | None]]:
    """Return all parameters with their defaults, in their order."""
    arguments = function.args
    known = signatures.parameters(function)
    found = [(item.arg, item.default) for item in known if item.position is not None]
    if arguments.vararg:
        found.append((arguments.vararg, None))
    found += [(item.arg, item.default) for item in known if item.position is None]
    if arguments.kwarg:
        found.append((arguments.kwarg, None))
    return found


def _types(
    module: Module, function: Definition, comments: list[Comment]
) -> tuple[dict[ast.arg, ast.expr], ast.expr]:
    """Return the types of the parameters, and of the result."""
    texts = [match["type"] for item in comments if (match := COMMENT.match(item.text))]
    whole = [text for text in texts if text.startswith("(")]
    if len(whole) != 1 or not texts[-1].startswith("("):
        raise EditRefusedError("the comments do not tell what is returned")
    types, returns = commented_types.signature(whole[0])
    arguments = [arg for arg, _ in _arguments(function)]
    if types is None:
        return _one_by_one(arguments, comments[:-1]), returns
    method = isinstance(module.parent(function), ast.ClassDef)
    if method and len(types) == len(arguments) - 1:
        arguments = arguments[1:]
    if len(types) != len(arguments) or len(comments) != 1:
        raise EditRefusedError("the comment is about other parameters")
    return dict(zip(arguments, types, strict=True)), returns


def _one_by_one(
    arguments: list[ast.arg], comments: list[Comment]
) -> dict[ast.arg, ast.expr]:
    found = {}
    for comment in comments:
        here = [arg for arg in arguments if arg.end_lineno == comment.line]
        match = COMMENT.match(comment.text)
        if len(here) != 1 or match is None:
            raise EditRefusedError("a comment is about no parameter, or several")
        found[here[0]] = commented_types.parsed(match["type"])
    return found
