"""Files are no longer made writable for everybody."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing.syntax import parse_expression
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

FUNCTIONS = frozenset({"os.chmod", "os.lchmod"})
WORLD_WRITE = 0o002
STICKY = 0o1000
PERMISSIONS = 0o7777

PATHS = frozenset(
    {
        "pathlib.Path",
        "pathlib.Path.cwd",
        "pathlib.Path.home",
        "pathlib.PosixPath",
    }
)
ENDS = frozenset({"os.remove", "os.rmdir", "os.unlink", "shutil.rmtree"})
"""After these the mode of a file is nobody's concern."""

ENDING_METHODS = frozenset({"rmdir", "unlink"})

SHARED = frozenset({"fifo", "pipe", "shared", "shm", "sock", "socket"})
"""Words for what everybody must be able to write to."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A call that sets the mode of a file, and the two of them."""

    path: ast.expr
    mode: ast.expr


class ChmodMask(Codemod):
    """Let not everybody write to files.

    With a mode such as `0o777`, every user of the machine, and every service
    that somebody has broken into, can replace what the file holds. The new
    mode takes that right, and only that, from all but owner and group.

    Before:

        import os

        os.chmod("run.sh", 0o777)

    After:

        import os

        os.chmod("run.sh", 0o775)

    Fix safety: a program that runs as another user, outside of the file's
    group, can no longer write to it. Folders that containers with different
    users share are such a case.

    Left alone: modes with the sticky bit, as of `/tmp`; sockets and pipes,
    to which one must write in order to connect; files that are deleted just
    then; modes that are computed; tests. Modes given to `os.open` or
    `os.mkdir` are cut by the umask, and stay too.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/732.html",
        "https://docs.python.org/3/library/os.html#os.chmod",
    )
    rules = frozenset({"B103", "S103"})
    sieve = re.compile(rb"l?chmod")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that set the mode of a file."""
        change = _change(node, module)
        if change is None or roles.is_test(module):
            return
        if _sets_by_name(module, change.mode):
            reason = "the mode, put together from names, lets everybody write"
            yield Site(node, Outcome.UNSURE, reason)
            return
        mode = change.mode
        if not isinstance(mode, ast.Constant) or type(mode.value) is not int:
            return
        if not mode.value & WORLD_WRITE or mode.value & STICKY:
            return
        against = _reason_to_stay(node, change, module)
        if against is None:
            return
        if against:
            yield Site(node, Outcome.UNSURE, against)
            return
        code = _written(mode.value & ~WORLD_WRITE, module.text_of(mode))
        edit = Edit(mode, lambda _: parse_expression(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _change(node: ast.Call, module: Module) -> _Change | None:
    """Return what a call does to a mode, None for other calls."""
    if given.has_stars(node):
        return None
    if module.name_of(node.func) in FUNCTIONS:
        path = given.argument(node, "path", 0)
        mode = given.argument(node, "mode", 1)
        return _Change(path, mode) if path is not None and mode is not None else None
    match node.func:
        case ast.Attribute(value=path, attr="chmod") if _is_path(module, path):
            mode = given.argument(node, "mode", 0)
            return _Change(path, mode) if mode is not None else None
    return None


def _is_path(module: Module, node: ast.expr, depth: int = 4) -> bool:
    """Whether an expression is surely a `pathlib.Path`."""
    match node:
        case ast.Call(func=func):
            return module.name_of(func) in PATHS
        case ast.BinOp(left=left, op=ast.Div()):
            return _is_path(module, left, depth)
        case ast.Attribute(value=value, attr="parent"):
            return _is_path(module, value, depth)
    bindings = module.bindings_of(node)
    if not bindings or not depth:
        return False
    for binding in bindings:
        annotation = getattr(binding.node, "annotation", None)
        if isinstance(annotation, ast.expr) and module.name_of(annotation) in PATHS:
            continue
        if binding.value is None or not _is_path(module, binding.value, depth - 1):
            return False
    return True


def _sets_by_name(module: Module, mode: ast.expr) -> bool:
    """Whether a mode adds up names of `stat`, one of which is for everybody."""
    names = {
        module.name_of(item)
        for item in ast.walk(mode)
        if isinstance(item, (ast.Attribute, ast.Name))
    }
    negative = any(isinstance(item, ast.Invert) for item in ast.walk(mode))
    world = {"stat.S_IRWXO", "stat.S_IWOTH"}
    return not negative and not world.isdisjoint(names) and "stat.S_ISVTX" not in names


def _reason_to_stay(node: ast.Call, change: _Change, module: Module) -> str | None:
    """Return why a mode stays, "" for nothing, None where it is no matter."""
    if _is_deleted(node, change, module):
        return None
    words = {
        word
        for item in ast.walk(change.path)
        for word in identifiers.words(_text(item))
    }
    if not SHARED.isdisjoint(words):
        return "who may not write to a socket, a pipe or a shared folder is shut out"
    return ""


def _is_deleted(node: ast.Call, change: _Change, module: Module) -> bool:
    """Whether the file, or what calls this, is deleted in the same function."""
    around = module.enclosing_function(node) or module.root
    path = ast.dump(change.path)
    for call in module.tree.all(ast.Call):
        if (module.enclosing_function(call) or module.root) is not around:
            continue
        match call.func:
            case ast.Attribute(value=value, attr=name) if name in ENDING_METHODS:
                if ast.dump(value) == path:
                    return True
        named = call.args and ast.dump(call.args[0]) == path
        if named and (module.name_of(call.func) in ENDS or _is_handler(module, call)):
            return True
    return False


def _is_handler(module: Module, call: ast.Call) -> bool:
    """Whether a function is called that came as a parameter, as in `onerror`."""
    found = module.bindings_of(call.func)
    return bool(found) and all(isinstance(item.node, ast.arg) for item in found)


def _text(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Constant(value=str() as text):
            return text
    return ""


def _written(mode: int, like: str) -> str:
    """Return a mode in the notation, and of the length, of another."""
    if not like.lower().startswith("0o"):
        return oct(mode)
    return f"{like[:2]}{mode:0{len(like) - 2}o}"
