"""One file as codemods see it: bytes, tree, names, and where things stand."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, overload

from codemods.diagnostics import NoLinterError
from codemods.editing import imports
from codemods.reading import attributes, source, tree
from codemods.reading.names import FUNCTIONS, Binding, Kind, Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from codemods.base import ImportNeeded
    from codemods.diagnostics import Diagnostics, Lint
    from codemods.model import Project
    from codemods.reading.names import Function
    from codemods.reading.source import Located, Source
    from codemods.reading.tree import Tree


MESSAGE = 120
"""How many characters of code stand in a message."""

Made = TypeVar("Made")

USUAL, WIDE = 88, 120
"""Black's line length, and a common longer one."""

FEW_LINES, MANY_LINES = 10, 0.03
"""Longer lines, and their share, that a file may have without meaning it."""

_INDENT = re.compile(rb"[ \t]+(?=\S)")


class Module:
    """One Python file, parsed once for all codemods.

    Everything but the tree is worked out when it is first asked for. Nodes
    are those of `ast`; each belongs to this module alone.
    """

    def __init__(
        self,
        path: str,
        text: Source,
        root: ast.Module,
        project: Project,
        lint: Lint | None = None,
    ) -> None:
        self.path = path
        self.source = text
        self.root = root
        self.project = project
        self.lint = lint
        self._made: dict[Callable[[Module], Any], Any] = {}
        self._plans: dict[tuple[ImportNeeded, ast.AST | None], imports.Plan] = {}

    @cached_property
    def tree(self) -> Tree:
        """All nodes by type, and their parents."""
        return tree.index(self.root)

    @cached_property
    def name(self) -> str:
        """The module's dotted name, as far as the path and project tell."""
        return dotted_name(self.path, self.project.modules)

    @cached_property
    def names(self) -> Names:
        """The scopes and bindings of the file."""
        package = self.name if self.is_package else self.name.rpartition(".")[0]
        own = frozenset(name.partition(".")[0] for name in self.project.modules)
        return Names(self.tree, package, own)

    @cached_property
    def diagnostics(self) -> Diagnostics | None:
        """What the linter says of the file; None where it has not seen it yet.

        Raises `NoLinterError` where the engine was given none.
        """
        if self.lint is None:
            raise NoLinterError
        return self.lint(self.path, self.source.data)

    @cached_property
    def stores(self) -> dict[str, list[ast.Attribute]]:
        """Every attribute that is assigned or deleted, by its name."""
        found: dict[str, list[ast.Attribute]] = {}
        for node in self.tree.all(ast.Attribute):
            if type(node.ctx) is not ast.Load:
                found.setdefault(node.attr, []).append(node)
        return found

    @cached_property
    def indent(self) -> str:
        """The first indentation of the file, four spaces where it has none."""
        source = self.source
        for statement in self.root.body:
            for inner in getattr(statement, "body", ()):
                start = source.starts[inner.lineno - 1]
                match = _INDENT.match(source.data, start)
                if inner.lineno > statement.lineno and match:
                    return match.group().decode()
        return "    "

    @cached_property
    def line_limit(self) -> int:
        """How long new lines may be: 88, or 120 where many are longer than 88."""
        starts = self.source.starts
        longer = sum(below - above > USUAL + 1 for above, below in pairwise(starts))
        return WIDE if longer > max(FEW_LINES, MANY_LINES * len(starts)) else USUAL

    @property
    def is_package(self) -> bool:
        """Whether the file is an `__init__.py`, whose names are re-exported."""
        return self.path.rpartition("/")[2] == "__init__.py"

    def name_of(self, node: ast.expr) -> str | None:
        """Return the dotted name of what an expression means, else None.

        `y.load` is "yaml.load" under `import yaml as y`, `open` is
        "builtins.open". Names are followed through scopes, and known only
        where every binding agrees; `yaml = None` beside an import counts as
        no binding. What a project's own module provides starts with a dot
        (".shop.cart.Cart", or ".yaml.load" where the project has a top-level
        module `yaml` of its own): so it never equals a library's name.
        """
        return self.names.qualified(node)

    def bindings_of(self, node: ast.expr) -> tuple[Binding, ...]:
        """Return every binding of a name, or of an attribute of `self`.

        For `self.x` and `cls.x` these are the assignments in the class that
        the method stands in, in its relatives in the same file, and in their
        bodies. Empty where the file does not tell.
        """
        if isinstance(node, ast.Name):
            return self.names.bindings(node.id, node)
        if isinstance(node, ast.Attribute):
            return attributes.bindings(self, node)
        return ()

    def value_of(self, node: ast.expr) -> ast.expr | None:
        """Return the one expression that is ever assigned to a name, or None.

        The name, or attribute of `self`, is bound once, by an assignment.
        """
        match self.bindings_of(node):
            case (Binding(kind=Kind.ASSIGNMENT, value=value),):
                return value
        return None

    def once(self, work: Callable[[Module], Made]) -> Made:
        """Return what a function makes of this module, worked out only once."""
        if work not in self._made:
            self._made[work] = work(self)
        return self._made[work]  # type: ignore[no-any-return]  # made by the function

    def changed(self, data: bytes) -> Module:
        """Return the module of the same file as it is with other bytes.

        Raises `UnreadableSourceError` with line and reason.
        """
        text = source.with_data(self.source, data)
        return Module(self.path, text, source.parse(text), self.project, self.lint)

    def class_of_self(self, node: ast.expr) -> ast.ClassDef | None:
        """Return the class whose method calls its first parameter so, or None."""
        return attributes.owner(self, node)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node around a node, None for the module."""
        return self.tree.parents.get(node)

    def enclosing_function(self, node: ast.AST) -> Function | None:
        """Return the innermost function or lambda whose scope a node is in."""
        for scope in self.names.scopes(node):
            if isinstance(scope, FUNCTIONS):
                return scope
        return None

    def enclosing_class(self, node: ast.AST) -> ast.ClassDef | None:
        """Return the innermost class that a node stands in, functions ignored."""
        for scope in self.names.scopes(node):
            if isinstance(scope, ast.ClassDef):
                return scope
        return None

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """Return the node itself or the innermost statement around it."""
        if isinstance(node, ast.stmt):
            return node
        for parent in self.tree.ancestors(node):
            if isinstance(parent, ast.stmt):
                return parent
        return None

    @overload
    def anchor(self, node: ast.expr | ast.stmt) -> ast.expr | ast.stmt: ...
    @overload
    def anchor(self, node: ast.AST) -> ast.AST: ...
    def anchor(self, node: ast.AST) -> ast.AST:
        """Return the outermost f-string around a node, else the node itself.

        What stands inside of an f-string has no sure place in the file: before
        Python 3.12 the tree counts its columns from elsewhere.
        """
        found = node
        if ast.JoinedStr in self.tree.by_type:
            for parent in self.tree.ancestors(node):
                if isinstance(parent, ast.JoinedStr):
                    found = parent
        return found

    def place_of(self, node: ast.AST) -> Located | None:
        """Return what stands in the file for a node, None for all of the file.

        It is the node, the f-string or, where a node has no place of its own,
        what is around it.
        """
        found: ast.AST | None = self.anchor(node)
        while found is not None and not hasattr(found, "lineno"):
            found = self.parent(found)
        return found  # type: ignore[return-value]  # it has the attributes

    def text_of(self, node: ast.expr | ast.stmt) -> str:
        """Return the node as it is written in the file.

        Inside of an f-string, it is written anew from the tree.
        """
        if self.anchor(node) is not node:
            return ast.unparse(node)
        start, end = self.source.span(node)
        return self.source.data[start:end].decode()

    def line_of(self, node: ast.expr | ast.stmt) -> str:
        """Return the node's text on one line, cut to what people take in."""
        text = " ".join(self.text_of(node).split())
        return text if len(text) <= MESSAGE else f"{text[: MESSAGE - 1]}…"

    def imported(self, needed: ImportNeeded, at: ast.AST | None = None) -> str:
        """Return how new code writes a name of another module.

        It may be what the file imports already ("datetime.UTC" under `import
        datetime`), else what the engine will import for a site that says
        `imports=(needed,)`. With `at`, the node that the code replaces, what
        only its function imports is used too. Raises `ImportRefusedError`
        where the name is taken; the codemod may let it pass.
        """
        key = (needed, at)
        if key not in self._plans:
            self._plans[key] = imports.plan(self, needed, at)
        return self._plans[key].spelling

    def missing_imports(self, needed: Iterable[ImportNeeded]) -> list[imports.Plan]:
        """Return what is to be imported for names that `imported` has given."""
        wanted = set(needed)
        return sorted(
            {
                plan
                for (item, _), plan in self._plans.items()
                if item in wanted and plan.missing
            }
        )


def load(path: str, raw: bytes, project: Project, lint: Lint | None = None) -> Module:
    """Return the module of one file.

    `path` is relative to the target's root, with forward slashes. Raises
    `UnreadableSourceError` with line and reason.
    """
    text = source.read(raw)
    return Module(path, text, source.parse(text), project, lint)


def dotted_name(path: str, modules: frozenset[str]) -> str:
    """Return a file's dotted module name.

    It is the longest end of its path that is a known module, else all of it.
    """
    parts = path.removesuffix(".py").removesuffix(".pyi").split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    for start in range(len(parts)):
        name = ".".join(parts[start:])
        if name in modules:
            return name
    return ".".join(parts[1:] if parts[0] == "src" and len(parts) > 1 else parts)
