"""MD5 and SHA-1 that protect nothing say so."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

WEAK = frozenset({"hashlib.md5", "hashlib.sha1"})
NEW = "hashlib.new"
WEAK_NAMES = frozenset({"md5", "sha", "sha-1", "sha1"})

SINCE = (3, 9)
"""The first Python with `usedforsecurity`."""

PURPOSES = frozenset(
    {
        "bucket",
        "buckets",
        "cache",
        "cached",
        "caching",
        "color",
        "colour",
        "dedup",
        "dedupe",
        "deduplicate",
        "duplicate",
        "duplicates",
        "etag",
        "etags",
        "gravatar",
        "identicon",
        "memo",
        "memoize",
        "shard",
    }
)
"""Words of names for what an attacker gains nothing by."""

DOUBTS = frozenset(
    {
        "auth",
        "authenticate",
        "authentication",
        "cert",
        "certificate",
        "cipher",
        "cookie",
        "credential",
        "credentials",
        "crypt",
        "crypto",
        "decrypt",
        "download",
        "encrypt",
        "fingerprint",
        "hmac",
        "integrity",
        "license",
        "login",
        "nonce",
        "passwd",
        "password",
        "private",
        "pwd",
        "salt",
        "secret",
        "session",
        "sign",
        "signature",
        "signed",
        "token",
        "trusted",
        "user",
        "username",
        "verify",
    }
)
"""Words near a hash that may mean that somebody relies on it."""


class WeakHash(Codemod):
    """Say that a weak hash is not used for security.

    MD5 and SHA-1 are broken as a protection, and fine for a cache key or an
    ETag. Linters and readers cannot tell which is which, and Pythons built
    to the FIPS standard refuse both. `usedforsecurity=False` tells them; the
    digest stays the same.

    Before:

        import hashlib


        def cache_key(url):
            return hashlib.md5(url.encode()).hexdigest()

    After:

        import hashlib


        def cache_key(url):
            return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()

    Fix safety: no digest changes. It is a claim, though, that the names
    around the call have made: a person should agree.

    Left alone: hashes whose names do not say that they are keys of a cache,
    ETags, buckets or the like, and those near anything secret. These are
    listed. The algorithm is never exchanged, as stored digests would no
    longer match. Tests; projects that support Pythons before 3.9.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/hashlib.html#hashlib.md5",
        "https://cwe.mitre.org/data/definitions/327.html",
    )
    rules = frozenset({"B303", "B324", "S303", "S324"})
    sieve = re.compile(rb"hashlib")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `hashlib.md5`, `hashlib.sha1` and `hashlib.new`."""
        if not _is_weak(node, module) or given.keyword(node, "usedforsecurity"):
            return
        if roles.is_test(module):
            return
        if given.has_stars(node):
            yield Site(node, Outcome.REFUSED, "`*` or `**` may say it already")
            return
        names = set(_names_around(module, node))
        doubts = sorted(DOUBTS & names)
        if doubts:
            reason = f"`{doubts[0]}` stands near it: somebody may rely on this hash"
            yield Site(node, Outcome.UNSURE, reason)
        elif not _chooses_bucket(module, node) and PURPOSES.isdisjoint(names):
            reason = "the names do not say whether somebody relies on this hash"
            yield Site(node, Outcome.UNSURE, reason)
        elif module.project.minimum_python < SINCE:
            reason = "Pythons that the project supports lack `usedforsecurity`"
            yield Site(node, Outcome.REFUSED, reason)
        else:
            change = partial(
                arguments.with_keyword, keyword="usedforsecurity", code="False"
            )
            text = module.line_of(node)
            yield Site(node, Outcome.APPLIED, text, (Edit(node, change),))


def _is_weak(node: ast.Call, module: Module) -> bool:
    name = module.name_of(node.func)
    if name != NEW:
        return name in WEAK
    algorithm = given.argument(node, "name", 0)
    return (
        isinstance(algorithm, ast.Constant)
        and isinstance(algorithm.value, str)
        and algorithm.value.lower() in WEAK_NAMES
    )


def _names_around(module: Module, node: ast.Call) -> Iterator[str]:
    """Yield the words of all names near a hash.

    They are those of its statement, of the functions and classes around it
    and of what else the hash is called in its function.
    """
    statement = module.statement_of(node)
    for part in ast.walk(statement) if statement is not None else ():
        if not isinstance(part, ast.stmt) or part is statement:
            yield from _words(part)
    for parent in module.tree.ancestors(node):
        match parent:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from identifiers.words(parent.name)
                for argument in ast.walk(parent.args):
                    yield from _words(argument)
            case ast.ClassDef(name=name):
                yield from identifiers.words(name)


def _words(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return identifiers.words(name)
        case ast.keyword(arg=str() as name) | ast.Constant(value=str() as name):
            return identifiers.words(name)
    return ()


def _chooses_bucket(module: Module, node: ast.Call) -> bool:
    """Whether the digest is a number of which only the rest is taken: `% n`."""
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        match parent:
            case ast.BinOp(op=ast.Mod(), left=left):
                return left is child and _is_number(module, left)
            case ast.Attribute() | ast.Call() | ast.Subscript():
                child = parent
            case _:
                return False
    return False


def _is_number(module: Module, node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and module.name_of(node.func) in {
        "builtins.int",
        "builtins.int.from_bytes",
    }
