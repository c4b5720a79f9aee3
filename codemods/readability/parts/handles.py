"""What a function does with a file that it has opened."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import lookups
from codemods.reading.names import COMPREHENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

OPENERS = frozenset(
    {"builtins.open", "bz2.open", "codecs.open", "gzip.open", "io.open", "lzma.open"}
)

METHODS = frozenset(
    {"close", "flush", "isatty", "peek", "read", "readable", "readline", "readlines"}
    | {"seek", "seekable", "tell", "truncate", "writable", "write", "writelines"}
)
"""Methods after which nothing but text, bytes or numbers is left."""

ATTRIBUTES = frozenset({"closed", "encoding", "mode", "name", "newlines"})

CONSUMERS = frozenset(
    {
        "builtins.list",
        "builtins.next",
        "builtins.set",
        "builtins.sorted",
        "builtins.sum",
        "builtins.tuple",
        "json.dump",
        "json.load",
        "pickle.dump",
        "pickle.load",
        "plistlib.dump",
        "plistlib.load",
        "shutil.copyfileobj",
        "toml.load",
        "tomllib.load",
        "yaml.dump",
        "yaml.load",
        "yaml.safe_dump",
        "yaml.safe_load",
    }
)
"""Functions that are done with a file when they return."""

LOOPED = frozenset({"builtins.enumerate", "builtins.reversed", "builtins.zip"})

WRAPPERS = frozenset(
    f"csv.{name}" for name in ("DictReader", "DictWriter", "reader", "writer")
)
WRAPPER_METHODS = frozenset({"writeheader", "writerow", "writerows"})
WRAPPER_ATTRIBUTES = frozenset({"dialect", "fieldnames", "line_num"})
"""Objects that read or write through a file, and what is done with them."""


OUTLIVES = "it is used in a way that may outlive the block"


def is_opened(module: Module, node: ast.expr) -> bool:
    """Whether an expression opens a file."""
    return isinstance(node, ast.Call) and module.name_of(node.func) in OPENERS


def uses(module: Module, name: ast.Name) -> list[ast.Name]:
    """Return all other places that mean the same name, inner functions included."""
    scope = module.names.scope_of_name(name.id, name)
    if scope is None:
        return []
    found = lookups.names_in(module, name.id, scope)
    return [use for use in found if use is not name]


def within(module: Module, node: ast.AST, statements: Sequence[ast.stmt]) -> bool:
    """Whether a node stands in one of some statements."""
    known = set(statements)
    return node in known or any(
        parent in known for parent in module.tree.ancestors(node)
    )


def in_inner_scope(module: Module, use: ast.Name, scope: ast.AST) -> bool:
    """Whether a use runs at another time: in a function, lambda or generator."""
    for inner in module.names.scopes(use):
        if inner is scope:
            return False
        if not isinstance(inner, COMPREHENSIONS) or isinstance(inner, ast.GeneratorExp):
            return True
    return True


def escape(module: Module, use: ast.Name, block: Sequence[ast.stmt]) -> str:
    """Return how a file may be used after the block that it is used in, or "".

    What is known to be over with its statement is no escape: reading, writing,
    looping, and functions that are done with a file when they return.
    """
    parent = module.parent(use)
    around = module.parent(parent) if parent is not None else None
    match parent, around:
        case (ast.Attribute(attr=attr), ast.Call(func=func)) if attr in METHODS:
            is_over = func is parent
        case (ast.Attribute(attr=attr), _):
            is_over = attr in ATTRIBUTES
        case (ast.For(iter=values), _):
            is_over = values is use
        case (ast.comprehension() as loop, _):
            is_over = _is_eager(module, loop)
        case (ast.keyword(arg="file"), ast.Call(func=func)):
            is_over = module.name_of(func) == "builtins.print"
        case (ast.Call(args=args) as call, _) if use in args:
            return _passed(module, call, block)
        case _:
            is_over = False
    return "" if is_over else OUTLIVES


def _passed(module: Module, call: ast.Call, block: Sequence[ast.stmt]) -> str:
    name = module.name_of(call.func)
    text = module.line_of(call.func)
    if name in CONSUMERS:
        return ""
    around = module.parent(call)
    if name in LOOPED or name in WRAPPERS:
        if isinstance(around, ast.For) and around.iter is call:
            return ""
        if isinstance(around, ast.comprehension) and around.iter is call:
            return "" if _is_eager(module, around) else "a generator reads from it"
        if isinstance(around, ast.Call) and module.name_of(around.func) in CONSUMERS:
            return ""
    match around:
        case ast.Assign(targets=[ast.Name() as target]) if name in WRAPPERS:
            return _wrapped(module, target, block)
    return f"it is given to `{text}`, which may keep it"


def wrapper(statement: ast.stmt, module: Module) -> ast.Name | None:
    """Return the name of an object that reads or writes through a file, or None."""
    match statement:
        case ast.Assign(targets=[ast.Name() as target], value=ast.Call(func=function)):
            return target if module.name_of(function) in WRAPPERS else None
    return None


def _wrapped(module: Module, target: ast.Name, block: Sequence[ast.stmt]) -> str:
    """Return how an object that works through a file outlives the block, or ""."""
    for use in uses(module, target):
        if not within(module, use, block) or in_inner_scope(
            module, use, next(module.names.scopes(target))
        ):
            return f"`{target.id}` is used after it"
        if not _is_plain_use(module, use):
            return f"`{target.id}` may outlive the block"
    return ""


def _is_plain_use(module: Module, use: ast.Name) -> bool:
    parent = module.parent(use)
    match parent:
        case ast.Attribute(attr=attr):
            return attr in WRAPPER_METHODS or attr in WRAPPER_ATTRIBUTES
        case ast.For(iter=values):
            return values is use
        case ast.comprehension(iter=values):
            return values is use and _is_eager(module, parent)
        case ast.Call():
            return use in parent.args and module.name_of(parent.func) in CONSUMERS
    return False


def _is_eager(module: Module, loop: ast.comprehension) -> bool:
    """Whether a comprehension is worked out at once."""
    around = module.parent(loop)
    if not isinstance(around, ast.GeneratorExp):
        return True
    call = module.parent(around)
    return isinstance(call, ast.Call) and module.name_of(call.func) in (
        *CONSUMERS,
        "builtins.all",
        "builtins.any",
        "builtins.dict",
        "builtins.max",
        "builtins.min",
    )


def closes(node: ast.stmt, name: str) -> bool:
    """Whether a statement does nothing but close the file of a name."""
    match node:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=called), attr="close"),
                args=[],
                keywords=[],
            )
        ):
            return called == name
    return False


def leaving(statements: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """Yield what may leave statements before their end, and come from it."""
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, (ast.Return, ast.Break, ast.Continue, ast.Yield)):
                yield node
