"""`yaml.load` with an unsafe loader becomes `yaml.safe_load`."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.names import Binding

SAFE_FORMS = {
    "yaml.load": "safe_load",
    "yaml.load_all": "safe_load_all",
}
SAFE_LOADERS = {
    "FullLoader": "SafeLoader",
    "Loader": "SafeLoader",
    "UnsafeLoader": "SafeLoader",
    "CFullLoader": "CSafeLoader",
    "CLoader": "CSafeLoader",
    "CUnsafeLoader": "CSafeLoader",
}
"""Loaders that build any object, and the one that reads the same syntax."""

DEPTH = 4
"""How many names are followed one after another."""

HARMLESS_LOADERS = frozenset({"BaseLoader", "CBaseLoader", "CSafeLoader", "SafeLoader"})
REGISTRATIONS = frozenset(
    f"yaml.{name}"
    for name in (
        "add_constructor",
        "add_implicit_resolver",
        "add_multi_constructor",
        "add_path_resolver",
    )
)
"""These teach the unsafe loaders, unless told otherwise, but not the safe one."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of `yaml.load`; `place` is the loader's in the arguments."""

    form: str
    loader: ast.expr | None
    place: int


class YamlSafeLoad(Codemod):
    """Load YAML with the safe loader.

    An unsafe loader builds any Python object that a document names, so a
    document from outside can run code. The safe loader builds plain data:
    mappings, sequences, text, numbers, dates.

    Before:

        import yaml

        config = yaml.load(stream, Loader=yaml.Loader)

    After:

        import yaml

        config = yaml.safe_load(stream)

    Fix safety: documents with Python tags, such as `!!python/tuple`, no
    longer load, nor do tags that another file has registered for the unsafe
    loaders. `yaml.dump` writes such tags for tuples and objects.

    Left alone: loaders of the project's own, calls with `*` or `**`
    arguments, files that register constructors, derive from
    `yaml.YAMLObject` or speak of `!!python` tags, and ruamel.yaml. The C
    loaders become `CSafeLoader`, which is as fast.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/502.html",
        "https://pyyaml.org/wiki/PyYAMLDocumentation",
    )
    rules = frozenset({"B506", "S506"})
    sieve = re.compile(rb"yaml")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `yaml.load` and `yaml.load_all`."""
        if not _may_be_load(node.func):
            return
        name = module.name_of(node.func)
        if name not in SAFE_FORMS:
            return
        if _has_stars(node):
            yield Site(node, Outcome.REFUSED, "`*` or `**` may hold a loader")
            return
        call = _Call(SAFE_FORMS[name], *_loader(node))
        kind = _loader_name(module, call.loader)
        if kind in HARMLESS_LOADERS:
            return
        reason = _reason_to_stay(module, kind)
        if reason:
            outcome = Outcome.REFUSED if kind else Outcome.UNSURE
            yield Site(node, outcome, reason)
        elif SAFE_LOADERS[kind] == "CSafeLoader":
            yield from _c_loader(node, call, module)
        else:
            yield from _plain_loader(node, call, module)

    def visit_Try(self, node: ast.Try, module: Module) -> Iterator[Site]:
        """Look at imports of a loader in C or, where there is none, in Python."""
        aliases = _either_loader(node, module)
        if not aliases:
            return
        name = aliases[0].asname or aliases[0].name
        if not _is_only_loader(module, name):
            return
        reason = _reason_to_stay(module, "Loader")
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        edits = tuple(
            Edit(
                module.tree.parents[alias],  # type: ignore[arg-type]  # an alias stands in a statement
                partial(_import_safe, old=alias.name, name=name),
            )
            for alias in aliases
        )
        yield Site(node, Outcome.APPLIED, f"the loader imported as `{name}`", edits)


# ------------------------------------------------------------- what is called


def _may_be_load(function: ast.expr) -> bool:
    """Whether a call may be one of ours, before the name is looked up.

    A plain name may be anything that was imported under another name.
    """
    if isinstance(function, ast.Attribute):
        return function.attr in {"load", "load_all"}
    return isinstance(function, ast.Name)


def _has_stars(node: ast.Call) -> bool:
    return any(isinstance(arg, ast.Starred) for arg in node.args) or any(
        keyword.arg is None for keyword in node.keywords
    )


def _loader(node: ast.Call) -> tuple[ast.expr | None, int]:
    """Return the loader and its place; PyYAML before 6 has a default."""
    if len(node.args) > 1:
        return node.args[1], 1
    for place, keyword in enumerate(node.keywords, len(node.args)):
        if keyword.arg == "Loader":
            return keyword.value, place
    return None, -1


def _loader_name(module: Module, loader: ast.expr | None, depth: int = DEPTH) -> str:
    """Return the name of a loader in PyYAML, "" for any other.

    No loader, and None, mean the default of PyYAML 5: a full loader. What the
    file derives from a harmless loader, or assigns, is as harmless.
    """
    if loader is None or (isinstance(loader, ast.Constant) and loader.value is None):
        return "FullLoader"
    name = module.name_of(loader) or ""
    root, _, last = name.rpartition(".")
    if root in {"yaml", "yaml.loader", "yaml.cyaml"}:
        return last
    if depth == 0:
        return ""
    kinds = {_bound(module, item, depth - 1) for item in module.bindings_of(loader)}
    kinds |= set(_fetched(module, loader, depth - 1))
    return "SafeLoader" if kinds and kinds <= HARMLESS_LOADERS else ""


def _bound(module: Module, binding: Binding, depth: int) -> str:
    """Return a harmless loader that a binding is as harmless as, or ""."""
    root, _, last = binding.target.rpartition(".")
    if root == "yaml":
        return last
    if binding.kind is Kind.DEFINITION and isinstance(binding.node, ast.ClassDef):
        names = {_loader_name(module, base, depth) for base in binding.node.bases}
        return "SafeLoader" if names and names <= HARMLESS_LOADERS else ""
    if binding.kind is Kind.ASSIGNMENT and binding.value is not None:
        return _loader_name(module, binding.value, depth)
    return ""


def _fetched(module: Module, node: ast.expr, depth: int) -> Iterator[str]:
    """Yield what `getattr(yaml, "CSafeLoader", yaml.SafeLoader)` may be."""
    match node:
        case ast.Call(args=[home, ast.Constant(value=str() as name), default]) if (
            module.name_of(node.func) == "builtins.getattr"
            and module.name_of(home) == "yaml"
        ):
            yield name
            yield _loader_name(module, default, depth)


def _reason_to_stay(module: Module, kind: str) -> str:
    """Return why a call keeps its loader, "" where nothing speaks for it."""
    if not kind:
        return "the loader may be one of the project's own"
    if kind not in SAFE_LOADERS:
        return f"`{kind}` is no loader of PyYAML that is known here"
    return module.once(_reason_in_file)


def _reason_in_file(module: Module) -> str:
    """Return what in the file needs the unsafe loaders, "" for nothing."""
    if b"!!python" in module.source.data:
        return "the file speaks of `!!python` tags, which only unsafe loaders read"
    if any(module.name_of(node.func) in REGISTRATIONS for node in _calls(module)):
        return "the file registers constructors, which the safe loader may not know"
    if any(
        module.name_of(base) == "yaml.YAMLObject"
        for node in module.tree.all(ast.ClassDef)
        for base in node.bases
    ):
        return "a `yaml.YAMLObject` of the file is not known to the safe loader"
    return ""


def _calls(module: Module) -> Iterator[ast.Call]:
    for node in module.tree.all(ast.Call):
        last = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(node.func, ast.Name) or last.startswith("add_"):
            yield node


# ------------------------------------------------------------- what it becomes


def _plain_loader(node: ast.Call, call: _Call, module: Module) -> Iterator[Site]:
    needed: tuple[ImportNeeded, ...] = ()
    if isinstance(node.func, ast.Attribute):
        function = f"{module.text_of(node.func.value)}.{call.form}"
    else:
        needed = (ImportNeeded("yaml", call.form),)
        function = module.imported(needed[0], node)

    def change(old: cst.Call) -> cst.Call:
        new = old if call.loader is None else arguments.without(old, call.place)
        if isinstance(old.func, cst.Attribute):
            return arguments.renamed(new, call.form)
        return new.with_changes(func=arguments.dotted(function))

    yield Site(
        node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),), needed
    )


def _c_loader(node: ast.Call, call: _Call, module: Module) -> Iterator[Site]:
    needed: tuple[ImportNeeded, ...] = ()
    if isinstance(call.loader, ast.Attribute):
        loader = f"{module.text_of(call.loader.value)}.CSafeLoader"
    else:
        needed = (ImportNeeded("yaml", "CSafeLoader"),)
        loader = module.imported(needed[0], node)
    change = partial(arguments.with_value, index=call.place, code=loader)
    yield Site(
        node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),), needed
    )


# ------------------------------------------------- a loader in C, or in Python


def _either_loader(node: ast.Try, module: Module) -> list[ast.alias]:
    """Return what `try: from yaml import CLoader as L` binds, with its else."""
    found: dict[str, list[ast.alias]] = {}
    handlers = [part for handler in node.handlers for part in handler.body]
    for statement in (*node.body, *handlers):
        if isinstance(statement, ast.ImportFrom) and statement.module == "yaml":
            for alias in statement.names:
                if alias.name in SAFE_LOADERS:
                    found.setdefault(alias.asname or alias.name, []).append(alias)
    for name, aliases in found.items():
        bindings = module.names.everywhere(name)
        if len(aliases) > 1 and {item.node for item in bindings} == set(aliases):
            return aliases
    return []


def _is_only_loader(module: Module, name: str) -> bool:
    """Whether a name is read only as the loader of calls of `yaml.load`."""
    uses = [node for node in module.tree.all(ast.Name) if node.id == name]
    for use in uses:
        parent = module.tree.parents[use]
        if isinstance(parent, ast.keyword):
            parent = module.tree.parents[parent]
        if not isinstance(parent, ast.Call) or _loader(parent)[0] is not use:
            return False
        if module.name_of(parent.func) not in SAFE_FORMS:
            return False
    return bool(uses)


def _import_safe(
    line: cst.SimpleStatementLine, old: str, name: str
) -> cst.SimpleStatementLine:
    """Return a `from` import with the safe loader, under the same name."""
    statement = line.body[0]
    assert isinstance(statement, cst.ImportFrom)  # noqa: S101  # the codemod chose it
    assert not isinstance(statement.names, cst.ImportStar)  # noqa: S101  # the same
    names = [
        (
            item.with_changes(
                name=cst.Name(SAFE_LOADERS[old]),
                asname=item.asname or cst.AsName(cst.Name(name)),
            )
            if item.evaluated_name == old
            else item
        )
        for item in statement.names
    ]
    return line.with_changes(body=[statement.with_changes(names=names)])
