"""Names that the standard library has moved or is giving up."""

from __future__ import annotations

import ast
import collections.abc
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Edit, ImportNeeded, Site
from codemods.delegated import RuffCodemod
from codemods.editing.syntax import parse_expression
from codemods.model import Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import libcst as cst

    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

MOVED = {
    **{
        f"collections.{name}": f"collections.abc.{name}"
        for name in collections.abc.__all__
        if name not in {"Buffer", "ByteString"}
    },
    "base64.decodestring": "base64.decodebytes",
    "base64.encodestring": "base64.encodebytes",
    "imp.reload": "importlib.reload",
    "pipes.quote": "shlex.quote",
    "threading.activeCount": "threading.active_count",
    "threading.currentThread": "threading.current_thread",
}
"""Old name to new one, where both are, or were, the same object."""

_13 = "it is gone since Python 3.13"
GONE = {
    "asyncio.coroutine": "it is gone since Python 3.11: write `async def`",
    "cgi.escape": "it is gone since Python 3.8: `html.escape` quotes more",
    "fractions.gcd": "it is gone since Python 3.9: `math.gcd` has another sign",
    "inspect.getargspec": "it is gone since Python 3.11: `signature` tells more",
    "locale.format": "it is gone since Python 3.12: `format_string` reads it anew",
    "platform.linux_distribution": "it is gone since Python 3.8",
    "time.clock": "it is gone since Python 3.8: which clock was meant?",
    "unittest.findTestCases": _13,
    "unittest.makeSuite": f"{_13}: use a `TestLoader`",
}
"""Names without a successor that surely does the same."""

LASTS = frozenset(name.rpartition(".")[2] for name in (*MOVED, *GONE))

GONE_MODULES = {
    "aifc": _13,
    "asynchat": "it is gone since Python 3.12: use asyncio",
    "asyncore": "it is gone since Python 3.12: use asyncio",
    "audioop": _13,
    "cgi": _13,
    "cgitb": _13,
    "chunk": _13,
    "crypt": _13,
    "distutils": "it is gone since Python 3.12: setuptools, packaging and"
    " sysconfig have its parts",
    "imghdr": _13,
    "imp": "it is gone since Python 3.12: use importlib",
    "mailcap": _13,
    "msilib": _13,
    "nis": _13,
    "nntplib": _13,
    "ossaudiodev": _13,
    "pipes": f"{_13}: use subprocess, or `shlex.quote`",
    "pkg_resources": "setuptools gives it up: use importlib.metadata,"
    " importlib.resources or packaging",
    "smtpd": "it is gone since Python 3.12: use aiosmtpd",
    "sndhdr": _13,
    "spwd": _13,
    "sunau": _13,
    "telnetlib": _13,
    "uu": _13,
    "xdrlib": _13,
}
"""Modules that have no place in the standard library any more."""


class DeprecatedStdlib(RuffCodemod):
    """Use the standard library's names where they are today.

    Names move, and after years of warnings the old ones go: a program that
    asks for `collections.Mapping` does not start under Python 3.10. Where old
    and new name are one and the same thing, the new one is written.

    Before:

        import collections
        import threading


        def name_of(options):
            if isinstance(options, collections.Mapping):
                return threading.currentThread().name

    After:

        import threading
        from collections.abc import Mapping


        def name_of(options):
            if isinstance(options, Mapping):
                return threading.current_thread().name

    Fix safety: old and new names are, or were, the same object in every Python
    that has both.

    Left alone: names and modules that are gone without a successor that does
    just the same (`time.clock`, `distutils`, `imp`): the places are listed.
    Imports in `try` and `if`, which have the other name beside them.
    """

    safety = Safety.SAFE
    references = (
        "https://docs.python.org/3/library/collections.abc.html",
        "https://peps.python.org/pep-0594/",
    )
    lint: ClassVar[tuple[str, ...]] = ("UP023", "UP035")
    rules = frozenset({*lint, "W4901", "W4902", "W4904", "deprecated-module"})

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Take imports that are made in any case, other than those of types."""
        del diagnostic
        statement = module.statement_of(node)
        if statement is None or not _is_plain(module, statement):
            return None
        if isinstance(statement, ast.ImportFrom) and statement.module != "collections":
            return "" if str(statement.module).startswith("xml.etree") else None
        return ""

    def visit_Attribute(self, node: ast.Attribute, module: Module) -> Iterator[Site]:
        """Look at names behind a module."""
        if node.attr not in LASTS:
            return
        yield from self._use(node, module)

    def visit_Name(self, node: ast.Name, module: Module) -> Iterator[Site]:
        """Look at names that were imported."""
        if node.id in module.once(_imported):
            yield from self._use(node, module)

    def _use(self, node: ast.Name | ast.Attribute, module: Module) -> Iterator[Site]:
        name = module.name_of(node)
        if name is None or (name not in MOVED and name not in GONE):
            return
        if not _is_imported_plainly(module, node):
            return
        if name in GONE:
            yield Site(node, Outcome.REFUSED, f"`{name}`: {GONE[name]}")
            return
        new = MOVED[name]
        source, _, last = new.rpartition(".")
        if isinstance(node, ast.Name) and node.id == last:
            return  # its import is edited instead
        needed = ImportNeeded(source, last)
        if isinstance(node, ast.Attribute) and name.startswith(f"{source}."):
            edit = Edit(node, _renamed(last))
            yield Site(node, Outcome.APPLIED, f"{name} is {new}", (edit,))
            return
        if isinstance(node, ast.Attribute) and "." not in source:
            needed = ImportNeeded(source)
            text = f"{module.imported(needed, node)}.{last}"
        else:
            text = module.imported(needed, node)
        edit = Edit(node, _replaced(text))
        yield Site(node, Outcome.APPLIED, f"{name} is {new}", (edit,), (needed,))

    def visit_Import(self, node: ast.Import, module: Module) -> Iterator[Site]:
        """Name the modules that are gone."""
        yield from _gone(node, [alias.name for alias in node.names], module)

    def visit_ImportFrom(self, node: ast.ImportFrom, module: Module) -> Iterator[Site]:
        """Name the modules that are gone."""
        if node.level == 0 and node.module:
            yield from _gone(node, [node.module], module)


def _imported(module: Module) -> frozenset[str]:
    """Return the names under which a file has imported something of the tables."""
    return frozenset(
        alias.asname or alias.name
        for node in module.tree.all(ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" in MOVED.keys() | GONE.keys()
    )


def _gone(
    node: ast.Import | ast.ImportFrom, names: list[str], module: Module
) -> Iterator[Site]:
    for name in names:
        top = name.partition(".")[0]
        if top not in GONE_MODULES or module.names.is_own(top):
            continue
        if _is_plain(module, node) and not _only_moved(node, module):
            reason = f"`{top}`: {GONE_MODULES[top]}"
            yield Site(node, Outcome.REFUSED, reason)


def _only_moved(node: ast.Import | ast.ImportFrom, module: Module) -> bool:
    """Whether all that is used of a module has a new name."""
    if isinstance(node, ast.ImportFrom):
        return all(f"{node.module}.{alias.name}" in MOVED for alias in node.names)
    uses = [
        module.name_of(use)
        for use in module.tree.all(ast.Attribute)
        if isinstance(use.value, ast.Name)
        and use.value.id in {alias.asname or alias.name for alias in node.names}
    ]
    return bool(uses) and all(use in MOVED for use in uses)


def _is_plain(module: Module, statement: ast.stmt) -> bool:
    """Whether a statement is run in any case: neither tried nor on a condition."""
    conditional = (ast.Try, ast.TryStar, ast.If, ast.ExceptHandler)
    return not any(
        isinstance(parent, conditional) for parent in module.tree.ancestors(statement)
    )


def _is_imported_plainly(module: Module, node: ast.Name | ast.Attribute) -> bool:
    """Whether the name comes from an import that has no other beside it."""
    if any(isinstance(item, (ast.Try, ast.TryStar)) for item in _around(module, node)):
        return False
    base: ast.expr = node
    while isinstance(base, ast.Attribute):
        base = base.value
    statements = [module.statement_of(item.node) for item in module.bindings_of(base)]
    return all(item is not None and _is_plain(module, item) for item in statements)


def _around(module: Module, node: ast.AST) -> Iterator[ast.AST]:
    """Yield the tries that would notice that a name is missing."""
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.Try, ast.TryStar)) and _CATCHES.search(
            " ".join(ast.unparse(item.type) for item in parent.handlers if item.type)
        ):
            yield parent


_CATCHES = re.compile(r"AttributeError|ImportError|NameError|Exception")


def _renamed(last: str) -> Callable[[cst.Attribute], cst.Attribute]:
    def change(attribute: cst.Attribute) -> cst.Attribute:
        return attribute.with_deep_changes(attribute.attr, value=last)

    return change


def _replaced(text: str) -> Callable[[cst.BaseExpression], cst.BaseExpression]:
    def change(old: cst.BaseExpression) -> cst.BaseExpression:
        del old
        return parse_expression(text)

    return change
