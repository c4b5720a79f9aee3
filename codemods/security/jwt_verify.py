"""JSON web tokens are believed only where their signature is right."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import given, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

DECODERS = frozenset(
    {
        "jose.jwt.decode",
        "jwt.api_jwt.decode",
        "jwt.api_jwt.decode_complete",
        "jwt.decode",
        "jwt.decode_complete",
    }
)
ABOUT = r"verif|signature|trust"
"""What a comment above speaks of that gives a reason."""

KEY, ALGORITHMS, OPTIONS = 1, 2, 3
"""Where these stand among the arguments."""

_MEANT = re.compile(r"unverif|insecure|unsafe|(?:without|no|not)[ _]verif|peek")


class JwtVerify(Codemod):
    """Verify the signature of JSON web tokens.

    A token says who somebody is, and anybody can write one: only the signature
    shows that the issuer did. A program that does not verify it lets everybody
    in as everybody.

    Before:

        import jwt

        claims = jwt.decode(
            token, key, algorithms=["HS256"], options={"verify_signature": False}
        )

    After:

        import jwt

        claims = jwt.decode(
            token, key, algorithms=["HS256"]
        )

    Fix safety: a token with a wrong signature, of another key, or past its
    time now raises. PyJWT then also verifies the audience and the issuer,
    where the token names them.

    Left alone: calls without a key or without algorithms, which cannot verify
    anything; a first look at a token that the same function verifies later;
    functions and results whose name, docstring or comment says so; options
    that the file does not write out in place; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/347.html",
        "https://pyjwt.readthedocs.io/en/stable/usage.html",
        "https://datatracker.ietf.org/doc/html/rfc8725",
    )
    rules = frozenset({"S5659"})
    sieve = re.compile(rb"jwt")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that decode a token."""
        if module.name_of(node.func) not in DECODERS or roles.is_test(module):
            return
        options = _options(node)
        signature = options.get("verify_signature")
        verify = given.keyword(node, "verify")
        if verify is not None and given.is_constant(verify, value=False):
            weak = verify
            edit = Edit(node, partial(arguments.without_keyword, keyword="verify"))
        elif signature is not None and given.is_constant(signature, value=False):
            weak = signature
            edit = _edit(node, options, signature)
        else:
            yield from _lesser(node, options)
            return
        outcome, reason = _reason_to_stay(node, module)
        if remarks.remark(module, weak, ABOUT):
            outcome, reason = Outcome.REFUSED, "a comment says why"
        if reason:
            yield Site(node, outcome, reason)
        else:
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _options(node: ast.Call) -> dict[object, ast.expr]:
    """Return the options that the call writes out, by their names."""
    match given.argument(node, "options", OPTIONS):
        case ast.Dict(keys=keys, values=values):
            return {
                key.value: value
                for key, value in zip(keys, values, strict=True)
                if isinstance(key, ast.Constant)
            }
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            return {item.arg: item.value for item in keywords}
    return {}


def _edit(node: ast.Call, options: dict[object, ast.expr], signature: ast.expr) -> Edit:
    """Return the edit that leaves out the option, or all of them where it is one."""
    whole = given.keyword(node, "options")
    if whole is not None and len(options) == _size(whole) == 1:
        return Edit(node, partial(arguments.without_keyword, keyword="options"))
    return Edit(signature, lambda _: arguments.dotted("True"))


def _size(options: ast.expr) -> int:
    return len(options.values if isinstance(options, ast.Dict) else options.keywords)  # type: ignore[attr-defined]  # a dict, or a call of it


def _lesser(node: ast.Call, options: dict[object, ast.expr]) -> Iterator[Site]:
    """Name what weakens a verification that does take place."""
    algorithms = given.argument(node, "algorithms", ALGORITHMS)
    named = getattr(algorithms, "elts", ())
    if any(given.is_constant(item, "none") for item in (algorithms, *named)):
        reason = "tokens of the algorithm `none` have no signature"
        yield Site(node, Outcome.UNSURE, reason)
    elif given.is_constant(options.get("verify_exp"), value=False):
        reason = "`verify_exp` is off: a token is good for ever"
        yield Site(node, Outcome.UNSURE, reason)


def _reason_to_stay(node: ast.Call, module: Module) -> tuple[Outcome, str]:
    if given.has_stars(node):
        return Outcome.REFUSED, "`*` or `**` may hold more options"
    function = module.enclosing_function(node)
    if any(_MEANT.search(name.lower()) for name in _names(node, module)):
        return Outcome.REFUSED, "its name says that nothing is verified"
    if any(_verifies(other, module, function) for other in _decodes(module)):
        return Outcome.REFUSED, "the function looks at the token, and verifies it then"
    if not _has_key(node):
        return Outcome.UNSURE, "there is no key to verify with"
    if given.argument(node, "algorithms", ALGORITHMS) is None:
        return Outcome.UNSURE, "no algorithms are named, without which none is allowed"
    return Outcome.APPLIED, ""


def _has_key(node: ast.Call) -> bool:
    key = given.argument(node, "key", KEY)
    return key is not None and not (isinstance(key, ast.Constant) and not key.value)


def _names(node: ast.Call, module: Module) -> Iterator[str]:
    """Yield how a call's function and result are called, and what it is for."""
    function = module.enclosing_function(node)
    if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield function.name
        yield ast.get_docstring(function) or ""
    match module.parent(node):
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield name


def _decodes(module: Module) -> Iterator[ast.Call]:
    for name in ("decode", "decode_complete"):
        yield from lookups.calls(module, name)


def _verifies(other: ast.Call, module: Module, function: ast.AST | None) -> bool:
    """Whether another call in the function decodes a token, and verifies it."""
    return (
        module.enclosing_function(other) is function
        and module.name_of(other.func) in DECODERS
        and _has_key(other)
        and not given.is_constant(given.keyword(other, "verify"), value=False)
        and not given.is_constant(_options(other).get("verify_signature"), value=False)
    )
