"""`tempfile.mktemp` becomes `mkstemp` or `mkdtemp`."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.reading.names import Kind
from codemods.security.parts import given
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

MKTEMP = "tempfile.mktemp"
OS = ImportNeeded("os")

WRITERS = frozenset({"builtins.open", "codecs.open", "io.open"})
COPIES = frozenset({"shutil.copy", "shutil.copy2", "shutil.copyfile"})
DELETERS = frozenset({"os.remove", "os.unlink"})
LOOKERS = frozenset(
    {"builtins.print", "os.path.basename", "os.path.dirname", "os.path.getsize"}
    | {"os.path.splitext", "os.stat"}
)
"""Calls that only look at the name, or at a file that is there by then."""

MAKERS = frozenset({"os.makedirs", "os.mkdir"})

DESCRIPTORS = ("descriptor", "handle", "temporary_descriptor")
"""Names for what the file does not name otherwise."""


class TempfileMktemp(Codemod):
    """Make temporary files at once instead of only their names.

    `tempfile.mktemp` gives a name that is free, and makes nothing. Until the
    program makes its file, another user can make one of that name, or a link
    that leads elsewhere. `mkstemp` and `mkdtemp` make the file or folder in
    the same step, for this user only.

    Before:

        import tempfile

        path = tempfile.mktemp(".txt")
        with open(path, "w") as report:
            report.write("done")

    After:

        import os
        import tempfile

        descriptor, path = tempfile.mkstemp(".txt")
        os.close(descriptor)
        with open(path, "w") as report:
            report.write("done")

    Fix safety: the file can be read by its owner only, where it had the usual
    mode, and it is there even if nothing is written to it.

    Left alone: names that go where an existing file may be in the way, such
    as a socket, a link, or another program; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/377.html",
        "https://docs.python.org/3/library/tempfile.html#tempfile.mktemp",
    )
    rules = frozenset({"B306", "S306"})
    sieve = re.compile(rb"mktemp")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `tempfile.mktemp`."""
        if module.name_of(node.func) != MKTEMP or roles.is_test(module):
            return
        statement = module.parent(node)
        match statement:
            case ast.Assign(targets=[ast.Name() as target]):
                yield _named(module, node, statement, target)
            case _:
                reason = "the free name goes straight to what may want no file there"
                yield Site(node, Outcome.UNSURE, reason)


def _named(
    module: Module, node: ast.Call, statement: ast.Assign, target: ast.Name
) -> Site:
    """Return what becomes of a name that is kept in a variable.

    Raises `ImportRefusedError` where `os` is another thing.
    """
    bindings = module.names.bindings(target.id, target)
    scope = module.names.scope_of_name(target.id, target)
    if scope is None or isinstance(scope, ast.ClassDef) or len(bindings) != 1:
        reason = f"`{target.id}` gets other values too"
        return Site(node, Outcome.UNSURE, reason)
    assert bindings[0].kind is Kind.ASSIGNMENT  # noqa: S101  # it is this statement
    uses = _uses(module, target, scope)
    folder = _makes_folder(module, statement, uses)
    text = module.line_of(node)
    if folder is not None:
        changed, needed = sibling(module, node.func, "tempfile", "mkdtemp")
        edits = (
            Edit(node, partial(_called, code=changed)),
            Edit(folder, lambda _: cst.RemovalSentinel.REMOVE),
        )
        return Site(node, Outcome.APPLIED, text, edits, needed)
    reason = _reason_to_stay(module, uses)
    if not reason and _has_comment(module, statement):
        reason = "the comment behind it is about this one statement"
    if reason:
        return Site(node, Outcome.UNSURE, reason)
    descriptor = next((n for n in DESCRIPTORS if n not in module.names.binders), "")
    if not descriptor:
        return Site(node, Outcome.REFUSED, "there is no name free for the descriptor")
    changed, needed = sibling(module, node.func, "tempfile", "mkstemp")
    close = f"{module.imported(OS, node)}.close({descriptor})"
    change = partial(_unpacked, code=changed, descriptor=descriptor, close=close)
    return Site(
        statement, Outcome.APPLIED, text, (Edit(statement, change),), (*needed, OS)
    )


# -------------------------------------------------------- how the name is used


def _uses(module: Module, target: ast.Name, scope: ast.AST) -> list[ast.Name]:
    """Return where the name is read, in the order of the text."""
    found = [
        name
        for name in lookups.names_in(module, target.id, scope)
        if isinstance(name.ctx, ast.Load)
    ]
    return sorted(found, key=lambda name: (name.lineno, name.col_offset))


def _makes_folder(
    module: Module, statement: ast.Assign, uses: list[ast.Name]
) -> ast.stmt | None:
    """Return the statement just below that makes a folder of the name, or None."""
    call = module.parent(uses[0]) if uses else None
    if not isinstance(call, ast.Call) or module.name_of(call.func) not in MAKERS:
        return None
    made = module.parent(call)
    if len(call.args) != 1 or call.keywords or not isinstance(made, ast.Expr):
        return None
    around = module.parent(statement)
    for block in (getattr(around, name, None) for name in ("body", "orelse")):
        if isinstance(block, list) and statement in block:
            below = block[block.index(statement) + 1 :][:1]
            return made if below == [made] else None
    return None


def _reason_to_stay(module: Module, uses: list[ast.Name]) -> str:
    """Return what may not want a file under the name, "" for nothing.

    The first use must write the file: nothing has asked before whether it is
    there.
    """
    if not uses:
        return "the name is never used here"
    if not _writes(module, uses[0]):
        return "the name goes first to what may want no file there"
    for use in uses[1:]:
        if not (_writes(module, use) or _is_harmless(module, use)):
            return "the name also goes to what may want no file there"
    return ""


def _has_comment(module: Module, statement: ast.Assign) -> bool:
    _, end = module.source.span(statement)
    last = module.source.line_end(statement.end_lineno or statement.lineno)
    return b"#" in module.source.data[end:last]


def _writes(module: Module, use: ast.Name) -> bool:
    call = module.parent(use)
    if not isinstance(call, ast.Call) or given.has_stars(call):
        return False
    name = module.name_of(call.func)
    if name in COPIES:
        return len(call.args) > 1 and call.args[1] is use
    if name not in WRITERS or not call.args or call.args[0] is not use:
        return False
    mode = given.argument(call, "mode", 1)
    if not isinstance(mode, ast.Constant) or not isinstance(mode.value, str):
        return False
    return mode.value[:1] in {"a", "w"}


def _is_harmless(module: Module, use: ast.Name) -> bool:
    """Whether a use, after the file was written, is the same for both."""
    call = module.parent(use)
    match call:
        case ast.FormattedValue():
            return True
        case ast.Call(args=[first, *_]) if first is use:
            name = module.name_of(call.func)
            if name in WRITERS:
                return _reads(call)
            return name in DELETERS | LOOKERS | COPIES or _is_question(module, call)
    return False


def _reads(call: ast.Call) -> bool:
    mode = given.argument(call, "mode", 1)
    if mode is None:
        return not given.has_stars(call)
    text = mode.value if isinstance(mode, ast.Constant) else None
    return isinstance(text, str) and text[:1] == "r"


def _is_question(module: Module, call: ast.Call) -> bool:
    """Whether a call asks for the file only in order to delete it."""
    around = module.parent(call)
    match around:
        case ast.If(test=test, body=[ast.Expr(value=ast.Call(func=func))]):
            asks = module.name_of(call.func) in {"os.path.exists", "os.path.isfile"}
            return asks and test is call and module.name_of(func) in DELETERS
    return False


# ------------------------------------------------------------- what it becomes


def _called(call: cst.Call, code: str) -> cst.Call:
    return call.with_changes(func=arguments.dotted(code))


def _unpacked(
    line: cst.SimpleStatementLine, code: str, descriptor: str, close: str
) -> cst.FlattenSentinel[cst.BaseStatement]:
    """Return the assignment of descriptor and name, and the closing below it."""
    assignment = line.body[0]
    assert isinstance(assignment, cst.Assign)  # noqa: S101  # the codemod chose it
    target = assignment.targets[0]
    pair = cst.Tuple(
        elements=[cst.Element(cst.Name(descriptor)), cst.Element(target.target)],
        lpar=[],
        rpar=[],
    )
    call = assignment.value
    assert isinstance(call, cst.Call)  # noqa: S101  # the codemod chose it
    changed = assignment.with_changes(
        targets=[target.with_changes(target=pair)], value=_called(call, code)
    )
    first = line.with_changes(body=[changed])
    closing = cst.SimpleStatementLine([cst.Expr(arguments.dotted(close))])
    return cst.FlattenSentinel([first, closing])
