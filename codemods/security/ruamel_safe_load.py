"""ruamel.yaml reads documents without building the objects that they name."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, EditRefusedError, Site
from codemods.editing import arguments
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import given, remarks
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

MAKERS = frozenset({"ruamel.yaml.YAML", "ruamel.yaml.main.YAML"})
SAFE_FORMS = {
    f"ruamel.yaml.{home}{name}": safe
    for home in ("", "main.")
    for name, safe in (("load", "safe_load"), ("load_all", "safe_load_all"))
}
UNSAFE_LOADERS = frozenset(
    f"ruamel.yaml.{home}{name}"
    for home in ("", "loader.")
    for name in ("Loader", "UnsafeLoader")
)
READING = frozenset({"load", "load_all"})
"""Methods that need nothing of the unsafe kind but for tags of Python."""


class RuamelSafeLoad(Codemod):
    """Load YAML with the safe kind of ruamel.yaml.

    The unsafe kind builds any Python object that a document names, so a
    document from outside can run code. The safe kind builds plain data.

    Before:

        from ruamel.yaml import YAML

        settings = YAML(typ="unsafe").load(stream)

    After:

        from ruamel.yaml import YAML

        settings = YAML(typ="safe").load(stream)

    Fix safety: documents with Python tags, such as `!!python/tuple`, no
    longer load, nor do classes that another file has registered.

    Left alone: the default kind (`typ="rt"`) and `typ="base"`, which build
    plain data; an object that also writes or registers classes; one that
    other code gets; files that speak of `!!python` tags; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/502.html",
        "https://yaml.dev/doc/ruamel.yaml/basicuse/",
    )
    rules = frozenset({"B506", "S506"})
    sieve = re.compile(rb"ruamel")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what makes a reader, and at the old functions that read."""
        name = module.name_of(node.func) or ""
        if name in MAKERS:
            look = _maker
        elif name in SAFE_FORMS:
            look = partial(_function, safe=SAFE_FORMS[name])
        else:
            return
        if not roles.is_test(module):
            yield from look(node, module)


def _maker(node: ast.Call, module: Module) -> Iterator[Site]:
    kind = given.keyword(node, "typ")
    if kind is None or not given.is_constant(kind, "unsafe"):
        return
    reason = _reason_in_file(module) or _reason_in_use(node, module)
    if remarks.remark(module, kind, "unsafe|object|tag"):
        reason = "a comment says why"
    if reason:
        yield Site(node, Outcome.UNSURE, reason)
        return
    yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(kind, _safe),))


def _safe(text: cst.BaseExpression) -> cst.BaseExpression:
    if not isinstance(text, cst.SimpleString):
        raise EditRefusedError("the kind is written in several parts")
    return text.with_changes(value=text.value.replace("unsafe", "safe"))


def _reason_in_file(module: Module) -> str:
    """Return what in the file needs the unsafe kind, "" for nothing."""
    if b"!!python" in module.source.data:
        return "the file speaks of `!!python` tags, which only the unsafe kind reads"
    return ""


def _reason_in_use(node: ast.Call, module: Module) -> str:
    """Return what else the object may be for, "" where it surely only reads."""
    parent = module.tree.parents[node]
    if isinstance(parent, ast.Attribute):
        return "" if parent.attr in READING else "it is used to write"
    target = _target(parent)
    if target is None or module.value_of(target) is not node:
        return "what is done with the reader is not told here"
    name = target.id if isinstance(target, ast.Name) else target.attr
    uses: list[ast.expr] = [*lookups.names(module, name)]
    if isinstance(target, ast.Attribute):
        uses = [*lookups.attributes(module, name)]
    for use in uses:
        around = module.parent(use)
        if not isinstance(use.ctx, ast.Load):  # type: ignore[attr-defined]  # a name or an attribute has it
            continue
        if not isinstance(around, ast.Attribute):
            return "the reader is given to other code"
        if around.attr not in READING:
            return f"the reader is also used for `{around.attr}`"
    return ""


def _target(parent: ast.AST) -> ast.Name | ast.Attribute | None:
    match parent:
        case ast.Assign(targets=[ast.Name() | ast.Attribute() as target]):
            return target
        case ast.AnnAssign(target=ast.Name() | ast.Attribute() as target):
            return target
    return None


def _function(node: ast.Call, module: Module, safe: str) -> Iterator[Site]:
    if given.has_stars(node):
        yield Site(node, Outcome.REFUSED, "`*` or `**` may hold a loader")
        return
    loader = given.argument(node, "Loader", 1)
    if loader is not None and module.name_of(loader) not in UNSAFE_LOADERS:
        return
    reason = _reason_in_file(module)
    if reason:
        yield Site(node, Outcome.UNSURE, reason)
    elif loader is not None:
        code, needed = sibling(module, loader, "ruamel.yaml", "SafeLoader")
        edit = Edit(loader, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), needed)
    elif len(node.args) == 1 and not node.keywords:
        code, needed = sibling(module, node.func, "ruamel.yaml", safe)
        edit = Edit(node.func, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), needed)
    else:
        yield Site(node, Outcome.UNSURE, f"`{safe}` takes no such arguments")
