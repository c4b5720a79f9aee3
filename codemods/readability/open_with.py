"""`file = open(path)` becomes `with open(path) as file:`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, handles
from codemods.reading.nodes import block_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

LINES = 30
"""How many lines move to the right at most: more hide what has changed."""

NAMES = ("file", "handle", "stream")
"""How a file is called that had no name, best first."""

_READING = frozenset({"read", "readline", "readlines", "write", "writelines"})


class OpenWith(Codemod):
    """Close files with `with`.

    A file that is not closed, or not where an error comes between, stays open
    until the garbage collector finds it: what was written may not be on disk
    yet, and on Windows the file cannot be moved or deleted. `with` closes it
    whatever happens.

    Before:

        import json


        def load(path):
            file = open(path)
            text = file.read()
            file.close()
            return json.loads(text)

    After:

        import json


        def load(path):
            with open(path) as file:
                text = file.read()
            return json.loads(text)

    Fix safety: the file is closed after its last use, and where an error
    leaves the block; until now it may have been closed later.

    Left alone: files that are returned, yielded, stored, captured by a
    function or a generator, given to a function that may keep them, used
    outside of the block, or opened again under the same name while open;
    blocks of more than thirty lines; comments that would lose their place.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/reference/compound_stmts.html#the-with-statement",
        "https://docs.astral.sh/ruff/rules/open-file-with-context-handler/",
        "https://cwe.mitre.org/data/definitions/772.html",
    )
    rules = frozenset({"R1732", "SIM115", "consider-using-with"})
    sieve = re.compile(rb"\bopen\b")

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at files that get a name."""
        match node:
            case ast.Assign(
                targets=[ast.Name() as name], value=ast.Call() as call
            ) if handles.is_opened(module, call):
                yield from _named(node, name, call, module)

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at files that are read or written without a name."""
        if handles.is_opened(module, node):
            statement = _read_at_once(node, module)
            if statement is not None:
                yield from _unnamed(statement, node, module)


# -------------------------------------------------------------- with a name


def _named(
    node: ast.Assign, name: ast.Name, call: ast.Call, module: Module
) -> Iterator[Site]:
    scope = next(module.names.scopes(node))
    if isinstance(scope, ast.ClassDef):
        return
    block = block_of(module, node)
    following = block[block.index(node) + 1 :]
    try:
        if following and _is_try_finally(following[0], name.id):
            edits = _without_finally(node, call, following[0], module)
        else:
            inside, closing = _inside(node, name, following, module)
            if not inside:
                return
            edits = _around(node, call, inside, closing, module)
    except EditRefusedError as error:
        yield Site(node, Outcome.REFUSED, str(error))
        return
    yield Site(node, Outcome.APPLIED, module.line_of(node), tuple(edits))


def _inside(
    node: ast.Assign, name: ast.Name, following: list[ast.stmt], module: Module
) -> tuple[list[ast.stmt], ast.stmt | None]:
    """Return the statements that a file is used in, and the one that closes it.

    Raises `EditRefusedError` where it may be used elsewhere, or later.
    """
    found = handles.uses(module, name)
    scope = next(module.names.scopes(node))
    if module.names.scope_of_name(name.id, node) is not scope:
        raise EditRefusedError(f"`{name.id}` is a name of another scope")
    closing = next((s for s in following if handles.closes(s, name.id)), None)
    if closing is not None:
        inside = following[: following.index(closing)]
        used = [use for use in found if handles.within(module, use, inside)]
        later = [
            use for use in found if use not in used and not _in(use, closing, module)
        ]
        _check_later(later, node, closing)
    else:
        if len(module.names.bindings(name.id, name)) > 1:
            raise EditRefusedError(f"`{name.id}` is bound more than once")
        last = [s for s in following if any(_in(use, s, module) for use in found)]
        inside = following[: following.index(last[-1]) + 1] if last else []
        inside = _with_readers(inside, following, module)
        used = found
        if any(not handles.within(module, use, inside) for use in found):
            raise EditRefusedError("it is used outside of the block that opens it")
    _check_uses(used, inside, scope, module, closed=closing is not None)
    return inside, closing


def _with_readers(
    inside: list[ast.stmt], following: list[ast.stmt], module: Module
) -> list[ast.stmt]:
    """Return the statements, and those that what wraps the file is used in."""
    ends = [len(inside)]
    for statement in inside:
        target = handles.wrapper(statement, module)
        for use in handles.uses(module, target) if target else ():
            places = [i for i, s in enumerate(following) if _in(use, s, module)]
            ends += [place + 1 for place in places]
    return following[: max(ends)]


def _in(use: ast.AST, statement: ast.stmt, module: Module) -> bool:
    return handles.within(module, use, [statement])


def _check_later(
    later: Sequence[ast.Name], node: ast.Assign, closing: ast.stmt
) -> None:
    """Raise `EditRefusedError` where a file is used before or after its time.

    What comes before its first line, or after another file got the name, is
    another file.
    """
    again = [
        use.lineno
        for use in later
        if isinstance(use.ctx, ast.Store) and use.lineno > closing.lineno
    ]
    first = min(again, default=0)
    for use in later:
        if use.lineno > closing.lineno and (not first or use.lineno < first):
            raise EditRefusedError("it is used again after it is closed")
        if node.lineno < use.lineno <= closing.lineno:
            raise EditRefusedError("it is bound again while it is open")


def _check_uses(
    used: Sequence[ast.Name],
    inside: Sequence[ast.stmt],
    scope: ast.AST,
    module: Module,
    *,
    closed: bool,
) -> None:
    """Raise `EditRefusedError` where a use may outlive the block."""
    leaves = any(True for _ in handles.leaving(inside))
    for use in used:
        if not isinstance(use.ctx, ast.Load):
            raise EditRefusedError("it is bound again while it is open")
        if handles.in_inner_scope(module, use, scope):
            raise EditRefusedError("a function or a generator uses it later")
        reason = handles.escape(module, use, inside)
        passed = isinstance(module.parent(use), ast.Call)
        if reason and not (closed and passed and not leaves):
            raise EditRefusedError(reason)


def _header(node: ast.Assign, call: ast.Call, module: Module) -> list[TextEdit]:
    """Return the edits that make the head of a `with` of an assignment."""
    start, end = module.source.span(node)
    first, last = module.source.span(call)
    _, name = module.source.span(node.targets[0])
    data = module.source.data
    if (
        data[name:first].strip() != b"="
        or last != end
        or not blocks.alone(module, node)
    ):
        raise EditRefusedError("the assignment is laid out in another way")
    ending = b" as " + data[start:name] + b":"
    text = blocks.line(module, blocks.last_line(node)).rstrip(b"\r\n")
    if len(text.decode()) + len(ending) + 1 > module.line_limit + len(
        data[start:first]
    ):
        raise EditRefusedError("the `with` does not fit on one line")
    return [
        TextEdit(node, start, first, b"with "),
        TextEdit(node, last, last, ending),
    ]


def _around(
    node: ast.Assign,
    call: ast.Call,
    inside: Sequence[ast.stmt],
    closing: ast.stmt | None,
    module: Module,
) -> list[TextEdit]:
    """Return the edits that put a `with` around statements."""
    source = module.source
    count = blocks.last_line(inside[-1]) - blocks.first_line(inside[0]) + 1
    if count > LINES:
        raise EditRefusedError(
            "so many lines would move that the change is hard to see"
        )
    edits = _header(node, call, module)
    edits += _gap(node, inside[0], module)
    edits += blocks.moved_right(module, inside, module.indent.encode())
    if closing is not None:
        start = source.line_end(blocks.last_line(inside[-1]))
        end = source.line_end(blocks.last_line(closing))
        if b"#" in source.data[start:end] or not blocks.alone(module, closing):
            raise EditRefusedError("a comment stands where it is closed")
        edits.append(TextEdit(closing, start, end, b"", produced=0))
    return edits


def _gap(node: ast.stmt, below: ast.stmt, module: Module) -> list[TextEdit]:
    """Return the edit that takes out empty lines below the head of a `with`."""
    first = blocks.last_line(node) + 1
    number = first
    while not blocks.line(module, number).strip():
        number += 1
    if number == first:
        return []
    starts = module.source.starts
    return [TextEdit(below, starts[first - 1], starts[number - 1], b"", produced=0)]


# ------------------------------------------------------------- try, finally


def _is_try_finally(node: ast.stmt, name: str) -> bool:
    match node:
        case ast.Try(handlers=[], orelse=[], finalbody=[closing]):
            return handles.closes(closing, name)
    return False


def _without_finally(
    node: ast.Assign, call: ast.Call, around: ast.stmt, module: Module
) -> list[TextEdit]:
    """Return the edits that make a `with` of a `try` whose `finally` closes."""
    source = module.source
    body: list[ast.stmt] = around.body  # type: ignore[attr-defined]  # a try
    name = node.targets[0]
    if any(
        isinstance(use.ctx, (ast.Store, ast.Del)) and handles.within(module, use, body)
        for use in handles.uses(module, name)  # type: ignore[arg-type]  # a name
    ):
        raise EditRefusedError("it is bound again while it is open")
    if not all(blocks.alone(module, item) for item in (*body, around)):
        raise EditRefusedError("the `try` is laid out in another way")
    edits = _header(node, call, module)
    last = source.line_end(blocks.last_line(node))
    opening = source.line_end(around.lineno)
    after = source.line_end(blocks.last_line(body[-1]))
    end = source.line_end(blocks.last_line(around))
    if b"#" in source.data[last:opening] or b"#" in source.data[after:end]:
        raise EditRefusedError("a comment stands at its `try` or `finally`")
    if source.data[:opening].rstrip()[-1:] != b":":
        raise EditRefusedError("the `try` is laid out in another way")
    return [
        *edits,
        TextEdit(around, last, opening, b"", produced=0),
        TextEdit(around, after, end, b"", produced=0),
    ]


# ----------------------------------------------------------- without a name


def _read_at_once(call: ast.Call, module: Module) -> ast.stmt | None:
    """Return the statement that reads, writes or loops over a file at once.

    Opening it must be the first thing that the statement does.
    """
    node: ast.AST = call
    parent = module.parent(node)
    if isinstance(parent, ast.For) and parent.iter is call:
        return parent
    if (
        isinstance(parent, ast.Call)
        and module.name_of(parent.func) in handles.CONSUMERS
    ):
        others = [arg for arg in parent.args if arg is not call]
        values = [*others, *(keyword.value for keyword in parent.keywords)]
        if not all(isinstance(value, (ast.Name, ast.Constant)) for value in values):
            return None
        node = parent
    elif not (isinstance(parent, ast.Attribute) and parent.attr in _READING):
        return None
    while True:
        parent = module.parent(node)
        match parent:
            case (
                ast.Attribute() | ast.Subscript(value=ast.expr()) | ast.Call()
            ) if node in {
                getattr(parent, "value", None),
                getattr(parent, "func", None),
            }:
                node = parent
            case ast.Assign(targets=[ast.Name()]) | ast.Return() | ast.Expr():
                return parent
            case _:
                return None


def _unnamed(statement: ast.stmt, call: ast.Call, module: Module) -> Iterator[Site]:
    scope = next(module.names.scopes(statement))
    taken = {*module.names.binders, *module.names.loaded}
    name = next((name for name in NAMES if name not in taken), "")
    if not name or isinstance(scope, ast.ClassDef):
        return
    try:
        edits = _named_anew(statement, call, name, module)
    except EditRefusedError as error:
        yield Site(statement, Outcome.REFUSED, str(error))
        return
    yield Site(statement, Outcome.APPLIED, module.line_of(call), tuple(edits))


def _named_anew(
    statement: ast.stmt, call: ast.Call, name: str, module: Module
) -> list[TextEdit]:
    """Return the edits that give a file a name, and a `with`."""
    source = module.source
    start, end = source.span(call)
    begin, _ = source.span(statement)
    count = blocks.last_line(statement) - statement.lineno + 1
    if (
        not blocks.alone(module, statement)
        or blocks.last_line(call) != statement.lineno
    ):
        raise EditRefusedError("the call is laid out in another way")
    if count > LINES or (count > 1 and not isinstance(statement, ast.For)):
        raise EditRefusedError(
            "so many lines would move that the change is hard to see"
        )
    if blocks.comments_below(module, statement):
        raise EditRefusedError("a comment follows the block")
    head = f"with {source.data[start:end].decode()} as {name}:"
    margin = blocks.indent(module, statement.lineno)
    if len(margin.decode()) + len(head) > module.line_limit:
        raise EditRefusedError("the `with` does not fit on one line")
    extra = module.indent.encode()
    newline = source.newline().encode()
    edits = [
        TextEdit(statement, begin, begin, head.encode() + newline + margin + extra),
        TextEdit(statement, start, end, name.encode()),
    ]
    moved = blocks.moved_right(module, [statement], extra)[1:]
    return edits + [TextEdit(statement, e.start, e.end, e.new) for e in moved]
