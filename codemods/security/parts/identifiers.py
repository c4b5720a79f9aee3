"""What the words of a name say: whether it stands for a secret, and the like."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_SECRETS = frozenset(
    {
        "csrf",
        "nonce",
        "otp",
        "passphrase",
        "passwd",
        "password",
        "passwords",
        "salt",
        "secret",
        "secrets",
        "xsrf",
    }
)
_KEYS = frozenset(
    {"access", "api", "auth", "encryption", "private", "secret", "session", "signing"}
)
"""What is a secret together with `key`, `id` (of a session) or `token`."""

_CODES = frozenset(
    {"activation", "auth", "confirmation", "invite", "login", "recovery", "reset"}
    | {"security", "sms", "verification", "verify"}
)
_ABOUT = frozenset(
    {
        "attempt",
        "attempts",
        "columns",
        "count",
        "delay",
        "dir",
        "error",
        "expiry",
        "field",
        "fields",
        "file",
        "idx",
        "index",
        "interval",
        "len",
        "length",
        "limit",
        "max",
        "min",
        "n",
        "num",
        "number",
        "path",
        "policy",
        "pos",
        "position",
        "size",
        "strength",
        "timeout",
        "type",
    }
)
"""Words of names that say something about a secret, and do not hold it."""


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case: ("api", "key") of `apiKey`."""
    return tuple(word.lower() for word in _WORD.findall(name))


def is_secret(name: str) -> bool:
    """Whether a name says that it holds a secret, or makes one."""
    found = set(words(name))
    if found & _ABOUT:
        return False
    return bool(
        found & _SECRETS
        or ("key" in found and found & _KEYS)
        or ("token" in found and found & (_KEYS | _CODES))
        or ("code" in found and found & _CODES)
        or {"session", "id"} <= found
    )


def is_token(name: str) -> bool:
    """Whether a name says "token", which may be a secret or a piece of text."""
    found = set(words(name))
    return "token" in found and not found & _ABOUT


def receivers(module: Module, node: ast.expr) -> Iterator[str]:
    """Yield the names that say what an expression's value is for.

    They are the nearest of: a keyword, the key of a dict, the targets of an
    assignment that the value goes into, and the function that returns it.
    Between the two stand only operators and calls that make text of it.
    """
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        match parent:
            case ast.keyword(arg=str() as name):
                yield name
                return
            case ast.Dict(keys=keys, values=values) if child in values:
                yield from _named(keys[values.index(child)])
                return
        if isinstance(parent, _STATEMENTS):
            yield from _of_statement(module, parent)
            return
        if not _passes_on(module, parent, child):
            return
        child = parent


_STATEMENTS = (ast.AnnAssign, ast.Assign, ast.AugAssign, ast.NamedExpr, ast.Return)


def _of_statement(module: Module, node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Assign(targets=targets):
            for target in targets:
                yield from _named(target)
        case ast.Return():
            around = module.enclosing_function(node)
            if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield around.name
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            yield from _named(target)
        case ast.NamedExpr(target=target):
            yield from _named(target)


def _passes_on(module: Module, parent: ast.AST, child: ast.AST) -> bool:
    """Whether what is around a value is a form of it, or a part."""
    match parent:
        case ast.Call(func=ast.Attribute(attr=name) as function):
            known = (module.name_of(function) or "").partition(".")[0] in _CODING
            return name in _FORMING or known
        case ast.Call(func=function):
            name = module.name_of(function) or ""
            return name.partition(".")[0] in _CODING
        case ast.Subscript(slice=index):
            return child is not index
        case ast.IfExp(test=test):
            return child is not test
        case ast.comprehension():
            return False
    return isinstance(parent, _FORMS)


_CODING = frozenset({"base64", "binascii", "builtins", "hashlib"})
_FORMING = frozenset(
    {
        "capitalize",
        "decode",
        "digest",
        "encode",
        "format",
        "hex",
        "hexdigest",
        "join",
        "ljust",
        "lower",
        "replace",
        "rjust",
        "rstrip",
        "strip",
        "title",
        "to_bytes",
        "upper",
        "zfill",
    }
)
_FORMS = (
    ast.Attribute,
    ast.BinOp,
    ast.BoolOp,
    ast.FormattedValue,
    ast.GeneratorExp,
    ast.JoinedStr,
    ast.List,
    ast.ListComp,
    ast.Starred,
    ast.Tuple,
)


def _named(node: ast.expr | None) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Constant(value=str() as name):
            yield name
        case ast.Subscript(slice=index):
            yield from _named(index)
