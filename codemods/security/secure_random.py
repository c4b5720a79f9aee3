"""Secrets come from `secrets` instead of `random`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import given, identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.lazy import cst
    from codemods.reading.module import Module

SAME = {"choice": "choice", "getrandbits": "randbits", "randbytes": "token_bytes"}
"""Functions of `random`, and those of `secrets` that do the same."""

BY_GENERATOR = frozenset(
    {"choices", "randint", "random", "randrange", "sample", "shuffle", "uniform"}
)
"""Methods that only the generator of the system has."""

FIXED = frozenset({"getstate", "seed", "setstate"})
"""Who calls these wants the same numbers again."""

SECRETS = ImportNeeded("secrets")
SINCE = (3, 6)
"""The first Python with `secrets`."""

APART = frozenset({"boundary", "delimiter"})
"""Words in the name of a function whose result only has to be another one."""

MAKING = frozenset(
    {"build", "create", "gen", "generate", "generator", "make", "new", "rand"}
    | {"random", "randomize"}
)
PRETENDING = frozenset({"dummy", "fake", "faker", "fixtures", "mock", "mocks"})
"""Words in the path of what only makes up data."""

LANGUAGE = frozenset(
    {"datasets", "keras", "nltk", "numpy", "spacy", "tensorflow", "tokenizers"}
    | {"torch", "transformers"}
)
"""Where these are imported, a token is a piece of text."""

FAKES = frozenset({"factory", "faker", "hypothesis", "mimesis"})
"""Libraries that make up data which only looks real."""


class SecureRandom(Codemod):
    """Make secrets with `secrets`, not with `random`.

    Who has seen some values of `random` can work out those that come next:
    passwords, tokens and salts made with it can be guessed. `secrets` asks
    the operating system, whose values cannot.

    Before:

        import random


        def new_password(letters):
            return "".join(random.choice(letters) for _ in range(20))

    After:

        import secrets


        def new_password(letters):
            return "".join(secrets.choice(letters) for _ in range(20))

    Fix safety: `random.seed` in another file no longer makes the secrets
    repeat, and tests that replace functions of `random` must replace those of
    `secrets`.

    Left alone: what is not named as a secret, since games, samples and delays
    need none of this; files that seed `random`; tests and made-up data; a
    plain `token` where the file works with language.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/338.html",
        "https://docs.python.org/3/library/secrets.html",
    )
    rules = frozenset({"B311", "S311"})
    sieve = re.compile(rb"random")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of functions of `random`."""
        root, _, function = (module.name_of(node.func) or "").rpartition(".")
        if root != "random" or function not in SAME.keys() | BY_GENERATOR:
            return
        if module.project.minimum_python < SINCE or roles.is_test(module):
            return
        if module.once(_makes_up_data):
            return
        if not _is_secret(module, node):
            return
        if module.once(_is_seeded):
            reason = "the file seeds `random`: its values are meant to repeat"
            yield Site(node, Outcome.REFUSED, reason)
            return
        secrets = module.imported(SECRETS, node)
        name = f"{secrets}.{_replacement(node, function)}"

        def change(call: cst.Call) -> cst.Call:
            return call.with_changes(func=arguments.dotted(name))

        edit = Edit(node, change)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (SECRETS,))


def _replacement(node: ast.Call, function: str) -> str:
    """Return what does the same in `secrets`, as it is called there."""
    if function in SAME and not node.keywords:
        return SAME[function]
    single = function == "randrange" and len(node.args) == 1 and not node.keywords
    if single and not given.has_stars(node):
        return "randbelow"
    return f"SystemRandom().{function}"


# ------------------------------------------------------------ what is a secret


def _is_secret(module: Module, node: ast.Call) -> bool:
    """Whether a random value goes into what is named as a secret.

    In a function that makes a secret, all that is random is a part of it.
    """
    test = identifiers.is_secret
    if not module.once(_is_about_language):
        test = _is_secret_or_token
    function = module.enclosing_function(node)
    while isinstance(function, ast.Lambda):
        function = module.enclosing_function(module.tree.parents[function])
    if function and not APART.isdisjoint(identifiers.words(function.name)):
        return False
    if any(test(name) for name in identifiers.receivers(module, node)):
        return True
    if function is None or _last(node.func) in {"random", "uniform"}:
        return False  # a delay, or a chance
    words = identifiers.words(function.name)
    return not MAKING.isdisjoint(words) and test(function.name)


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_secret_or_token(name: str) -> bool:
    return identifiers.is_secret(name) or identifiers.is_token(name)


# ---------------------------------------------------------- what the file says


def _is_about_language(module: Module) -> bool:
    return not LANGUAGE.isdisjoint(_imported(module))


def _makes_up_data(module: Module) -> bool:
    path = {word for part in module.path.split("/") for word in identifiers.words(part)}
    return not (PRETENDING.isdisjoint(path) and FAKES.isdisjoint(_imported(module)))


def _imported(module: Module) -> set[str]:
    return {
        module.names.target(alias).partition(".")[0]
        for alias in module.tree.all(ast.alias)
    }


def _is_seeded(module: Module) -> bool:
    fixed = {f"random.{name}" for name in FIXED}
    return any(
        module.name_of(call.func) in fixed
        for name in FIXED
        for call in lookups.calls(module, name)
    ) or any(
        module.names.target(alias) in fixed for alias in module.tree.all(ast.alias)
    )
